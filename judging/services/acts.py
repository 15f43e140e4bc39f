"""The one way to change anything: a transaction, the person's right to it, one audit line."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Generic, TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.persistence.audit import AuditRow
from judging.persistence.sharing import share_writing
from judging.persistence.writing import writing
from judging.services.looking_up import looking_for
from judging.services.permissions import require, require_two

Order = TypeVar("Order")
T = TypeVar("T")
LINES_IN = insert(AuditRow)


@dataclass(slots=True)
class Deed:
    """An act under way: its session, what it acts on and what the audit line shall say."""

    session: Session
    on: str
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Deeds(Generic[Order]):
    """One order of a person, e.g. a sending: each thing done for it has its own audit line."""

    order: Order
    by: Person
    at: datetime
    lines: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)

    def note(self, name: str, on: str, detail: dict[str, object]) -> None:
        """One of the things that were done, by its name in the table of permissions."""
        self.lines.append((name, on, detail))


# How orders of one kind are done, all that wait at once; a result for each.
Do = Callable[[Session, Sequence[Deeds[Order]]], Sequence[T]]


@contextmanager
def act(
    name: str, *, by: Person, at: datetime, on: str = "", proposed_by: Person | None = None
) -> Iterator[Deed]:
    """Do one act whole, with its audit line; whatever is raised inside leaves no trace.

    `on` names the thing, e.g. "round:OVOP-2027"; an act that makes the thing sets it on the way.
    What two people do has to be proposed by somebody else, who reaches it too.
    """
    require(by, name)
    require_two(by, proposed_by, name)
    people = [by, proposed_by] if proposed_by else [by]
    with writing() as session, looking_for(session, people):
        deed = Deed(session, on, {"proposed_by": proposed_by.login} if proposed_by else {})
        yield deed
        session.add(AuditRow(**_line(by, at, name, deed.on, deed.detail)))


def acts(name: str, order: Order, do: Do[Order, T], *, by: Person, at: datetime) -> T:
    """Do an order of several things at once, all or none; nothing noted leaves no line.

    `do` stands at the top of its module: orders of other requests may be done together with this
    one, in the same transaction (`share_writing`, whose rules it must keep).
    """
    require(by, name)
    result: T = share_writing(Deeds(order, by, at), _with_lines(do))
    return result


@cache
def _with_lines(do: Do[Order, T]) -> Callable[[Session, Sequence[Deeds[Order]]], Sequence[T]]:
    """The same, with the audit lines of all orders; one function for `do`, so that they meet."""

    def whole(session: Session, orders: Sequence[Deeds[Order]]) -> Sequence[T]:
        for deeds in orders:
            deeds.lines.clear()  # It is done again after the fault of another.
        with looking_for(session, [deeds.by for deeds in orders]):
            results = do(session, orders)
        lines = [_line(deeds.by, deeds.at, *line) for deeds in orders for line in deeds.lines]
        if lines:
            session.execute(LINES_IN, lines)
        return results

    return whole


def _line(
    by: Person, at: datetime, name: str, on: str, detail: dict[str, object]
) -> dict[str, object]:
    told = json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)
    return {"at": at, "by_id": by.id, "act": name, "on": on, "detail": told}
