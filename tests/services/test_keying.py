"""Two people key a sheet from paper; only then it goes through the door, as its judge's."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from judging.domain.keying import Keyed, KeyingState, Settled
from judging.domain.people import Role
from judging.domain.reach import Reach
from judging.domain.refusal import NotAllowed, NotThere, Refusal, SheetRefusal
from judging.domain.verdict import Outcome, Verdict
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import GroupRow
from judging.persistence.database import db
from judging.persistence.entries import EntryPaperRow
from judging.persistence.paper_sheets import KeyingRow, PaperSheetRow, keyed_from
from judging.persistence.score_sheets import SheetRow
from judging.services.competing import open_judging
from judging.services.keying import Taken, key_sheet, settle_sheet
from tests import story as told
from tests.keyed import counted, key_twice, keying, read_by, rows
from tests.story import NOON

RECEIVED = Taken(KeyingState.DONE, Verdict(Outcome.RECEIVED))


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=1, judges=1)


def test_what_one_person_keyed_counts_for_nothing(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    taken = key_sheet(story.organiser, entry, judge.id, read_by(story, judge), NOON)
    assert taken == Taken(KeyingState.ONCE)
    assert (rows(SheetRow), rows(ArrivalRow)) == ([], [])
    assert keying().first_by_id == story.organiser.id


def test_what_two_people_read_alike_counts_at_once(story: told.Story) -> None:
    (judge,), read = story.judges, read_by(story, story.judges[0])
    assert key_twice(story, judge, read, read) == RECEIVED
    [sheet], [arrival] = rows(SheetRow), rows(ArrivalRow)
    assert (sheet.judge_id, sheet.scorer, sheet.version) == (judge.id, "panel", 1)
    assert {c: Decimal(p) for c, p in json.loads(sheet.answers).items()} == read.answers
    assert (arrival.via, arrival.identity, arrival.judge_id) == (
        "paper",
        keying().identity,
        judge.id,
    )
    assert (keying().first_by_id, keying().second_by_id) == (story.organiser.id, story.admin.id)


def test_nobody_keys_the_same_sheet_twice(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    read = read_by(story, judge)
    key_sheet(story.organiser, entry, judge.id, read, NOON)
    lines = len(rows(AuditRow))
    with pytest.raises(Refusal, match="somebody else keys it the second time"):
        key_sheet(story.organiser, entry, judge.id, read, NOON)
    assert (keying().second, rows(ArrivalRow), len(rows(AuditRow))) == (None, [], lines)


def test_the_database_itself_wants_two_people(story: told.Story) -> None:
    (judge,), read = story.judges, read_by(story, story.judges[0])
    key_twice(story, judge, read, read)
    same = update(KeyingRow).values(second_by_id=KeyingRow.first_by_id)
    with pytest.raises(IntegrityError, match="by_two_people"):
        db.session.execute(same)
    db.session.rollback()
    lone = update(KeyingRow).values(second=None, second_by_id=None, second_at=None)
    with pytest.raises(IntegrityError, match="counts_after_two"):
        db.session.execute(lone)


def test_a_planted_error_is_caught_and_counts_only_once_it_is_settled(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    right, wrong = read_by(story, judge), read_by(story, judge, less={"C1.2": 1})
    assert key_twice(story, judge, right, wrong) == Taken(KeyingState.DIFFERS)
    assert rows(ArrivalRow) == []
    with pytest.raises(Refusal, match="settle every difference"):
        settle_sheet(story.admin, entry, judge.id, {}, Keyed({}), NOON)
    assert (keying().state, rows(ArrivalRow)) == (KeyingState.DIFFERS, [])
    choices = {"line-C1.2": Settled.FIRST}
    assert settle_sheet(story.admin, entry, judge.id, choices, Keyed({}), NOON) == RECEIVED
    [(_, answers)] = counted()
    assert Decimal(json.loads(answers)["C1.2"]) == right.answers["C1.2"]
    done = keying()
    assert (done.settled_by_id, done.settled_at) == (story.admin.id, NOON)
    kept = [keyed_from(text).answers["C1.2"] for text in (done.first, done.second, done.settled)]
    assert kept == [right.answers["C1.2"], wrong.answers["C1.2"], right.answers["C1.2"]]


def test_where_neither_is_right_it_is_typed_and_the_law_asks_once_more(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    one, two = read_by(story, judge), read_by(story, judge, less={"C1.2": 1})
    key_twice(story, judge, one, two)
    neither = {"line-C1.2": Settled.NEITHER}
    with pytest.raises(SheetRefusal, match="Not keyed yet: 1") as refused:
        settle_sheet(story.organiser, entry, judge.id, neither, Keyed({}), NOON)
    assert refused.value.lines == ("C1.2",)
    impossible = Keyed({"C1.2": Decimal(77)})
    with pytest.raises(Refusal, match="not possible"):
        settle_sheet(story.organiser, entry, judge.id, neither, impossible, NOON)
    third = read_by(story, judge, less={"C1.2": 2})
    assert settle_sheet(story.organiser, entry, judge.id, neither, third, NOON) == RECEIVED
    [(_, answers)] = counted()
    assert Decimal(json.loads(answers)["C1.2"]) == third.answers["C1.2"]


def test_nothing_is_settled_twice_and_nothing_is_keyed_a_third_time(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    read = read_by(story, judge)
    with pytest.raises(NotThere, match="not keyed yet"):
        settle_sheet(story.admin, entry, judge.id, {}, read, NOON)
    key_twice(story, judge, read, read)
    with pytest.raises(Refusal, match="Nothing is left to settle"):
        settle_sheet(story.admin, entry, judge.id, {}, read, NOON)
    with pytest.raises(Refusal, match="keyed twice already"):
        key_sheet(story.organiser, entry, judge.id, read, NOON)
    assert len(counted()) == 1


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"C1.2": None}, "Not keyed yet: 1"),
        ({"C1.2": Decimal(77)}, "not possible"),
        ({"X9": Decimal(1)}, "not on this score sheet"),
    ],
)
def test_what_the_law_does_not_allow_is_not_kept(story: told.Story, answers, says) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    with pytest.raises(Refusal, match=says):
        key_sheet(story.organiser, entry, judge.id, read_by(story, judge, answers=answers), NOON)
    assert (rows(PaperSheetRow), rows(KeyingRow)) == ([], [])


def test_only_the_secretariat_keys_and_only_from_judges(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    read = read_by(story, judge)
    for person in (judge, story.desk, story.producer):
        with pytest.raises(NotAllowed):
            key_sheet(person, entry, judge.id, read, NOON)
    with pytest.raises(Refusal, match="scores nothing"):
        key_sheet(story.organiser, entry, story.producer.id, read, NOON)


def test_who_reaches_another_province_finds_no_such_sheet(story: told.Story) -> None:
    far = told.enrol(story.admin, "far", Role.ORGANISER)
    far = replace(far, province="KH-7")
    assert far.reach == Reach("KH-7", None)
    (judge,), (entry,) = story.judges, story.entry_ids
    with pytest.raises(NotThere):
        key_sheet(far, entry, judge.id, read_by(story, judge), NOON)


def test_nothing_goes_on_by_a_rubric_that_was_renewed_meanwhile(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    read = read_by(story, judge)
    key_sheet(story.organiser, entry, judge.id, read, NOON)
    other = select(GroupRow.rubric_version).where(GroupRow.code == "DRINK").scalar_subquery()
    db.session.execute(update(KeyingRow).values(rubric_version=other))
    db.session.commit()
    with pytest.raises(Refusal, match="rubric was renewed"):
        key_sheet(story.admin, entry, judge.id, read, NOON)


def test_papers_that_the_desk_ticked_on_paper_are_seen(app: Flask) -> None:
    story = told.begin(judges=1)
    told.seat_everyone(story, told.enter(story, 1, papers=False))
    open_judging(story.organiser, story.round_id, NOON)
    (entry,), desk = story.entry_ids, story.desk
    one = replace(read_by(story, desk), papers=frozenset({"food-hygiene"}))
    two = replace(one, papers=frozenset({"food-hygiene", "tourism-licence"}))
    with pytest.raises(Refusal, match="knows no paper"):
        key_sheet(story.organiser, entry, desk.id, replace(one, papers={"x"}), NOON)
    assert key_twice(story, desk, one, two) == Taken(KeyingState.DIFFERS)
    choices = {"paper-tourism-licence": Settled.FIRST}
    assert settle_sheet(story.admin, entry, desk.id, choices, Keyed({}), NOON) == RECEIVED
    seen = db.session.scalars(select(EntryPaperRow.paper)).all()
    assert seen == ["food-hygiene"]


def test_the_audit_says_who_keyed_and_never_what(story: told.Story) -> None:
    (judge,), (entry,) = story.judges, story.entry_ids
    read = Keyed(read_by(story, judge).answers, {"": "a note nobody else may read yet"})
    key_twice(story, judge, read, Keyed(read.answers, {"": "another note"}))
    choices = {"note-": Settled.SECOND}
    settle_sheet(story.admin, entry, judge.id, choices, Keyed({}), NOON)
    told_lines = [(row.act, json.loads(row.detail)) for row in rows(AuditRow)[-4:]]
    assert [name for name, _ in told_lines] == [
        "sheet.keyed",
        "sheet.keyed",
        "sheet.settled",
        "sheet.handed_in",
    ]
    assert [detail for _, detail in told_lines[:3]] == [
        {"judge": "judge1", "keying": 1},
        {"differences": ["note-"], "judge": "judge1", "keying": 1},
        {"judge": "judge1", "keying": 1},
    ]
    assert told_lines[3][1]["via"] == "paper"
    assert "note nobody" not in "".join(row.detail for row in rows(AuditRow))
