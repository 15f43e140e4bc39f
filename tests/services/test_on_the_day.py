"""What happens on the day: judges leave or come late, samples break; no sheet is lost."""

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.interests import Interest, InterestKind
from judging.domain.people import Role
from judging.domain.refusal import Refusal
from judging.domain.rubric import Scorer
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.panels import PanelRow, ServingRow
from judging.persistence.samples import BrokenSampleRow
from judging.queries.panels import PanelView, panels_of
from judging.queries.samples import broken_sample_of, broken_samples
from judging.queries.standings import standings_of
from judging.services.competing import close_judging
from judging.services.declaring import declare_interest
from judging.services.leaving import withdraw_entry
from judging.services.planning import form_panel, recuse
from judging.services.reseating import put_on_panel, take_off_panel
from judging.services.sampling import mark_broken, serve_new_sample
from tests import story as told
from tests.story import NOON, Story


def panel_of(story: Story) -> PanelView:
    return next(p for p in panels_of(story.round_id) if p.name == "FOOD panel")


def sitting(story: Story) -> set[str]:
    db.session.rollback()
    return {judge.login for judge in panel_of(story).judges}


def test_a_judge_leaves_and_the_sheets_count(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=4)
    told.score_all(story)
    before = standings_of(story.round_id, "FOOD")[0].standing.tally
    panel = panel_of(story)
    assert panel.chair_id == story.judges[0].id
    take_off_panel(story.organiser, panel.id, story.judges[0].id, NOON)
    assert sitting(story) == {"judge2", "judge3", "judge4"}
    assert panel_of(story).chair_id is None
    after = standings_of(story.round_id, "FOOD")[0].standing.tally
    assert before
    assert after
    assert after.panel_totals == before.panel_totals


def test_flights_and_days_of_a_drawn_panel_stay(app: Flask) -> None:
    story = told.ready_to_judge(entries=2, judges=3)
    panel = panel_of(story)
    row = db.session.get_one(PanelRow, panel.id)
    for place, serving in enumerate(row.servings):
        serving.flight, serving.day = place + 1, 2
    db.session.commit()
    take_off_panel(story.organiser, panel.id, story.judges[0].id, NOON)
    put_on_panel(story.organiser, panel.id, story.judges[0].id, NOON)
    servings = db.session.scalars(select(ServingRow).where(ServingRow.panel_id == panel.id))
    assert [(one.flight, one.day) for one in servings] == [(1, 2), (2, 2)]
    assert sitting(story) == {"judge1", "judge2", "judge3"}


def test_somebody_is_left_on_a_panel(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    with pytest.raises(Refusal, match="Nobody would be left"):
        take_off_panel(story.organiser, panel_of(story).id, story.judges[0].id, NOON)
    assert sitting(story) == {"judge1"}


def test_who_does_not_sit_there_is_not_taken_off(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    with pytest.raises(Refusal, match="does not sit"):
        take_off_panel(story.organiser, panel_of(story).id, story.desk.id, NOON)


def test_a_judge_who_comes_late_is_asked_for_every_sheet(app: Flask) -> None:
    story = told.ready_to_judge(entries=2, judges=2)
    late = told.enrol(story.admin, "late", Role.JUDGE)
    put_on_panel(story.organiser, panel_of(story).id, late.id, NOON)
    assert "late" in sitting(story)
    told.score(story, story.entry_ids[1], late)


def test_nobody_is_put_on_twice_nor_where_they_do_not_belong(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    panel_id = panel_of(story).id
    with pytest.raises(Refusal, match="sits on the panel already"):
        put_on_panel(story.organiser, panel_id, story.judges[0].id, NOON)
    with pytest.raises(Refusal, match="A panel seats judges"):
        put_on_panel(story.organiser, panel_id, story.desk.id, NOON)
    assert sitting(story) == {"judge1", "judge2"}


def test_nobody_is_asked_for_two_sheets_of_one_entry(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    late = told.enrol(story.admin, "late", Role.JUDGE)
    form_panel(
        story.organiser,
        story.round_id,
        name="Another",
        scorer=Scorer.PANEL,
        group="FOOD",
        judge_ids=[late.id],
        chair_id=None,
        entry_ids=story.entry_ids,
        at=NOON,
    )
    with pytest.raises(Refusal, match="on another panel"):
        put_on_panel(story.organiser, panel_of(story).id, late.id, NOON)
    assert "late" not in sitting(story)


def test_nobody_comes_to_a_panel_in_conflict_with_its_entries(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    late = told.enrol(story.admin, "late", Role.JUDGE)
    product_id = db.session.get_one(EntryRow, story.entry_ids[0]).product_id
    family = Interest(InterestKind.FAMILY, "a cousin made it", product_id=product_id)
    declare_interest(story.organiser, late.id, family, NOON)
    with pytest.raises(Refusal, match="a cousin made it"):
        put_on_panel(story.organiser, panel_of(story).id, late.id, NOON)
    assert "late" not in sitting(story)


def test_panels_stay_as_they_are_once_the_round_is_closed(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    close_judging(story.organiser, story.round_id, NOON)
    with pytest.raises(Refusal, match="The round is closed"):
        take_off_panel(story.organiser, panel_of(story).id, story.judges[0].id, NOON)
    with pytest.raises(Refusal, match="The round is closed"):
        mark_broken(story.organiser, story.entry_ids[0], "it fell", NOON)


def test_a_recused_judge_may_come_to_a_panel(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    late = told.enrol(story.admin, "late", Role.JUDGE)
    entry_id = story.entry_ids[0]
    recuse(story.organiser, judge_id=late.id, entry_id=entry_id, reason="own", at=NOON)
    put_on_panel(story.organiser, panel_of(story).id, late.id, NOON)
    assert "late" in sitting(story)


def test_a_broken_sample_is_told_until_a_new_one_is_served(app: Flask) -> None:
    story = told.ready_to_judge(entries=2)
    first, _ = story.entry_ids
    mark_broken(story.organiser, first, "it fell", NOON)
    (one,) = broken_samples(story.round_id)
    assert (one.code, one.reason) == (story.codes[0], "it fell")
    told.score(story, first, story.judges[0])  # the entry goes on competing
    with pytest.raises(Refusal, match="is marked already"):
        mark_broken(story.organiser, first, "again", NOON)
    serve_new_sample(story.organiser, first, NOON)
    assert broken_samples(story.round_id) == []
    with pytest.raises(Refusal, match="is marked as broken"):
        serve_new_sample(story.organiser, first, NOON)
    mark_broken(story.organiser, first, "that one too", NOON)
    assert broken_sample_of(story.round_id, first)
    assert len(db.session.scalars(select(BrokenSampleRow)).all()) == 2


def test_a_sample_is_marked_with_a_reason_and_while_the_entry_competes(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    (entry_id,) = story.entry_ids
    with pytest.raises(Refusal, match="Write what happened"):
        mark_broken(story.organiser, entry_id, " ", NOON)
    mark_broken(story.organiser, entry_id, "it fell", NOON)
    withdraw_entry(story.organiser, entry_id, "no other sample", NOON)
    assert broken_samples(story.round_id) == []
    with pytest.raises(Refusal, match="has left the round"):
        mark_broken(story.organiser, entry_id, "again", NOON)
