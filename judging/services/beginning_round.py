"""Beginning: a province's own server takes the starter file and works on the round from then on."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.documents.sealed_files import public_key_of, read_starter
from judging.domain.meaning import canonical_json, from_plain, version_of
from judging.domain.people import Person
from judging.domain.provinces import province as province_of
from judging.domain.refusal import Refusal, sentence
from judging.domain.registry_meeting import Choice, meet
from judging.domain.round_checking import OTHER_FORMAT, check_registry
from judging.domain.round_files import FORMAT, CompetitionCopy, Registry, Starter, WrittenCopy
from judging.domain.rounds import RoundKind, round_code
from judging.domain.rubric import Rubric
from judging.domain.rules import Rules
from judging.domain.standard import Standard
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.loans import LoanRow, living_loan
from judging.persistence.registry_copies import registry_beside
from judging.persistence.written import WrittenRow
from judging.services.acts import Deeds, acts
from judging.services.lending import NEWER, end_loan
from judging.services.settling_registry import settle_registry

KINDS: dict[str, type[Rubric | Standard | Rules]] = {
    "rubric": Rubric,
    "standard": Standard,
    "rules": Rules,
}
CHANGED = sentence(
    "The centre has renewed the written standard since this round was begun here; begin with the"
    " newer file in an empty database."
)
OTHER_STANDARD = sentence("The written standard in the file is not of the version that it names.")


@dataclass(frozen=True, slots=True)
class Begun:
    """The round by its code, the file's digest, and whether the file was here already."""

    code: str
    digest: str
    is_known: bool


def begin_round(by: Person, data: bytes, at: datetime) -> Begun:
    """Take a starter file in: the competition, the round and the registry of its province.

    The same file again changes nothing. A newer one brings its key, and what has changed at the
    centre and not here.
    """
    starter, digest = read_starter(data)
    _check(starter)
    return acts("round.begun", (starter, digest), _begin, by=by, at=at)


def _begin(session: Session, orders: Sequence[Deeds[tuple[Starter, str]]]) -> list[Begun]:
    return [_begin_one(session, deeds) for deeds in orders]


def _begin_one(session: Session, deeds: Deeds[tuple[Starter, str]]) -> Begun:
    starter, digest = deeds.order
    code = round_code(starter.competition.code, starter.province)
    known = session.scalars(select(LoanRow).where(LoanRow.digest == digest)).first()
    if known is not None and known.secret:
        return Begun(code, digest, is_known=True)
    competition = _competition(session, starter.competition, deeds.at)
    round_ = _round(session, competition, starter)
    _settle(session, deeds, starter, round_)
    loan = LoanRow(
        round_id=round_.id,
        digest=digest,
        key=public_key_of(starter.key),
        secret=starter.key,
        began_with=canonical_json(starter.registry),
        lent_at=starter.made_at,
        by_id=deeds.by.id,
    )
    session.add(loan)
    deeds.note("round.begun", f"round:{code}", {"digest": digest})
    return Begun(code, digest, is_known=False)


def _settle(
    session: Session, deeds: Deeds[tuple[Starter, str]], starter: Starter, round_: RoundRow
) -> None:
    """The registry of the file meets the one that is here, which may be older."""
    loan = living_loan(session, round_.id)
    base = from_plain(Registry, json.loads(loan.began_with)) if loan else Registry()
    end_loan(session, round_, NEWER, deeds.at)
    here = registry_beside(session, starter.registry, starter.province)
    settle_registry(session, deeds, meet(base, here, starter.registry), Choice())


def _check(starter: Starter) -> None:
    if starter.format != FORMAT:
        raise Refusal(OTHER_FORMAT)
    province_of(starter.province)
    check_registry(starter.registry)
    written = {one.version: one.kind for one in starter.competition.written}
    competition = starter.competition
    wanted = [(competition.standard, "standard"), (competition.rules, "rules")]
    wanted += [(group.rubric, "rubric") for group in competition.groups]
    if any(written.get(version) != kind for version, kind in wanted):
        raise Refusal(OTHER_STANDARD)
    _check_written(starter.competition.written)


def _check_written(written: Iterable[WrittenCopy]) -> None:
    """Each meaning has the version that it is named by, and is read as it was written."""
    for one in written:
        digest = hashlib.sha256(one.meaning.encode()).hexdigest()
        try:
            meaning = from_plain(KINDS[one.kind], json.loads(one.meaning))
            is_right = digest.startswith(one.version) and version_of(meaning) == one.version
        except (LookupError, StopIteration, TypeError, AttributeError, ValueError, ArithmeticError):
            is_right = False
        if not is_right:
            raise Refusal(OTHER_STANDARD)


def _competition(session: Session, copy: CompetitionCopy, at: datetime) -> CompetitionRow:
    """The competition as it is here, or made from the copy, its national round elsewhere."""
    by_identity = select(CompetitionRow).where(CompetitionRow.identity == copy.identity)
    known = session.scalars(by_identity).first()
    if known is not None:
        national = next(one for one in known.rounds if one.kind == RoundKind.NATIONAL)
        if national.away_since is None:
            raise Refusal("This file was made here; begin with it at the province's own server.")
        if _versions(known) != _versions_of(copy):
            raise Refusal(CHANGED)
        return known
    if session.scalar(select(CompetitionRow.id).where(CompetitionRow.code == copy.code)):
        raise Refusal("Another competition here has the code %(code)s already.", code=copy.code)
    for one in copy.written:
        if session.get(WrittenRow, one.version) is None:
            session.add(WrittenRow(version=one.version, kind=one.kind, meaning=one.meaning))
    row = _described(copy)
    row.rounds = [RoundRow(kind=RoundKind.NATIONAL.value, away_since=at)]
    session.flush()
    session.add(row)
    session.flush()
    return row


def _versions(row: CompetitionRow) -> tuple[str, str, dict[str, str]]:
    rubrics = {group.code: group.rubric_version for group in row.groups}
    return row.standard_version, row.rules_version, rubrics


def _versions_of(copy: CompetitionCopy) -> tuple[str, str, dict[str, str]]:
    return copy.standard, copy.rules, {group.code: group.rubric for group in copy.groups}


def _described(copy: CompetitionCopy) -> CompetitionRow:
    return CompetitionRow(
        identity=copy.identity,
        code=copy.code,
        title_km=copy.title.km,
        title_en=copy.title.en,
        starts_on=copy.starts_on,
        ends_on=copy.ends_on,
        specimen=copy.specimen,
        signatory_km=copy.signatory.km,
        signatory_en=copy.signatory.en,
        signatory_title_km=copy.signatory_title.km,
        signatory_title_en=copy.signatory_title.en,
        standard_version=copy.standard,
        rules_version=copy.rules,
        groups=[
            GroupRow(
                code=group.code,
                position=group.position,
                title_km=group.title.km,
                title_en=group.title.en,
                rubric_version=group.rubric,
            )
            for group in copy.groups
        ],
    )


def _round(session: Session, competition: CompetitionRow, starter: Starter) -> RoundRow:
    for round_ in competition.rounds:
        if round_.province == starter.province:
            return round_
    round_ = RoundRow(
        competition=competition,
        kind=RoundKind.PROVINCIAL.value,
        province=starter.province,
        leading_products=starter.leading_products,
    )
    session.add(round_)
    session.flush()
    return round_
