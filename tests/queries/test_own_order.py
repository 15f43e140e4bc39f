"""Each judge is served in the order of their seat, and several panels make one run of flights."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from judging.domain.people import Person
from judging.domain.rubric import Scorer
from judging.domain.serving_order import balanced_order
from judging.persistence.competitions import CompetitionRow
from judging.persistence.database import db
from judging.persistence.panels import PanelRow, ServingRow
from judging.queries.flights import my_flight
from judging.queries.hall import hall_panels
from judging.queries.tablet_entries import tablet_entries
from judging.services.leaving import withdraw_entry
from judging.services.planning import form_panel
from tests import story as told
from tests.story import NOON, Story


@pytest.fixture
def story(app: Flask) -> Story:
    """Three judges on one panel with seventeen entries, in two flights."""
    story = told.begin(judges=3)
    told.seat_everyone(story, told.enter(story, 17))
    return story


def balance(story: Story) -> None:
    db.session.execute(update(PanelRow).values(is_balanced=True))
    db.session.commit()


def on_page(judge: Person) -> list[tuple[int, str]]:
    return [(entry.flight, entry.code) for entry in my_flight(judge.id)]


def on_tablet(story: Story, judge: Person) -> list[tuple[int, str]]:
    """As the tablet sorts them."""
    competition = db.session.scalars(select(CompetitionRow)).one()
    entries = tablet_entries(db.session(), judge, competition)
    ordered = sorted(entries, key=lambda entry: (entry["flight"], entry["position"]))
    assert [entry["code"] for entry in ordered] == [entry["code"] for entry in entries]
    return [(entry["flight"], entry["code"]) for entry in ordered]


def test_on_most_panels_all_are_served_alike(story: Story) -> None:
    flights = [(1, code) for code in story.codes[:15]] + [(2, code) for code in story.codes[15:]]
    for judge in story.judges:
        assert on_page(judge) == on_tablet(story, judge) == flights


def test_on_a_balanced_panel_each_seat_has_its_row_of_the_design(story: Story) -> None:
    balance(story)
    for seat, judge in enumerate(sorted(story.judges, key=lambda judge: judge.id)):
        flights = [story.codes[:15], story.codes[15:]]
        wanted = [
            (number, code)
            for number, flight in enumerate(flights, start=1)
            for code in balanced_order(flight, seat)
        ]
        assert on_page(judge) == on_tablet(story, judge) == wanted


def test_the_hall_prints_what_the_tablets_show(story: Story) -> None:
    balance(story)
    (panel,) = hall_panels(story.round_id)
    for seat, judge in enumerate(panel.judges):
        printed = [
            (flight.number, code) for flight in panel.flights for code in flight.orders[seat]
        ]
        assert printed == on_tablet(story, story.judges[seat])
        assert judge == story.judges[seat]


def test_a_withdrawn_entry_moves_nobody_elses_place(story: Story) -> None:
    balance(story)
    before = on_page(story.judges[1])
    gone = story.codes[4]
    withdraw_entry(story.organiser, story.entry_ids[4], "The producer asked.", NOON)
    assert on_page(story.judges[1]) == before
    (panel,) = hall_panels(story.round_id)
    printed = [code for flight in panel.flights for code in flight.orders[1]]
    assert printed == [code for _, code in before if code != gone]


def test_the_flights_of_several_panels_are_counted_on_by_day(story: Story) -> None:
    judge = story.judges[0]
    other = told.enter(story, 2, "DRINK")
    form_panel(
        story.organiser,
        story.round_id,
        name="DRINK 1",
        scorer=Scorer.PANEL,
        group="DRINK",
        judge_ids=[judge.id],
        chair_id=None,
        entry_ids=other,
        at=NOON,
    )
    days = {1: 1, 2: 3}
    for serving in db.session.scalars(select(ServingRow)):
        serving.day = 2 if serving.entry_id in other else days[serving.flight]
    db.session.commit()
    codes = story.codes
    run = [(1, c) for c in codes[:15]] + [(2, c) for c in codes[17:]]
    run += [(3, c) for c in codes[15:17]]
    assert on_page(judge) == on_tablet(story, judge) == run
