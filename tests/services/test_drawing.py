"""A drawn plan is kept whole as it was shown, or not at all."""

import json
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from judging.analysis.drawing import draw_plan
from judging.domain.drawing import Choices, DrawRules, Lots, Plan, ServingOrder
from judging.domain.people import Person, Role
from judging.domain.refusal import NotAllowed, Refusal
from judging.domain.rubric import Scorer
from judging.domain.rules import Needed
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.panels import PanelRow
from judging.persistence.planted import planted
from judging.queries.drawing import drawable, proposal
from judging.queries.panels import panels_of
from judging.services import drawing
from judging.services.competing import close_judging, open_judging
from judging.services.drawing import keep_plan
from judging.services.leaving import withdraw_entry
from judging.services.planning import form_panel, recuse
from judging.services.planting import plant_repeats
from tests import story as told
from tests.story import NOON

RULES = DrawRules(
    days=2, seats=Needed(desk=1, panel=3), quorum=Needed(desk=1, panel=3), experts_only=False
)
SEED = 7


@pytest.fixture
def story(app: Flask) -> told.Story:
    story = told.begin(judges=6)
    told.enter(story, 17)
    told.enter(story, 3, "DRINK")
    return story


def choices(story: told.Story, **changed: object) -> Choices:
    people = frozenset(judge.id for _, judge in drawable(story.round_id).scorers)
    return replace(Choices(RULES, people), **changed)


def keep(story: told.Story, by: Person | None = None, seed: int = SEED, **changed: object) -> int:
    """Look at a plan and keep it."""
    chosen = choices(story, **changed)
    shown = proposal(story.round_id, chosen, seed).digest
    return keep_plan(by or story.organiser, story.round_id, chosen, seed=seed, shown=shown, at=NOON)


def rows(story: told.Story) -> list[PanelRow]:
    found = select(PanelRow).where(PanelRow.round_id == story.round_id).order_by(PanelRow.id)
    return list(db.session.scalars(found))


def form_by_hand(story: told.Story) -> int:
    return form_panel(
        story.organiser,
        story.round_id,
        name="By hand",
        scorer=Scorer.PANEL,
        group="FOOD",
        judge_ids=[story.judges[0].id],
        chair_id=None,
        entry_ids=story.entry_ids[:5],
        at=NOON,
    )


def test_a_new_draw_takes_out_what_was_planted(story: told.Story) -> None:
    keep(story)
    assert plant_repeats(story.organiser, story.round_id, {}, seed=SEED, at=NOON) == 2
    keep(story, seed=SEED + 1)
    assert db.session.scalars(planted(story.round_id)).all() == []
    served = {code for panel in panels_of(story.round_id) for _, code in panel.entries}
    assert served == set(story.codes)


def test_what_was_shown_is_kept(story: told.Story) -> None:
    shown = proposal(story.round_id, choices(story), SEED)
    assert keep(story) == len(shown.plan.panels) == 4
    assert [panel.name for panel in rows(story)] == [panel.name for panel in shown.plan.panels]
    for row, panel in zip(rows(story), shown.plan.panels, strict=True):
        assert tuple(sorted(seat.judge_id for seat in row.seats)) == panel.judges
        assert row.chair_id == panel.chair
        served = [(s.flight, s.day, s.entry_id, s.position) for s in row.servings]
        wanted = [
            (number, flight.day, entry)
            for number, flight in enumerate(panel.flights, start=1)
            for entry in flight.entries
        ]
        assert served == [(*one, at) for at, one in enumerate(wanted, start=1)]
    assert {(row.drawn_with, row.is_balanced) for row in rows(story)} == {(SEED, False)}


def test_balanced_panels_say_so(story: told.Story) -> None:
    keep(story, rules=replace(RULES, order=ServingOrder.BALANCED))
    assert {row.is_balanced for row in rows(story)} == {True}


def test_one_audit_line_tells_the_seed_and_the_digest(story: told.Story) -> None:
    keep(story)
    drawn = select(AuditRow).where(AuditRow.act == "panels.drawn")
    (line,) = db.session.scalars(drawn)
    digest = json.loads(line.detail)["digest"]
    assert json.loads(line.detail) == {"digest": digest, "panels": 4, "seed": SEED}
    assert (line.on, len(digest)) == ("round:OVOP-2027", 12)


def test_a_new_draw_replaces_the_one_before(story: told.Story) -> None:
    keep(story)
    keep(story, seed=8)
    assert {row.drawn_with for row in rows(story)} == {8}
    assert len(rows(story)) == 4


def test_panels_formed_by_hand_stay_unless_told_otherwise(story: told.Story) -> None:
    panel_id = form_by_hand(story)
    keep(story)
    assert rows(story)[0].id == panel_id
    food = [panel for panel in panels_of(story.round_id) if panel.group == "FOOD"]
    served = [entry for p in food if p.scorer is Scorer.PANEL for entry, _ in p.entries]
    assert sorted(served) == sorted(story.entry_ids[:17])
    keep(story, replaces_formed=True)
    assert "By hand" not in [row.name for row in rows(story)]


@pytest.mark.parametrize("change", ["entered", "withdrawn", "recused", "formed"])
def test_what_changed_since_it_was_shown_is_not_kept_unseen(story: told.Story, change: str) -> None:
    chosen = choices(story)
    shown = proposal(story.round_id, chosen, SEED).digest
    match change:
        case "entered":
            told.enter(story, 1)
        case "withdrawn":
            withdraw_entry(story.organiser, story.entry_ids[0], "The producer asked.", NOON)
        case "recused":
            judge, entry = story.judges[0].id, story.entry_ids[0]
            recuse(story.organiser, judge_id=judge, entry_id=entry, reason="his aunt’s", at=NOON)
        case "formed":
            form_by_hand(story)
    before = len(rows(story))
    with pytest.raises(Refusal, match="have changed meanwhile"):
        keep_plan(story.organiser, story.round_id, chosen, seed=SEED, shown=shown, at=NOON)
    assert len(rows(story)) == before


def test_what_changes_while_it_is_drawn_again_is_not_kept_unseen(
    story: told.Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(lots: Lots, seed: int) -> Plan:
        plan = draw_plan(lots, seed)
        withdraw_entry(story.organiser, story.entry_ids[0], "The producer asked.", NOON)
        return plan

    chosen = choices(story)
    shown = proposal(story.round_id, chosen, SEED).digest
    monkeypatch.setattr(drawing, "draw_plan", slowly)
    with pytest.raises(Refusal, match="have changed meanwhile"):
        keep_plan(story.organiser, story.round_id, chosen, seed=SEED, shown=shown, at=NOON)
    assert rows(story) == []


def test_with_another_seed_than_shown_nothing_is_kept(story: told.Story) -> None:
    shown = proposal(story.round_id, choices(story), SEED).digest
    with pytest.raises(Refusal, match="have changed meanwhile"):
        keep_plan(story.organiser, story.round_id, choices(story), seed=8, shown=shown, at=NOON)
    assert rows(story) == []


def test_once_there_is_a_sheet_nothing_is_drawn(story: told.Story) -> None:
    keep(story)
    open_judging(story.organiser, story.round_id, NOON)
    keep(story, seed=8)
    panel = next(row for row in rows(story) if row.scorer == "panel" and row.group.code == "FOOD")
    judge = next(j for j in story.judges if j.id == panel.seats[0].judge_id)
    told.score(story, panel.servings[0].entry_id, judge)
    assert drawable(story.round_id).has_sheets
    with pytest.raises(Refusal, match="There are score sheets in this round already"):
        keep(story, seed=9)
    assert {row.drawn_with for row in rows(story)} == {8}


def test_after_the_closing_nothing_is_drawn(story: told.Story) -> None:
    keep(story)
    open_judging(story.organiser, story.round_id, NOON)
    close_judging(story.organiser, story.round_id, NOON)
    with pytest.raises(Refusal, match="The round is closed"):
        keep(story, seed=8)
    assert {row.drawn_with for row in rows(story)} == {SEED}


def test_only_the_staff_draws(story: told.Story) -> None:
    for person in (story.judges[0], story.desk, story.producer):
        with pytest.raises(NotAllowed):
            keep(story, by=person)
    assert rows(story) == []
    assert keep(story, by=replace(story.organiser, role=Role.ADMIN)) == 4


def test_a_plan_without_panels_is_not_kept(story: told.Story) -> None:
    with pytest.raises(Refusal, match="There is nothing to keep"):
        keep(story, people=frozenset())
