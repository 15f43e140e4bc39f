"""Appeals: brought after the announcement, decided with a reason; a granted one counts anew."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from judging.domain.appeals import Decision, Ground, is_in_time
from judging.domain.people import Person
from judging.domain.refusal import NotThere, Refusal, sentence
from judging.domain.rounds import Purpose, RoundState
from judging.domain.rubric import Scorer
from judging.domain.rules import Rules
from judging.persistence.appeals import IS_JUDGED_ANEW, AppealRow
from judging.persistence.competitions import RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written as written_rules
from judging.persistence.panels import RecusalRow
from judging.persistence.results import ResultRow
from judging.persistence.score_sheets import SheetRow
from judging.services.acts import Deed, act
from judging.services.announcing_again import announce_again
from judging.services.looking_up import require_state, there, written
from judging.services.permissions import STAFF

NOT_YET = sentence("The result of this round is not announced yet; announce it first.")
WHY = sentence("Write the reason; it is kept in the audit.")


@dataclass(frozen=True, slots=True)
class Letter:
    """An appeal that came on paper: from whom, and when it was received."""

    sender: str
    received_at: datetime


def bring_appeal(
    by: Person,
    entry_id: int,
    ground: Ground,
    text: str,
    at: datetime,
    letter: Letter | None = None,
) -> int:
    """Appeal on an own entry in time; the staff enters one that came by letter. Its number."""
    with act("appeal.brought", by=by, at=at) as deed:
        session = deed.session
        entry = there(session, EntryRow, entry_id)
        if entry.purpose != Purpose.COMPETING:
            raise NotThere("This does not exist any more; go back and choose again.")
        if letter is None and entry.product.producer.account_id != by.id:
            raise NotThere("This does not exist any more; go back and choose again.")
        if letter is not None and by.role not in STAFF:
            raise NotThere("This does not exist any more; go back and choose again.")
        require_state(entry.round, RoundState.ANNOUNCED, otherwise=NOT_YET)
        received_at = letter.received_at if letter else at
        _require_in_time(session, entry.round, received_at, at)
        _require_no_other(session, entry)
        row = AppealRow(
            entry_id=entry_id,
            brought_by_id=by.id,
            letter_from=written(letter.sender, FROM) if letter else None,
            ground=ground.value,
            text=written(text, "Write what was done wrong."),
            received_at=received_at,
        )
        session.add(row)
        session.flush()
        deed.on = entry.audited
        deed.detail |= {"ground": ground.value}
        if row.letter_from:
            deed.detail["from"] = row.letter_from
        return row.id


FROM = sentence("Write who sent the letter.")


def _require_in_time(
    session: Session, round_: RoundRow, received_at: datetime, at: datetime
) -> None:
    """By the newest version: who lost by it has as many days again."""
    rules = written_rules(session, Rules, round_.competition.rules_version)
    if rules.appeals is None:
        raise Refusal("The rules of this competition take no appeals.")
    announced_at = session.scalars(
        select(ResultRow.announced_at)
        .where(ResultRow.round_id == round_.id)
        .order_by(ResultRow.version.desc())
    ).first()
    if announced_at is None or received_at > at or received_at < announced_at:
        raise Refusal(
            "The letter came after the announcement and not later than today; look at it."
        )
    if not is_in_time(received_at, announced_at, rules):
        raise Refusal(
            "Appeals are taken for %(days)s days after the announcement; these are over.",
            days=rules.appeals.days,
        )


def _require_no_other(session: Session, entry: EntryRow) -> None:
    waiting = select(AppealRow.id).where(
        AppealRow.entry_id == entry.id, or_(AppealRow.outcome.is_(None), IS_JUDGED_ANEW)
    )
    if session.scalar(waiting) is not None:
        raise Refusal("An appeal on this entry waits for its decision already.")


def refuse_appeal(by: Person, appeal_id: int, reason: str, at: datetime) -> None:
    """Let the result stand, with a reason that the producer reads."""
    with act("appeal.decided", by=by, at=at) as deed:
        row = undecided(deed, appeal_id)
        decide(deed, row, Decision.REFUSED, reason, by=by, at=at)


def grant_appeal(
    by: Person, appeal_id: int, reason: str, at: datetime, *, without: Collection[int] = ()
) -> int:
    """Count the sheets again, for procedure `without` those of these judges; the new version.

    They are recused from the entry: their sheets are kept and do not count. Everybody reads the
    reason.
    """
    with act("appeal.decided", by=by, at=at) as deed:
        row = undecided(deed, appeal_id)
        decide(deed, row, Decision.GRANTED, reason, by=by, at=at)
        round_ = row.entry.round
        require_state(round_, RoundState.ANNOUNCED, otherwise=NOT_YET)
        if Ground(row.ground) is Ground.PROCEDURE:
            _leave_out(deed, row, without)
        announced = announce_again(deed.session, round_, row.decided_because or "", at)
        if announced is None:
            raise Refusal(
                "Counted again, nothing changes: no score, rank, star or honour. Refuse the appeal"
                " and write this as the reason."
            )
        row.result_id = announced.result.id
        deed.detail |= announced.told
        return announced.result.version


def undecided(deed: Deed, appeal_id: int) -> AppealRow:
    """The appeal that the act is about, if nobody has decided it yet."""
    row = there(deed.session, AppealRow, appeal_id)
    deed.on = row.entry.audited
    if row.outcome is not None:
        raise Refusal("This appeal is decided already.")
    return row


def decide(
    deed: Deed, row: AppealRow, outcome: Decision, reason: str, *, by: Person, at: datetime
) -> None:
    """Write down what became of it, and why."""
    row.decided_because = written(reason, WHY)
    row.outcome, row.decided_at, row.decided_by_id = outcome.value, at, by.id
    deed.detail |= {"outcome": outcome.value, "reason": row.decided_because}


def _leave_out(deed: Deed, row: AppealRow, judge_ids: Collection[int]) -> None:
    if not judge_ids or set(judge_ids) - scorers_of(deed.session, row.entry_id):
        raise Refusal("Choose among those who scored the entry whose sheets do not count.")
    take_off(deed.session, row, judge_ids)
    deed.detail["judges"] = sorted(judge_ids)


def scorers_of(session: Session, entry_id: int, *scorers: Scorer) -> set[int]:
    """Who has handed in a sheet for the entry, as one of these or as anything."""
    sheets = select(SheetRow.judge_id).where(
        SheetRow.entry_id == entry_id,
        SheetRow.handed_in_at.is_not(None),
        SheetRow.scorer.in_(scorers or tuple(Scorer)),
    )
    return set(session.scalars(sheets))


def take_off(session: Session, row: AppealRow, judge_ids: Collection[int]) -> None:
    """Recuse them from the entry of the appeal: their sheets are kept and do not count."""
    reason = row.decided_because or ""
    for judge_id in sorted(judge_ids):
        if session.get(RecusalRow, (judge_id, row.entry_id)) is None:
            session.add(RecusalRow(judge_id=judge_id, entry_id=row.entry_id, reason=reason))
    session.flush()
