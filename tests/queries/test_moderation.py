"""What is asked of moderation costs as many statements for three entries as for one."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.persistence.database import db
from judging.queries import flights, moderation
from judging.queries.tablet_competition import tablet_competition
from judging.services.moderating import ask_all_to_look_again
from tests import story as told
from tests.disagreeing import disagreeing, far_less, look_again
from tests.queries.counting import statements
from tests.story import Story

QUESTIONS: dict[str, Callable[[Story], object]] = {
    "the organiser's page": lambda s: moderation.moderation_of(s.round_id),
    "what is open": lambda s: moderation.open_moderations(s.round_id),
    "what the chair may confirm": lambda s: moderation.to_confirm(s.judges[0].id),
    "a judge's flight": lambda s: flights.my_flight(s.judges[0].id),
    "a judge's tablet": lambda s: tablet_competition(s.judges[0], s.competition.id),
}


def asked(entries: int) -> Story:
    story = disagreeing(entries=entries, disagree=entries)
    ask_all_to_look_again(story.organiser, story.round_id, told.NOON)
    for entry_id in story.entry_ids:
        for judge in story.judges:
            less = far_less(story) if judge == story.judges[-1] else None
            look_again(story, entry_id, judge, less=less)
    return story


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
    few = count_for(asked(1), question)
    fresh_house()
    assert count_for(asked(3), question) == few
