"""`flask jobs work`: the worker that does what takes longer than a request may."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from judging.cli.database import check_database
from judging.services.queueing import queue
from judging.services.running_jobs import end_worker, note_worker, run_job, send_forgotten_jobs

jobs = AppGroup("jobs", help="Work on jobs: long tables and the like.")
# Seconds between two signs of life; after so many that are missing, a worker is dead.
BEAT = 10.0
PATIENCE = 6


@jobs.command("work")
@click.option("--beat", default=BEAT, show_default=True, help="Seconds between signs of life.")
@click.option("--of", "parent", type=int, help="Stop when the process with this number stops.")
def work(beat: float, parent: int | None) -> None:
    """Work on jobs until interrupted; a job that was cut off is begun again."""
    check_database()
    app, worker, stop = _app(), str(uuid4()), threading.Event()

    def sign_of_life() -> None:
        with app.app_context():
            now = datetime.now(UTC)
            note_worker(worker, now + PATIENCE * timedelta(seconds=beat))
            send_forgotten_jobs(now)

    def live() -> None:
        while not stop.wait(beat):
            if parent and not _is_alive(parent):
                os.kill(os.getpid(), signal.SIGTERM)
                return
            # The database may be away for a while; the next sign may reach it.
            with suppress(Exception):
                sign_of_life()

    def run(job_id: int) -> None:
        with app.app_context():
            run_job(job_id, worker)

    # Until the queue listens itself.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        sign_of_life()
        threading.Thread(target=live, name="signs of life", daemon=True).start()
        click.echo("Working on jobs (stop with Ctrl+C)")
        queue().work(run)
    finally:
        stop.set()
        end_worker(worker)


@contextmanager
def working() -> Iterator[None]:
    """A worker beside a server, as long as that serves."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work"]
    worker = subprocess.Popen(  # noqa: S603
        [*command, "--of", str(os.getpid())],
        cwd=Path(_app().root_path).parent,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        worker.terminate()
        with suppress(subprocess.TimeoutExpired):
            worker.wait(timeout=10)


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True
