"""What is known of judges: their profiles, and their interests, declared and taken back."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.interests import Interest, JudgeProfile
from judging.domain.localities import Locality
from judging.domain.meaning import to_plain
from judging.domain.names import LONGEST_PLACE, printable_words
from judging.domain.people import Person, Role
from judging.domain.places import Place
from judging.domain.producers import phone_number
from judging.domain.products import gazetteer_number
from judging.domain.refusal import NotAllowed, Refusal, sentence
from judging.domain.words import Language
from judging.persistence.accounts import AccountRow
from judging.persistence.interests import ExpertiseRow, InterestRow, JudgeProfileRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.services.acts import act
from judging.services.looking_up import require_within, there, written

SCORERS = (Role.JUDGE, Role.DESK)


def describe_judge(by: Person, judge_id: int, profile: JudgeProfile, at: datetime) -> None:
    """Write what is known of a judge or desk officer."""
    with act("judge.described", by=by, at=at) as deed:
        judge = _judge(deed.session, judge_id)
        deed.on = f"account:{judge.login}"
        row = deed.session.get(JudgeProfileRow, judge_id)
        if row is None:
            row = JudgeProfileRow(account_id=judge_id)
            deed.session.add(row)
        else:
            deed.detail["was"] = _profile_facts(row)
        _describe(row, profile)
        deed.detail["is"] = _profile_facts(row)


def declare_interest(by: Person, judge_id: int, interest: Interest, at: datetime) -> int:
    """Keep what ties a judge to a producer, product or place; the number of the interest.

    Organisers declare for anyone, judges and desk officers for themselves.
    """
    with act("interest.declared", by=by, at=at) as deed:
        if by.role in SCORERS and by.id != judge_id:
            raise NotAllowed("You can declare an interest for yourself only.")
        judge = _judge(deed.session, judge_id)
        why = written(interest.reason, sentence("Write what this tie is."))
        row = InterestRow(
            judge=judge,
            kind=interest.kind.value,
            reason=why,
            declared_at=at,
            declared_by_id=by.id,
        )
        _tie(deed.session, row, interest)
        _refuse_again(deed.session, row)
        deed.session.add(row)
        deed.session.flush()
        deed.on, deed.detail["is"] = f"account:{judge.login}", _interest_facts(row)
        return row.id


def take_back_interest(by: Person, interest_id: int, reason: str, at: datetime) -> None:
    """End an interest for a reason; it is kept, and ties nobody any more."""
    with act("interest.taken_back", by=by, at=at) as deed:
        row = there(deed.session, InterestRow, interest_id)
        deed.on = f"account:{row.judge.login}"
        if row.ended_at is not None:
            raise Refusal("This interest was taken back already.")
        row.ended_because = written(reason, sentence("Write why the interest is taken back."))
        row.ended_at = at
        deed.detail |= {"was": _interest_facts(row), "reason": row.ended_because}


def _judge(session: Session, judge_id: int) -> AccountRow:
    judge = there(session, AccountRow, judge_id)
    if judge.role not in SCORERS:
        raise Refusal("Only judges and desk officers have a profile and interests.")
    return judge


def _describe(row: JudgeProfileRow, profile: JudgeProfile) -> None:
    enterprise = printable_words(profile.enterprise)
    row.move_to(_locality(profile.home))
    row.speaks_km = Language.KM in profile.languages
    row.speaks_en = Language.EN in profile.languages
    row.enterprise_km, row.enterprise_en = enterprise.km, enterprise.en
    row.phone = phone_number(profile.phone)
    known = {one.group_code: one for one in row.expertise}
    row.expertise = [
        known.get(code) or ExpertiseRow(group_code=code) for code in sorted(profile.expertise)
    ]


def _locality(typed: Locality) -> Locality:
    place = typed.place
    levels = (place.district, place.commune, place.village)
    kept = (words and printable_words(words, LONGEST_PLACE) for words in levels)
    number = gazetteer_number(typed.gazetteer, within=place.province)
    return Locality(Place(place.province, *kept), number)


def _tie(session: Session, row: InterestRow, interest: Interest) -> None:
    subjects = (interest.producer_id, interest.product_id, interest.place)
    if sum(subject is not None for subject in subjects) != 1:
        raise Refusal("Choose one producer, one product or one place.")
    if interest.producer_id is not None:
        row.producer = there(session, ProducerRow, interest.producer_id)
    if interest.product_id is not None:
        row.product = there(session, ProductRow, interest.product_id)
    if interest.place is not None:
        require_within(session, interest.place.place.province)
        row.move_to(_locality(interest.place))


def _refuse_again(session: Session, row: InterestRow) -> None:
    with session.no_autoflush:
        standing = session.scalars(
            select(InterestRow).where(
                InterestRow.judge_id == row.judge.id, InterestRow.ended_at.is_(None)
            )
        ).all()
    if any(_subject(one) == _subject(row) for one in standing):
        raise Refusal("This interest is declared already: %(subject)s.", subject=row.subject)


def _subject(row: InterestRow) -> tuple[object, ...]:
    producer = row.producer.id if row.producer else None
    product = row.product.id if row.product else None
    return row.kind, producer, product, row.locality


def _profile_facts(row: JudgeProfileRow) -> dict[str, object]:
    """What the audit keeps of a profile; the telephone number stays out of it."""
    profile = row.profile
    return {
        "place": to_plain(profile.home.place.words),
        "gazetteer": profile.home.gazetteer,
        "enterprise": to_plain(profile.enterprise),
        "languages": sorted(profile.languages),
        "expertise": sorted(profile.expertise),
    }


def _interest_facts(row: InterestRow) -> dict[str, object]:
    return {"interest": row.kind, "subject": to_plain(row.subject), "reason": row.reason}
