"""A card, a PIN, a key; every refusal is a code for the app and a sentence for the judge."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from judging.persistence.database import db
from judging.persistence.tablets import CardRow
from judging.queries.tablets import tablets_of
from tests import story as told
from tests.enrolled import PIN, secret_for
from tests.story import Story
from tests.web.tablet.device import Device, with_judge


@pytest.fixture
def story(app: Flask) -> Story:
    return told.ready_to_judge(entries=1, judges=2)


def fresh(story: Story, number: int = 0) -> str:
    return secret_for(story, story.judges[number], datetime.now(UTC))


def look(device: Device, secret: str) -> TestResponse:
    return device.post("card", {"secret": secret, "tablet": {"identity": device.facts.identity}})


def test_a_card_and_a_pin_give_all_that_the_contract_names(app: Flask, story: Story) -> None:
    answer = Device(app).enrol(fresh(story))
    assert answer.status_code == 200
    told = {"key", "handover_key", "enrolment", "tablet", "judge", "competition"}
    assert set(answer.json) == told
    judge = story.judges[0]
    assert answer.json["judge"] == {
        "id": judge.id,
        "name": {"km": judge.name.km, "en": judge.name.en},
    }
    assert answer.json["competition"]["code"] == "OVOP-2027"
    assert set(answer.json["competition"]) == {"identity", "code", "title"}
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_tablet_hears_what_the_organisers_list_of_devices_calls_it(
    app: Flask, story: Story
) -> None:
    enrolled = [Device(app, number).enrol(fresh(story, 0)) for number in (1, 2)]
    listed = [tablet.name for tablet in tablets_of(story.round_id)]
    assert [answer.json["tablet"] for answer in enrolled] == listed
    assert len(set(listed)) == 2


def test_a_card_that_is_looked_at_tells_whose_it_is_and_is_still_good(
    app: Flask, story: Story
) -> None:
    secret, device = fresh(story), Device(app)
    looks = [look(device, secret) for _ in range(40)]
    assert {answer.status_code for answer in looks} == {200}
    assert looks[0].headers["Cache-Control"] == "no-store"
    enrolled = device.enrol(secret)
    assert looks[0].json == {name: enrolled.json[name] for name in ("judge", "competition")}


def test_a_card_that_nobody_can_use_is_refused_as_by_enrolling(app: Flask, story: Story) -> None:
    secret = fresh(story)
    Device(app).enrol(secret)
    ended = fresh(story, 1)
    secret_for(story, story.judges[1], datetime.now(UTC))
    for bad in (secret, ended, "wrong", ""):
        refused = look(Device(app, 2), bad)
        assert (refused.status_code, refused.json["error"]) == (422, "card_not_good")
        assert refused.json == Device(app, 2).enrol(bad).json


def test_looking_and_enrolling_are_held_up_together(app: Flask, story: Story) -> None:
    device = Device(app)
    looked = [look(device, "wrong").status_code for _ in range(15)]
    tried = [device.enrol("wrong").status_code for _ in range(16)]
    assert looked + tried == [422] * 30 + [429]
    assert look(device, fresh(story)).json["error"] == "too_many"


def test_a_refusal_has_a_code_and_a_sentence_in_both_languages(app: Flask, story: Story) -> None:
    secret = fresh(story)
    device = Device(app)
    weak = device.enrol(secret, "123456")
    assert (weak.status_code, weak.json["error"]) == (422, "pin_not_good")
    assert weak.json["sentence"]["en"] == "This PIN is easy to guess; choose six other digits."
    assert weak.json["sentence"]["km"] != weak.json["sentence"]["en"]
    assert device.enrol(secret).status_code == 200
    used = Device(app, 2).enrol(secret)
    assert (used.status_code, used.json["error"]) == (422, "card_not_good")


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "text",
        {},
        {"secret": 5, "pin": PIN},
        {"secret": "x", "pin": PIN, "tablet": {"identity": "mine"}},
        {"secret": "x", "pin": PIN, "tablet": []},
        {"secret": "x", "pin": 482915, "tablet": {"identity": "0" * 36}},
    ],
)
def test_what_is_no_enrolment_is_400_and_json(app: Flask, story: Story, body: object) -> None:
    answer = Device(app).post("enrol", body)
    assert (answer.status_code, answer.json["error"]) == (400, "malformed")


def test_odd_characters_in_what_a_browser_tells_are_dropped(app: Flask, story: Story) -> None:
    device = Device(app)
    facts = {"identity": device.facts.identity, "browser": "a\0b\ud800" + "c" * 500}
    facts |= {"app_version": "1\0"}
    body = {"secret": fresh(story), "pin": PIN, "tablet": facts}
    answer = device.post("enrol", body)
    assert answer.status_code == 200
    row = db.session.get_one(CardRow, answer.json["enrolment"])
    assert row.tablet is not None
    assert (row.tablet.browser[:3], len(row.tablet.browser)) == ("abc", 200)


def test_a_machine_that_hammers_is_held_up_and_good_cards_never_count(
    app: Flask, story: Story
) -> None:
    for number in range(3):
        assert Device(app, number).enrol(fresh(story)).status_code == 200
    statuses = [Device(app).enrol("wrong").status_code for _ in range(31)]
    assert statuses == [422] * 30 + [429]
    answer = Device(app).enrol("wrong")
    assert (answer.status_code, answer.json["error"]) == (429, "too_many")


def test_a_right_pin_gives_a_pass_and_a_wrong_one_tells_how_many_are_left(
    app: Flask, story: Story
) -> None:
    device = with_judge(app, story, story.judges[0])
    wrong = device.sign_in("482916")
    assert (wrong.status_code, wrong.json["error"], wrong.json["left"]) == (403, "wrong_pin", 4)
    assert wrong.json["sentence"]["km"].endswith("៤។") or "៤" in wrong.json["sentence"]["km"]
    right = device.sign_in()
    assert (right.status_code, set(right.json)) == (200, {"pass", "until"})
    assert datetime.fromisoformat(right.json["until"]) > datetime.now(UTC)


def test_five_wrong_pins_lock_and_say_until_when(app: Flask, story: Story) -> None:
    device = with_judge(app, story, story.judges[0])
    answers = [device.sign_in("482916") for _ in range(5)]
    assert (answers[4].status_code, answers[4].json["error"]) == (403, "locked")
    assert datetime.fromisoformat(answers[4].json["until"]) > datetime.now(UTC)
    assert device.sign_in().json["error"] == "locked"


def test_without_a_key_nothing_is_told(app: Flask, story: Story) -> None:
    device = Device(app)
    answers = [device.sign_in(), device.get("competition"), device.post("contact", {})]
    assert [(a.status_code, a.json["error"]) for a in answers] == [(401, "not_enrolled")] * 3


def test_a_judge_on_a_shared_tablet_opens_nothing_with_the_pin_of_another(
    app: Flask, story: Story
) -> None:
    first = with_judge(app, story, story.judges[0])
    second = Device(app)
    second.enrol(fresh(story, 1), "975310")
    assert second.sign_in(PIN).status_code == 403
    second.given = first.given
    assert second.get("competition").json["error"] == "pass_ended"
