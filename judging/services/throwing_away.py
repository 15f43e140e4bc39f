"""Throwing away a competition that was made as a trial, with everything that hangs on it."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from judging.domain.people import Person, Role
from judging.domain.refusal import Refusal, sentence
from judging.persistence.accounts import AccountRow
from judging.persistence.competitions import CompetitionRow
from judging.persistence.hanging import hanging_on
from judging.services.acts import act
from judging.services.looking_up import there, written

# What the audit keeps: how many there were of these.
TOLD = {
    "entry": "entries",
    "panel": "panels",
    "score_sheet": "sheets",
    "certificate": "certificates",
}
REAL = sentence("This competition is no trial, so it stays; only a trial can be thrown away.")


def throw_competition_away(
    by: Person, competition_id: int, typed_code: str | None, reason: str | None, at: datetime
) -> None:
    """Delete a trial with its rounds, entries, sheets and results; a real one is refused.

    People, producers, products and their papers stay, and so does every line of the audit.
    """
    with act("competition.thrown_away", by=by, at=at) as deed:
        session = deed.session
        competition = there(session, CompetitionRow, competition_id)
        deed.on = f"competition:{competition.code}"
        if not competition.specimen:
            raise Refusal(REAL)
        why = written(reason, sentence("Write why the trial is thrown away."))
        if (typed_code or "").strip().upper() != competition.code:
            raise Refusal("Type the code %(code)s to confirm.", code=competition.code)
        _let_people_go(session, competition_id)
        gone = _delete(session, competition_id)
        deed.detail |= {"reason": why, "rows": sum(gone.values())}
        deed.detail |= {told: gone[name] for name, told in TOLD.items()}


def _let_people_go(session: Session, competition_id: int) -> None:
    """Accounts of this competition are of none; an organiser would then reach everything."""
    of_it = AccountRow.competition_id == competition_id
    organisers = select(func.count(AccountRow.id)).where(
        of_it, AccountRow.role == Role.ORGANISER.value
    )
    if count := session.scalar(organisers):
        raise Refusal(
            "Organisers who reach this competition alone: %(count)s. Ask the administrator to let"
            " them reach something else first.",
            count=count,
        )
    session.execute(update(AccountRow).where(of_it).values(competition_id=None))


def _delete(session: Session, competition_id: int) -> dict[str, int]:
    """How many rows of each table are gone."""
    return {
        name: session.connection().execute(delete(table).where(condition)).rowcount
        for name, (table, condition) in hanging_on(competition_id).items()
    }
