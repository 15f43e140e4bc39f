"""The queue: numbers of jobs on their way to a worker, in a file, in PostgreSQL or in Redis.

Nothing but a number travels: whoever can write to the queue can only have a job done that is
written down in the database.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huey import Huey, MemoryHuey, PostgresHuey, RedisHuey, SqliteHuey
from huey.registry import Message
from huey.serializer import Serializer

NAME = "judging"


class NumberSerializer(Serializer):  # type: ignore[misc]
    """Messages as JSON: the names of a task and of its message, and a job's number."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps([data.id, data.name, list(data.args)]).encode()

    def _deserialize(self, data: bytes) -> Message:
        identity, name, args = json.loads(data)
        return Message(identity, name, retries=0, args=tuple(map(int, args)), kwargs={})


class Queue:
    """Where numbers of jobs wait; `run` is what a worker does with one."""

    def __init__(self, url: str) -> None:
        self.huey = _huey(url)
        self.run: Callable[[int], None] | None = None
        self._task = self.huey.task(name="job")(self._run_one)

    def put(self, job_id: int) -> None:
        """Let a worker find the job."""
        self.huey.enqueue(self._task.s(job_id))

    def is_empty(self) -> bool:
        """Whether every number has been taken by a worker."""
        return not self.huey.pending_count()

    def work(self, run: Callable[[int], None]) -> None:
        """Run the jobs that come, one at a time, until the process is interrupted."""
        self.run = run
        self.huey.create_consumer(workers=1, periodic=False, max_delay=1.0).run()

    def _run_one(self, job_id: int) -> None:
        if self.run:
            self.run(job_id)


def _huey(url: str) -> Huey:
    """The queue at this address: sqlite:///FILE, postgresql://..., redis://... or memory://."""
    kind, _, rest = url.partition("://")
    options: dict[str, Any] = {"results": False, "serializer": NumberSerializer()}
    match kind.partition("+")[0]:
        case "sqlite":
            path = Path(rest.removeprefix("/"))
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            return SqliteHuey(NAME, filename=str(path), **options)
        case "postgresql":
            return PostgresHuey(NAME, dsn=f"postgresql://{rest}", **options)
        case "redis" | "rediss":
            return RedisHuey(NAME, url=url, **options)
        case "memory":
            return MemoryHuey(NAME, **options)
        case _:
            raise ValueError(url)
