"""What the law says of each entry while its round runs: computed once for the sheets that it has.

A room of organisers asks every few seconds, and few entries change between two questions.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from judging.domain.quorum import Lowering, tally_with_lowerings
from judging.domain.ranking import rank_entries
from judging.domain.refusal import NotThere
from judging.domain.rounds import RoundState, SheetState
from judging.domain.rubric import Effect, Rubric
from judging.domain.rules import Rules
from judging.domain.sheet import ScoreSheet
from judging.domain.standard import Standard
from judging.domain.standing import State
from judging.domain.tally import Shortfall
from judging.domain.tallying import panel_disagreement
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.entries import COMPETES, EntryPaperRow, EntryRow
from judging.persistence.loading import current_sheets, written
from judging.persistence.panels import RecusalRow
from judging.persistence.quorum import Lowerings, lowerings_of
from judging.persistence.results import announced_entries
from judging.persistence.score_sheets import SheetRow


@dataclass(frozen=True, slots=True)
class Found:
    """What the sheets of an entry come to, as far as it does not hang on other entries."""

    state: State
    shortfalls: tuple[Shortfall, ...] = ()
    disagrees: bool = False


@dataclass(frozen=True, slots=True)
class EntryNow:
    """A competing entry and what is found of it."""

    entry_id: int
    code: str
    group: str
    found: Found

    @property
    def state(self) -> State:
        """What became of it so far; without ranks, `RANKED` says that it has a final score."""
        return self.found.state


# What was found, with the facts that it was found from. A sheet that was handed in never changes,
# so their count and numbers name them; editions of two databases differ in their identity.
_KNOWN: dict[tuple[str, int], tuple[Hashable, Found]] = {}


def entries_now(session: Session, round_id: int) -> list[EntryNow]:
    """Every entry that competes in the round, group by group and by code."""
    round_ = session.get(RoundRow, round_id)
    if round_ is None:
        raise NotThere("There is no such round.")
    if round_.state == RoundState.ANNOUNCED:
        return _as_announced(session, round_)
    rows = session.execute(
        select(EntryRow.id, EntryRow.code, EntryRow.group_id, EntryRow.departure)
        .where(EntryRow.round_id == round_id, COMPETES)
        .order_by(EntryRow.code)
    )
    by_group: dict[int, list[tuple[int, str, str | None]]] = defaultdict(list)
    for entry_id, code, group_id, departure in rows:
        by_group[group_id].append((entry_id, code, departure))
    facts, lowerings = _facts_by_entry(session, round_), lowerings_of(session, round_id)
    return [
        EntryNow(entry_id, code, group.code, found[entry_id])
        for group in round_.competition.groups
        for entries in [by_group[group.id]]
        for found in [_found(session, round_.competition, group, entries, facts, lowerings)]
        for entry_id, code, _ in entries
    ]


def _as_announced(session: Session, round_: RoundRow) -> list[EntryNow]:
    """As the result has frozen it: nothing of it is computed again, wherever it was judged."""
    places = {group.code: group.position for group in round_.competition.groups}
    found = [
        EntryNow(entry_id, one.code, one.group, Found(one.state))
        for entry_id, one in announced_entries(session, round_.id)
    ]
    return sorted(found, key=lambda one: (places[one.group], one.code))


def _facts_by_entry(session: Session, round_: RoundRow) -> Mapping[int, list[Hashable]]:
    """Names of the sheets, recusals and papers that count for each entry."""
    facts: dict[int, list[Hashable]] = defaultdict(list)
    standard = written(session, Standard, round_.competition.standard_version)
    for statement in _questions(round_.id, standard):
        for row in session.execute(statement):
            facts[row.entry_id].append(tuple(row))
    return facts


def _questions(round_id: int, standard: Standard) -> Iterable[Select[*tuple[Any, ...]]]:
    here = EntryRow.round_id == round_id
    sheets = select(
        SheetRow.entry_id, func.count(), func.max(SheetRow.id), func.sum(SheetRow.id)
    ).join(EntryRow, EntryRow.id == SheetRow.entry_id)
    handed_in = sheets.where(here, SheetRow.state == SheetState.HANDED_IN.value)
    yield handed_in.group_by(SheetRow.entry_id)
    recusals = select(RecusalRow.entry_id, RecusalRow.judge_id)
    recusals = recusals.join(EntryRow, EntryRow.id == RecusalRow.entry_id)
    yield recusals.where(here).order_by(RecusalRow.judge_id)
    papers = select(EntryPaperRow.entry_id, EntryPaperRow.paper)
    papers = papers.join(EntryRow, EntryRow.id == EntryPaperRow.entry_id)
    weighty = EntryPaperRow.paper.in_(_weighty_papers(standard))
    yield papers.where(here, weighty).order_by(EntryPaperRow.paper)


def _weighty_papers(standard: Standard) -> set[str]:
    """A paper that only caps the star changes nothing of what is found here."""
    return {gate.paper for gate in standard.gates if gate.effect is not Effect.CAP}


def _found(
    session: Session,
    competition: CompetitionRow,
    group: GroupRow,
    entries: Iterable[tuple[int, str, str | None]],
    facts: Mapping[int, list[Hashable]],
    lowerings: Lowerings,
) -> dict[int, Found]:
    versions = (competition.rules_version, competition.standard_version, group.rubric_version)
    keys = {
        entry_id: (*versions, departure, lowerings.of(entry_id), *facts.get(entry_id, ()))
        for entry_id, _, departure in entries
    }
    known = {entry_id: _KNOWN.get((competition.identity, entry_id)) for entry_id in keys}
    new = [one for one in entries if (kept := known[one[0]]) is None or kept[0] != keys[one[0]]]
    found = {entry_id: kept[1] for entry_id, kept in known.items() if kept}
    if new:
        fresh = _find(session, competition, group, new, lowerings)
        for entry_id, one in fresh.items():
            _KNOWN[competition.identity, entry_id] = keys[entry_id], one
        found |= fresh
    return found


def _find(
    session: Session,
    competition: CompetitionRow,
    group: GroupRow,
    entries: Iterable[tuple[int, str, str | None]],
    lowerings: Lowerings,
) -> dict[int, Found]:
    wanted = select(EntryRow.id).where(EntryRow.id.in_([entry_id for entry_id, _, _ in entries]))
    sheets = current_sheets(session, wanted, group.rubric_version)
    papers: dict[int, set[str]] = defaultdict(set)
    seen = select(EntryPaperRow.entry_id, EntryPaperRow.paper)
    for entry_id, paper in session.execute(seen.where(EntryPaperRow.entry_id.in_(wanted))):
        papers[entry_id].add(paper)
    rules = written(session, Rules, competition.rules_version)
    standard = written(session, Standard, competition.standard_version)
    rubric = written(session, Rubric, group.rubric_version)
    return {
        entry_id: Found(State(departure))
        if departure
        else _weigh(
            rubric, rules, standard, sheets[entry_id], papers[entry_id], lowerings.of(entry_id)
        )
        for entry_id, _, departure in entries
    }


def _weigh(
    rubric: Rubric,
    rules: Rules,
    standard: Standard,
    sheets: Iterable[ScoreSheet],
    papers: set[str],
    lowerings: Sequence[Lowering],
) -> Found:
    tally, _ = tally_with_lowerings("", rubric, rules, lowerings, sheets)
    (alone,) = rank_entries(rules, standard, [tally], {"": papers})
    return Found(alone.state, alone.shortfalls, bool(panel_disagreement(tally)))
