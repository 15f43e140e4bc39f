"""What a tablet tells is kept for the organiser; what it hears is its judge's own."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from judging.persistence.arrivals import ArrivalRow
from judging.persistence.database import db
from judging.persistence.tablets import CardRow, TabletRow
from judging.queries.tablets import tablet_name
from tests import story as told
from tests.story import Story
from tests.web.tablet.device import Device, with_judge

NEWS = {"identity": "11111111-1111-4111-8111-111111111111", "receipt": "AAAA-BBBB"}


@pytest.fixture
def story(app: Flask) -> Story:
    return told.ready_to_judge(entries=1, judges=2)


@pytest.fixture
def device(app: Flask, story: Story) -> Device:
    return with_judge(app, story, story.judges[0])


def facts(**changed: Any) -> dict[str, Any]:
    tablet = {
        "app_version": "v2", "unsent": 3, "drafts": 1, "battery": 87,
        "keeps_storage": True, "clock": (datetime.now(UTC) + timedelta(days=3)).isoformat(),
    }  # fmt: skip
    return {"tablet": tablet | changed}


def kept(device: Device) -> TabletRow:
    db.session.rollback()
    db.session.expire_all()
    tablet = db.session.get_one(CardRow, device.enrolment).tablet
    assert tablet is not None
    return tablet


def arrived(judge_id: int, at: datetime, **facts: Any) -> None:
    db.session.rollback()
    row = {"digest": "d", "body": "{}", "via": "tablet", "arrived_at": at, **NEWS, **facts}
    db.session.add(ArrivalRow(judge_id=judge_id, **row))
    db.session.commit()


def test_what_the_tablet_tells_is_kept(device: Device) -> None:
    answer = device.post("contact", facts())
    assert answer.status_code == 200
    assert set(answer.json) == {"server_time", "app_version", "tablet", "receipts"}
    row = kept(device)
    assert answer.json["tablet"] == tablet_name(row.id)
    told_facts = (row.app_version, row.unsent, row.drafts, row.battery, row.keeps_storage)
    assert told_facts == ("v2", 3, 1, 87, True)
    assert abs((row.clock_ahead or 0) - 3 * 86_400) <= 5
    assert abs((row.last_contact_at - datetime.now(UTC)).total_seconds()) < 60


def test_the_key_says_which_tablet_it_is_and_not_what_is_sent(
    app: Flask, device: Device, story: Story
) -> None:
    other = with_judge(app, story, story.judges[1], 2)
    theirs = {"identity": other.facts.identity, "tablet": tablet_name(kept(other).id)}
    answer = device.post("contact", facts(**theirs))
    assert answer.json["tablet"] == tablet_name(kept(device).id) != theirs["tablet"]
    assert (kept(device).unsent, kept(other).unsent) == (3, 0)
    assert kept(device).identity == device.facts.identity


def test_what_a_browser_does_not_tell_is_unknown(device: Device) -> None:
    unknown = {"battery": None, "keeps_storage": None, "clock": "yesterday"}
    assert device.post("contact", facts(**unknown)).status_code == 200
    row = kept(device)
    assert (row.battery, row.keeps_storage, row.clock_ahead) == (None, None, None)


def test_a_clock_that_is_wrong_by_centuries_is_told_and_breaks_nothing(device: Device) -> None:
    for clock in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"):
        answer = device.post("contact", facts(clock=clock, unsent=int(clock[0])))
        assert answer.status_code == 200
    assert kept(device).clock_ahead == -2_147_483_647


@pytest.mark.parametrize(
    "wrong",
    [{"unsent": -1}, {"unsent": "3"}, {"unsent": True}, {"drafts": 10**12}, {"battery": 101}],
)
def test_what_cannot_be_is_400_and_nothing_is_kept(device: Device, wrong: dict[str, Any]) -> None:
    answer = device.post("contact", facts(**wrong))
    assert (answer.status_code, answer.json["error"]) == (400, "malformed")
    assert (kept(device).unsent, kept(device).app_version) == (0, "v1")


def test_the_same_news_again_at_once_is_not_written_again(device: Device) -> None:
    device.post("contact", facts())
    first = kept(device).last_contact_at
    device.post("contact", facts(clock=None))
    assert kept(device).last_contact_at == first
    device.post("contact", facts(unsent=4))
    assert kept(device).last_contact_at > first


def test_a_tablet_hears_what_became_of_its_judges_versions(device: Device, story: Story) -> None:
    now = datetime.now(UTC)
    arrived(story.judges[0].id, now, outcome="waiting", reason="late")
    heard = device.post("contact", facts()).json["receipts"]
    assert heard == {
        NEWS["identity"]: {
            "outcome": "waiting", "reason": "late", "receipt": "AAAA-BBBB", "version": None,
        }
    }  # fmt: skip


def test_news_is_the_judges_own_of_three_days_and_not_of_received_ones(
    device: Device, story: Story
) -> None:
    now = datetime.now(UTC)
    own, other = (judge.id for judge in story.judges)
    names = iter(f"{n}" * 8 for n in range(9))
    arrived(other, now, outcome="waiting", reason="late", identity=next(names))
    arrived(own, now, outcome="received", identity=next(names))
    arrived(own, now, outcome="clash", reason="other_bytes", identity=next(names))
    arrived(own, now - timedelta(days=4), outcome="waiting", identity=next(names))
    decided = {"decided_at": now, "outcome": "accepted", "identity": next(names)}
    arrived(own, now - timedelta(days=4), **decided)
    assert list(device.post("contact", facts()).json["receipts"]) == [decided["identity"]]
