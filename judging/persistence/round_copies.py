"""From the rows of an announced round to the copy that travels home."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from judging.domain.people import Role
from judging.domain.reach import Reach
from judging.domain.round_checking import digest_of_sheet
from judging.domain.round_files import (
    ArrivalCopy,
    EntryCopy,
    JudgeCopy,
    LineCopy,
    PanelCopy,
    RecusalCopy,
    ResultCopy,
    ResultEntryCopy,
    ServedCopy,
    SheetCopy,
)
from judging.domain.rounds import Departure, Purpose, SheetState
from judging.domain.rubric import Scorer
from judging.domain.verdict import Outcome
from judging.persistence.accounts import AccountRow
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.audited import is_on_what_is_in
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.panels import PanelRow, RecusalRow
from judging.persistence.results import ResultRow
from judging.persistence.score_sheets import SheetRow


class RoundRows:
    """The rows of one round, read once, and their copies; nothing secret is in any of them."""

    def __init__(self, session: Session, round_: RoundRow) -> None:
        self.session, self.round_ = session, round_
        self.rows = list(session.scalars(_entries(round_.id)))
        self.code_by_id = {row.id: row.code for row in self.rows}
        self.panel_rows = list(session.scalars(_panels(round_.id)))
        self.sheet_rows = self._of_entries(SheetRow)
        self.arrival_rows = self._of_entries(ArrivalRow)
        self.recusal_rows = self._of_entries(RecusalRow)
        self.login_by_id, self.judges = self._people()

    def _of_entries(self, kind: type[Any]) -> list[Any]:
        here = select(EntryRow.id).where(EntryRow.round_id == self.round_.id)
        return list(self.session.scalars(select(kind).where(kind.entry_id.in_(here))))

    def _people(self) -> tuple[dict[int, str], tuple[JudgeCopy, ...]]:
        """Everybody who scored or was to, by sign-in name."""
        numbers = {seat.judge_id for panel in self.panel_rows for seat in panel.seats}
        for rows in (self.sheet_rows, self.arrival_rows, self.recusal_rows):
            numbers |= {row.judge_id for row in rows}
        wanted = select(AccountRow).where(AccountRow.id.in_(numbers)).order_by(AccountRow.login)
        people = [row.person() for row in self.session.scalars(wanted)]
        judges = tuple(JudgeCopy(one.login, one.name, Role(one.role)) for one in people)
        return {one.id: one.login for one in people}, judges

    def entries(self) -> tuple[EntryCopy, ...]:
        """Every entry, by code."""
        return tuple(
            EntryCopy(
                code=row.code,
                product=row.product.identity,
                group=row.group.code,
                purpose=Purpose(row.purpose),
                departure=Departure(row.departure) if row.departure else None,
                reason=row.withdrawn_because,
                moved_from=self.code_by_id.get(row.moved_from_id or 0),
                repeat_of=self.code_by_id.get(row.repeat_of_id or 0),
                papers=tuple(sorted(seen.paper for seen in row.papers)),
            )
            for row in self.rows
        )

    def panels(self) -> tuple[PanelCopy, ...]:
        """Every panel and desk team."""
        return tuple(
            PanelCopy(
                name=row.name,
                group=row.group.code,
                scorer=Scorer(row.scorer),
                judges=tuple(sorted(self.login_by_id[seat.judge_id] for seat in row.seats)),
                chair=self.login_by_id.get(row.chair_id or 0),
                served=tuple(
                    ServedCopy(
                        entry=self.code_by_id[one.entry_id],
                        flight=one.flight,
                        position=one.position,
                        day=one.day,
                    )
                    for one in row.servings
                ),
            )
            for row in self.panel_rows
        )

    def recusals(self) -> tuple[RecusalCopy, ...]:
        """Every recusal."""
        told = (
            RecusalCopy(self.login_by_id[r.judge_id], self.code_by_id[r.entry_id], r.reason)
            for r in self.recusal_rows
        )
        return tuple(sorted(told, key=lambda one: (one.entry, one.judge)))

    def sheets(self) -> tuple[SheetCopy, ...]:
        """Every version of every sheet."""
        return tuple(
            SheetCopy(
                identity=row.identity,
                entry=self.code_by_id[row.entry_id],
                judge=self.login_by_id[row.judge_id],
                scorer=Scorer(row.scorer),
                version=row.version,
                state=SheetState(row.state),
                rubric=row.rubric_version,
                answers=row.answers,
                notes=row.notes,
                saved_at=row.saved_at,
                handed_in_at=row.handed_in_at,
                digest=digest_of_sheet(row.answers, row.notes),
            )
            for row in sorted(self.sheet_rows, key=lambda row: row.id)
        )

    def arrivals(self) -> tuple[ArrivalCopy, ...]:
        """Every version as its bytes came from a tablet, whatever became of it."""
        return tuple(
            ArrivalCopy(
                identity=row.identity,
                digest=row.digest,
                body=row.body,
                entry=self.code_by_id.get(row.entry_id or 0),
                judge=self.login_by_id[row.judge_id],
                via=row.via,
                arrived_at=row.arrived_at,
                made_at=row.made_at,
                outcome=Outcome(row.outcome),
                reason=row.reason,
            )
            for row in sorted(self.arrival_rows, key=lambda row: row.id)
        )

    def lines(self) -> tuple[LineCopy, ...]:
        """The audit of the round and of what is in its province."""
        reach = Reach(self.round_.province, self.round_.competition_id)
        rows = self.session.scalars(
            select(AuditRow)
            .where(is_on_what_is_in(reach))
            .options(joinedload(AuditRow.by))
            .order_by(AuditRow.id)
        )
        return tuple(
            LineCopy(
                at=row.at,
                by=row.by.login if row.by else None,
                act=row.act,
                on=row.on,
                detail=row.detail,
            )
            for row in rows
        )

    def result(self) -> ResultCopy:
        """The newest result, as it was frozen."""
        row = self.session.scalars(
            select(ResultRow)
            .where(ResultRow.round_id == self.round_.id)
            .options(selectinload(ResultRow.entries))
            .order_by(ResultRow.version.desc())
            .limit(1)
        ).one()
        entries = tuple(ResultEntryCopy(one.code, one.content) for one in row.entries)
        return ResultCopy(row.version, row.announced_at, row.content, entries, row.digest)

    def opened_and_closed(self) -> tuple[datetime, datetime]:
        """Since when there was judging, and until when; an announced round has both."""
        opened, closed = self.round_.opened_at, self.round_.closed_at
        if opened is None or closed is None:
            raise ValueError(f"round {self.round_.id} was announced without judging")
        return opened, closed


def _entries(round_id: int) -> Select[EntryRow]:
    return (
        select(EntryRow)
        .where(EntryRow.round_id == round_id)
        .options(
            joinedload(EntryRow.product), joinedload(EntryRow.group), selectinload(EntryRow.papers)
        )
        .order_by(EntryRow.code)
    )


def _panels(round_id: int) -> Select[PanelRow]:
    return (
        select(PanelRow)
        .where(PanelRow.round_id == round_id)
        .options(
            joinedload(PanelRow.group),
            selectinload(PanelRow.seats),
            selectinload(PanelRow.servings),
        )
        .order_by(PanelRow.name)
    )
