"""Deciding: what waits either counts after all or is left out, by an organiser with a reason."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.domain.rounds import RoundState
from judging.domain.verdict import Outcome, Reason, judge_version
from judging.persistence.accounts import AccountRow
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.entries import EntryRow
from judging.services.acts import Deed, act
from judging.services.keeping import keep_papers, keep_sheets, make_way, settle
from judging.services.looking_up import there, written
from judging.services.planning import ROLE_BY_SCORER
from judging.services.sending import Sender, Sent
from judging.services.sorting import (
    House,
    Sending,
    Sorted,
    facts_of,
    look_up,
    place_version,
    put_on_top,
)
from judging.services.weighing import weigh

WHY = sentence("Write the reason; it is kept in the audit.")
# What no decision can mend: the judge hands in the sheet once more.
CANNOT_COUNT = {
    Reason.UNREADABLE: sentence("This sheet cannot be read, so it cannot count. Leave it out."),
    Reason.OTHER_COMPETITION: sentence(
        "This sheet is of another competition, so it cannot count here. Leave it out."
    ),
    Reason.OTHER_RUBRIC: sentence(
        "This sheet was scored by another version of the rubric, so it cannot count. Leave it out."
    ),
    Reason.NOT_POSSIBLE: sentence(
        "This sheet has points that the rubric does not know, so it cannot count. Leave it out."
    ),
    Reason.NOT_WHOLE: sentence("This sheet has blanks, so it cannot count. Leave it out."),
    Reason.WITHDRAWN: sentence("The entry is withdrawn, so this sheet cannot count. Leave it out."),
    Reason.RECUSED: sentence(
        "The judge is recused from the entry, so this sheet cannot count. Leave it out."
    ),
    Reason.EARLY: sentence("Judging has not opened yet; wait until it is open, then decide."),
    Reason.LATE: sentence("The result is announced, so this sheet cannot count. Leave it out."),
    Reason.NOT_ON_FLIGHT: sentence(
        "No entry and scorer fit this sheet, so it cannot count. Leave it out."
    ),
}


def accept_version(by: Person, arrival_id: int, reason: str, at: datetime) -> int:
    """Let a version that waits count: it becomes the newest of its sheet; its number there."""
    with act("sheet.accepted", by=by, at=at) as deed:
        row = _waiting(deed, arrival_id)
        house, placed = _place(deed.session, row, at)
        put_on_top(house, placed)
        make_way(deed.session, [placed], ends_own=False)
        keep_sheets(deed.session, [placed])
        settle(deed.session, [placed])
        row.sheet_id = placed.arrived.sheet_id
        _decide(deed, row, Outcome.ACCEPTED, reason, at=at, by=by)
        deed.detail["version"] = placed.arrived.sheet
        if papers := keep_papers(deed.session, [placed]):
            deed.detail["papers"] = papers[row.entry_id or 0]
        return placed.arrived.sheet or 0


def leave_out_version(by: Person, arrival_id: int, reason: str, at: datetime) -> None:
    """Leave out a version that waits: it stays in the record and never counts."""
    with act("sheet.left_out", by=by, at=at) as deed:
        row = _waiting(deed, arrival_id)
        _decide(deed, row, Outcome.LEFT_OUT, reason, at=at, by=by)


def _waiting(deed: Deed, arrival_id: int) -> ArrivalRow:
    row = there(deed.session, ArrivalRow, arrival_id)
    if row.outcome == Outcome.CLASH:
        raise Refusal(
            "These bytes came under the identity of another sheet and never count;"
            " ask the judge to hand in the sheet once more."
        )
    if row.outcome != Outcome.WAITING:
        raise Refusal("This sheet waits no longer: it is decided already.")
    return row


def _decide(
    deed: Deed, row: ArrivalRow, outcome: Outcome, reason: str, *, by: Person, at: datetime
) -> None:
    row.outcome = outcome.value
    row.decided_at, row.decided_by_id = at, by.id
    row.decided_because = written(reason, WHY)
    judge = deed.session.get_one(AccountRow, row.judge_id)
    entry = deed.session.get(EntryRow, row.entry_id) if row.entry_id else None
    deed.on = entry.audited if entry else f"sheet:{row.receipt}"
    deed.detail |= {
        "identity": row.identity,
        "receipt": row.receipt,
        "judge": judge.login,
        "reason": row.decided_because,
    }


def _place(session: Session, row: ArrivalRow, at: datetime) -> tuple[House, Sorted]:
    """The version where it belongs as things are now; refused where it cannot count."""
    one = weigh(session, Sent(row.identity, row.body))
    named = session.get(AccountRow, one.version.judge) if one.version else None
    judge = (named or session.get_one(AccountRow, row.judge_id)).person()
    sender = Sender(judge, row.competition_id or 0, row.tablet_id)
    sending = Sending(sender, [one], at)
    house = look_up(session, [sending])
    placed = place_version(house, sending, one)
    facts = facts_of(house, placed)
    # What came late may count until the result is announced; who sits where may have changed.
    is_late = facts.round_state is RoundState.CLOSED
    facts = replace(
        facts,
        is_on_flight=_fits(session, placed),
        round_state=RoundState.JUDGING if is_late else facts.round_state,
    )
    verdict = judge_version(facts)
    if verdict.outcome is Outcome.OLDER:
        raise Refusal("A version that replaced this one counts already. Leave this one out.")
    if verdict.reason in CANNOT_COUNT:
        raise Refusal(CANNOT_COUNT[verdict.reason])
    return house, placed


def _fits(session: Session, placed: Sorted) -> bool:
    """Whether there is such an entry and its scorer is of the right kind."""
    version = placed.weighed.version
    judge = session.get(AccountRow, version.judge) if version else None
    if version is None or judge is None or placed.meeting is None:
        return False
    return judge.role == ROLE_BY_SCORER[version.scorer]
