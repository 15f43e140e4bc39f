"""Shared writing: what several requests of one process wait to write goes into one transaction.

Each commit waits for the disk, and each statement for the database. When a hall of tablets comes
back at once, the requests that have queued up meanwhile are done together and reach the disk
together.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from judging.persistence.database import db
from judging.persistence.writing import writing

Order = TypeVar("Order")
Result = TypeVar("Result")
MOST_TOGETHER = 16


@dataclass(slots=True, eq=False)
class _Job:
    """One request's order, how orders of its kind are done, and what came of it."""

    order: Any
    do: Callable[[Session, Sequence[Any]], Sequence[Any]]
    is_done: bool = False
    result: Any = None
    fault: BaseException | None = None


@dataclass(slots=True)
class _Queue:
    """The requests of this process that wait; one of them writes for all."""

    turn: threading.Condition = field(default_factory=threading.Condition)
    waiting: deque[_Job] = field(default_factory=deque)
    is_writing: bool = False


_queue = _Queue()


def share_writing(
    order: Order, do: Callable[[Session, Sequence[Order]], Sequence[Result]]
) -> Result:
    """Do the order in a transaction, possibly together with those of others; its result once kept.

    `do` is given all orders that have come for it meanwhile, first come first served, and gives
    as many results. An order must bring no objects of a session with it and its result take none
    away: another thread may do it, in another session. It may be done twice: if one of several
    fails, nothing is kept and each is done again alone, so that a fault stays with whose it is.
    """
    db.session.rollback()  # A request that waits holds no connection.
    job = _Job(order, do)
    with _queue.turn:
        _queue.waiting.append(job)
    while together := _next(job):
        try:
            _write(together)
        finally:
            _end_turn(together)
    if job.fault:
        raise job.fault
    result: Result = job.result
    return result


def _next(job: _Job) -> list[_Job]:
    """What this thread is to write, first come first served; nothing once its own job is done."""
    with _queue.turn:
        _queue.turn.wait_for(lambda: job.is_done or not _queue.is_writing)
        if job.is_done:
            return []
        _queue.is_writing = True
        number = min(len(_queue.waiting), MOST_TOGETHER)
        return [_queue.waiting.popleft() for _ in range(number)]


def _end_turn(jobs: list[_Job]) -> None:
    """Whatever happened, nobody waits for these any more and the next may write."""
    with _queue.turn:
        for job in jobs:
            job.is_done = True
        _queue.is_writing = False
        _queue.turn.notify_all()


def _write(jobs: list[_Job]) -> None:
    """Do the jobs in one transaction; if that fails each alone. Whatever is raised is kept."""
    try:
        with writing() as session:
            results = [
                result
                for do, same in groupby(jobs, key=lambda job: job.do)
                for result in do(session, [job.order for job in same])
            ]
    except BaseException as fault:
        if len(jobs) == 1 or not isinstance(fault, Exception):
            for job in jobs:
                job.fault = fault
            return
        for job in jobs:
            _write([job])
        return
    for job, result in zip(jobs, results, strict=True):
        job.result = result
