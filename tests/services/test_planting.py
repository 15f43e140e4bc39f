"""Repeats are planted whole before judging opens, and go out again as long as nothing is scored."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from judging.domain.planting import SHORTEST
from judging.domain.refusal import NotAllowed, Refusal
from judging.domain.rounds import Departure
from judging.domain.rubric import Scorer
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.panels import PanelRow, RecusalRow, ServingRow
from judging.queries.conflicts import conflicts_by_judge
from judging.queries.flights import my_flight
from judging.services.competing import open_judging
from judging.services.entering import correct_entry, enter_registered
from judging.services.leaving import disqualify_entry, move_entry, withdraw_entry
from judging.services.paper_sheets import record_printing
from judging.services.planning import form_panel, recuse
from judging.services.planting import plant_repeats, take_repeats_out
from judging.services.sampling import mark_broken
from judging.services.scoring import save_draft
from tests import planted, story as told
from tests.judges import declare
from tests.planted import calibration_of, plant, planted_rows, repeat_of, silk
from tests.story import NOON, Story


@pytest.fixture
def story(app: Flask) -> Story:
    return planted.seated()


def served(story: Story, judge: int = 0) -> list[int]:
    return [one.entry_id for one in my_flight(story.judges[judge].id)]


def balance() -> None:
    db.session.execute(update(PanelRow).values(is_balanced=True))
    db.session.commit()


def test_a_repeat_is_the_same_product_under_another_code_in_the_same_flight(story: Story) -> None:
    assert plant(story) == 1
    twin = repeat_of(story)
    original = planted.entry_row(twin.repeat_of_id or 0)
    assert (twin.product_id, twin.group_id) == (original.product_id, original.group_id)
    assert twin.code not in story.codes
    flights = {one.entry_id: one.flight for one in my_flight(story.judges[0].id)}
    assert flights[twin.id] == flights[original.id] == 1
    assert [one.entry_id for one in my_flight(story.desk.id)] == story.entry_ids


@pytest.mark.parametrize("is_balanced", [False, True])
def test_for_no_judge_it_is_first_or_near_its_original(story: Story, is_balanced: bool) -> None:
    if is_balanced:
        balance()
    plant(story, silk(story))
    twin, first = repeat_of(story), calibration_of(story)
    for judge in range(5):
        order = served(story, judge)
        assert order[0] == first.id
        assert order.index(twin.id) > 1
        assert abs(order.index(twin.id) - order.index(twin.repeat_of_id or 0)) > 2
    assert len({tuple(served(story, judge)) for judge in range(5)}) == (5 if is_balanced else 1)


def test_all_panels_of_a_group_begin_with_one_calibration_sample(app: Flask) -> None:
    story = told.begin(judges=2)
    for at, judge in enumerate(story.judges):
        form_panel(
            story.organiser,
            story.round_id,
            name=f"Panel {at}",
            scorer=Scorer.PANEL,
            group="FOOD",
            judge_ids=[judge.id],
            chair_id=None,
            entry_ids=told.enter(story, 2),
            at=NOON,
        )
    assert plant(story, silk(story)) == 0
    first = calibration_of(story)
    assert [served(story, judge)[0] for judge in (0, 1)] == [first.id, first.id]


def test_the_places_of_all_servings_are_counted_without_a_gap(story: Story) -> None:
    plant(story, silk(story))
    panel = db.session.scalars(select(PanelRow).where(PanelRow.scorer == Scorer.PANEL)).one()
    assert [one.position for one in panel.servings] == list(range(1, 10))


def test_the_audit_keeps_panels_and_seed(story: Story) -> None:
    plant(story)
    line = db.session.scalars(select(AuditRow).where(AuditRow.act == "repeats.planted")).one()
    told_of = json.loads(line.detail)
    assert line.on == "round:OVOP-2027"
    assert (told_of["panels"], told_of["seed"]) == (["FOOD panel"], planted.SEED)


def test_planting_is_refused_where_it_cannot_be(story: Story) -> None:
    def refused(match: str, calibrating: dict[str, int] | None = None) -> None:
        before = db.session.scalar(select(func.count(ServingRow.entry_id)))
        with pytest.raises(Refusal, match=match):
            plant_repeats(story.organiser, story.round_id, calibrating or {}, seed=7, at=NOON)
        db.session.expire_all()
        assert planted_rows(story) == []
        assert db.session.scalar(select(func.count(ServingRow.entry_id))) == before

    competing = planted.entry_row(story.entry_ids[0])
    refused("does not compete", {"FOOD": competing.product_id})
    with pytest.raises(NotAllowed):
        plant_repeats(story.judges[0], story.round_id, {}, seed=7, at=NOON)
    open_judging(story.organiser, story.round_id, NOON)
    refused("before judging opens")


def test_nothing_is_planted_twice(story: Story) -> None:
    plant(story)
    with pytest.raises(Refusal, match="planted already"):
        plant(story)
    assert len(planted_rows(story)) == 1


def test_nothing_is_planted_where_there_is_no_room(app: Flask) -> None:
    story = planted.seated(entries=SHORTEST - 1)
    with pytest.raises(Refusal, match="No flight has room"):
        plant(story)


def test_one_product_does_not_calibrate_two_groups(story: Story) -> None:
    product = silk(story)
    with pytest.raises(Refusal, match="another calibration sample"):
        plant_repeats(
            story.organiser, story.round_id, {"FOOD": product, "DRINK": product}, seed=7, at=NOON
        )


def test_what_is_planted_goes_out_whole(story: Story) -> None:
    before = served(story)
    plant(story, silk(story))
    twin = repeat_of(story)
    mark_broken(story.organiser, twin.id, "It fell", NOON)
    recuse(story.organiser, judge_id=story.judges[0].id, entry_id=twin.id, reason="own", at=NOON)
    record_printing(story.organiser, story.round_id, [(twin.id, story.judges[1].id)], NOON)
    open_judging(story.organiser, story.round_id, NOON)
    take_repeats_out(story.organiser, story.round_id, NOON)
    assert planted_rows(story) == []
    assert served(story, 1) == before
    with pytest.raises(Refusal, match="No repeats are planted"):
        take_repeats_out(story.organiser, story.round_id, NOON)


def test_once_anything_is_scored_it_stays(story: Story) -> None:
    plant(story)
    open_judging(story.organiser, story.round_id, NOON)
    save_draft(story.judges[0], story.entry_ids[0], {}, {}, NOON)
    with pytest.raises(Refusal, match="score sheets in this round"):
        take_repeats_out(story.organiser, story.round_id, NOON)
    assert len(planted_rows(story)) == 1


def test_a_recusal_holds_for_both_codes(story: Story) -> None:
    plant(story)
    twin = repeat_of(story)
    first, second = story.judges[0].id, story.judges[1].id
    for judge, entry in ((first, twin.repeat_of_id or 0), (second, twin.id)):
        recuse(story.organiser, judge_id=judge, entry_id=entry, reason="my cousin", at=NOON)
    pairs = set(db.session.execute(select(RecusalRow.judge_id, RecusalRow.entry_id)))
    assert pairs == {(j, e) for j in (first, second) for e in (twin.id, twin.repeat_of_id)}


def test_a_repeat_has_the_conflicts_of_its_original(story: Story) -> None:
    plant(story)
    twin = repeat_of(story)
    codes = {twin.id: "twin", twin.repeat_of_id or 0: "original"}
    declare(story, producer_id=twin.product.producer_id)
    found = conflicts_by_judge(story.round_id, [story.judges[0].id], codes)
    assert {one.code for one in found[story.judges[0].id]} == {"twin", "original"}


@pytest.mark.parametrize("how", ["withdrawn", "disqualified", "moved"])
def test_what_leaves_the_round_is_not_repeated_any_more(story: Story, how: str) -> None:
    plant(story)
    twin = repeat_of(story)
    original = twin.repeat_of_id or 0
    leave: dict[str, Callable[[], object]] = {
        "withdrawn": lambda: withdraw_entry(story.organiser, original, "ill", NOON),
        "disqualified": lambda: disqualify_entry(
            story.organiser, original, "ill", NOON, proposed_by=story.admin
        ),
        "moved": lambda: move_entry(story.organiser, original, "DRINK", "ill", NOON),
    }
    leave[how]()
    db.session.expire_all()
    assert repeat_of(story).departure == Departure.WITHDRAWN
    open_judging(story.organiser, story.round_id, NOON)
    assert {one.entry_id: one.is_withdrawn for one in my_flight(story.judges[0].id)}[twin.id]


def test_the_product_of_a_repeat_can_still_be_corrected(story: Story) -> None:
    plant(story)
    original = repeat_of(story).repeat_of_id or 0
    number = story.entry_ids.index(original) + 1
    correct_entry(story.organiser, original, told.new_entry(number), NOON)


def test_what_calibrates_does_not_compete(story: Story) -> None:
    product = silk(story)
    plant(story, product)
    with pytest.raises(Refusal, match="in this round already"):
        enter_registered(story.organiser, story.round_id, product, "FOOD", NOON)
    assert (
        db.session.scalar(select(func.count(EntryRow.id)).where(EntryRow.product_id == product))
        == 1
    )
