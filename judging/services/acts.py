"""The one way to change anything: a transaction, the person's right to it, one audit line."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.persistence.audit import AuditRow
from judging.persistence.writing import writing
from judging.services.permissions import require


@dataclass(slots=True)
class Deed:
    """An act under way: its session, what it acts on and what the audit line shall say."""

    session: Session
    on: str
    detail: dict[str, object] = field(default_factory=dict)


@contextmanager
def act(name: str, *, by: Person, at: datetime, on: str = "") -> Iterator[Deed]:
    """Do one act whole, with its audit line; whatever is raised inside leaves no trace.

    `on` names the thing, e.g. "entry:12"; an act that makes the thing sets it on the way.
    """
    require(by, name)
    with writing() as session:
        deed = Deed(session, on)
        yield deed
        detail = json.dumps(deed.detail, ensure_ascii=False, sort_keys=True, default=str)
        session.add(AuditRow(at=at, by_id=by.id, act=name, on=deed.on, detail=detail))
