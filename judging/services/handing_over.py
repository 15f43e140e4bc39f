"""Sheets taken from a tablet without a network enter by the same door as all others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from judging.domain.handover import Pack
from judging.domain.people import Person
from judging.domain.refusal import Refusal
from judging.domain.version import identity_in
from judging.persistence.accounts import AccountRow
from judging.persistence.database import db
from judging.persistence.tablets import CardRow, TabletRow
from judging.services.receiving import Answer, receive_versions
from judging.services.sending import Sender, Sent, Via


@dataclass(frozen=True, slots=True)
class Handed:
    """One judge's sheets of a handover, each answered."""

    judge: Person
    is_proven: bool
    answers: list[Answer]


def receive_handover(
    by: Person, competition_id: int, packs: Sequence[Pack], *, via: Via, at: datetime
) -> list[Handed]:
    """Take the sheets in as their judges': the tablet that packed them proves whose they are.

    Refused whole, before anything is kept, if a pack is damaged or of another competition.
    """
    senders = [_sender(competition_id, one, via) for one in packs]
    texts = [one.texts() for one in packs]
    handed = []
    for sender, sheets in zip(senders, texts, strict=True):
        sent = [Sent(identity_in(text), text) for text in sheets]
        answers = receive_versions(by, sent, sender=sender, at=at)
        handed.append(Handed(sender.judge, sender.is_proven, answers))
    return handed


def _sender(competition_id: int, pack: Pack, via: Via) -> Sender:
    row = db.session.execute(
        select(AccountRow, CardRow.handover_key, TabletRow.id, TabletRow.revoked_at)
        .join(CardRow, CardRow.judge_id == AccountRow.id)
        .join(TabletRow, TabletRow.id == CardRow.tablet_id)
        .where(CardRow.id == pack.enrolment, CardRow.competition_id == competition_id)
    ).first()
    if row is None:
        raise Refusal(
            "This handover is of another competition or of another server; nothing was taken."
        )
    judge, key, tablet_id, revoked_at = row
    # A tablet that was taken out of use may be in other hands, and its keys with it.
    is_proven = revoked_at is None and key is not None and pack.is_proven(key) and judge.is_active
    return Sender(judge.person(), competition_id, tablet_id, via, is_proven)
