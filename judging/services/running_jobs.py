"""Running jobs: whatever happens to a worker, every job is done, and done once."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.domain.refusal import Refusal
from judging.persistence.jobs import JobRow, WorkerRow
from judging.persistence.writing import writing
from judging.services.importing import APPLYING, PLANNING, Tell, apply_import, plan_import
from judging.services.queueing import queue, send_job

LOG = logging.getLogger(__name__)
# Seconds between two pieces of news of one job: each waits for its turn to write.
OFTEN = 0.3
Do = Callable[[Person, int, datetime, Tell], dict[str, object]]
# Each may be done twice without harm: a worker can die after the last step and before it says so.
DO_BY_KIND: dict[str, Do] = {PLANNING: plan_import, APPLYING: apply_import}


@dataclass(frozen=True, slots=True)
class _Order:
    kind: str
    subject: int
    by: Person


def run_job(job_id: int, worker: str) -> None:
    """Do a job that nobody does yet, or whose worker is dead; else nothing."""
    order = _take(job_id, worker)
    if order is None:
        return
    try:
        told = DO_BY_KIND[order.kind](
            order.by, order.subject, datetime.now(UTC), _teller(job_id, worker)
        )
        _end(job_id, worker, "done", told)
    except Refusal as refusal:
        facts = {name: str(fact) for name, fact in refusal.facts.items()}
        _end(job_id, worker, "refused", {"sentence": refusal.sentence, "facts": facts})
    except Exception:
        LOG.exception("job %s failed", job_id)
        _end(job_id, worker, "failed", {})


def note_worker(worker: str, lives_until: datetime) -> None:
    """Say that a worker is there, and until when it will have said so again."""
    with writing() as session:
        row = session.get(WorkerRow, worker)
        if row is None:
            session.add(WorkerRow(id=worker, lives_until=lives_until))
        else:
            row.lives_until = lives_until


def end_worker(worker: str) -> None:
    """Say that a worker stops; what it was doing is taken up by another."""
    with writing() as session:
        session.execute(delete(WorkerRow).where(WorkerRow.id == worker))


def send_forgotten_jobs(at: datetime) -> list[int]:
    """Put into the queue again what waits there no more, and what a dead worker was doing."""
    with writing() as session:
        session.execute(delete(WorkerRow).where(WorkerRow.lives_until < at - timedelta(days=1)))
        stuck = [job.id for job in session.scalars(_unfinished()) if _is_free(session, job, at)]
    if not queue().is_empty():
        return []
    for job_id in stuck:
        send_job(job_id)
    return stuck


def _unfinished() -> Select[JobRow]:
    return select(JobRow).where(JobRow.state.in_(("waiting", "working"))).order_by(JobRow.id)


def _is_free(session: Session, job: JobRow, at: datetime) -> bool:
    if job.state == "waiting":
        return True
    worker = session.get(WorkerRow, job.worker)
    return job.state == "working" and (worker is None or worker.lives_until < at)


def _take(job_id: int, worker: str) -> _Order | None:
    with writing() as session:
        job = session.get(JobRow, job_id)
        if job is None or not _is_free(session, job, datetime.now(UTC)):
            return None
        job.state, job.worker, job.done = "working", worker, 0
        return _Order(job.kind, job.subject, job.by.person())


def _teller(job_id: int, worker: str) -> Tell:
    """Keeps how far the job is, but not too often."""
    last = monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if done == total or monotonic() - last >= OFTEN:
            last = monotonic()
            _write(job_id, worker, done=done, total=total)

    return tell


def _end(job_id: int, worker: str, state: str, told: dict[str, object]) -> None:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    _write(job_id, worker, state=state, told=text, ended_at=datetime.now(UTC))


def _write(job_id: int, worker: str, **values: object) -> None:
    """A worker that was thought dead, and is not, says nothing about what another took up."""
    with writing() as session:
        mine = update(JobRow).where(JobRow.id == job_id, JobRow.worker == worker)
        session.execute(mine.values(**values))
