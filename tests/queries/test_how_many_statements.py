"""No question costs more statements when there are more entries."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from judging.persistence.database import db
from judging.queries import (
    certificates,
    entries,
    flights,
    hanging,
    panels,
    progress,
    results,
    standings,
)
from tests import story as told
from tests.queries.counting import statements
from tests.story import Story

QUESTIONS: dict[str, Callable[[Story], object]] = {
    "entries of the round": lambda s: entries.entries_of(s.round_id),
    "a judge's flight": lambda s: flights.my_flight(s.judges[0].id),
    "panels": lambda s: panels.panels_of(s.round_id),
    "progress": lambda s: progress.progress_of(s.round_id),
    "standings": lambda s: standings.standings_of(s.round_id, "FOOD"),
    "the announced result": lambda s: results.result_of(s.code),
    "what hangs on the competition": lambda s: hanging.what_hangs_on(s.competition.id),
    "certificates": lambda s: certificates.of_competition(s.code, date(2027, 5, 1)),
}


def count_for(story: Story, question: str) -> int:
    db.session.rollback()
    db.session.expunge_all()
    with statements() as sent:
        assert QUESTIONS[question](story)
    return len(sent)


@pytest.mark.parametrize("question", QUESTIONS)
def test_three_entries_cost_as_many_statements_as_one(
    app: Flask, fresh_house: Callable[[], None], question: str
) -> None:
    few = count_for(told.announced(entries=1), question)
    fresh_house()
    many = count_for(told.announced(entries=3), question)
    assert many == few
    assert few <= 15
