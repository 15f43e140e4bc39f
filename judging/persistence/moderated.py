"""What is kept of moderations, for a whole group at once; and what one judge may know of them."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased, selectinload

from judging.domain.moderation import Moderation, ModerationState, moderation_state
from judging.domain.standing import Standing
from judging.domain.tally import Tally
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.entries import COMPETES, EntryRow
from judging.persistence.loading import group_standings
from judging.persistence.moderation import AskedJudgeRow, ModerationRow
from judging.persistence.score_sheets import SheetRow


@dataclass(frozen=True, slots=True)
class Moderated:
    """An entry whose panel disagrees or did: its tally, its newest asking, where it stands."""

    entry_id: int
    tally: Tally
    row: ModerationRow | None
    moderation: Moderation | None
    state: ModerationState


def moderated_entries(session: Session, round_: RoundRow, group: GroupRow) -> Iterator[Moderated]:
    """The entries of one product group that need a look again or were given one, by code."""
    wanted = select(EntryRow.id).where(
        EntryRow.round_id == round_.id, EntryRow.group_id == group.id, COMPETES
    )
    codes = select(EntryRow.code, EntryRow.id).where(EntryRow.id.in_(wanted))
    id_by_code = dict(session.execute(codes).all())
    rows = {row.entry_id: row for row in _newest(session, wanted)}
    looked = _looked(session, wanted)
    standings = group_standings(session, round_.competition, group, round_.id)
    for standing in sorted(standings, key=lambda one: one.entry):
        entry_id = id_by_code[standing.entry]
        one = _moderated(standing, entry_id, rows.get(entry_id), looked)
        if one:
            yield one


def _moderated(
    standing: Standing,
    entry_id: int,
    row: ModerationRow | None,
    looked: dict[tuple[int, int], set[str]],
) -> Moderated | None:
    if standing.tally is None:
        return None
    moderation = _moderation(row, looked) if row else None
    state = moderation_state(standing.tally, moderation)
    return Moderated(entry_id, standing.tally, row, moderation, state) if state else None


def _newest(session: Session, wanted: Select[int]) -> Iterator[ModerationRow]:
    """The newest asking of each entry."""
    asked = select(ModerationRow).where(ModerationRow.entry_id.in_(wanted))
    asked = asked.options(selectinload(ModerationRow.judges)).order_by(ModerationRow.number)
    yield from {row.entry_id: row for row in session.scalars(asked)}.values()


def _looked(session: Session, wanted: Select[int]) -> dict[tuple[int, int], set[str]]:
    """The judges who have handed in again, by entry and the number of the asking."""
    looked: dict[tuple[int, int], set[str]] = defaultdict(set)
    answers = (
        select(ModerationRow.entry_id, ModerationRow.number, AskedJudgeRow.judge_id)
        .join(AskedJudgeRow, AskedJudgeRow.moderation_id == ModerationRow.id)
        .where(ModerationRow.entry_id.in_(wanted), exists().where(ANSWERS))
    )
    for entry_id, number, judge_id in session.execute(answers):
        looked[entry_id, number].add(str(judge_id))
    return looked


def _moderation(row: ModerationRow, looked: dict[tuple[int, int], set[str]]) -> Moderation:
    totals = json.loads(row.confirmed_totals) if row.confirmed_totals else None
    return Moderation(
        number=row.number,
        asked=frozenset(str(judge.judge_id) for judge in row.judges),
        looked=frozenset(looked.get((row.entry_id, row.number), ())),
        confirmed=totals and {judge: Decimal(total) for judge, total in totals.items()},
    )


def asked_again(session: Session, judge_id: int) -> dict[tuple[int, str], int]:
    """The askings that wait for this judge, by entry and scorer: their numbers.

    Blind: nobody else's sheet is read for it, so it stays until this judge has looked again, or
    the chair has confirmed, whatever the others do meanwhile.
    """
    newer = aliased(ModerationRow)
    is_newer = and_(
        newer.entry_id == ModerationRow.entry_id,
        newer.scorer == ModerationRow.scorer,
        newer.number > ModerationRow.number,
    )
    rows = session.execute(
        select(ModerationRow.entry_id, ModerationRow.scorer, ModerationRow.number)
        .join(AskedJudgeRow, AskedJudgeRow.moderation_id == ModerationRow.id)
        .where(
            AskedJudgeRow.judge_id == judge_id,
            ModerationRow.confirmed_at.is_(None),
            ~exists().where(ANSWERS),
            ~exists().where(is_newer),
        )
    )
    return {(entry_id, scorer): number for entry_id, scorer, number in rows}


# That a judge has handed in again because of the asking; any other version is no answer to it.
ANSWERS = and_(
    SheetRow.entry_id == ModerationRow.entry_id,
    SheetRow.scorer == ModerationRow.scorer,
    SheetRow.judge_id == AskedJudgeRow.judge_id,
    SheetRow.looks_again == ModerationRow.number,
    SheetRow.version > AskedJudgeRow.version,
    SheetRow.handed_in_at.is_not(None),
)


def newest_versions(
    session: Session, entry_ids: list[int], scorer: str
) -> dict[int, dict[int, int]]:
    """The newest version handed in of each judge's sheet, by entry and judge."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = session.execute(
        select(SheetRow.entry_id, SheetRow.judge_id, func.max(SheetRow.version))
        .where(
            SheetRow.entry_id.in_(entry_ids),
            SheetRow.scorer == scorer,
            SheetRow.handed_in_at.is_not(None),
        )
        .group_by(SheetRow.entry_id, SheetRow.judge_id)
    )
    for entry_id, judge_id, version in rows:
        found[entry_id][judge_id] = version
    return found
