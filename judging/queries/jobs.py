"""How far a job is, and whether anybody works on jobs at all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from judging.domain.refusal import NotThere
from judging.persistence.database import db
from judging.persistence.jobs import JobRow, WorkerRow


@dataclass(frozen=True, slots=True)
class JobView:
    """A job; `state` is waiting, working, done, refused or failed. `total` is 0 until known."""

    id: int
    kind: str
    subject: int
    by_id: int
    state: str
    done: int
    total: int
    outcome: dict[str, Any]
    made_at: datetime
    ended_at: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "refused", "failed")


def newest_job(subject: int, *kinds: str) -> JobView:
    """The newest of these jobs on this subject; NotThere if there is none."""
    wanted = select(JobRow).where(JobRow.subject == subject, JobRow.kind.in_(kinds))
    row = db.session.scalars(wanted.order_by(JobRow.id.desc())).first()
    if row is None:
        raise NotThere("There is no such import.")
    return JobView(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        by_id=row.by_id,
        state=row.state,
        done=row.done,
        total=row.total,
        outcome=row.outcome,
        made_at=row.made_at,
        ended_at=row.ended_at,
    )


def has_worker(at: datetime) -> bool:
    """Whether a worker lives that will take up what waits."""
    living = select(WorkerRow.id).where(WorkerRow.lives_until >= at).limit(1)
    return db.session.scalar(living) is not None
