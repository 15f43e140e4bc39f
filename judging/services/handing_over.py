"""Sheets taken from a tablet without a network enter by the same door as all others."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from judging.domain.handover import Pack
from judging.domain.people import Person
from judging.domain.receipt import digest_of_text, receipt_of
from judging.domain.refusal import Refusal
from judging.domain.verdict import Outcome, Verdict
from judging.domain.version import Unreadable, identity_in, read_version
from judging.persistence.accounts import AccountRow
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.database import db
from judging.persistence.reach import in_reach
from judging.persistence.tablets import CardRow, TabletRow
from judging.services.receiving import receive_versions
from judging.services.sending import Sender, Sent, Via


class Fate(StrEnum):
    """What a handover did to a sheet, for the count at its end."""

    RECEIVED = "received"
    HERE = "here"
    WAITING = "waiting"
    KEPT = "kept"
    NOT_TAKEN = "not_taken"


@dataclass(frozen=True, slots=True)
class Handed:
    """One sheet of a handover, as its judge's; `entry_code` is None where it cannot be read.

    `verdict` is None where the sheet was not taken: it is nowhere but on its tablet.
    """

    judge: Person
    entry_code: str | None
    receipt: str
    verdict: Verdict | None
    was_here: bool

    @property
    def fate(self) -> Fate:
        """Under which heading it is counted."""
        if self.verdict is None:
            return Fate.NOT_TAKEN
        if self.was_here:
            return Fate.HERE
        match self.verdict.outcome:
            case Outcome.RECEIVED:
                return Fate.RECEIVED
            case Outcome.WAITING | Outcome.CLASH:
                return Fate.WAITING
            case _:
                return Fate.KEPT


def receive_handover(
    by: Person, competition_id: int, packs: Sequence[Pack], *, via: Via, at: datetime
) -> list[Handed]:
    """Take the sheets in as their judges': the tablet that packed them proves whose they are.

    Refused whole, before anything is kept, if a pack is damaged or of another competition.
    """
    senders = [_sender(by, competition_id, one, via) for one in packs]
    texts = [one.texts() for one in packs]
    handed = []
    for sender, sheets in zip(senders, texts, strict=True):
        here = _receipts_here(sheets)
        sent = [Sent(identity_in(text), text) for text in sheets]
        answers = receive_versions(by, sent, sender=sender, at=at)
        verdicts = {answer.receipt: answer.verdict for answer in answers}
        for text in sheets:
            receipt = receipt_of(digest_of_text(text))
            verdict = verdicts.get(receipt)
            handed.append(Handed(sender.judge, _entry_in(text), receipt, verdict, receipt in here))
            here.add(receipt)
    return handed


def _receipts_here(texts: Collection[str]) -> set[str]:
    """The receipts of those of the texts that have come before."""
    digests = {digest_of_text(text) for text in texts}
    kept = select(ArrivalRow.receipt).where(ArrivalRow.digest.in_(digests))
    return set(db.session.scalars(kept))


def _entry_in(text: str) -> str | None:
    try:
        return read_version(text).entry
    except Unreadable:
        return None


def _sender(by: Person, competition_id: int, pack: Pack, via: Via) -> Sender:
    row = db.session.execute(
        select(AccountRow, CardRow.handover_key, TabletRow.id, TabletRow.revoked_at)
        .join(CardRow, CardRow.judge_id == AccountRow.id)
        .join(TabletRow, TabletRow.id == CardRow.tablet_id)
        .where(CardRow.id == pack.enrolment, CardRow.competition_id == competition_id)
        .where(in_reach(CardRow, by.reach))
    ).first()
    if row is None:
        raise Refusal(
            "This handover is of another competition or of another server; nothing was taken."
        )
    judge, key, tablet_id, revoked_at = row
    # A tablet that was taken out of use may be in other hands, and its keys with it.
    is_proven = revoked_at is None and key is not None and pack.is_proven(key) and judge.is_active
    return Sender(judge.person(), competition_id, tablet_id, via, is_proven)
