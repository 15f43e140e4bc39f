"""Competitions and the way of their round: entering, judging, closed."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.meaning import canonical_json, version_of
from judging.domain.names import printable_words
from judging.domain.people import Person
from judging.domain.provinces import province as province_of
from judging.domain.refusal import Refusal, sentence
from judging.domain.rounds import LEADING, RoundKind, RoundState
from judging.domain.words import Words
from judging.domain.written import WrittenStandard
from judging.persistence.competitions import CompetitionRow, GroupRow, RoundRow
from judging.persistence.entries import EntryRow
from judging.persistence.score_sheets import SheetRow
from judging.persistence.written import WrittenRow
from judging.services.acts import Deed, act
from judging.services.looking_up import refuse_away, require_state, there, written

TOO_LATE = sentence("Judging of the national round has opened; no province can be added.")
NOBODY_YET = Words("", "")


def create_competition(
    by: Person,
    *,
    code: str,
    title: Words,
    starts_on: date,
    ends_on: date,
    specimen: bool,
    standard: WrittenStandard,
    signatory: Words = NOBODY_YET,
    signatory_title: Words = NOBODY_YET,
    at: datetime,
) -> int:
    """A competition with one national round, judged by this written standard; its number."""
    if starts_on > ends_on:
        raise Refusal("The competition ends before it starts; change one of the dates.")
    title, signatory = printable_words(title), printable_words(signatory)
    signatory_title = printable_words(signatory_title)
    with act("competition.created", by=by, at=at, on=f"competition:{code}") as deed:
        taken = select(CompetitionRow.id).where(CompetitionRow.code == code)
        if deed.session.scalar(taken):
            raise Refusal("The code %(code)s is taken; choose another.", code=code)
        competition = CompetitionRow(
            code=code,
            title_km=title.km,
            title_en=title.en,
            starts_on=starts_on,
            ends_on=ends_on,
            specimen=specimen,
            signatory_km=signatory.km,
            signatory_en=signatory.en,
            signatory_title_km=signatory_title.km,
            signatory_title_en=signatory_title.en,
            rounds=[RoundRow(kind=RoundKind.NATIONAL.value)],
        )
        _write_standard(deed.session, competition, standard)
        deed.session.add(competition)
        deed.session.flush()
        deed.detail |= {"standard": competition.standard_version, "specimen": specimen}
        return competition.id


def add_rounds(
    by: Person,
    competition_id: int,
    provinces: Sequence[str],
    at: datetime,
    leading_products: int = LEADING,
) -> list[int]:
    """A round of each province, whose leading products go on to the national round."""
    with act("round.added", by=by, at=at) as deed:
        competition = there(deed.session, CompetitionRow, competition_id)
        deed.on = f"competition:{competition.code}"
        if leading_products < 1:
            raise Refusal("At least one product of a province leads on; write a number from 1.")
        national = next(one for one in competition.rounds if one.kind == RoundKind.NATIONAL)
        require_state(national, RoundState.ENTERING, otherwise=TOO_LATE)
        known = {one.province for one in competition.rounds}
        added = [province_of(iso) for iso in dict.fromkeys(provinces)]
        for province in added:
            if province.iso in known:
                raise Refusal(
                    "%(province)s has its round already; leave it out.", province=province.name
                )
        rows = [
            RoundRow(
                competition_id=competition.id,
                kind=RoundKind.PROVINCIAL.value,
                province=province.iso,
                leading_products=leading_products,
            )
            for province in added
        ]
        deed.session.add_all(rows)
        deed.session.flush()
        deed.detail |= {"provinces": [row.province for row in rows], "number": leading_products}
        return [row.id for row in rows]


def renew_standard(
    by: Person, competition_id: int, standard: WrittenStandard, at: datetime
) -> None:
    """Judge by these files from now on; refused once there is a score sheet."""
    with act("standard.renewed", by=by, at=at) as deed:
        competition = there(deed.session, CompetitionRow, competition_id)
        deed.on = f"competition:{competition.code}"
        for round_ in competition.rounds:
            refuse_away(round_)
        sheets = (
            select(SheetRow.id)
            .join(EntryRow, SheetRow.entry_id == EntryRow.id)
            .join(RoundRow, EntryRow.round_id == RoundRow.id)
            .where(RoundRow.competition_id == competition_id)
        )
        if deed.session.scalar(sheets.limit(1)):
            raise Refusal("The rules are frozen: the first score sheet has been started.")
        if {g.code for g in competition.groups} != {r.group for r in standard.rubrics}:
            raise Refusal("The product groups differ from the competition's; make a new one.")
        _write_standard(deed.session, competition, standard)


def open_judging(by: Person, round_id: int, at: datetime) -> None:
    """Let judges and desk officers score."""
    with act("round.opened", by=by, at=at) as deed:
        round_ = there(deed.session, RoundRow, round_id)
        deed.on = f"round:{round_.code}"
        require_state(round_, RoundState.ENTERING)
        entered = select(EntryRow.id).where(EntryRow.round_id == round_id)
        if not deed.session.scalar(entered.limit(1)):
            raise Refusal("Nothing is entered yet; enter the products before judging opens.")
        round_.state, round_.opened_at = RoundState.JUDGING.value, at


def close_judging(by: Person, round_id: int, at: datetime) -> None:
    """Take no more score sheets."""
    with act("round.closed", by=by, at=at) as deed:
        round_ = there(deed.session, RoundRow, round_id)
        deed.on = f"round:{round_.code}"
        require_state(round_, RoundState.JUDGING)
        round_.state, round_.closed_at = RoundState.CLOSED.value, at


def reopen_judging(
    by: Person, round_id: int, reason: str, at: datetime, *, proposed_by: Person
) -> None:
    """Let judges score again, for a reason that is kept."""
    with act("round.reopened", by=by, at=at, proposed_by=proposed_by) as deed:
        reopen_within(deed, round_id, reason)


def reopen_within(deed: Deed, round_id: int, reason: str) -> None:
    """The same within an act."""
    round_, why = round_to_reopen(deed.session, round_id, reason)
    deed.on, deed.detail["reason"] = f"round:{round_.code}", why
    round_.state, round_.closed_at = RoundState.JUDGING.value, None


def round_to_reopen(session: Session, round_id: int, reason: str) -> tuple[RoundRow, str]:
    """A round that can be opened again now, and why it shall be; refused if it cannot."""
    why = written(reason, sentence("Write why the round is opened again."))
    round_ = there(session, RoundRow, round_id)
    require_state(round_, RoundState.CLOSED)
    return round_, why


def _write_standard(
    session: Session, competition: CompetitionRow, standard: WrittenStandard
) -> None:
    competition.standard_version = _keep(session, "standard", standard.standard)
    competition.rules_version = _keep(session, "rules", standard.rules)
    rows = {group.code: group for group in competition.groups}
    for rubric in standard.rubrics:
        group = rows.get(rubric.group) or GroupRow(code=rubric.group)
        group.position = rubric.order
        group.title_km, group.title_en = rubric.title.km, rubric.title.en
        group.rubric_version = _keep(session, "rubric", rubric)
        if rubric.group not in rows:
            competition.groups.append(group)


def _keep(session: Session, kind: str, value: object) -> str:
    version = version_of(value)
    if session.get(WrittenRow, version) is None:
        session.add(WrittenRow(version=version, kind=kind, meaning=canonical_json(value)))
        session.flush()
    return version
