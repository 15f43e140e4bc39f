"""The door by HTTP: one answer for each sheet, a 400 that keeps nothing, drafts beside it."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.receipt import digest_of_text, receipt_of
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow
from judging.services.competing import close_judging
from judging.services.scoring import hand_in_sheet, save_draft
from tests import story as told
from tests.story import NOON, Story
from tests.versions import sent, version
from tests.web.tablet.device import Device, with_judge


@pytest.fixture
def story(app: Flask) -> Story:
    return told.ready_to_judge(entries=2, judges=2)


@pytest.fixture
def device(app: Flask, story: Story) -> Device:
    return with_judge(app, story, story.judges[0])


def travelling(*plain: dict[str, Any]) -> dict[str, Any]:
    return {"sheets": [{"identity": one["identity"], "text": sent(one).text} for one in plain]}


def kept() -> int:
    db.session.rollback()
    return len(db.session.scalars(select(ArrivalRow.id)).all())


def test_each_sheet_is_answered_in_its_place(device: Device, story: Story) -> None:
    judge, (first, second) = story.judges[0], story.entry_ids
    one, two, three = (
        version(story, judge, first, notes={"": "well"}),
        version(story, judge, first, less={"C1.2": 1}),
        version(story, judge, second),
    )
    answer = device.post("sheets", travelling(one, two, three))
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Cache-Control"] == "no-store"
    here, question, there = answer.json["answers"]
    assert here == {
        "identity": one["identity"],
        "outcome": "received",
        "reason": None,
        "receipt": receipt_of(digest_of_text(sent(one).text)),
        "version": 1,
    }
    assert (question["outcome"], question["reason"]) == ("waiting", "concurrent")
    arrived_at = question["top"].pop("arrived_at")
    assert abs(datetime.fromisoformat(arrived_at) - datetime.now().astimezone()) < timedelta(
        minutes=1
    )
    assert question["top"] == {
        "identity": one["identity"],
        "before": [],
        "version": 1,
        "answers": one["answers"],
        "notes": {"": "well"},
    }
    assert (there["identity"], there["outcome"]) == (three["identity"], "received")


def test_the_same_again_has_the_same_answer(device: Device, story: Story) -> None:
    one = travelling(version(story, story.judges[0], story.entry_ids[0]))
    assert device.post("sheets", one).json == device.post("sheets", one).json
    assert kept() == 1


def test_without_a_living_key_nothing_is_kept(device: Device, story: Story) -> None:
    one = travelling(version(story, story.judges[0], story.entry_ids[0]))
    device.key = "another"
    answer = device.post("sheets", one)
    assert (answer.status_code, answer.json["error"]) == (401, "not_enrolled")
    assert device.post("drafts", {"drafts": []}).status_code == 401
    assert kept() == 0


MALFORMED = [
    None,
    [],
    {},
    {"sheets": {}},
    {"sheets": ["text"]},
    {"sheets": [{"identity": "x"}]},
    {"sheets": [{"identity": 5, "text": ""}]},
    {"sheets": [{"identity": "", "text": ""}]},
    {"sheets": [{"identity": "x" * 41, "text": ""}]},
    {"sheets": [{"identity": "a\u0000b", "text": ""}]},
    {"sheets": [{"identity": "\ud800", "text": ""}]},
    {"sheets": [{"identity": "x", "text": ["a"]}]},
    {"sheets": [{"identity": f"x{n}", "text": ""} for n in range(51)]},
]


@pytest.mark.parametrize("body", MALFORMED)
def test_a_body_of_another_shape_is_told_and_keeps_nothing(device: Device, body: object) -> None:
    answer = device.post("sheets", body)
    assert (answer.status_code, answer.json["error"]) == (400, "malformed")
    assert set(answer.json["sentence"]) == {"km", "en"}
    assert kept() == 0


def test_an_empty_list_is_answered_empty(device: Device) -> None:
    assert device.post("sheets", {"sheets": []}).json == {"answers": []}
    assert device.post("drafts", {"drafts": []}).json == {"kept": [], "not_kept": []}


def draft(story: Story, number: int = 0, **other: Any) -> dict[str, Any]:
    plain = version(story, story.judges[0], story.entry_ids[number])
    names = ("round", "entry", "scorer", "rubric", "notes")
    return {name: plain[name] for name in names} | {"answers": {"C1.1": "2"}, "seen": None} | other


def drafts_here() -> list[tuple[int, str]]:
    db.session.rollback()
    rows = select(SheetRow.version, SheetRow.answers).where(SheetRow.state == "draft")
    return [tuple(row) for row in db.session.execute(rows)]


def test_a_draft_is_kept_and_kept_over(device: Device, story: Story) -> None:
    first = draft(story)
    answer = device.post("drafts", {"drafts": [first]})
    named = {name: first[name] for name in ("round", "entry", "scorer")}
    ((kept_one,), not_kept) = answer.json["kept"], answer.json["not_kept"]
    saved_at = kept_one.pop("saved_at")
    assert (kept_one, not_kept) == (named, [])
    assert saved_at.endswith("Z")
    device.post("drafts", {"drafts": [draft(story, answers={"C1.1": "1"})]})
    assert drafts_here() == [(1, '{"C1.1": "1"}')]


def test_a_draft_does_not_replace_one_from_elsewhere_that_it_has_not_seen(
    device: Device, story: Story
) -> None:
    save_draft(story.judges[0], story.entry_ids[0], {}, {}, NOON + timedelta(microseconds=1700))
    before = NOON.isoformat()
    for seen in (None, before):
        answer = device.post("drafts", {"drafts": [draft(story, seen=seen)]})
        assert [one["reason"] for one in answer.json["not_kept"]] == ["concurrent"]
    assert drafts_here() == [(1, "{}")]
    # A tablet is told whole milliseconds.
    seen = (NOON + timedelta(milliseconds=1)).isoformat()
    assert device.post("drafts", {"drafts": [draft(story, seen=seen)]}).json["not_kept"] == []
    assert drafts_here() == [(1, '{"C1.1": "2"}')]


def test_a_draft_that_cannot_be_kept_holds_up_no_other(device: Device, story: Story) -> None:
    wrong = [
        draft(story, answers={"C1.1": 2}),
        draft(story, answers={"C1.1": "0.5"}),
        draft(story, entry="0000"),
        draft(story, rubric="000000000000"),
        draft(story, round=99),
    ]
    answer = device.post("drafts", {"drafts": [*wrong, draft(story, 1)]})
    assert [one["reason"] for one in answer.json["not_kept"]] == [
        "unreadable",
        "not_possible",
        "not_on_flight",
        "other_rubric",
        "not_on_flight",
    ]
    assert len(answer.json["kept"]) == 1


def test_a_correction_begun_is_a_draft_above_what_was_handed_in(
    device: Device, story: Story
) -> None:
    told.score(story, story.entry_ids[0], story.judges[0])
    top = db.session.scalars(select(SheetRow.identity)).one()
    device.post("drafts", {"drafts": [draft(story, top=top)]})
    assert drafts_here() == [(2, '{"C1.1": "2"}')]
    device.post("sheets", travelling(version(story, story.judges[0], story.entry_ids[0])))
    assert drafts_here() == [(2, '{"C1.1": "2"}')]


def test_the_tablet_ends_its_own_draft_by_handing_in(device: Device, story: Story) -> None:
    device.post("drafts", {"drafts": [draft(story)]})
    device.post("sheets", travelling(version(story, story.judges[0], story.entry_ids[0])))
    assert drafts_here() == []


def test_no_draft_is_kept_once_the_round_is_closed(device: Device, story: Story) -> None:
    close_judging(story.organiser, story.round_id, NOON)
    answer = device.post("drafts", {"drafts": [draft(story)]})
    assert [one["reason"] for one in answer.json["not_kept"]] == ["late"]
    assert drafts_here() == []


def test_a_sheet_of_the_page_is_the_top_that_a_tablet_is_asked_about(
    device: Device, story: Story
) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    answers = told.best(story.rubric(), told.Scorer.PANEL)
    hand_in_sheet(judge, entry, answers, {"": "on paper"}, NOON)
    (question,) = device.post("sheets", travelling(version(story, judge, entry))).json["answers"]
    assert question["top"]["notes"] == {"": "on paper"}
    assert json.loads(json.dumps(question["top"]["arrived_at"])) == "2027-04-07T05:00:00.000Z"
