"""From rows to the values of the law: the written standard, sheets, standings."""

import json
from collections import defaultdict
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from judging.domain.meaning import from_plain
from judging.domain.quorum import tally_with_lowerings
from judging.domain.ranking import rank_entries
from judging.domain.rounds import RoundKind
from judging.domain.rubric import Rubric
from judging.domain.rules import Rules
from judging.domain.sheet import ScoreSheet
from judging.domain.standard import Standard
from judging.domain.standing import Standing, State
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.entries import COMPETES, EntryPaperRow, EntryRow
from judging.persistence.panels import RecusalRow
from judging.persistence.quorum import lowerings_of
from judging.persistence.score_sheets import SheetRow, sheet_from
from judging.persistence.written import WrittenRow

T = TypeVar("T", Rubric, Standard, Rules)


def written(session: Session, kind: type[T], version: str) -> T:
    """The rubric, standard or rules of this version."""
    value = _READ.get(version)
    if not isinstance(value, kind):
        kept = select(WrittenRow.meaning).where(WrittenRow.version == version)
        value = _READ[version] = from_plain(kind, json.loads(session.scalars(kept).one()))
    return value


def known_rubric(session: Session, version: str) -> Rubric | None:
    """The rubric of this version; None where no competition here has ever had it."""
    value = _READ.get(version)
    if value is None:
        kept = select(WrittenRow.kind).where(WrittenRow.version == version)
        return written(session, Rubric, version) if session.scalar(kept) == "rubric" else None
    return value if isinstance(value, Rubric) else None


# A version is the digest of its meaning, so what was read under it once stays right for ever.
_READ: dict[str, Rubric | Standard | Rules] = {}


def group_standings(
    session: Session, competition: CompetitionRow, group: GroupRow, round_id: int
) -> list[Standing]:
    """The standings of one product group in a round; `Standing.entry` is the entry code.

    Calibration samples and blind repeats have none, nor has an entry that was moved elsewhere.
    Honours are the national round's to give.
    """
    rules = written(session, Rules, competition.rules_version)
    standard = written(session, Standard, competition.standard_version)
    rubric = written(session, Rubric, group.rubric_version)
    wanted = select(EntryRow.id).where(
        EntryRow.round_id == round_id, EntryRow.group_id == group.id, COMPETES
    )
    rows = session.execute(
        select(EntryRow.id, EntryRow.code, EntryRow.departure).where(EntryRow.id.in_(wanted))
    )
    entries = list(rows)
    sheets = current_sheets(session, wanted, group.rubric_version)
    papers = _papers_by_entry(session, wanted)
    lowerings = lowerings_of(session, round_id)
    tallies = [
        tally_with_lowerings(code, rubric, rules, lowerings.of(entry_id), sheets[entry_id])
        for entry_id, code, departure in entries
        if departure is None
    ]
    lowered = {tally.entry: used for tally, used in tallies}
    seen = {code: papers[entry_id] for entry_id, code, _ in entries}
    gone = sorted((code, departure) for _, code, departure in entries if departure is not None)
    ranked = [
        replace(standing, lowered=lowered[standing.entry])
        for standing in rank_entries(rules, standard, [tally for tally, _ in tallies], seen)
    ]
    if session.get_one(RoundRow, round_id).kind != RoundKind.NATIONAL:
        ranked = [replace(standing, honour=None) for standing in ranked]
    return [
        *ranked,
        *(Standing(code, State(departure), None) for code, departure in gone),
    ]


def current_sheets(
    session: Session, wanted: Select[int], rubric_version: str
) -> dict[int, list[ScoreSheet]]:
    """The newest handed-in version of every sheet by entry, for the entries `wanted`.

    A sheet of a judge who is recused from the entry, or scored by another version of the rubric,
    is kept but does not count.
    """
    recusals = select(RecusalRow.judge_id, RecusalRow.entry_id)
    recused = {
        tuple(row) for row in session.execute(recusals.where(RecusalRow.entry_id.in_(wanted)))
    }
    rows = session.execute(
        select(SheetRow.entry_id, SheetRow.judge_id, SheetRow.scorer, SheetRow.answers)
        .where(
            SheetRow.state == "handed_in",
            SheetRow.rubric_version == rubric_version,
            SheetRow.entry_id.in_(wanted),
        )
        .order_by(SheetRow.version)
    )
    newest = {
        (entry_id, judge_id, scorer): answers
        for entry_id, judge_id, scorer, answers in rows
        if (judge_id, entry_id) not in recused
    }
    sheets: dict[int, list[ScoreSheet]] = defaultdict(list)
    for (entry_id, judge_id, scorer), answers in newest.items():
        sheets[entry_id].append(sheet_from(judge_id, scorer, answers))
    return sheets


def _papers_by_entry(session: Session, wanted: Select[int]) -> dict[int, set[str]]:
    papers: dict[int, set[str]] = defaultdict(set)
    seen = select(EntryPaperRow.entry_id, EntryPaperRow.paper)
    for entry_id, paper in session.execute(seen.where(EntryPaperRow.entry_id.in_(wanted))):
        papers[entry_id].add(paper)
    return papers
