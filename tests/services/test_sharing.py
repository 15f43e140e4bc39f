"""Requests that wait to write share a transaction, and a fault stays with whose it is."""

import threading
from collections.abc import Callable, Sequence

import pytest
from flask import Flask
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from judging.persistence import sharing
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.sharing import MOST_TOGETHER, share_writing
from judging.services.acts import Deeds, acts
from tests import story as told
from tests.services.test_at_once import all_at_once
from tests.story import NOON


class Wrong(ValueError):
    """A fault of an order's own."""


def keep_lines(session: Session, names: Sequence[str]) -> list[str]:
    """Keep one line for each; an order called "wrong" cannot be done."""
    rows = [{"at": NOON, "act": "test", "on": name, "detail": "{}"} for name in names]
    session.execute(insert(AuditRow), rows)
    if "wrong" in names:
        raise Wrong
    times.append(len(names))
    return list(names)


times: list[int] = []


def keeping(*names: str) -> list[Callable[[], object]]:
    return [lambda name=name: share_writing(name, keep_lines) for name in names]


def kept() -> list[str]:
    db.session.rollback()
    return sorted(db.session.scalars(select(AuditRow.on)).all())


def behind_one(app: Flask, works: list[Callable[[], object]]) -> tuple[list[object], int]:
    """What came of works that had to wait for a first one, and how many commits they needed."""
    begun, go_on = threading.Event(), threading.Event()
    commits: list[object] = []
    note = commits.append

    def first(session: Session, orders: Sequence[str]) -> list[str]:
        begun.set()
        assert go_on.wait(timeout=30)
        return list(orders)

    def waiting(work: Callable[[], object]) -> object:
        assert begun.wait(timeout=30)
        return work()

    def release() -> None:
        assert begun.wait(timeout=30)
        event.listen(db.engine, "commit", note)
        everybody_waits(len(works))
        go_on.set()

    waits = [lambda work=work: waiting(work) for work in works]
    outcomes = all_at_once(app, lambda: share_writing("first", first), *waits, release)
    event.remove(db.engine, "commit", note)
    return outcomes[1:-1], len(commits) - 1


def everybody_waits(number: int) -> None:
    """Come back once so many requests have lined up."""
    while len(sharing._queue.waiting) < number:
        threading.Event().wait(0.001)


def test_what_waits_is_done_at_once_each_with_its_own_result(app: Flask) -> None:
    names = [f"line {number}" for number in range(8)]
    times.clear()
    outcomes, commits = behind_one(app, keeping(*names))
    assert outcomes == names
    assert kept() == names
    assert (commits, times) == (1, [8])


def test_more_than_fit_together_take_another_turn(app: Flask) -> None:
    names = [f"line {number:02}" for number in range(MOST_TOGETHER + 3)]
    outcomes, commits = behind_one(app, keeping(*names))
    assert outcomes == names
    assert kept() == names
    assert commits == 2


def test_a_fault_stays_with_whose_it_is(app: Flask) -> None:
    outcomes, _ = behind_one(app, keeping("a", "wrong", "b"))
    assert [outcomes[0], outcomes[2]] == ["a", "b"]
    assert isinstance(outcomes[1], Wrong)
    assert kept() == ["a", "b"]


def test_alone_it_is_an_ordinary_transaction(app: Flask) -> None:
    assert share_writing("only", keep_lines) == "only"
    with pytest.raises(Wrong):
        share_writing("wrong", keep_lines)
    assert share_writing("second", keep_lines) == "second"
    assert kept() == ["only", "second"]


def note_each(_: Session, orders: Sequence[Deeds[str]]) -> list[str]:
    """One audit line for each order; no two orders can be done together."""
    for deeds in orders:
        deeds.note("sheet.waits", f"sheet:{deeds.order}", {})
    if len(orders) > 1:
        raise Wrong
    return [deeds.order for deeds in orders]


def test_what_is_done_again_has_its_audit_lines_once(app: Flask) -> None:
    judge = told.begin(judges=1).judges[0]
    works = [
        lambda name=name: acts("versions.sent", name, note_each, by=judge, at=NOON)
        for name in ("a", "b")
    ]
    outcomes, _ = behind_one(app, works)
    assert outcomes == ["a", "b"]
    assert [on for on in kept() if on.startswith("sheet:")] == ["sheet:a", "sheet:b"]
