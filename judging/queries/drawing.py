"""What the organiser sees of a draw before it is kept, and of panels that break rules after it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from judging.analysis.drawing import draw_plan
from judging.domain.drawing import Choices, DrawJudge, Lots, Plan, digest_of_draw, loads
from judging.domain.people import Person
from judging.domain.plan_checking import Broken, check_plan
from judging.domain.refusal import NotThere
from judging.domain.rubric import Scorer
from judging.domain.rules import Needed, Rules
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.drawing import days_of, lots_of, scorers_of, standing_lots
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written
from judging.persistence.panels import PanelRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.people import people_by_id


@dataclass(frozen=True, slots=True)
class Drawable:
    """A round before its draw: the most days, the quorum, and everybody who can take part.

    `drawn` and `formed` are the panels that there are already, by their names.
    """

    days: int
    quorum: Needed
    scorers: tuple[tuple[Person, DrawJudge], ...]
    drawn: tuple[str, ...]
    formed: tuple[str, ...]
    has_sheets: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan with the names behind its numbers; `digest` is what the person agrees to."""

    plan: Plan
    digest: str
    broken: tuple[Broken, ...]
    people: Mapping[int, Person]
    judges: Mapping[int, DrawJudge]
    codes: Mapping[int, str]
    loads: Mapping[Scorer, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Breaches:
    """The rules that the panels of a round break now, with the names of who and what."""

    broken: tuple[Broken, ...]
    people: Mapping[int, Person]
    codes: Mapping[int, str]


def drawable(round_id: int) -> Drawable:
    """What there is to choose from."""
    round_, session = _round(round_id), db.session()
    scorers = scorers_of(session, round_)
    people = people_by_id([judge.id for judge in scorers])
    panels = select(PanelRow.name, PanelRow.drawn_with).where(PanelRow.round_id == round_id)
    names = [(name, seed is None) for name, seed in session.execute(panels.order_by(PanelRow.id))]
    sheet = select(SheetRow.id).join(EntryRow, EntryRow.id == SheetRow.entry_id)
    return Drawable(
        days=days_of(round_),
        quorum=written(session, Rules, round_.competition.rules_version).quorum,
        scorers=tuple((people[judge.id], judge) for judge in scorers),
        drawn=tuple(name for name, is_formed in names if not is_formed),
        formed=tuple(name for name, is_formed in names if is_formed),
        has_sheets=session.scalar(sheet.where(EntryRow.round_id == round_id).limit(1)) is not None,
    )


def proposal(round_id: int, choices: Choices, seed: int) -> Proposal:
    """The plan that this seed draws, which nothing keeps."""
    lots = lots_of(db.session(), _round(round_id), choices)
    plan = draw_plan(lots, seed)
    of_kind = {
        scorer: tuple(panel for panel in (*lots.kept, *plan.panels) if panel.scorer is scorer)
        for scorer in Scorer
    }
    return Proposal(
        plan=plan,
        digest=digest_of_draw(lots, plan),
        broken=check_plan(lots, plan.panels),
        people=people_by_id({judge.id for judge in lots.judges} | _seated(lots)),
        judges={judge.id: judge for judge in lots.judges},
        codes=_codes(round_id),
        loads={
            scorer: {judge.id: 0 for judge in lots.scorers(scorer)} | loads(panels)
            for scorer, panels in of_kind.items()
        },
    )


def breaches(round_id: int) -> Breaches:
    """Which rules the panels of the round break as they are."""
    lots = standing_lots(db.session(), _round(round_id))
    return Breaches(check_plan(lots), people_by_id(_seated(lots)), _codes(round_id))


def _seated(lots: Lots) -> set[int]:
    return {judge for panel in lots.kept for judge in panel.judges}


def _round(round_id: int) -> RoundRow:
    found = select(RoundRow).options(joinedload(RoundRow.competition))
    round_ = db.session.scalars(found.where(RoundRow.id == round_id)).first()
    if round_ is None:
        raise NotThere("There is no such round.")
    return round_


def _codes(round_id: int) -> dict[int, str]:
    codes = select(EntryRow.id, EntryRow.code).where(EntryRow.round_id == round_id)
    return dict(db.session.execute(codes).all())
