"""A worker that is killed in the middle loses no job, and does none twice."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from judging import create_app
from judging.domain.people import Person
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.jobs import JobRow, WorkerRow
from judging.persistence.producers import ProductRow
from judging.services.importing import begin_import, order_import
from tests.conftest import settings
from tests.registry_tables import GROUPS, file_of, other
from tests.story import NOON, enrol_everyone

ROOT = Path(__file__).parents[2]
ROWS = 300
LONGEST = 120


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Flask]:
    """An app with a database and a queue in a folder of its own."""
    kept = settings(f"sqlite:///{tmp_path}/judging.sqlite")
    app = create_app(kept | {"JOBS_QUEUE": f"sqlite:///{tmp_path}/jobs.sqlite"})
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[Callable[[], "subprocess.Popen[bytes]"]]:
    """Starts a worker in a process of its own."""
    workers = []

    def start() -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work", "--beat", "0.2"]
        environment = {**os.environ, "DATA_DIR": str(tmp_path)}
        workers.append(subprocess.Popen(command, cwd=ROOT, env=environment))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.wait()


def until(is_so: Callable[[], bool]) -> None:
    """Wait for another process, however slow the machine is."""
    end = monotonic() + LONGEST
    while not is_so():
        assert monotonic() < end
        sleep(0.02)


def state_of(job_id: int) -> tuple[str, int]:
    db.session.rollback()
    state, done = db.session.execute(
        select(JobRow.state, JobRow.done).where(JobRow.id == job_id)
    ).one()
    return state, done


def products() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(ProductRow)) or 0


def give_table(organiser: Person) -> int:
    """The number of an import that waits for its dry run."""
    data = file_of(*(other(number) for number in range(1, ROWS + 1)))
    return begin_import(organiser, "registry.xlsx", data, GROUPS, NOON)


def test_a_killed_worker_loses_nothing_and_nothing_is_done_twice(
    house: Flask, start_worker: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    organiser = enrol_everyone(judges=1).organiser
    import_id = give_table(organiser)
    planning = db.session.scalars(select(JobRow.id)).one()
    first = start_worker()
    until(lambda: state_of(planning)[0] != "waiting")
    first.send_signal(signal.SIGKILL)
    first.wait()
    start_worker()
    until(lambda: state_of(planning)[0] == "done")
    applying = order_import(organiser, import_id, NOON)
    until(lambda: state_of(applying)[0] == "done")
    assert_written_once()


def assert_written_once() -> None:
    """Every row of the table, and each with its one line."""
    assert products() == ROWS
    acts = db.session.scalars(select(AuditRow.act)).all()
    assert acts.count("registry.imported") == 1
    assert acts.count("producer.registered") == acts.count("product.registered") == ROWS


def let_writing_last(*, long: bool) -> None:
    """Let the database take its time over every product that is written, or no more."""
    count_up = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 99999)"
    takes_long = f"AFTER INSERT ON product BEGIN SELECT ({count_up} SELECT max(n) FROM n); END"
    with db.engine.begin() as connection:
        connection.exec_driver_sql(
            f"CREATE TRIGGER slow {takes_long}" if long else "DROP TRIGGER slow"
        )


def is_written_to(lock: Path) -> bool:
    """Whether a transaction that writes is under way, and was a while ago."""
    for _ in range(10):
        with lock.open() as file, suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
        sleep(0.02)
    return True


def test_a_worker_that_is_killed_while_it_writes_leaves_nothing_and_another_writes_all(
    house: Flask, start_worker: Callable[[], "subprocess.Popen[bytes]"], tmp_path: Path
) -> None:
    organiser = enrol_everyone(judges=1).organiser
    import_id = give_table(organiser)
    first = start_worker()
    planning = db.session.scalars(select(JobRow.id)).one()
    until(lambda: state_of(planning)[0] == "done")
    let_writing_last(long=True)
    applying = order_import(organiser, import_id, NOON)
    until(lambda: state_of(applying) == ("working", ROWS))
    until(lambda: is_written_to(tmp_path / "judging.sqlite.lock"))
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert (state_of(applying), products()) == (("working", ROWS), 0)
    let_writing_last(long=False)
    start_worker()
    until(lambda: state_of(applying)[0] == "done")
    assert db.session.get_one(JobRow, applying).outcome["new"] == ROWS
    assert_written_once()


def test_a_worker_says_that_it_lives_and_when_it_stops(
    house: Flask, start_worker: Callable[[], "subprocess.Popen[bytes]"]
) -> None:
    def living() -> int:
        db.session.rollback()
        return db.session.scalar(select(func.count()).select_from(WorkerRow)) or 0

    worker = start_worker()
    until(lambda: living() == 1)
    worker.terminate()
    assert worker.wait(timeout=LONGEST) == 0
    assert living() == 0
