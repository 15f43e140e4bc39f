"""Jobs are taken once, told of in words, and taken up again from a dead worker."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from judging.domain.refusal import Refusal
from judging.persistence.database import db
from judging.persistence.jobs import JobRow
from judging.persistence.queue import Queue
from judging.queries.jobs import has_worker, newest_job
from judging.services import running_jobs
from judging.services.importing import PLANNING, begin_import
from judging.services.queueing import queue
from judging.services.running_jobs import (
    end_worker,
    note_worker,
    run_job,
    send_forgotten_jobs,
)
from tests.registry_tables import GOOD, GROUPS, file_of
from tests.story import NOON, enrol_everyone

SOON = timedelta(minutes=1)


def begin() -> int:
    """An import that waits for its dry run; the number of its job."""
    organiser = enrol_everyone(judges=1).organiser
    return newest_job(begin_import(organiser, "x", file_of(GOOD), GROUPS, NOON), PLANNING).id


def state(job_id: int) -> str:
    db.session.rollback()
    return db.session.get_one(JobRow, job_id).state


def work_on(job_id: int, worker: str) -> None:
    """As if the worker had taken the job and not come to its end."""
    job = db.session.get_one(JobRow, job_id)
    job.state, job.worker = "working", worker
    db.session.commit()


def test_a_job_of_a_living_worker_is_left_to_it(app: Flask) -> None:
    job_id = begin()
    now = datetime.now(UTC)
    note_worker("first", now + SOON)
    work_on(job_id, "first")
    run_job(job_id, "second")
    assert state(job_id) == "working"
    assert send_forgotten_jobs(now) == []


def test_a_job_of_a_dead_worker_is_sent_again_and_done_by_another(app: Flask) -> None:
    job_id = begin()
    queue().huey.flush()
    now = datetime.now(UTC)
    note_worker("first", now - SOON)
    work_on(job_id, "first")
    assert send_forgotten_jobs(now) == [job_id]
    assert not queue().is_empty()
    run_job(job_id, "second")
    assert state(job_id) == "done"


def test_a_job_that_never_reached_the_queue_is_sent_again(app: Flask) -> None:
    job_id = begin()
    queue().huey.flush()
    assert send_forgotten_jobs(NOON) == [job_id]


def test_a_worker_thought_dead_says_nothing_about_what_another_took_up(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = begin()

    def meanwhile(*_: object) -> dict[str, object]:
        work_on(job_id, "other")
        raise Refusal("Too late.")

    monkeypatch.setitem(running_jobs.DO_BY_KIND, PLANNING, meanwhile)
    run_job(job_id, "first")
    assert state(job_id) == "working"


def refuse(*_: object) -> dict[str, object]:
    raise Refusal("No %(what)s.", what="way")


def fail(*_: object) -> dict[str, object]:
    raise ZeroDivisionError


@pytest.mark.parametrize(("do", "expected"), [(refuse, "refused"), (fail, "failed")])
def test_a_fault_and_a_refusal_are_told(
    app: Flask, monkeypatch: pytest.MonkeyPatch, do: Callable[..., object], expected: str
) -> None:
    monkeypatch.setitem(running_jobs.DO_BY_KIND, PLANNING, do)
    job_id = begin()
    run_job(job_id, "worker")
    assert state(job_id) == expected
    row = db.session.get_one(JobRow, job_id)
    assert row.ended_at is not None
    assert row.outcome == (
        {"sentence": "No %(what)s.", "facts": {"what": "way"}} if do is refuse else {}
    )


def test_pages_know_whether_anybody_works(app: Flask) -> None:
    now = datetime.now(UTC)
    assert not has_worker(now)
    note_worker("first", now + SOON)
    assert has_worker(now)
    assert not has_worker(now + 2 * SOON)
    end_worker("first")
    assert not has_worker(now)


def test_the_queue_carries_a_number_and_nothing_that_could_run(app: Flask, tmp_path: Path) -> None:
    database = app.config["SQLALCHEMY_DATABASE_URI"]
    urls = ["memory://", f"sqlite:///{tmp_path}/new/jobs.sqlite"]
    urls += [database] if database.startswith("postgresql") else []
    try:
        carry(urls)
    finally:
        forget_tables()
    assert (tmp_path / "new/jobs.sqlite").stat().st_mode & 0o077 == 0


def carry(urls: list[str]) -> None:
    """Put numbers into each queue and take them out."""
    for url in urls:
        there = Queue(url)
        there.put(7)
        assert not there.is_empty()
        message = there.huey.storage.dequeue()
        assert json.loads(bytes(message))[2] == [7]
        there.put(8)
        there.run = (taken := []).append
        there.huey.execute(there.huey.dequeue())
        assert (taken, there.is_empty()) == ([8], True)
        there.huey.storage.close()


def forget_tables() -> None:
    """The tables of a queue in PostgreSQL are not of this app's migrations."""
    with db.engine.begin() as connection:
        for name in ("kv", "schedule", "task", "counter"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS huey_{name}")
