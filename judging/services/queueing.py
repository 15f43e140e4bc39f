"""Handing a job to whoever works on jobs; what is lost on the way is handed over again."""

import logging
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.persistence.jobs import JobRow
from judging.persistence.queue import Queue

LOG = logging.getLogger(__name__)


class _Place:
    """Where this process finds the queue; opened by the first who needs it."""

    url = "memory://"
    queue: Queue | None = None


def use_queue(url: str) -> None:
    """From now on jobs go to the queue at this address."""
    _Place.url, _Place.queue = url, None


def queue() -> Queue:
    """The queue of this process."""
    if _Place.queue is None:
        _Place.queue = Queue(_Place.url)
    return _Place.queue


def write_job(session: Session, kind: str, subject: int, by: Person, at: datetime) -> int:
    """Write a job down in the transaction of an act; its number, to be sent after the act."""
    job = JobRow(kind=kind, subject=subject, by_id=by.id, made_at=at)
    session.add(job)
    session.flush()
    return job.id


def unfinished_job(session: Session, kind: str, subject: int) -> int | None:
    """The number of the job of this kind on this subject that is not done yet."""
    wanted = select(JobRow.id).where(JobRow.kind == kind, JobRow.subject == subject)
    return session.scalar(wanted.where(JobRow.ended_at.is_(None)).limit(1))


def send_job(job_id: int) -> None:
    """Tell the workers of a job that is kept; a queue out of reach gets it from a worker later."""
    try:
        queue().put(job_id)
    except Exception:
        LOG.exception("job %s could not be put into the queue", job_id)
