"""A version that came, criterion by criterion beside the version that counts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from judging.domain.rubric import Rubric
from judging.domain.version import Version
from judging.domain.words import Words
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.competitions import GroupRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written
from judging.persistence.score_sheets import SheetRow

SheetKey = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One criterion: what the version says and what counts; None is blank.

    `title` is None for a criterion that the rubric does not know, and for the whole sheet ("").
    """

    code: str
    title: Words | None
    came: Decimal | None
    counts: Decimal | None
    note_came: str
    note_counts: str

    @property
    def differs(self) -> bool:
        """Whether the two do not say the same."""
        return (self.came, self.note_came) != (self.counts, self.note_counts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines in the order of the rubric; `version` and `handed_in_at` are of what counts."""

    lines: tuple[ComparedLine, ...]
    version: int | None
    handed_in_at: datetime | None


def compare(
    rows: Sequence[ArrivalRow], versions: Mapping[int, Version | None]
) -> dict[int, Comparison]:
    """By the arrival's number, for those that can be read; as many questions for one as for all."""
    entry_ids = {row.entry_id for row in rows if row.entry_id}
    tops = _tops(entry_ids)
    rubrics = _rubrics(entry_ids)
    found = {}
    for row in rows:
        version = versions[row.id]
        if version:
            top = tops.get((row.entry_id or 0, version.judge, version.scorer.value))
            found[row.id] = _comparison(version, top, rubrics.get(row.entry_id or 0))
    return found


def _comparison(version: Version, top: SheetRow | None, rubric: Rubric | None) -> Comparison:
    counts = {code: Decimal(text) for code, text in json.loads(top.answers).items()} if top else {}
    notes = json.loads(top.notes) if top else {}
    titles = {c.code: c.title for c in rubric.criteria(version.scorer)} if rubric else {}
    said = [*version.answers, *counts, *version.notes, *notes]
    codes = [code for code in titles if code in said]
    codes += sorted({code for code in said if code not in titles}, key=lambda code: code == "")
    lines = tuple(
        ComparedLine(
            code=code,
            title=titles.get(code),
            came=version.answers.get(code),
            counts=counts.get(code),
            note_came=version.notes.get(code, ""),
            note_counts=notes.get(code, ""),
        )
        for code in codes
    )
    return Comparison(lines, top.version if top else None, top.handed_in_at if top else None)


def _tops(entry_ids: set[int]) -> dict[SheetKey, SheetRow]:
    """The version that counts of every sheet of these entries: the newest that was handed in."""
    rows = db.session.scalars(
        select(SheetRow)
        .where(SheetRow.entry_id.in_(entry_ids), SheetRow.handed_in_at.is_not(None))
        .order_by(SheetRow.version)
    )
    return {(row.entry_id, row.judge_id, row.scorer): row for row in rows}


def _rubrics(entry_ids: set[int]) -> dict[int, Rubric]:
    rows = db.session.execute(
        select(EntryRow.id, GroupRow.rubric_version)
        .join(GroupRow, GroupRow.id == EntryRow.group_id)
        .where(EntryRow.id.in_(entry_ids))
    )
    return {entry_id: written(db.session(), Rubric, version) for entry_id, version in rows}
