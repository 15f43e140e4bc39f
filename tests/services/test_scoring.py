"""Score sheets: drafts, handing in, and what is refused without leaving a trace."""

import json
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.refusal import NotAllowed, NotThere, Refusal, SheetRefusal
from judging.domain.rubric import Scorer
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow
from judging.services.competing import close_judging
from judging.services.leaving import withdraw_entry
from judging.services.planning import recuse
from judging.services.scoring import hand_in_sheet, save_draft
from tests import story as told
from tests.story import NOON


def sheets() -> list[tuple[int, str, dict[str, str]]]:
    rows = db.session.execute(
        select(SheetRow.version, SheetRow.state, SheetRow.answers).order_by(SheetRow.version)
    )
    return [(version, state, json.loads(answers)) for version, state, answers in rows]


def audit_lines() -> int:
    return len(db.session.scalars(select(AuditRow)).all())


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=2)


def test_a_draft_keeps_what_is_answered_so_far(story: told.Story) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    save_draft(judge, entry, {"C1.1": Decimal(2)}, {"C1.1": " ស្អាត "}, NOON)
    save_draft(judge, entry, {"C1.1": Decimal(1), "C1.2": Decimal(3)}, {}, NOON)
    assert sheets() == [(1, "draft", {"C1.1": "1", "C1.2": "3"})]


def test_a_sheet_with_blanks_is_refused_and_names_them(story: told.Story) -> None:
    answers = told.best(story.rubric(), Scorer.PANEL)
    del answers["C1.3"], answers["C2.1"]
    before = audit_lines()
    with pytest.raises(SheetRefusal) as refused:
        hand_in_sheet(story.judges[0], story.entry_ids[0], answers, {}, NOON)
    assert refused.value.lines == ("C1.3", "C2.1")
    assert str(refused.value).startswith("Still to answer: 2.")
    assert (sheets(), audit_lines()) == ([], before)


def test_handing_in_again_keeps_the_old_version(story: told.Story) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    assert told.score(story, entry, judge) == 1
    assert told.score(story, entry, judge, less={"C1.2": 1}) == 2
    first, second = sheets()
    assert (first[:2], second[:2]) == ((1, "handed_in"), (2, "handed_in"))
    assert (first[2]["C1.2"], second[2]["C1.2"]) == ("3", "2")


def test_the_same_sheet_again_changes_nothing(story: told.Story) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    assert told.score(story, entry, judge) == 1
    assert told.score(story, entry, judge) == 1
    assert [(version, state) for version, state, _ in sheets()] == [(1, "handed_in")]


def test_a_draft_becomes_the_version_that_is_handed_in(story: told.Story) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    save_draft(judge, entry, {"C1.1": Decimal(0)}, {}, NOON)
    told.score(story, entry, judge)
    assert [(version, state) for version, state, _ in sheets()] == [(1, "handed_in")]


def test_after_a_stop_nothing_more_has_to_be_answered(story: told.Story) -> None:
    hand_in_sheet(story.judges[0], story.entry_ids[0], {"C1.1": Decimal(0)}, {}, NOON)
    assert sheets() == [(1, "handed_in", {"C1.1": "0"})]


def test_an_answer_whose_condition_fell_away_is_left_out(story: told.Story) -> None:
    answers = told.best(story.rubric(), Scorer.DESK) | {"B2.1": Decimal(0)}
    assert "B2.2" in answers
    hand_in_sheet(story.desk, story.entry_ids[0], answers, {}, NOON)
    kept = sheets()[0][2]
    assert kept["B2.1"] == "0"
    assert "B2.2" not in kept


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"C1.1": Decimal("0.5")}, "0.5 points are not possible for criterion C1.1;"),
        ({"A1.1": Decimal(1)}, "Criterion A1.1 is not on this score sheet;"),
        ({"X9": Decimal(1)}, "Criterion X9 is not on this score sheet;"),
    ],
)
def test_points_that_the_rubric_does_not_know_are_refused(
    story: told.Story, answers: dict[str, Decimal], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        save_draft(story.judges[0], story.entry_ids[0], answers, {}, NOON)
    assert sheets() == []


def test_both_cases_of_a_branch_are_refused(story: told.Story) -> None:
    answers = {"A3.2-org": Decimal(1), "A3.2-house": Decimal(1)}
    with pytest.raises(Refusal, match=r"Only one case of A3\.2 may be answered"):
        save_draft(story.desk, story.entry_ids[0], answers, {}, NOON)


def test_a_long_note_and_a_note_on_nothing_are_refused(story: told.Story) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    with pytest.raises(Refusal, match="at most 2000 characters"):
        save_draft(judge, entry, {}, {"C1.1": "ក" * 2001}, NOON)
    with pytest.raises(Refusal, match="There is no criterion A1"):
        save_draft(judge, entry, {}, {"A1": "x"}, NOON)


def test_only_scorers_of_the_flight_may_score(story: told.Story) -> None:
    stranger = told.enrol(story.admin, "stranger", story.judges[0].role)
    with pytest.raises(NotThere):
        save_draft(stranger, story.entry_ids[0], {}, {}, NOON)
    with pytest.raises(NotAllowed):
        save_draft(story.organiser, story.entry_ids[0], {}, {}, NOON)
    assert sheets() == []


def test_a_recused_judge_and_a_withdrawn_entry_are_refused(story: told.Story) -> None:
    judge, (first, second) = story.judges[0], story.entry_ids
    recuse(judge, judge_id=judge.id, entry_id=first, reason="my cousin's", at=NOON)
    withdraw_entry(story.organiser, second, "broken on the way", NOON)
    with pytest.raises(Refusal, match="You are recused"):
        told.score(story, first, judge)
    with pytest.raises(Refusal, match="is withdrawn"):
        told.score(story, second, judge)
    assert sheets() == []


def test_a_closed_round_takes_no_sheet(story: told.Story) -> None:
    close_judging(story.organiser, story.round_id, NOON)
    with pytest.raises(Refusal, match="The round is closed"):
        told.score(story, story.entry_ids[0], story.judges[0])
    assert sheets() == []
