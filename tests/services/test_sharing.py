"""Requests that wait to write share a transaction, and a fault stays with whose it is."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from judging.persistence import sharing
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.sharing import MOST_TOGETHER, share_writing
from tests.services.test_at_once import all_at_once
from tests.story import NOON


def line(name: str) -> Callable[[Session], str]:
    """Work that keeps one line."""

    def work(session: Session) -> str:
        row = {"at": NOON, "act": "test", "on": name, "detail": "{}"}
        session.execute(insert(AuditRow), [row])
        return name

    return work


def kept() -> list[str]:
    db.session.rollback()
    return sorted(db.session.scalars(select(AuditRow.on)).all())


def behind_one(app: Flask, works: list[Callable[[Session], object]]) -> tuple[list[object], int]:
    """What the works gave that had to wait for a first one, and how many commits they needed."""
    begun, go_on = threading.Event(), threading.Event()
    commits: list[object] = []
    note = commits.append

    def first(session: Session) -> None:
        begun.set()
        assert go_on.wait(timeout=30)

    def waiting(work: Callable[[Session], object]) -> object:
        assert begun.wait(timeout=30)
        return share_writing(work)

    def release() -> None:
        assert begun.wait(timeout=30)
        event.listen(db.engine, "commit", note)
        everybody_waits(len(works))
        go_on.set()

    acts = [lambda work=work: waiting(work) for work in works]
    outcomes = all_at_once(app, lambda: share_writing(first), *acts, release)
    event.remove(db.engine, "commit", note)
    return outcomes[1:-1], len(commits) - 1


def everybody_waits(number: int) -> None:
    """Come back once so many requests have lined up."""
    while len(sharing._queue.waiting) < number:
        threading.Event().wait(0.001)


def test_what_waits_is_written_in_one_commit_each_with_its_own_result(app: Flask) -> None:
    names = [f"line {number}" for number in range(8)]
    outcomes, commits = behind_one(app, [line(name) for name in names])
    assert outcomes == names
    assert kept() == names
    assert commits == 1


def test_more_than_fit_together_take_another_turn(app: Flask) -> None:
    names = [f"line {number:02}" for number in range(MOST_TOGETHER + 3)]
    outcomes, commits = behind_one(app, [line(name) for name in names])
    assert outcomes == names
    assert kept() == names
    assert commits == 2


def test_a_fault_stays_with_whose_it_is(app: Flask) -> None:
    def wrong(session: Session) -> None:
        line("never kept")(session)
        raise ValueError("mine")

    outcomes, _ = behind_one(app, [line("a"), wrong, line("b")])
    assert [outcomes[0], outcomes[2]] == ["a", "b"]
    assert isinstance(outcomes[1], ValueError)
    assert kept() == ["a", "b"]


def test_alone_it_is_an_ordinary_transaction(app: Flask) -> None:
    assert share_writing(line("only")) == "only"
    with pytest.raises(ZeroDivisionError):
        share_writing(lambda session: 1 / 0)
    assert share_writing(line("second")) == "second"
    assert kept() == ["only", "second"]
