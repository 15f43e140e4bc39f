"""Panels, desk teams and recusals: what is refused leaves nothing."""

import pytest
from flask import Flask

from judging.domain.refusal import NotAllowed, Refusal
from judging.domain.rubric import Scorer
from judging.persistence.database import db
from judging.persistence.panels import PanelRow
from judging.queries.flights import my_flight
from judging.queries.panels import panels_of, recusals_of
from judging.services.competing import close_judging
from judging.services.planning import change_panel, form_panel, recuse
from tests import story as told
from tests.story import NOON


@pytest.fixture
def story(app: Flask) -> told.Story:
    story = told.begin(judges=3)
    told.enter(story, 2)
    told.enter(story, 1, "DRINK")
    return story


def form(story: told.Story, **changed: object) -> int:
    wanted = {
        "name": "FOOD one",
        "scorer": Scorer.PANEL,
        "group": "FOOD",
        "judge_ids": [judge.id for judge in story.judges],
        "chair_id": story.judges[0].id,
        "entry_ids": story.entry_ids[:2],
    }
    return form_panel(story.organiser, story.round_id, at=NOON, **(wanted | changed))


def test_a_flight_has_at_most_fifteen_entries(app: Flask) -> None:
    story = told.begin(judges=1)
    told.seat_everyone(story, told.enter(story, 16))
    assert [entry.flight for entry in my_flight(story.judges[0].id)] == [1] * 15 + [2]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": "  "}, "Write a name for the panel."),
        ({"group": "WINE"}, "Choose one of the competition's product groups."),
        ({"judge_ids": [], "chair_id": None}, "Choose at least one judge."),
        ({"judge_ids": ["desk"], "chair_id": None}, "A panel seats judges"),
        ({"chair_id": 10**6}, "The chair has to be one of the panel's judges."),
        ({"entry_ids": ["drink"]}, "is not in this panel's group"),
    ],
)
def test_what_no_panel_can_be_is_refused(
    story: told.Story, changed: dict[str, object], sentence: str
) -> None:
    numbers = {"desk": story.desk.id, "drink": story.entry_ids[2]}
    filled = {
        key: [numbers.get(item, item) for item in value] if isinstance(value, list) else value
        for key, value in changed.items()
    }
    with pytest.raises(Refusal, match=sentence):
        form(story, **filled)
    assert panels_of(story.round_id) == []


def test_two_panels_cannot_have_one_name(story: told.Story) -> None:
    form(story)
    with pytest.raises(Refusal, match="There is a panel named “FOOD one”"):
        form(story, entry_ids=[])
    assert len(panels_of(story.round_id)) == 1


def test_nobody_scores_an_entry_on_two_panels(story: told.Story) -> None:
    form(story)
    with pytest.raises(Refusal, match=r"Name of judge1 scores entry .* on another panel"):
        form(story, name="FOOD two", judge_ids=[story.judges[0].id], chair_id=None)
    assert len(panels_of(story.round_id)) == 1
    second = form(story, name="FOOD two", entry_ids=[])
    with pytest.raises(Refusal, match="on another panel"):
        change_panel(
            story.organiser,
            second,
            judge_ids=[story.judges[0].id],
            chair_id=None,
            entry_ids=story.entry_ids[:1],
            at=NOON,
        )
    assert [len(panel.entries) for panel in panels_of(story.round_id)] == [2, 0]


def test_a_judge_recuses_only_himself_and_never_after_the_closing(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    first, second = story.judges[:2]
    entry = story.entry_ids[0]
    with pytest.raises(NotAllowed):
        recuse(first, judge_id=second.id, entry_id=entry, reason="his aunt's", at=NOON)
    with pytest.raises(Refusal, match="Write what ties the judge"):
        recuse(first, judge_id=first.id, entry_id=entry, reason=" ", at=NOON)
    close_judging(story.organiser, story.round_id, NOON)
    with pytest.raises(Refusal, match="The round is closed"):
        recuse(first, judge_id=first.id, entry_id=entry, reason="my aunt's", at=NOON)
    assert recusals_of(story.round_id) == []
    recuse(story.organiser, judge_id=first.id, entry_id=entry, reason="his aunt's", at=NOON)
    with pytest.raises(Refusal, match="is recused from entry"):
        recuse(story.organiser, judge_id=first.id, entry_id=entry, reason="again", at=NOON)
    assert len(recusals_of(story.round_id)) == 1


def test_entries_stay_in_their_flights_when_a_panel_changes(app: Flask) -> None:
    story = told.begin(judges=3)
    ids = told.enter(story, 16)
    told.seat_everyone(story, ids)
    panel = next(one for one in panels_of(story.round_id) if one.scorer is Scorer.PANEL)
    row = db.session.get_one(PanelRow, panel.id)
    for serving in row.servings:  # as a draw would leave it: two short flights, on two days
        serving.flight = serving.day = 1 + (serving.position > 8)
    db.session.commit()
    new = told.enter(story, 1)
    judges = [judge.id for judge in story.judges]
    change_panel(
        story.organiser,
        panel.id,
        judge_ids=judges,
        chair_id=None,
        entry_ids=[*new, *ids[1:]],
        at=told.NOON,
    )
    row = db.session.get_one(PanelRow, panel.id)
    served = [(one.entry_id, one.flight, one.day) for one in row.servings]
    assert [(flight, day) for _, flight, day in served] == [(1, 1)] * 7 + [(2, 2)] * 9
    assert {entry_id for entry_id, flight, _ in served if flight == 1} == set(ids[1:8])
    assert [one.position for one in row.servings] == list(range(1, 17))
