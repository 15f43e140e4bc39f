"""Which rules a plan of panels breaks, drawn or made by hand: each is named, none is decided."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from judging.domain.drawing import Lots, PlannedPanel, loads, seats
from judging.domain.rubric import Scorer


class PlanRule(StrEnum):
    """What a plan can break; a draw never breaks those before `UNSERVED`."""

    CONFLICT = "conflict"
    TWO_SHEETS = "two_sheets"
    OTHER_GROUP = "other_group"
    LONG_FLIGHT = "long_flight"
    NO_SUCH_DAY = "no_such_day"
    FULL_DAY = "full_day"
    FULL_ROUND = "full_round"
    UNSERVED = "unserved"
    BELOW_QUORUM = "below_quorum"
    EMPTY_SEATS = "empty_seats"
    NOT_EXPERT = "not_expert"

    @property
    def is_hard(self) -> bool:
        """Whether no draw ever breaks it; the others say that people are too few."""
        return self in HARD


HARD = frozenset(list(PlanRule)[: list(PlanRule).index(PlanRule.UNSERVED)])


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that is broken: on which panel (or for which group), by whom, with which entry.

    `count` is what there is, `limit` what the rule asks for.
    """

    rule: PlanRule
    panel: str = ""
    judge: int | None = None
    entry: int | None = None
    count: int = 0
    limit: int = 0
    scorer: Scorer = Scorer.PANEL


def check_plan(lots: Lots, drawn: tuple[PlannedPanel, ...] = ()) -> tuple[Broken, ...]:
    """Every rule that the kept panels together with the drawn ones break, the gravest first."""
    panels = (*lots.kept, *drawn)
    found = [
        *_conflicts(lots, panels),
        *_sheets(panels),
        *(broken for panel in panels for broken in _of_panel(lots, panel)),
        *_days(lots, panels),
        *_unserved(lots, panels),
    ]
    grave = list(PlanRule)
    return tuple(sorted(found, key=lambda broken: grave.index(broken.rule)))


def _conflicts(lots: Lots, panels: tuple[PlannedPanel, ...]) -> Iterator[Broken]:
    stands = lots.conflicts - lots.recused
    for judge, panel in seats(panels):
        for entry in panel.entries:
            if (judge, entry) in stands:
                yield Broken(PlanRule.CONFLICT, panel.name, judge, entry)


def _sheets(panels: tuple[PlannedPanel, ...]) -> Iterator[Broken]:
    """Nobody gives two sheets for one entry."""
    met = Counter((judge, entry) for judge, panel in seats(panels) for entry in panel.entries)
    for (judge, entry), count in met.items():
        if count > 1:
            yield Broken(PlanRule.TWO_SHEETS, "", judge, entry, count, 1)


def _of_panel(lots: Lots, panel: PlannedPanel) -> Iterator[Broken]:
    rules, groups = lots.rules, {entry.id: entry.group for entry in lots.entries}
    for entry in panel.entries:
        if groups.get(entry, panel.group) != panel.group:
            yield Broken(PlanRule.OTHER_GROUP, panel.name, entry=entry)
    for flight in panel.flights:
        if len(flight.entries) > rules.flight:
            size = len(flight.entries)
            yield Broken(PlanRule.LONG_FLIGHT, panel.name, count=size, limit=rules.flight)
        if flight.day is not None and not 1 <= flight.day <= rules.days:
            yield Broken(PlanRule.NO_SUCH_DAY, panel.name, count=flight.day, limit=rules.days)
    yield from _of_seats(lots, panel)


def _of_seats(lots: Lots, panel: PlannedPanel) -> Iterator[Broken]:
    wanted, quorum = (need.of(panel.scorer) for need in (lots.rules.seats, lots.rules.quorum))
    sit = len(panel.judges)
    if sit < quorum:
        yield Broken(PlanRule.BELOW_QUORUM, panel.name, None, None, sit, quorum, panel.scorer)
    elif sit < wanted:
        yield Broken(PlanRule.EMPTY_SEATS, panel.name, None, None, sit, wanted, panel.scorer)
    for entry in panel.entries if sit >= quorum else ():
        score = sum((judge, entry) not in lots.recused for judge in panel.judges)
        if score < quorum:
            yield Broken(
                PlanRule.BELOW_QUORUM, panel.name, None, entry, score, quorum, panel.scorer
            )
    known = {judge.id: judge for judge in lots.judges}
    # Whose expertise nobody has recorded may well have it.
    for judge in panel.judges:
        if judge in known and known[judge].expertise and not known[judge].knows(panel.group):
            yield Broken(PlanRule.NOT_EXPERT, panel.name, judge)


def _days(lots: Lots, panels: tuple[PlannedPanel, ...]) -> Iterator[Broken]:
    """Tongues tire; the desk reads as much as it can."""
    tasting = tuple(panel for panel in panels if panel.scorer is Scorer.PANEL)
    on_day: dict[tuple[int, int], int] = defaultdict(int)
    for judge, panel in seats(tasting):
        for flight in panel.flights:
            if flight.day is not None:
                on_day[judge, flight.day] += len(flight.entries)
    limit, most = lots.rules.a_day, lots.rules.most
    for (judge, day), count in sorted(on_day.items()):
        if count > limit:
            yield Broken(PlanRule.FULL_DAY, str(day), judge, None, count, limit)
    for judge, count in sorted(loads(tasting).items()):
        if count > most:
            yield Broken(PlanRule.FULL_ROUND, "", judge, None, count, most)


def _unserved(lots: Lots, panels: tuple[PlannedPanel, ...]) -> Iterator[Broken]:
    for scorer in Scorer:
        served = {e for panel in panels if panel.scorer is scorer for e in panel.entries}
        left = Counter(entry.group for entry in lots.entries if entry.id not in served)
        for group, count in sorted(left.items()):
            yield Broken(PlanRule.UNSERVED, group, count=count, scorer=scorer)
