"""Issuing certificates from a result: their numbers, dates and what is printed on them."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.calendar import CAMBODIA
from judging.domain.certificates import designs_for
from judging.domain.numbers import score_text
from judging.domain.provinces import province
from judging.domain.result import ResultEntry
from judging.domain.rules import Rules
from judging.domain.standard import Standard
from judging.domain.validity import add_months
from judging.domain.words import Words
from judging.persistence.competitions import CompetitionRow, GroupRow
from judging.persistence.entries import EntryRow
from judging.persistence.loading import written
from judging.persistence.results import CertificateRow, ResultRow


def issue_certificates(
    session: Session,
    competition: CompetitionRow,
    result: ResultRow,
    entries: Iterable[tuple[EntryRow, ResultEntry]],
    at: datetime,
) -> int:
    """A certificate for every honour and every star from the standard's threshold; how many."""
    standard = written(session, Standard, competition.standard_version)
    rules = written(session, Rules, competition.rules_version)
    groups = {group.code: group for group in competition.groups}
    issued_on = at.astimezone(CAMBODIA).date()
    expires_on = add_months(issued_on, standard.certificate.valid_months)
    serials = _last_serials(session, issued_on.year)
    issued = 0
    # By code, so that the serial says nothing about the rank.
    for row, entry in sorted(entries, key=lambda pair: (pair[1].group, pair[1].code)):
        designs = designs_for(entry.state, entry.honour, entry.star, rules=rules, standard=standard)
        for design in designs:
            serials[entry.group] += 1
            issued += 1
            number = _number(entry, issued_on, serials[entry.group])
            facts = _facts(competition, groups[entry.group], entry, issued_on, expires_on)
            session.add(
                CertificateRow(
                    number=number,
                    design=design,
                    result_id=result.id,
                    entry_id=row.id,
                    issued_on=issued_on,
                    expires_on=expires_on,
                    facts=json.dumps(facts | {"number": number}, ensure_ascii=False),
                )
            )
    return issued


def _last_serials(session: Session, year: int) -> Counter[str]:
    """The highest serial of each group in a year: a number is never used twice."""
    last: Counter[str] = Counter()
    numbers = select(CertificateRow.number).where(CertificateRow.number.contains(f"-{year}-"))
    for number in session.scalars(numbers):
        *_, group, serial = number.split("-")
        last[group] = max(last[group], int(serial))
    return last


def _number(entry: ResultEntry, issued_on: date, serial: int) -> str:
    place = province(entry.identity.province).number
    return f"OVOP-KH{place:02}-{issued_on.year}-{entry.group}-{serial:04}"


def _facts(
    competition: CompetitionRow,
    group: GroupRow,
    entry: ResultEntry,
    issued_on: date,
    expires_on: date,
) -> dict[str, str | int | bool]:
    signatory = Words(competition.signatory_km, competition.signatory_en)
    signatory_title = Words(competition.signatory_title_km, competition.signatory_title_en)
    both = {
        "product": entry.identity.product,
        "producer": entry.identity.producer,
        "producer_form": entry.identity.form.words,
        "group": group.title,
        "place": entry.identity.place,
        "award": entry.honour_title or Words("", ""),
        "competition": competition.title,
        "signatory_name": signatory,
        "signatory_title": signatory_title,
        "issued_at": Words("រាជធានីភ្នំពេញ", "Phnom Penh"),
    }
    in_languages = {
        f"{name}_{language}": words.in_(language)
        for name, words in both.items()
        for language in ("km", "en")
    }
    return {
        **in_languages,
        "stars": entry.star or 0,
        "final_score": score_text(Fraction(entry.final_score)) if entry.final_score else "",
        "year": issued_on.year,
        "specimen": competition.specimen,
        "issued_on": issued_on.isoformat(),
        "expires_on": expires_on.isoformat(),
    }
