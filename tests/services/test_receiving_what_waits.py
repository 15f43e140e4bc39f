"""The door: what cannot count by itself waits, whole, and holds up nothing else."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.people import Person
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow
from judging.services.competing import close_judging, open_judging
from judging.services.leaving import withdraw_entry
from judging.services.planning import recuse
from judging.services.sending import Sent
from tests import story as told
from tests.services.what_is_kept import arrivals, audit, sheets
from tests.story import NOON
from tests.versions import became, identity_of, send, sent, version


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=3, judges=2)


@pytest.fixture
def judge(story: told.Story) -> Person:
    return story.judges[0]


WRONG = {
    "unreadable": {"answers": {"C1.1": 3}},
    "other_judge": {"judge": 1},
    "other_competition": {"competition": "11111111-1111-4111-8111-111111111111"},
    "not_on_flight": {"entry": "0000"},
    "other_rubric": {"rubric": "000000000000"},
    "not_possible": {"answers": {"C1.1": "0.5"}},
    "not_whole": {"answers": {"C1.1": "2"}},
}


@pytest.mark.parametrize("reason", WRONG)
def test_what_is_wrong_waits_whole_and_holds_up_no_other(story, judge, reason: str) -> None:
    wrong = version(story, judge, story.entry_ids[0]) | WRONG[reason]
    good = version(story, judge, story.entry_ids[1])
    assert became(*send(story, judge, wrong, good)) == [
        ("waiting", reason, None),
        ("received", None, 1),
    ]
    assert arrivals()[0] == (wrong["identity"], "waiting", reason)
    assert db.session.scalars(select(ArrivalRow.body)).first() == sent(wrong).text


def test_an_entry_of_another_competition_counts_in_neither(story, judge) -> None:
    other = told.next_edition(story)
    entry = told.enter(other, 1)
    told.seat_everyone(other, entry)
    open_judging(other.organiser, other.round_id, NOON)
    here = version(other, judge, other.entry_ids[0], competition=identity_of(story))
    there = version(other, judge, other.entry_ids[0])
    assert became(*send(story, judge, here, there)) == [("waiting", "other_competition", None)] * 2
    assert sheets() == []


@pytest.mark.parametrize(
    "text", ["", "[]", "nonsense", "[" * 30_000, "\ud800", "a\0b", "x" * 70_000]
)
def test_any_text_at_all_is_kept(story, judge, text: str) -> None:
    rubbish = Sent("11111111-1111-4111-8111-111111111111", text)
    (first,) = send(story, judge, rubbish)
    assert became(first) == [("waiting", "unreadable", None)]
    assert send(story, judge, rubbish) == [first]
    assert len(arrivals()) == 1


def test_a_version_under_another_identity_than_its_own_cannot_be_read(story, judge) -> None:
    one = version(story, judge, story.entry_ids[0])
    text = sent(one).text
    (answer,) = send(story, judge, Sent("11111111-1111-4111-8111-111111111111", text))
    assert became(answer) == [("waiting", "unreadable", None)]


def test_late_recused_and_withdrawn_sheets_wait_whole(story, judge) -> None:
    first, second, third = story.entry_ids
    recuse(judge, judge_id=judge.id, entry_id=first, reason="my cousin's", at=NOON)
    withdraw_entry(story.organiser, second, "broken", NOON)
    held = [version(story, judge, entry) for entry in (first, second)]
    assert [reason for _, reason, _ in became(*send(story, judge, *held))] == [
        "recused",
        "withdrawn",
    ]
    close_judging(story.organiser, story.round_id, NOON)
    late = version(story, judge, third)
    assert became(*send(story, judge, late)) == [("waiting", "late", None)]
    assert sheets() == []
    assert [act for act, _ in audit()] == ["sheet.waits"] * 3


def test_a_sheet_before_the_opening_waits(app: Flask) -> None:
    story = told.begin(judges=1)
    told.seat_everyone(story, told.enter(story, 1))
    one = version(story, story.judges[0], story.entry_ids[0])
    assert became(*send(story, story.judges[0], one)) == [("waiting", "early", None)]


def test_an_entry_of_another_flight_waits(story) -> None:
    stranger = told.enrol(story.admin, "stranger", story.judges[0].role)
    one = version(story, stranger, story.entry_ids[0])
    assert became(*send(story, stranger, one)) == [("waiting", "not_on_flight", None)]


def test_what_is_not_asked_is_left_out_and_long_notes_are_cut(story) -> None:
    one = version(story, story.desk, story.entry_ids[0], notes={"B2.1": "x" * 2001, "Z": "?"})
    one["answers"]["B2.1"] = "0"
    assert became(*send(story, story.desk, one)) == [("received", None, 1)]
    row = db.session.scalars(select(SheetRow)).one()
    assert "B2.2" not in json.loads(row.answers)
    assert json.loads(row.notes) == {"B2.1": "x" * 2000}
