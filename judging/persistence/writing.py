"""One writer at a time: a transaction that writes, whole or not at all.

SQLite's own waiting starves some writers for seconds; a lock before the transaction serves them
in turn. On PostgreSQL an advisory lock does the same, so that what an act has looked up cannot
change under it (two first inserts of one sheet, a sheet handed in while the round closes).
"""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from judging.persistence.database import WRITES, db

ADVISORY_KEY = 0x0F0B
_threads = threading.Lock()


@contextmanager
def writing() -> Iterator[Session]:
    """A session in a fresh transaction; committed at the end, rolled back on any exception."""
    session = db.session()
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("changes were made outside an act")
    session.rollback()  # ends the reading transaction, so that the act sees the latest rows
    with _turn(session):
        try:
            session.connection(execution_options={WRITES: True})
            if session.get_bind().dialect.name == "postgresql":
                session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_KEY})
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise


@contextmanager
def _turn(session: Session) -> Iterator[None]:
    path = session.get_bind().engine.url.database
    if session.get_bind().dialect.name != "sqlite" or not path or path == ":memory:":
        yield
        return
    with _threads, Path(f"{path}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
