"""Who takes part: everybody signs in with one password that is known to all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from judging.cli.demonstration.tables import rows_of
from judging.cli.demonstration.timetable import FOUNDED_AT
from judging.domain.people import Person, Role
from judging.domain.words import Words
from judging.services.enrolling import create_account
from judging.services.founding import found
from judging.services.passwords import hash_password

# Known to all on purpose: the demo is a specimen, and is served on its own machine only.
PASSWORD = "khmer-products-2027"  # noqa: S105
# Hashing takes its time on purpose, and this one password needs no protection.
hash_once = cache(hash_password)
# Whose account is made last, so that a demo without it was never finished.
LAST = "organiser2"


@dataclass(frozen=True, slots=True)
class People:
    """Who is needed to tell the story."""

    admin: Person
    organiser: Person
    desk: Sequence[Person]
    judges: Sequence[Person]


def enrol_people(*, desk: int, judges: int) -> People:
    """The staff of the competition, as many officers and judges as it has seats for."""
    rows = list(rows_of("people"))
    boss = next(row for row in rows if row["role"] == Role.ADMIN)
    name = Words(boss["name_km"], boss["name_en"])
    admin = found(login=boss["login"], password=PASSWORD, name=name, at=FOUNDED_AT)
    organiser = next(_enrol(admin, _of(rows, Role.ORGANISER)))
    return People(
        admin=admin,
        organiser=organiser,
        desk=list(_enrol(admin, islice(_of(rows, Role.DESK), desk))),
        judges=list(_enrol(admin, islice(_of(rows, Role.JUDGE), judges))),
    )


def enrol_producer(admin: Person, number: int, name: Words) -> Person:
    """An account for a producer, under the producer's own name."""
    return _account(admin, f"producer{number:02}", Role.PRODUCER, name)


def enrol_last(admin: Person) -> None:
    """The account whose presence says that the demo is whole."""
    row = next(row for row in rows_of("people") if row["login"] == LAST)
    next(_enrol(admin, [row]))


def _of(rows: list[dict[str, str]], role: Role) -> Iterator[dict[str, str]]:
    return (row for row in rows if row["role"] == role)


def _enrol(admin: Person, rows: Iterable[dict[str, str]]) -> Iterator[Person]:
    for row in rows:
        name = Words(row["name_km"], row["name_en"])
        yield _account(admin, row["login"], Role(row["role"]), name)


def _account(admin: Person, login: str, role: Role, name: Words) -> Person:
    account_id = create_account(
        admin,
        login=login,
        password=PASSWORD,
        role=role,
        name=name,
        at=FOUNDED_AT,
        hashed=hash_once,
    )
    return Person(account_id, login, role, name)
