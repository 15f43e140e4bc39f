"""What the audit calls things: how lines on one of them are found, and which are in reach."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, literal, or_, select, true
from sqlalchemy.orm import aliased

from judging.domain.reach import Reach
from judging.persistence.audit import AuditRow
from judging.persistence.base import Row
from judging.persistence.competitions import CompetitionRow, RoundRow
from judging.persistence.entries import EntryRow, audited_entry
from judging.persistence.panels import PanelRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.reach import in_reach
from judging.persistence.tablets import TabletRow

# What the audit calls a row, and the row.
NAMED: tuple[tuple[str, type[Row], Any], ...] = (
    ("panel", PanelRow, PanelRow.id),
    ("producer", ProducerRow, ProducerRow.id),
    ("product", ProductRow, ProductRow.id),
    ("tablet", TabletRow, TabletRow.id),
)
ROUND_CODE = CompetitionRow.code + case(
    (RoundRow.province.is_(None), ""), else_="." + RoundRow.province
)


def is_on_what_is_in(reach: Reach) -> ColumnElement[bool]:
    """That an act was on something in reach; accounts, competitions and imports never are."""
    if not reach.is_limited:
        return true()
    names = [
        select(literal(f"{name}:") + cast(number, String)).where(in_reach(row, reach))
        for name, row, number in NAMED
    ]
    names += [_rounds(reach), _entries().where(in_reach(EntryRow, reach)), _old_entries(reach)]
    return or_(*(AuditRow.on.in_(some.correlate(None)) for some in names))


def is_on(kind: str, name: str) -> ColumnElement[bool]:
    """That an act was on this thing, or on anything of this kind where no name is given.

    A round counts with its entries. An entry is named by its code, or by the code after that of
    its round.
    """
    if not name:
        return AuditRow.on.startswith(f"{kind}:", autoescape=True)
    is_itself = AuditRow.on == f"{kind}:{name}"
    if kind == "round":
        return or_(is_itself, AuditRow.on.startswith(audited_entry(name, ""), autoescape=True))
    if kind != "entry":
        return is_itself
    _, _, code = name.rpartition("/")
    # As lines had it that were written before they named the round.
    is_old = AuditRow.on == f"entry:{code}"
    if code != name:
        return or_(is_itself, is_old)
    return or_(is_old, AuditRow.on.in_(_entries().where(EntryRow.code == code).correlate(None)))


def _rounds(reach: Reach) -> Select[Any]:
    name = literal("round:") + ROUND_CODE
    return select(name).join(RoundRow.competition).where(in_reach(RoundRow, reach))


def _entries() -> Select[Any]:
    name = literal("entry:") + ROUND_CODE + "/" + EntryRow.code
    return select(name).select_from(EntryRow).join(EntryRow.round).join(RoundRow.competition)


def _old_entries(reach: Reach) -> Select[Any]:
    """Without the round: a code that is another round's too tells nothing."""
    other = aliased(EntryRow)
    own_rounds = select(RoundRow.id).where(in_reach(RoundRow, reach)).correlate(None)
    codes = select(other.code).where(other.round_id.not_in(own_rounds)).correlate(None)
    return select(literal("entry:") + EntryRow.code).where(
        in_reach(EntryRow, reach), EntryRow.code.not_in(codes)
    )
