"""The judge's copy costs as many statements for many entries as for one."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.persistence.database import db
from judging.queries.tablet_competition import tablet_competition
from tests import story as told
from tests.papers import record
from tests.queries.counting import statements
from tests.story import Story


def count_for(app: Flask, story: Story, person: Person) -> int:
    told.score_all(story)
    for entry_id in story.entry_ids:
        record(app, story, entry_id)
    competition_id = story.competition.id
    db.session.rollback()
    db.session.expunge_all()
    with statements() as sent:
        assert tablet_competition(person, competition_id)["entries"]
    return len(sent)


@pytest.mark.parametrize("person", [lambda s: s.judges[0], lambda s: s.desk], ids=["panel", "desk"])
def test_twelve_entries_cost_as_many_statements_as_one(
    app: Flask, fresh_house: Callable[[], None], person: Callable[[Story], Person]
) -> None:
    one = told.ready_to_judge(entries=1, judges=2)
    few = count_for(app, one, person(one))
    fresh_house()
    twelve = told.ready_to_judge(entries=12, judges=2)
    assert count_for(app, twelve, person(twelve)) == few
    assert few <= 14
