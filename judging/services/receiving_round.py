"""Receiving a round file: only one that is signed, whole and of this very round is kept."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.documents.sealed_files import read_json, read_round
from judging.domain.meaning import canonical_json
from judging.domain.names import LONGEST
from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.domain.result import ResultEntry
from judging.domain.round_checking import NOT_FITTING, check_result, check_whole
from judging.domain.round_files import RoundFile
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.loans import LoanRow, RoundFileRow, living_loan, newest_brought
from judging.persistence.results import Instead, content_of
from judging.services.acts import Deeds, acts
from judging.services.looking_up import there

NOT_LENT = sentence("This round is not lent to a province's server; no file can come home to it.")
OTHER_ROUND = sentence("This file is of the round %(code)s; bring it home there.")
OTHER_START = sentence(
    "The round in this file was begun with another starter file than the newest; make the file"
    " again where the newest was taken in."
)
OTHER_STANDARD = sentence(
    "The result in this file was judged by another written standard than this competition's."
)
OLDER = sentence("A newer file of this round came home already; this one is older.")
CARRIED = sentence(
    "Leading products of this round were carried to the national round already; no other file can"
    " take the place of the one that counts."
)


@dataclass(frozen=True, slots=True)
class _Order:
    """A file that was read and found right, and the loan that proves it."""

    round_id: int
    loan_id: int
    name: str
    data: bytes
    digest: str
    number: int


def receive_round_file(by: Person, round_id: int, name: str, data: bytes, at: datetime) -> int:
    """Keep a round file, so that its dry run can be looked at; the number of its row.

    The same file again changes nothing. Raises Refusal, and keeps nothing, for any other file than
    one that this province's server has signed for this round, whole and not older.
    """
    session = db.session()
    session.rollback()
    loan = living_loan(session, round_id)
    if loan is None or loan.secret is not None:
        raise Refusal(NOT_LENT)
    file, digest = read_round(data, loan.key)
    check_file(file, loan)
    order = _Order(round_id, loan.id, name[:LONGEST], data, digest, file.number)
    session.rollback()
    return acts("round.received", order, _receive, by=by, at=at)


def check_file(file: RoundFile, loan: LoanRow) -> None:
    """Refuse a file that is not whole, or not of this very round as it was begun."""
    round_, competition = loan.round, loan.round.competition
    check_whole(file)
    if (file.competition, file.province) != (competition.identity, round_.province):
        raise Refusal(OTHER_ROUND, code=f"{file.code[:40]}.{file.province[:40]}")
    if file.starter != loan.digest:
        raise Refusal(OTHER_START)
    judged_by, _ = read_content(file.result.content)
    if judged_by != content_of(competition):
        raise Refusal(OTHER_STANDARD)
    groups = {group.code for group in competition.groups}
    for group in [one.group for one in file.entries] + [one.group for one in file.panels]:
        if group not in groups:
            raise Refusal(NOT_FITTING, what=group[:40])
    told = [read_json(ResultEntry, one.content.encode()) for one in file.result.entries]
    check_result(file.result, told, file)


def read_content(content: str) -> tuple[str, Instead | None]:
    """By what a result was judged, as `content_of` says it, and the version that it replaced."""
    try:
        plain = dict(json.loads(content))
        told = plain.pop("instead", None)
        instead = Instead(**told) if told is not None else None
    except (TypeError, ValueError):
        raise Refusal(OTHER_STANDARD) from None
    if instead and list(map(type, astuple(instead))) != [int, str, str]:
        raise Refusal(OTHER_STANDARD)
    return canonical_json(plain), instead


def refuse_late(session: Session, round_: RoundRow, number: int) -> None:
    """Refuse a file that is older than what counts, or comes when products were carried."""
    brought = newest_brought(session, round_.id)
    if brought is not None and number <= brought.number:
        raise Refusal(OLDER)
    if round_.carried_at is not None:
        raise Refusal(CARRIED)


def _receive(session: Session, orders: Sequence[Deeds[_Order]]) -> list[int]:
    return [_receive_one(session, deeds) for deeds in orders]


def _receive_one(session: Session, deeds: Deeds[_Order]) -> int:
    order = deeds.order
    round_ = there(session, RoundRow, order.round_id)
    loan = living_loan(session, round_.id)
    if loan is None or loan.id != order.loan_id:
        raise Refusal(NOT_LENT)
    known = session.scalars(
        select(RoundFileRow).where(
            RoundFileRow.round_id == round_.id, RoundFileRow.digest == order.digest
        )
    ).first()
    if known is not None:
        return known.id
    refuse_late(session, round_, order.number)
    row = RoundFileRow(
        round_id=round_.id,
        loan_id=loan.id,
        name=order.name,
        digest=order.digest,
        number=order.number,
        file=order.data,
        by_id=deeds.by.id,
        received_at=deeds.at,
    )
    session.add(row)
    session.flush()
    deeds.note("round.received", f"round:{round_.code}", {"digest": order.digest})
    return row.id
