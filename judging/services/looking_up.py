"""Finding the row that an act is about, or refusing because it is not there.

An act says for whom it looks (`looking_for`); what is out of that person's reach is not there.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.domain.provinces import Province
from judging.domain.refusal import NotThere, Refusal, sentence
from judging.domain.rounds import RoundKind, RoundState
from judging.persistence.base import Row
from judging.persistence.competitions import RoundRow
from judging.persistence.reach import is_in_reach

R = TypeVar("R", bound=Row)
PEOPLE = "people for whom rows are looked up"


@contextmanager
def looking_for(session: Session, people: Iterable[Person]) -> Iterator[None]:
    """As long as this lasts, rows have to be in the reach of all these people."""
    session.info[PEOPLE] = tuple(people)
    try:
        yield
    finally:
        del session.info[PEOPLE]


def there(session: Session, kind: type[R], key: object) -> R:
    """The row of this kind with this key; out of reach it is not told from one that is not."""
    row = session.get(kind, key)
    if row is None or not is_open(session, kind, key):
        raise NotThere("This does not exist any more; go back and choose again.")
    return row


def is_open(session: Session, kind: type[Row], key: object) -> bool:
    """Whether the row of this kind with this key is in the reach of whose act this is."""
    reaches = {person.reach for person in session.info.get(PEOPLE, ())}
    return all(is_in_reach(session, kind, key, reach) for reach in reaches)


def require_within(session: Session, province: Province) -> None:
    """Refuse what would put something into a province out of the reach of whose act this is."""
    for person in session.info.get(PEOPLE, ()):
        if not person.reaches(province.iso):
            raise Refusal(
                "Your account does not reach %(province)s; choose your own province.",
                province=province.name,
            )


def require_state(round_: RoundRow, *states: RoundState, otherwise: str | None = None) -> None:
    """Refuse what the state of the round does not allow; `otherwise` may say what to do."""
    refuse_away(round_)
    if RoundState(round_.state) not in states:
        raise Refusal(otherwise or WHY_NOT[RoundState(round_.state)])


def refuse_away(round_: RoundRow) -> None:
    """Refuse to change a round that is worked on at another server meanwhile."""
    if round_.away_since is not None:
        raise Refusal(AWAY[RoundKind(round_.kind)])


AWAY = {
    RoundKind.NATIONAL: sentence(
        "The national round is worked on at the centre's server; only the rounds of provinces are"
        " worked on here."
    ),
    RoundKind.PROVINCIAL: sentence(
        "This round is worked on at the province's own server; bring its file home, or take the"
        " round back."
    ),
}
WHY_NOT = {
    RoundState.ENTERING: sentence("Judging has not opened yet; wait until the organiser opens it."),
    RoundState.JUDGING: sentence("Judging is open; close the round first."),
    RoundState.CLOSED: sentence("The round is closed; ask the organiser to open it again."),
    RoundState.ANNOUNCED: sentence("The result is announced; it cannot be changed any more."),
}


def written(text: str | None, otherwise: str) -> str:
    """The text a person had to write, without blanks around it; nothing written is refused."""
    stripped = (text or "").strip()
    if not stripped:
        raise Refusal(otherwise)
    return stripped
