"""Papers: the difference is recorded, by who has held them in the hand."""

import pytest
from flask import Flask

from judging.domain.refusal import NotAllowed, NotThere, Refusal, SheetRefusal
from judging.domain.rubric import Scorer
from judging.queries.entries import papers_seen
from judging.services.papers import PaperTicks, record_papers
from judging.services.planning import recuse
from judging.services.scoring import hand_in_sheet, save_draft
from tests import story as told
from tests.story import NOON


def ticks(*ticked: str, shown: tuple[str, ...] = ()) -> PaperTicks:
    return PaperTicks(frozenset(ticked), frozenset(shown))


@pytest.fixture
def story(app: Flask) -> told.Story:
    story = told.begin(judges=1)
    told.seat_everyone(story, told.enter(story, 1, papers=False))
    told.open_judging(story.organiser, story.round_id, NOON)
    return story


def test_only_the_difference_is_recorded(story: told.Story) -> None:
    entry = story.entry_ids[0]
    record_papers(story.desk, entry, ticks("gi", "halal"), NOON)
    # Two pages were opened before "gmp" was ticked on one of them.
    record_papers(story.organiser, entry, ticks("gi", "halal", "gmp", shown=("gi", "halal")), NOON)
    record_papers(story.desk, entry, ticks("gi", shown=("gi", "halal")), NOON)
    assert papers_seen(entry) == {"gi", "gmp"}


def test_an_unknown_paper_leaves_nothing(story: told.Story) -> None:
    with pytest.raises(Refusal, match="no paper “licence”"):
        record_papers(story.desk, story.entry_ids[0], ticks("gi", "licence"), NOON)
    assert papers_seen(story.entry_ids[0]) == frozenset()


def test_a_recused_or_strange_desk_officer_records_nothing(story: told.Story) -> None:
    entry = story.entry_ids[0]
    stranger = told.enrol(story.admin, "stranger", story.desk.role)
    recuse(story.desk, judge_id=story.desk.id, entry_id=entry, reason="my uncle's", at=NOON)
    with pytest.raises(NotThere):
        record_papers(stranger, entry, ticks("gi"), NOON)
    with pytest.raises(Refusal, match="You are recused"):
        record_papers(story.desk, entry, ticks("gi"), NOON)
    with pytest.raises(NotAllowed):
        record_papers(story.judges[0], entry, ticks("gi"), NOON)
    assert papers_seen(entry) == frozenset()


def test_papers_go_with_the_sheet_or_not_at_all(story: told.Story) -> None:
    entry = story.entry_ids[0]
    with pytest.raises(SheetRefusal):
        hand_in_sheet(story.desk, entry, {}, {}, NOON, ticks("gi"))
    assert papers_seen(entry) == frozenset()
    answers = told.best(story.rubric(), Scorer.DESK)
    hand_in_sheet(story.desk, entry, answers, {}, NOON, ticks("gi"))
    assert papers_seen(entry) == {"gi"}


def test_a_judge_ticks_no_papers(story: told.Story) -> None:
    with pytest.raises(NotAllowed):
        save_draft(story.judges[0], story.entry_ids[0], {}, {}, NOON, ticks("gi"))
    assert papers_seen(story.entry_ids[0]) == frozenset()
