"""Proposing: what one person cannot do alone waits for a second one, who confirms it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.people import Person
from judging.domain.refusal import NotThere, Refusal
from judging.persistence.competitions import RoundRow
from judging.persistence.counted import digest_of_counted
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.proposals import ProposalRow
from judging.persistence.reach import is_in_reach
from judging.services.acts import Deed, act
from judging.services.announcing import announce_within, entries_to_announce
from judging.services.competing import reopen_within, round_to_reopen
from judging.services.leaving import disqualify_within, entry_to_disqualify
from judging.services.looking_up import there
from judging.services.permissions import require


def propose_announcement(by: Person, round_id: int, at: datetime) -> int:
    """Propose to announce the result as it stands now; the number of the proposal."""
    with act("proposal.made", by=by, at=at) as deed:
        round_ = there(deed.session, RoundRow, round_id)
        entries = entries_to_announce(deed.session, round_)
        digest = digest_of_counted(round_.competition, entries)
        deed.on = f"round:{round_.code}"
        row = ProposalRow(
            act="result.announced", subject_id=round_id, round_id=round_id, digest=digest
        )
        return _keep(deed, row, by, at)


def propose_reopening(by: Person, round_id: int, reason: str, at: datetime) -> int:
    """Propose to let judges score again; the number of the proposal."""
    with act("proposal.made", by=by, at=at) as deed:
        round_, why = round_to_reopen(deed.session, round_id, reason)
        deed.on = f"round:{round_.code}"
        row = ProposalRow(act="round.reopened", subject_id=round_id, round_id=round_id, reason=why)
        return _keep(deed, row, by, at)


def propose_disqualification(by: Person, entry_id: int, reason: str, at: datetime) -> int:
    """Propose to take an entry out because it broke the rules; the number of the proposal."""
    with act("proposal.made", by=by, at=at) as deed:
        entry, why = entry_to_disqualify(deed.session, entry_id, reason)
        deed.on = entry.audited
        row = ProposalRow(
            act="entry.disqualified", subject_id=entry_id, round_id=entry.round_id, reason=why
        )
        return _keep(deed, row, by, at)


def take_back(by: Person, proposal_id: int, at: datetime) -> None:
    """End a proposal without doing it: whoever proposed it, or anybody who could confirm it."""
    with act("proposal.taken_back", by=by, at=at) as deed:
        row = _waiting(deed.session, proposal_id)
        deed.on, deed.detail["act"] = _name_of(deed.session, row), row.act
        _end(row, "taken_back", by, at)


def confirm(by: Person, proposal_id: int, at: datetime) -> None:
    """Do what somebody else proposed; its own audit line names both people."""
    name, proposed_by = _proposed(by, proposal_id)
    with act(name, by=by, at=at, proposed_by=proposed_by) as deed:
        row = _waiting(deed.session, proposal_id)
        DONE[name](deed, row, at)
        _end(row, "confirmed", by, at)


def _announce(deed: Deed, row: ProposalRow, at: datetime) -> None:
    announce_within(deed, row.subject_id, at, row.digest)


def _reopen(deed: Deed, row: ProposalRow, at: datetime) -> None:
    reopen_within(deed, row.subject_id, row.reason or "")


def _disqualify(deed: Deed, row: ProposalRow, at: datetime) -> None:
    disqualify_within(deed, row.subject_id, row.reason or "")


DONE: dict[str, Callable[[Deed, ProposalRow, datetime], None]] = {
    "result.announced": _announce,
    "round.reopened": _reopen,
    "entry.disqualified": _disqualify,
}


def _keep(deed: Deed, row: ProposalRow, by: Person, at: datetime) -> int:
    require(by, row.act)
    same = select(ProposalRow.id).where(
        ProposalRow.act == row.act,
        ProposalRow.subject_id == row.subject_id,
        ProposalRow.ended_at.is_(None),
    )
    if deed.session.scalar(same):
        raise Refusal("This is proposed already; it waits for a second person.")
    row.by_id, row.at = by.id, at
    deed.session.add(row)
    deed.session.flush()
    deed.detail["act"] = row.act
    told = row.reason or row.digest
    deed.detail["reason" if row.reason else "digest"] = told
    return row.id


def _proposed(by: Person, proposal_id: int) -> tuple[str, Person]:
    """Which act it is and who proposed it: neither changes; the rest is read within the act."""
    row = db.session.get(ProposalRow, proposal_id)
    if row is None or not is_in_reach(db.session(), ProposalRow, proposal_id, by.reach):
        raise NotThere("This does not exist any more; go back and choose again.")
    proposed_by = row.by.person()
    if not is_in_reach(db.session(), ProposalRow, proposal_id, proposed_by.reach):
        raise Refusal("Who proposed this may not do it any more; take it back and propose anew.")
    return row.act, proposed_by


def _waiting(session: Session, proposal_id: int) -> ProposalRow:
    row = there(session, ProposalRow, proposal_id)
    if row.outcome == "confirmed":
        raise Refusal("This is confirmed and done already.")
    if row.outcome:
        raise Refusal("This was taken back; propose it anew if it is still wanted.")
    return row


def _end(row: ProposalRow, outcome: str, by: Person, at: datetime) -> None:
    row.outcome, row.ended_by_id, row.ended_at = outcome, by.id, at


def _name_of(session: Session, row: ProposalRow) -> str:
    """What the audit calls the thing that the proposal is on."""
    if row.act == "entry.disqualified":
        return there(session, EntryRow, row.subject_id).audited
    return f"round:{row.round.code}"
