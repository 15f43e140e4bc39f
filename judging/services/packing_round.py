"""Packing: the province's server makes the file with which its announced round goes home."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from judging.documents.sealed_files import pack_round as packed
from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.domain.round_checking import contents_of
from judging.domain.round_files import FORMAT, Contents, RoundFile
from judging.domain.rounds import RoundState
from judging.persistence.competitions import RoundRow
from judging.persistence.leading import leading_of_round
from judging.persistence.loans import LoanRow, living_loan
from judging.persistence.registry_copies import registry_of
from judging.persistence.round_copies import RoundRows
from judging.services.acts import act
from judging.services.lending import Travelling
from judging.services.looking_up import require_state, there

NOT_YET = sentence("Announce the result of the province first; then make its round file.")
NOTHING_YET = Contents(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


def pack_round(by: Person, round_id: int, at: datetime) -> Travelling:
    """The signed file of an announced round that was begun with a starter file."""
    with act("round.packed", by=by, at=at) as deed:
        session = deed.session
        round_ = there(session, RoundRow, round_id)
        loan = living_loan(session, round_id)
        if loan is None or loan.secret is None:
            raise Refusal("This round was not begun with a starter file; it is at home here.")
        require_state(round_, RoundState.ANNOUNCED, otherwise=NOT_YET)
        loan.files += 1
        data, digest = packed(_file(session, round_, loan, at), loan.secret)
        deed.on = f"round:{round_.code}"
        deed.detail |= {"digest": digest, "number": loan.files}
        return Travelling(f"{round_.code}-round.ovop", data, digest)


def _file(session: Session, round_: RoundRow, loan: LoanRow, at: datetime) -> RoundFile:
    rows, province = RoundRows(session, round_), str(round_.province)
    opened_at, closed_at = rows.opened_and_closed()
    leading, _ = leading_of_round(session, round_)
    file = RoundFile(
        format=FORMAT,
        competition=round_.competition.identity,
        code=round_.competition.code,
        province=province,
        starter=loan.digest,
        number=loan.files,
        made_at=at,
        opened_at=opened_at,
        closed_at=closed_at,
        contents=NOTHING_YET,
        registry=registry_of(session, province, round_.id),
        entries=rows.entries(),
        judges=rows.judges,
        panels=rows.panels(),
        recusals=rows.recusals(),
        sheets=rows.sheets(),
        arrivals=rows.arrivals(),
        lines=rows.lines(),
        result=rows.result(),
        leading=leading.first,
    )
    return replace(file, contents=contents_of(file))
