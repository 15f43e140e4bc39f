"""Announced results: read from what was frozen, nothing before the announcement."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from judging.domain.appeals import Change, changes
from judging.domain.meaning import from_plain
from judging.domain.provinces import PROVINCE_BY_ISO, Province
from judging.domain.result import ResultEntry
from judging.domain.rules import Rules
from judging.domain.standing import State
from judging.domain.words import Words
from judging.persistence.competitions import RoundRow, is_round
from judging.persistence.database import db
from judging.persistence.loading import written
from judging.persistence.results import ResultEntryRow, ResultRow, replaced_by


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """The ranked entries of one product group, best first, and how many were judged."""

    code: str
    title: Words
    entries: tuple[ResultEntry, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    """A result by the code of its round; the national one has no province."""

    code: str
    title: Words
    province: Province | None
    announced_at: datetime


@dataclass(frozen=True, slots=True)
class Renewal:
    """A newer version of a result: why it replaced the one before, and what it changed there.

    Entries without a rank in both versions are nobody's but their producers'.
    """

    version: int
    announced_at: datetime
    because: str
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PublicResult:
    """What the public may see of an announced round; `competition` is the code of the round.

    `renewals` are the versions after the first, the newest first.
    """

    competition: str
    title: Words
    province: Province | None
    specimen: bool
    announced_at: datetime
    version: int
    digest: str
    levels_are_public: bool
    groups: tuple[PublicGroup, ...]
    renewals: tuple[Renewal, ...] = ()


def announced_results() -> list[Announced]:
    """Every round that was announced with its newest version, the newest first."""
    rows = db.session.scalars(
        select(ResultRow)
        .options(joinedload(ResultRow.round).joinedload(RoundRow.competition))
        .order_by(ResultRow.version)
    )
    newest = {row.round_id: row for row in rows}.values()
    return [
        Announced(row.round.code, row.competition.title, _province(row), row.announced_at)
        for row in sorted(newest, key=lambda row: row.announced_at, reverse=True)
    ]


def result_of(code: str) -> PublicResult | None:
    """The announced result of a round; None before the announcement."""
    row = _result(code)
    if row is None:
        return None
    competition = row.competition
    entries = [_entry(entry) for entry in row.entries]
    return PublicResult(
        competition=code,
        title=competition.title,
        province=_province(row),
        specimen=competition.specimen,
        announced_at=row.announced_at,
        version=row.version,
        digest=row.digest,
        levels_are_public=written(db.session(), Rules, competition.rules_version).publish_levels,
        groups=tuple(
            PublicGroup(
                group.code,
                group.title,
                tuple(e for e in entries if e.group == group.code and e.state is State.RANKED),
            )
            for group in competition.groups
        ),
        renewals=tuple(_renewals(row)) if row.version > 1 else (),
    )


def _renewals(newest: ResultRow) -> Iterator[Renewal]:
    versions = db.session.scalars(
        select(ResultRow)
        .where(ResultRow.round_id == newest.round_id)
        .options(selectinload(ResultRow.entries))
        .order_by(ResultRow.version.desc())
    )
    for after, before in pairwise(versions):
        instead = replaced_by(after)
        found = changes(_by_code(before), _by_code(after))
        yield Renewal(
            version=after.version,
            announced_at=after.announced_at,
            because=instead.because if instead else "",
            changed=tuple(c for c in found if State.RANKED in (c.before.state, c.after.state)),
        )


def _by_code(row: ResultRow) -> dict[str, ResultEntry]:
    return {entry.code: _entry(entry) for entry in row.entries}


def public_entry(code: str, entry_code: str) -> ResultEntry | None:
    """One ranked entry of an announced result."""
    row = _result(code)
    entry = next((e for e in row.entries if e.code == entry_code), None) if row else None
    found = _entry(entry) if entry else None
    return found if found and found.state is State.RANKED else None


def announced_group(code: str, group: str) -> dict[int, ResultEntry]:
    """Every entry of a product group as announced, whatever its state, by its number; in order."""
    row = _result(code)
    entries = {entry.entry_id: _entry(entry) for entry in row.entries} if row else {}
    return {entry_id: entry for entry_id, entry in entries.items() if entry.group == group}


def entry_result(entry_id: int) -> ResultEntry | None:
    """The announced result of one entry, whatever its state: for its producer."""
    return entry_results([entry_id]).get(entry_id)


def entry_results(entry_ids: Collection[int]) -> dict[int, ResultEntry]:
    """The announced results of these entries, whatever their state, by entry."""
    found = select(ResultEntryRow).where(ResultEntryRow.entry_id.in_(entry_ids))
    rows = db.session.scalars(found.order_by(ResultEntryRow.id))
    return {row.entry_id: _entry(row) for row in rows}


def _result(code: str) -> ResultRow | None:
    return db.session.scalars(
        select(ResultRow)
        .join(ResultRow.round)
        .join(RoundRow.competition)
        .where(is_round(code))
        .order_by(ResultRow.version.desc())
    ).first()


def _province(row: ResultRow) -> Province | None:
    return PROVINCE_BY_ISO[row.round.province] if row.round.province else None


def _entry(row: ResultEntryRow) -> ResultEntry:
    return _read(row.content)


@lru_cache(maxsize=4096)
def _read(content: str) -> ResultEntry:
    """What is announced never changes, so a content that was read once stays right for ever."""
    return from_plain(ResultEntry, json.loads(content))
