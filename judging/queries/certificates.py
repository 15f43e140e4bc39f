"""Certificates: the check by number, and what is printed."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from judging.domain.words import Words
from judging.persistence.competitions import RoundRow, is_round
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.results import CertificateRow, ResultRow

Facts = dict[str, str | int | bool]


class CertificateState(StrEnum):
    """Whether a certificate still proves what it says."""

    VALID = "valid"
    LAPSED = "lapsed"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate as anyone may check it."""

    number: str
    design: str
    state: CertificateState
    product: Words
    producer: Words
    form: Words
    place: Words
    group: Words
    award: Words
    stars: int
    final_score: str
    signatory: Words
    signatory_title: Words
    competition: Words
    competition_code: str
    specimen: bool
    issued_on: date
    expires_on: date
    entry_id: int
    facts: Facts


def by_number(number: str, today: date) -> CertificateView | None:
    """The certificate with this number, as it stands `today`; None if there is none."""
    row = db.session.get(CertificateRow, number.strip().upper())
    return _view(row, today) if row else None


def of_producer(account_id: int, today: date) -> list[CertificateView]:
    """The certificates of the producers whose account this is."""
    rows = db.session.scalars(
        select(CertificateRow)
        .join(EntryRow, EntryRow.id == CertificateRow.entry_id)
        .join(ProductRow, ProductRow.id == EntryRow.product_id)
        .join(ProducerRow, ProducerRow.id == ProductRow.producer_id)
        .where(ProducerRow.account_id == account_id)
        .order_by(CertificateRow.number)
    )
    return [_view(row, today) for row in rows]


def of_competition(code: str, today: date) -> list[CertificateView]:
    """Every certificate of a round by number."""
    rows = db.session.scalars(
        select(CertificateRow)
        .join(CertificateRow.result)
        .join(ResultRow.round)
        .join(RoundRow.competition)
        .where(is_round(code))
        .options(
            joinedload(CertificateRow.result)
            .joinedload(ResultRow.round)
            .joinedload(RoundRow.competition)
        )
        .order_by(CertificateRow.number)
    )
    return [_view(row, today) for row in rows]


def printed_facts(view: CertificateView, public_url: str) -> Facts:
    """What the certificate prints: its facts and the address where anyone can check it."""
    return view.facts | {"verify_url": f"{public_url}/v/{view.number}"}


def _view(row: CertificateRow, today: date) -> CertificateView:
    facts: dict[str, Any] = json.loads(row.facts)
    state = CertificateState.VALID if today < row.expires_on else CertificateState.LAPSED
    return CertificateView(
        number=row.number,
        design=row.design,
        state=CertificateState.REVOKED if row.revoked_because else state,
        product=_words(facts, "product"),
        producer=_words(facts, "producer"),
        form=_words(facts, "producer_form"),
        place=_words(facts, "place"),
        group=_words(facts, "group"),
        award=_words(facts, "award"),
        stars=facts["stars"],
        final_score=facts["final_score"],
        signatory=_words(facts, "signatory_name"),
        signatory_title=_words(facts, "signatory_title"),
        competition=_words(facts, "competition"),
        competition_code=row.result.round.code,
        specimen=facts["specimen"],
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        entry_id=row.entry_id,
        facts=facts,
    )


def _words(facts: dict[str, Any], name: str) -> Words:
    return Words(facts[f"{name}_km"], facts[f"{name}_en"])
