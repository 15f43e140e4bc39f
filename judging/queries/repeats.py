"""What is planted in a round, and how judges score the same product twice: for organisers only."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from judging.domain.people import Person
from judging.domain.planting import SHORTEST
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.reading import read_sheet
from judging.domain.repeatability import ScoredTwice, from_median, mean_difference
from judging.domain.rounds import Purpose
from judging.domain.rubric import Rubric, Scorer
from judging.domain.words import Words
from judging.persistence.competitions import GroupRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import current_sheets, written
from judging.persistence.panels import PanelRow
from judging.persistence.planted import open_panels, planted, tasting_panels
from judging.persistence.producers import ProductRow
from judging.persistence.reach import in_reach
from judging.persistence.score_sheets import SheetRow
from judging.queries.people import people_by_id

# The whole totals of a panel's sheets: by entry and judge.
Totals = Mapping[int, Mapping[int, Decimal]]


@dataclass(frozen=True, slots=True)
class PlantedRepeat:
    """A blind repeat: where it is served, and the two codes of the product."""

    panel: str
    flight: int
    original: str
    repeat: str


@dataclass(frozen=True, slots=True)
class Unrepeated:
    """A flight without a repeat; `is_short` if it has too few samples for one."""

    panel: str
    flight: int
    is_short: bool


@dataclass(frozen=True, slots=True)
class TwiceView:
    """A judge's totals under the two codes of one product."""

    judge: Person
    original: str
    repeat: str
    scored: ScoredTwice


@dataclass(frozen=True, slots=True)
class JudgeRepeats:
    """The repeats that one judge has scored, and their mean absolute difference."""

    judge: Person
    twice: tuple[TwiceView, ...]
    mean: Fraction


@dataclass(frozen=True, slots=True)
class Calibration:
    """The calibration sample of a group; `judges` with their totals and how far from the median.

    `without` are panels of the group that do not take it.
    """

    group: str
    code: str
    product: Words
    without: tuple[str, ...]
    median: Fraction | None
    judges: tuple[tuple[Person, Decimal, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """Everything that is planted in a round, and what it tells so far.

    Once anything in the round is scored, what is planted stays.
    """

    repeats: tuple[PlantedRepeat, ...]
    unrepeated: tuple[Unrepeated, ...]
    calibrations: tuple[Calibration, ...]
    judges: tuple[JudgeRepeats, ...]
    mean: Fraction | None
    is_scored: bool

    @property
    def any(self) -> bool:
        """Whether anything is planted."""
        return bool(self.repeats or self.calibrations)


def planted_in(round_id: int) -> Planted:
    """The planted of a round; as many statements for many as for one of a group."""
    session = db.session()
    entries = session.scalars(
        planted(round_id).options(joinedload(EntryRow.group), joinedload(EntryRow.product))
    ).all()
    panels = tasting_panels(session, round_id) if entries else ()
    totals = _totals(entries)
    people = people_by_id({judge for by_judge in totals.values() for judge in by_judge})
    codes = {one.entry_id: one.entry.code for panel in panels for one in panel.servings}
    twice = [
        TwiceView(people[judge], codes.get(repeat.repeat_of_id or 0, ""), repeat.code, scored)
        for repeat in entries
        for judge, scored in _scored_twice(repeat, totals).items()
    ]
    return Planted(
        repeats=tuple(_repeats(panels, codes)),
        unrepeated=tuple(_unrepeated(panels)) if entries else (),
        calibrations=tuple(
            _calibration(one, panels, totals.get(one.id, {}), people)
            for one in entries
            if one.purpose == Purpose.CALIBRATION
        ),
        judges=_by_judge(twice),
        mean=mean_difference([one.scored for one in twice]),
        is_scored=_is_scored(round_id),
    )


def calibrators(round_id: int, reach: Reach = EVERYWHERE) -> dict[str, list[tuple[int, Words]]]:
    """The products of the registry that are not in the round, by the group that they belong to."""
    entered = select(EntryRow.product_id).where(EntryRow.round_id == round_id)
    rows = db.session.scalars(
        select(ProductRow)
        .where(ProductRow.id.not_in(entered), in_reach(ProductRow, reach))
        .order_by(ProductRow.name_km, ProductRow.id)
    )
    found: dict[str, list[tuple[int, Words]]] = defaultdict(list)
    for row in rows:
        found[row.group_code or ""].append((row.id, row.name))
    return found


def _is_scored(round_id: int) -> bool:
    sheet = select(SheetRow.id).join(EntryRow, EntryRow.id == SheetRow.entry_id)
    return db.session.scalar(sheet.where(EntryRow.round_id == round_id).limit(1)) is not None


def _totals(entries: Sequence[EntryRow]) -> Totals:
    """The totals of what is planted and of the originals."""
    wanted: dict[GroupRow, set[int]] = defaultdict(set)
    for entry in entries:
        wanted[entry.group] |= {entry.id, entry.repeat_of_id or entry.id}
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for group, numbers in wanted.items():
        rubric = written(db.session(), Rubric, group.rubric_version)
        these = select(EntryRow.id).where(EntryRow.id.in_(numbers))
        sheets = current_sheets(db.session(), these, group.rubric_version)
        for entry_id, of_entry in sheets.items():
            for sheet in of_entry:
                total = read_sheet(rubric, sheet).total
                if sheet.scorer is Scorer.PANEL and total is not None:
                    found[entry_id][int(sheet.judge)] = total
    return found


def _scored_twice(repeat: EntryRow, totals: Totals) -> dict[int, ScoredTwice]:
    """Who has handed in whole sheets of a repeat and of its original."""
    if repeat.repeat_of_id is None:
        return {}
    original, again = totals.get(repeat.repeat_of_id, {}), totals.get(repeat.id, {})
    both = sorted(original.keys() & again.keys())
    return {judge: ScoredTwice(judge, original[judge], again[judge]) for judge in both}


def _by_judge(twice: Sequence[TwiceView]) -> tuple[JudgeRepeats, ...]:
    """The judges with the largest mean difference first."""
    views: dict[int, list[TwiceView]] = defaultdict(list)
    for view in twice:
        views[view.judge.id].append(view)
    found = [
        JudgeRepeats(of_judge[0].judge, tuple(of_judge), mean)
        for of_judge in views.values()
        if (mean := mean_difference([one.scored for one in of_judge])) is not None
    ]
    return tuple(sorted(found, key=lambda one: (-one.mean, one.judge.login)))


def _repeats(panels: Sequence[PanelRow], codes: Mapping[int, str]) -> list[PlantedRepeat]:
    return [
        PlantedRepeat(panel.name, one.flight, codes.get(one.entry.repeat_of_id, ""), one.entry.code)
        for panel in panels
        for one in panel.servings
        if one.entry.repeat_of_id is not None
    ]


def _unrepeated(panels: Sequence[PanelRow]) -> list[Unrepeated]:
    purposes = {one.entry_id: one.entry.purpose for panel in panels for one in panel.servings}
    found = []
    for panel in open_panels(db.session(), panels):
        for flight in panel.flights:
            served = [purposes[entry] for entry in flight.samples]
            if served and Purpose.REPEAT not in served:
                is_short = served.count(Purpose.COMPETING) < SHORTEST
                found.append(Unrepeated(panel.name, flight.number, is_short))
    return found


def _calibration(
    sample: EntryRow,
    panels: Sequence[PanelRow],
    totals: Mapping[int, Decimal],
    people: Mapping[int, Person],
) -> Calibration:
    median, above = from_median(totals) if totals else (None, {})
    in_order = sorted(above, key=lambda judge: (-abs(above[judge]), people[judge].login))
    return Calibration(
        group=sample.group.code,
        code=sample.code,
        product=sample.product.name,
        without=tuple(
            panel.name
            for panel in panels
            if panel.group_id == sample.group_id
            and sample.id not in {one.entry_id for one in panel.servings}
        ),
        median=median,
        judges=tuple((people[judge], totals[judge], above[judge]) for judge in in_order),
    )
