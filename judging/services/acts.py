"""The one way to change anything: a transaction, the person's right to it, one audit line."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.persistence.audit import AuditRow
from judging.persistence.sharing import share_writing
from judging.persistence.writing import writing
from judging.services.permissions import require

T = TypeVar("T")
LINES_IN = insert(AuditRow)


@dataclass(slots=True)
class Deed:
    """An act under way: its session, what it acts on and what the audit line shall say."""

    session: Session
    on: str
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Deeds:
    """Several things that one person does at once: each is noted and has its own audit line."""

    session: Session
    lines: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)

    def note(self, name: str, on: str, detail: dict[str, object]) -> None:
        """One of the things that were done, by its name in the table of permissions."""
        self.lines.append((name, on, detail))


@contextmanager
def act(name: str, *, by: Person, at: datetime, on: str = "") -> Iterator[Deed]:
    """Do one act whole, with its audit line; whatever is raised inside leaves no trace.

    `on` names the thing, e.g. "entry:12"; an act that makes the thing sets it on the way.
    """
    require(by, name)
    with writing() as session:
        deed = Deed(session, on)
        yield deed
        session.add(AuditRow(**_line(by, at, name, deed.on, deed.detail)))


def acts(name: str, work: Callable[[Deeds], T], *, by: Person, at: datetime) -> T:
    """Do several things at once, all or none; nothing noted leaves no line.

    Other requests may share the transaction (`share_writing`, whose rules the work must keep).
    """
    require(by, name)

    def whole(session: Session) -> T:
        deeds = Deeds(session)
        result = work(deeds)
        if deeds.lines:
            session.execute(LINES_IN, [_line(by, at, *line) for line in deeds.lines])
        return result

    return share_writing(whole)


def _line(
    by: Person, at: datetime, name: str, on: str, detail: dict[str, object]
) -> dict[str, object]:
    told = json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)
    return {"at": at, "by_id": by.id, "act": name, "on": on, "detail": told}
