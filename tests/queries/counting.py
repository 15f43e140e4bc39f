"""How many statements a question asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from judging.persistence.database import db


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent inside the block."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
