"""A second panel judges one entry anew: who sits on it, what is open, what comes of it."""

from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.appeals import Ground
from judging.domain.people import Person, Role
from judging.domain.refusal import Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.panels import RecusalRow
from judging.persistence.results import ResultRow
from judging.queries.flights import my_flight
from judging.queries.results import entry_result, result_of
from judging.services.appealing import grant_appeal
from judging.services.judging_anew import call_second_panel, finish_second_panel
from tests import story as told
from tests.appealed import DAY, bring, frozen, worsen_first
from tests.disagreeing import far_less
from tests.story import NOON

LATER = NOON + DAY
WHY = "A judge had worked for a rival."


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.announced(entries=3)


@pytest.fixture
def others(story: told.Story) -> list[Person]:
    """Judges who have scored nothing."""
    return [told.enrol(story.admin, f"other{n}", Role.JUDGE) for n in (1, 2, 3)]


def call(story: told.Story, judges: Sequence[Person], ground: Ground = Ground.PROCEDURE) -> int:
    """The number of the appeal that calls them."""
    number = bring(story, ground)
    call_second_panel(story.organiser, number, WHY, [judge.id for judge in judges], LATER)
    return number


def test_what_is_announced_stands_until_the_second_panel_is_done(
    story: told.Story, others: list[Person]
) -> None:
    before = frozen()
    number = call(story, others)
    result = entry_result(story.entry_ids[0])
    assert result is not None
    assert result.rank == 1
    with pytest.raises(Refusal, match="that are missing: 3"):
        finish_second_panel(story.organiser, number, LATER)
    assert (frozen(), len(db.session.scalars(select(ResultRow)).all())) == (before, 1)


def test_that_entry_alone_is_open_and_for_the_second_panel_alone(
    story: told.Story, others: list[Person]
) -> None:
    call(story, others)
    (flight,) = my_flight(others[0].id)
    assert (flight.entry_id, flight.is_open) == (story.entry_ids[0], True)
    assert told.score(story, story.entry_ids[0], others[0]) == 1
    assert [one.is_open for one in my_flight(story.judges[0].id)] == [False] * 3
    with pytest.raises(Refusal, match="The result is announced"):
        told.score(story, story.entry_ids[0], story.judges[0])
    with pytest.raises(Refusal, match="This entry is not on your flight"):
        told.score(story, story.entry_ids[1], others[0])


def test_the_first_panels_sheets_stay_and_do_not_count(
    story: told.Story, others: list[Person]
) -> None:
    before = frozen()
    number = call(story, others)
    recused = db.session.scalars(
        select(RecusalRow.judge_id).where(RecusalRow.entry_id == story.entry_ids[0])
    ).all()
    assert set(recused) == {judge.id for judge in story.judges}
    for judge in others:
        told.score(story, story.entry_ids[0], judge, less=far_less(story))
    assert finish_second_panel(story.organiser, number, LATER) == 2
    assert frozen() == before
    result, public = entry_result(story.entry_ids[0]), result_of(story.code)
    assert result is not None
    assert public is not None
    # One sheet of the desk and three of the second panel.
    assert (result.sheets, result.rank) == (4, 3)
    assert public.renewals[0].because == WHY
    with pytest.raises(Refusal, match="No second panel judges this entry now"):
        finish_second_panel(story.organiser, number, LATER)
    with pytest.raises(Refusal, match="The result is announced"):
        told.score(story, story.entry_ids[0], others[0])


def test_a_second_panel_that_comes_to_the_same_changes_nothing(
    story: told.Story, others: list[Person]
) -> None:
    number = call(story, others)
    for judge in others:
        told.score(story, story.entry_ids[0], judge)
    assert finish_second_panel(story.organiser, number, LATER) == 1
    assert len(db.session.scalars(select(ResultRow)).all()) == 1
    assert my_flight(others[0].id)[0].is_open is False


def test_who_may_sit_on_it(story: told.Story, others: list[Person]) -> None:
    number = bring(story, Ground.PROCEDURE)
    for judges, sentence in (
        (others[:2], "at least so many judges: 3"),
        ([*others[:2], others[0]], "at least so many judges: 3"),
        ([*others[:2], story.judges[0]], "who have not scored the entry"),
        ([*others[:2], story.desk], "who have not scored the entry"),
    ):
        with pytest.raises(Refusal, match=sentence):
            call_second_panel(story.organiser, number, WHY, [j.id for j in judges], LATER)
    assert db.session.scalars(select(RecusalRow)).all() == []
    assert not db.session.scalars(select(AuditRow).where(AuditRow.act == "appeal.decided")).all()


def test_arithmetic_needs_no_second_panel(story: told.Story, others: list[Person]) -> None:
    with pytest.raises(Refusal, match="for arithmetic count again"):
        call(story, others, Ground.ARITHMETIC)


def test_no_newer_version_is_announced_while_a_second_panel_judges(
    story: told.Story, others: list[Person]
) -> None:
    call(story, others)
    with pytest.raises(Refusal, match="waits for its decision already"):
        bring(story)
    from judging.services.appealing import Letter, bring_appeal

    letter = Letter("Sok", LATER)
    other = bring_appeal(
        story.organiser, story.entry_ids[1], Ground.ARITHMETIC, "a sum", LATER, letter
    )
    worsen_first(story)
    with pytest.raises(Refusal, match=f"still judges entry {story.codes[0]}"):
        grant_appeal(story.organiser, other, "Let us see.", LATER)
