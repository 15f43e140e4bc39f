"""Finding the row that an act is about, or refusing because it is not there."""

from typing import TypeVar

from sqlalchemy.orm import Session

from judging.domain.refusal import NotThere, Refusal, sentence
from judging.domain.rounds import RoundState
from judging.persistence.base import Row
from judging.persistence.competitions import RoundRow

R = TypeVar("R", bound=Row)


def there(session: Session, kind: type[R], key: object) -> R:
    """The row of this kind with this key."""
    row = session.get(kind, key)
    if row is None:
        raise NotThere("This does not exist any more; go back and choose again.")
    return row


def require_state(round_: RoundRow, *states: RoundState, otherwise: str | None = None) -> None:
    """Refuse what the state of the round does not allow; `otherwise` may say what to do."""
    if RoundState(round_.state) not in states:
        raise Refusal(otherwise or WHY_NOT[RoundState(round_.state)])


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
