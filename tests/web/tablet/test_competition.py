"""The judge's copy of the competition: whole, blind, and sent again only when it has changed."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from judging.domain.meaning import from_plain
from judging.domain.product_papers import ProductPaper
from judging.domain.rubric import Rubric, Scorer
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.database import db
from judging.services.competing import close_judging
from judging.services.leaving import withdraw_entry
from judging.services.planning import recuse
from judging.services.recording_papers import remove_paper
from judging.services.scoring import save_draft
from tests import story as told
from tests.papers import picture, record
from tests.story import NOON, Story, best, score
from tests.web.judge.test_blind import PLANTED
from tests.web.tablet.device import Device, with_judge

BLIND_KEYS = {
    "round", "code", "group", "scorer", "flight", "position", "state",
    "sheet", "draft", "waiting",
}  # fmt: skip


@pytest.fixture
def story(app: Flask) -> Story:
    return told.ready_to_judge(entries=3, judges=2)


def entry_of(plain: dict[str, Any], code: str) -> dict[str, Any]:
    (entry,) = [entry for entry in plain["entries"] if entry["code"] == code]
    return entry


def arrival(story: Story, code: str, **facts: Any) -> None:
    """A version of the first judge that came in, told as the door would keep it."""
    judge = story.judges[0]
    identity = facts.pop("identity", "11111111-1111-4111-8111-111111111111")
    body = {
        "format": 1, "identity": identity, "competition": identity,
        "round": story.round_id, "judge": judge.id, "entry": code, "scorer": "panel",
        "rubric": "v", "answers": {"C1.2": "4.50"}, "notes": {"": "why"}, "before": [],
        "made_at": "2027-04-07T05:00:00.000Z",
    }  # fmt: skip
    row = ArrivalRow(
        identity=identity, digest="d", body=json.dumps(body), judge_id=judge.id, via="tablet",
        arrived_at=NOON, receipt="AAAA-BBBB", **facts,
    )  # fmt: skip
    db.session.rollback()
    db.session.add(row)
    db.session.commit()


def test_the_copy_says_what_the_contract_names(app: Flask, story: Story) -> None:
    plain = with_judge(app, story, story.judges[0]).competition()
    judge = story.judges[0]
    assert set(plain) == {
        "format", "server_time", "judge", "competition", "rounds", "groups", "rubrics",
        "training", "entries",
    }  # fmt: skip
    assert plain["judge"]["id"] == judge.id
    assert plain["judge"]["role"] == "judge"
    assert plain["competition"]["code"] == "OVOP-2027"
    assert plain["competition"]["specimen"] is True
    assert plain["rounds"] == {str(story.round_id): {"kind": "national", "state": "judging"}}
    assert plain["groups"]["FOOD"]["rubric"] == plain["training"]
    assert [entry["code"] for entry in plain["entries"]] == story.codes
    assert [(e["flight"], e["position"]) for e in plain["entries"]] == [(1, 1), (1, 2), (1, 3)]
    assert {e["state"] for e in plain["entries"]} == {"open"}


def test_the_rubric_has_only_the_parts_of_this_scorer(app: Flask, story: Story) -> None:
    rubric = story.rubric()
    for person, scorer in ((story.judges[0], Scorer.PANEL), (story.desk, Scorer.DESK)):
        plain = with_judge(app, story, person).competition()
        (told_rubric,) = plain["rubrics"].values()
        parts = from_plain(Rubric, told_rubric).parts
        assert parts == tuple(part for part in rubric.parts if part.scored_by is scorer)
        assert parts


NUMBER = "ISC-PLANTED"


def hygiene(app: Flask, story: Story, expires_on: date | None, **facts: Any) -> int:
    """A paper of the first entry's product; its number."""
    paper = ProductPaper("food-hygiene", number=NUMBER, expires_on=expires_on)
    return record(app, story, story.entry_ids[0], replace(paper, **facts), picture())


def test_a_panel_judge_learns_nothing_of_product_producer_place_or_papers(
    app: Flask, story: Story
) -> None:
    score(story, story.entry_ids[0], story.judges[0])
    hygiene(app, story, date(2031, 12, 24))
    device = with_judge(app, story, story.judges[0])
    answer = device.get("competition")
    everything = f"{answer.headers} {answer.text}"
    planted = (*PLANTED, NUMBER, "2031-12-24", "registered", "food-hygiene")
    assert [name for name in planted if name in everything] == []
    plain = answer.json
    assert {key for entry in plain["entries"] for key in entry} <= BLIND_KEYS
    assert "papers" not in plain
    numbers = {n for entry in plain["entries"] for n in entry.values() if isinstance(n, int)}
    assert numbers == {story.round_id, 1, 2, 3}


def test_the_desk_reads_names_places_and_papers(app: Flask, story: Story) -> None:
    plain = with_judge(app, story, story.desk).competition()
    entry = entry_of(plain, story.codes[1])
    assert entry["product"]["en"] == "Product-2"
    assert entry["producer"]["en"] == "Producer-2"
    assert "Traeuy Kaoh" in entry["place"]["en"]
    assert entry["papers_seen"] == sorted(told.PAPERS)
    assert {paper["code"] for paper in plain["papers"]} >= set(told.PAPERS)
    assert set(plain["papers"][0]) == {"code", "title", "issuer"}


def registered(device: Device, code: str) -> dict[str, Any]:
    found: dict[str, Any] = entry_of(device.competition(), code)["registered"]
    return found


def test_the_desk_reads_what_the_registry_has_of_each_paper(app: Flask, story: Story) -> None:
    first, second, _ = story.codes
    device = with_judge(app, story, story.desk)
    assert registered(device, first) == {}
    told_paper = {"number": NUMBER, "expires_on": "2027-04-06", "validity": "expired"}
    hygiene(app, story, date(2027, 4, 6))
    assert registered(device, first) == {"food-hygiene": told_paper}
    # Renewed: of each kind the one that is good longest.
    renewed = hygiene(app, story, date(2027, 4, 8), number="ISC-2")
    hygiene(app, story, None, kind="gi", number="")
    assert registered(device, first) == {
        "food-hygiene": {"number": "ISC-2", "expires_on": "2027-04-08", "validity": "ends"},
        "gi": {"validity": "good"},
    }
    remove_paper(story.organiser, renewed, "Given by mistake.", NOON)
    assert registered(device, first)["food-hygiene"] == told_paper
    assert registered(device, second) == {}


def test_sheets_and_drafts_are_the_judges_own(app: Flask, story: Story) -> None:
    entry, code = story.entry_ids[0], story.codes[0]
    first = score(story, entry, story.judges[0], less={"C1.2": 1})
    score(story, entry, story.judges[1])
    score(story, entry, story.judges[0])
    save_draft(story.judges[0], entry, {"C1.2": Decimal(2)}, {"": "begun"}, NOON)
    told_entry = entry_of(with_judge(app, story, story.judges[0]).competition(), code)
    sheet = told_entry["sheet"]
    assert (first, sheet["version"], sheet["receipt"]) == (1, 2, None)
    whole = {c: str(p) for c, p in best(story.rubric(), Scorer.PANEL).items()}
    assert sheet["answers"] == whole
    assert len(sheet["before"]) == 1
    assert sheet["identity"] not in sheet["before"]
    assert sheet["handed_in_at"] == "2027-04-07T05:00:00.000Z"
    assert told_entry["draft"]["answers"] == {"C1.2": "2"}
    assert told_entry["draft"]["notes"] == {"": "begun"}
    others = entry_of(with_judge(app, story, story.judges[1], 2).competition(), code)
    assert others["sheet"]["version"] == 1
    assert "draft" not in others
    nothing = entry_of(with_judge(app, story, story.judges[0]).competition(), story.codes[1])
    assert {"sheet", "draft", "waiting"} & set(nothing) == set()


def test_a_version_that_waits_is_shown_with_what_it_says(app: Flask, story: Story) -> None:
    entry, code = story.entry_ids[0], story.codes[0]
    arrival(story, code, entry_id=entry, outcome="waiting", reason="concurrent")
    plain = entry_of(with_judge(app, story, story.judges[0]).competition(), code)
    assert plain["waiting"] == [
        {
            "identity": "11111111-1111-4111-8111-111111111111",
            "reason": "concurrent",
            "receipt": "AAAA-BBBB",
            "answers": {"C1.2": "4.5"},
            "notes": {"": "why"},
        }
    ]
    other = entry_of(with_judge(app, story, story.judges[1], 2).competition(), code)
    assert "waiting" not in other


@pytest.mark.parametrize("reason", ["other_judge", "unproven"])
def test_what_may_be_another_persons_sheet_is_never_shown(
    app: Flask, story: Story, reason: str
) -> None:
    code = story.codes[0]
    arrival(story, code, entry_id=story.entry_ids[0], outcome="waiting", reason=reason)
    assert "waiting" not in entry_of(with_judge(app, story, story.judges[0]).competition(), code)


def test_a_version_from_a_tablet_has_its_receipt_and_what_it_replaced(
    app: Flask, story: Story
) -> None:
    entry, code = story.entry_ids[0], story.codes[0]
    score(story, entry, story.judges[0])
    device = with_judge(app, story, story.judges[0])
    sheet = entry_of(device.competition(), code)["sheet"]
    before = ["22222222-2222-4222-8222-222222222222"]
    arrival(
        story, code, identity=sheet["identity"], entry_id=entry, outcome="received",
        before=json.dumps(before),
    )  # fmt: skip
    clash = {"identity": sheet["identity"], "entry_id": entry, "outcome": "clash"}
    db.session.add(
        ArrivalRow(
            **clash,
            digest="other",
            body="{}",
            judge_id=story.judges[0].id,
            via="tablet",
            arrived_at=NOON,
            receipt="CCCC-DDDD",
            reason="other_bytes",
        )
    )
    db.session.commit()
    sheet = entry_of(device.competition(), code)["sheet"]
    assert (sheet["receipt"], sheet["before"]) == ("AAAA-BBBB", before)


def test_recused_and_withdrawn_entries_say_so(app: Flask, story: Story) -> None:
    first, second, _ = story.entry_ids
    judge = story.judges[0]
    recuse(story.organiser, judge_id=judge.id, entry_id=first, reason="cousin", at=NOON)
    withdraw_entry(story.organiser, second, "broken jar", NOON)
    plain = with_judge(app, story, judge).competition()
    states = [entry_of(plain, code)["state"] for code in story.codes]
    assert states == ["recused", "withdrawn", "open"]
    assert "cousin" not in json.dumps(plain)


def test_flights_show_before_judging_opens_and_after_it_closes(app: Flask) -> None:
    story = told.begin(judges=1)
    told.seat_everyone(story, told.enter(story, 2))
    device = with_judge(app, story, story.judges[0])
    plain = device.competition()
    assert (len(plain["entries"]), [r["state"] for r in plain["rounds"].values()]) == (
        2,
        ["entering"],
    )
    told.open_judging(story.organiser, story.round_id, NOON)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    plain = device.competition()
    assert [r["state"] for r in plain["rounds"].values()] == ["closed"]
    assert {entry["sheet"]["version"] for entry in plain["entries"]} == {1}


def test_another_competition_of_the_same_judge_stays_out(app: Flask, story: Story) -> None:
    other = told.next_edition(story)
    told.seat_everyone(other, told.enter(other, 2))
    plain = with_judge(app, story, story.judges[0]).competition()
    assert sorted(entry["code"] for entry in plain["entries"]) == sorted(story.codes)
    assert list(plain["rounds"]) == [str(story.round_id)]
    assert with_judge(app, other, story.judges[0], 2).competition()["competition"]["code"] == (
        "OVOP-2028"
    )


def test_what_has_not_changed_does_not_travel_again(app: Flask, story: Story) -> None:
    device = with_judge(app, story, story.judges[0])
    first = device.get("competition")
    mark = first.headers["ETag"]
    same = device.get("competition", If_None_Match=mark)
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", mark)
    packed = device.get("competition", Accept_Encoding="br")
    assert packed.headers["Content-Encoding"] == "br"
    again = {"If_None_Match": packed.headers["ETag"], "Accept_Encoding": "br"}
    assert device.get("competition", **again).status_code == 304
    score(story, story.entry_ids[0], story.judges[0])
    changed = device.get("competition", If_None_Match=mark)
    assert changed.status_code == 200
    assert changed.headers["ETag"] != mark
    assert changed.headers["Cache-Control"] == "no-store"


def test_without_a_pass_the_competition_stays_shut(app: Flask, story: Story) -> None:
    device = with_judge(app, story, story.judges[0])
    device.given = "another"
    answer = device.get("competition")
    assert (answer.status_code, answer.json["error"]) == (401, "pass_ended")
