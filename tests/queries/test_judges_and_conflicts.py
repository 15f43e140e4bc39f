"""What the organiser sees of judges, and that it costs the same for one and for three."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.persistence.database import db
from judging.queries.conflicts import conflicts_by_judge, seat_conflicts
from judging.queries.interests import expertise_of, interest, judge, judges
from judging.queries.panels import panels_of
from judging.queries.producers import producers
from judging.queries.products import Wanted, products
from judging.services.announcing import announce
from judging.services.competing import close_judging
from tests import story as told
from tests.journeys.walking import TODAY
from tests.judges import declare, describe
from tests.queries.counting import statements
from tests.story import NOON, Story


def with_ties(count: int) -> Story:
    """So many entries and judges, each judge a neighbour with three interests, on one panel."""
    story = told.begin(judges=count)
    told.seat_everyone(story, told.enter(story, count))
    for number in range(count):
        describe(story, number)
        declare(story, number)
        declare(story, number, producer_id=producers()[number].producer_id)
        declare(story, number, product_id=products(Wanted(), TODAY)[number].product_id)
    return story


QUESTIONS: dict[str, Callable[[Story], object]] = {
    "judges": lambda s: judges(),
    "one judge": lambda s: judge(s.judges[0].id),
    "expertise": lambda s: expertise_of([one.id for one in s.judges]),
    "the conflicts of a round": lambda s: seat_conflicts(s.round_id, panels_of(s.round_id)),
    "conflicts with chosen entries": lambda s: conflicts_by_judge(
        s.round_id,
        [one.id for one in s.judges],
        dict(zip(s.entry_ids, s.entry_ids, strict=True)),
    ),
}


def count_for(count: int, question: str) -> int:
    story = with_ties(count)
    db.session.rollback()
    db.session.expunge_all()
    with statements() as sent:
        assert QUESTIONS[question](story)
    return len(sent)


@pytest.mark.parametrize("question", QUESTIONS)
def test_three_cost_as_many_statements_as_one(
    app: Flask, fresh_house: Callable[[], None], question: str
) -> None:
    few = count_for(1, question)
    fresh_house()
    assert count_for(3, question) == few <= 15


def test_a_judge_is_seen_with_profile_interests_and_panels(app: Flask) -> None:
    story = with_ties(2)
    known = judge(story.judges[1].id)
    assert known.profile is not None
    assert known.profile.home.place.province.name.en == "Kampot"
    assert [one.subject.en for one in known.interests] == ["Takeo", "Producer-2", "Product-2"]
    assert [(one.name, one.code) for one in known.panels] == [("FOOD panel", "OVOP-2027")]
    owner, view = interest(known.interests[0].interest_id)
    assert (owner.login, view) == ("judge2", known.interests[0])
    assert [one.judge.login for one in judges()] == ["judge1", "judge2", "desk"]


def test_panels_of_an_announced_round_are_not_listed(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=3)
    told.score_all(story)
    assert len(judge(story.judges[0].id).panels) == 1
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    assert judge(story.judges[0].id).panels == ()


def test_only_chosen_entries_are_looked_at_and_in_their_order(app: Flask) -> None:
    story = with_ties(3)
    first, second, third = (one.id for one in story.judges)
    codes = {story.entry_ids[2]: "c", story.entry_ids[0]: "a"}
    found = conflicts_by_judge(story.round_id, [first, third], codes)
    assert {number: [one.code for one in entries] for number, entries in found.items()} == {
        first: ["c", "a"],
        third: ["c", "a"],
    }
    assert second not in found
