"""Lending: a provincial round goes to the province's own server, with a starter file; or back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.documents.sealed_files import new_key, pack_starter
from judging.domain.meaning import canonical_json
from judging.domain.people import Person
from judging.domain.refusal import Refusal, sentence
from judging.domain.round_files import (
    FORMAT,
    CompetitionCopy,
    GroupCopy,
    Starter,
    WrittenCopy,
)
from judging.domain.rounds import RoundKind, RoundState
from judging.domain.words import Words
from judging.persistence.competitions import CompetitionRow, RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.loans import LoanRow, living_loan
from judging.persistence.panels import PanelRow
from judging.persistence.registry_copies import registry_of
from judging.persistence.written import WrittenRow
from judging.services.acts import act
from judging.services.looking_up import refuse_away, there, written

NEWER = "A newer starter file was made."


@dataclass(frozen=True, slots=True)
class Travelling:
    """A file that was made: what it is called, its bytes, and the digest that people compare."""

    name: str
    data: bytes
    digest: str


def lend_round(by: Person, round_id: int, at: datetime) -> Travelling:
    """Make a starter file of a provincial round; from now on it is worked on elsewhere.

    A new starter file takes the place of the one before, whose key then proves nothing. The secret
    key is in the file alone: here the public one is kept.
    """
    with act("round.lent", by=by, at=at) as deed:
        session = deed.session
        round_ = there(session, RoundRow, round_id)
        _require_lendable(session, round_)
        secret, public = new_key()
        starter = _starter(session, round_, secret, at)
        data, digest = pack_starter(starter)
        end_loan(session, round_, NEWER, at)
        loan = LoanRow(
            round_id=round_.id,
            digest=digest,
            key=public,
            began_with=canonical_json(starter.registry),
            lent_at=at,
            by_id=by.id,
        )
        session.add(loan)
        round_.away_since = round_.away_since or at
        deed.on, deed.detail["digest"] = f"round:{round_.code}", digest
        return Travelling(f"{round_.code}-start.ovop", data, digest)


def take_back(by: Person, round_id: int, reason: str, at: datetime) -> None:
    """Work on the round here again; whatever the province does from now on cannot come home."""
    with act("round.taken_back", by=by, at=at) as deed:
        round_ = there(deed.session, RoundRow, round_id)
        deed.on = f"round:{round_.code}"
        if round_.kind != RoundKind.PROVINCIAL or round_.away_since is None:
            raise Refusal("This round is worked on here already; there is nothing to take back.")
        why = written(reason, sentence("Write why the round is taken back."))
        end_loan(deed.session, round_, why, at)
        round_.away_since = None
        deed.detail["reason"] = why


def end_loan(session: Session, round_: RoundRow, why: str, at: datetime) -> None:
    """The key of the loan that there may be proves nothing any more."""
    loan = living_loan(session, round_.id)
    if loan is not None:
        loan.ended_at, loan.ended_because = at, why
        session.flush()


def _require_lendable(session: Session, round_: RoundRow) -> None:
    if round_.kind != RoundKind.PROVINCIAL:
        raise Refusal("Only the round of a province is worked on at another server.")
    for other in round_.competition.rounds:
        if other.kind == RoundKind.NATIONAL:
            refuse_away(other)
    if round_.state != RoundState.ENTERING:
        raise Refusal("Judging of this round has opened here; finish it here.")
    for kind in (EntryRow, PanelRow):
        if session.scalar(select(kind.id).where(kind.round_id == round_.id).limit(1)):
            raise Refusal(
                "Products or panels are in this round already; a round is lent before anything is"
                " entered in it."
            )


def _starter(session: Session, round_: RoundRow, secret: str, at: datetime) -> Starter:
    province = str(round_.province)
    return Starter(
        format=FORMAT,
        competition=_competition(session, round_.competition),
        province=province,
        leading_products=round_.leading_products,
        registry=registry_of(session, province),
        key=secret,
        made_at=at,
    )


def _competition(session: Session, row: CompetitionRow) -> CompetitionCopy:
    versions = {row.standard_version, row.rules_version}
    versions |= {group.rubric_version for group in row.groups}
    meanings = select(WrittenRow).where(WrittenRow.version.in_(versions))
    return CompetitionCopy(
        identity=row.identity,
        code=row.code,
        title=row.title,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        specimen=row.specimen,
        signatory=Words(row.signatory_km, row.signatory_en),
        signatory_title=Words(row.signatory_title_km, row.signatory_title_en),
        standard=row.standard_version,
        rules=row.rules_version,
        groups=tuple(
            GroupCopy(group.code, group.position, group.title, group.rubric_version)
            for group in row.groups
        ),
        written=tuple(
            WrittenCopy(one.version, one.kind, one.meaning)
            for one in session.scalars(meanings.order_by(WrittenRow.version))
        ),
    )
