"""Writing what comes from another server into the registry, as a meeting and a person decided."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.product_papers import ProductPaper
from judging.domain.refusal import Refusal
from judging.domain.registry_meeting import Choice, Fate, Met, RegistryMeeting
from judging.domain.round_files import FindingCopy, PaperCopy, ProducerCopy, ProductCopy
from judging.persistence.producers import FindingRow, ProducerRow, ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.registry_copies import producers_by_identity, products_by_identity
from judging.services.acts import Deeds
from judging.services.registering import (
    describe_producer,
    describe_product,
    producer_facts,
    product_facts,
)


def settle_registry(
    session: Session, deeds: Deeds[Any], meeting: RegistryMeeting, choice: Choice
) -> dict[str, ProductRow]:
    """Write what is new and what holds; the product here for each identity that came.

    Each thing that is written has its line in the audit, as if somebody had typed it here.
    """
    settled = _Settled(session, deeds, meeting, choice)
    for producer in meeting.producers:
        settled.take_producer(producer)
    for product in meeting.products:
        settled.take_product(product)
    for paper in meeting.papers:
        settled.take_paper(paper)
    session.flush()
    return settled.products


class _Settled:
    """The rows here, by the identities that came."""

    def __init__(
        self, session: Session, deeds: Deeds[Any], meeting: RegistryMeeting, choice: Choice
    ) -> None:
        self.session, self.deeds = session, deeds
        self.meeting, self.choice = meeting, choice
        known = {one.here.identity for one in meeting.products if one.here}
        producers = {one.identity for one in meeting.producers}
        self.producers: dict[str, ProducerRow] = producers_by_identity(session, producers)
        here = products_by_identity(session, known)
        self.products: dict[str, ProductRow] = {
            one.identity: here[one.here.identity]
            for one in meeting.products
            if one.here and not self._is_new(one)
        }
        _require_apart(self.products)

    def _is_new(self, met: Met[Any]) -> bool:
        is_other = met.fate is Fate.ALIKE and met.identity not in self.choice.one_thing
        return met.fate is Fate.NEW or is_other

    def take_producer(self, met: Met[ProducerCopy]) -> None:
        """A producer that is new or whose other side holds; one whose products all are here."""
        if self._is_new(met):
            if self._is_needed(met.identity):
                self._write_producer(ProducerRow(identity=met.identity), met.there, None)
        elif self.choice.takes(met):
            row = self.producers[met.identity]
            self._write_producer(row, met.there, producer_facts(row))

    def _is_needed(self, identity: str) -> bool:
        return any(
            one.there.producer == identity and (self._is_new(one) or self.choice.takes(one))
            for one in self.meeting.products
        )

    def _write_producer(
        self, row: ProducerRow, copy: ProducerCopy, was: dict[str, object] | None
    ) -> None:
        describe_producer(self.session, row, replace(copy.about, account_id=row.account_id))
        self.session.add(row)
        self.session.flush()
        self.producers[copy.identity] = row
        self._note("producer", row.id, was, producer_facts(row))

    def take_product(self, met: Met[ProductCopy]) -> None:
        """A product that is new or whose other side holds."""
        if self._is_new(met):
            self._write_product(ProductRow(identity=met.identity), met.there, None)
        elif self.choice.takes(met):
            row = self.products[met.identity]
            self._write_product(row, met.there, product_facts(row))

    def _write_product(
        self, row: ProductRow, copy: ProductCopy, was: dict[str, object] | None
    ) -> None:
        row.producer = self.producers[copy.producer]
        describe_product(self.session, row, copy.product)
        self.session.add(row)
        self._write_findings(row, copy.findings)
        self.session.flush()
        self.products[copy.identity] = row
        self._note("product", row.id, was, product_facts(row))

    def _write_findings(self, row: ProductRow, findings: tuple[FindingCopy, ...]) -> None:
        known = {one.test: one for one in row.findings}
        for copy in findings:
            finding = known.get(copy.test) or FindingRow(test=copy.test.value)
            if (finding.holds, finding.reason) == (copy.holds, copy.reason):
                continue
            finding.holds, finding.reason = copy.holds, copy.reason
            finding.found_at = self.deeds.at
            if copy.test not in known:
                row.findings.append(finding)

    def take_paper(self, copy: PaperCopy) -> None:
        """A paper that is not here yet; its scan stays where it is."""
        paper, product = copy.paper, self.products[copy.product]
        if copy.product in self.choice.one_thing and paper in self._papers_of(product):
            return
        row = ProductPaperRow(
            product=product,
            kind=paper.kind,
            issuer=paper.issuer,
            number=paper.number,
            issued_on=paper.issued_on,
            expires_on=paper.expires_on,
            recorded_at=self.deeds.at,
        )
        self.session.add(row)

    def _papers_of(self, product: ProductRow) -> list[ProductPaper]:
        kept = select(ProductPaperRow).where(
            ProductPaperRow.product_id == product.id, ProductPaperRow.removed_at.is_(None)
        )
        return [row.paper for row in self.session.scalars(kept)]

    def _note(
        self, kind: str, number: int, was: dict[str, object] | None, now: dict[str, object]
    ) -> None:
        on = f"{kind}:{number}"
        facts: dict[str, object] = {"was": was, "is": now} if was else {"is": now}
        if kind == "producer" and was:
            self.deeds.note("producer.corrected", on, facts)
        elif kind == "producer":
            self.deeds.note("producer.registered", on, facts)
        elif was:
            self.deeds.note("product.corrected", on, facts)
        else:
            self.deeds.note("product.registered", on, facts)


def _require_apart(products: dict[str, ProductRow]) -> None:
    """Two products that come cannot both be one and the same here."""
    rows = {row.id: row for row in products.values()}
    if len(rows) == len(products):
        return
    numbers = [row.id for row in products.values()]
    twice = next(row for row in rows.values() if numbers.count(row.id) > 1)
    raise Refusal(
        "Two products of the file cannot both be %(product)s; untick one of them.",
        product=twice.name,
    )
