"""Recording the papers of registered products: what they say, with their scans."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.documents.scans import Scan
from judging.domain.calendar import CAMBODIA
from judging.domain.names import LONGEST, printable
from judging.domain.people import Person
from judging.domain.product_papers import ProductPaper, check_dates, is_same_paper
from judging.domain.refusal import NotThere, Refusal, sentence
from judging.domain.standard import Standard
from judging.persistence.producers import ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.scans import keep_scan
from judging.services.acts import act
from judging.services.looking_up import there, written

WHY = sentence("Write why the paper is taken out; it is kept in the audit.")


def record_paper(
    by: Person,
    product_id: int,
    paper: ProductPaper,
    at: datetime,
    *,
    standard: Standard,
    scan: Scan | None,
    folder: Path,
) -> int:
    """Write a paper of a product into the registry; the number of its row.

    `standard` names the kinds there are; the scan is kept in `folder`.
    """
    with act("paper.recorded", by=by, at=at, on=f"product:{product_id}") as deed:
        product = there(deed.session, ProductRow, product_id)
        row = ProductPaperRow(product_id=product.id, recorded_at=at)
        _require_known(paper.kind, standard)
        _describe(deed.session, row, paper, at)
        # Last of all, so that a refusal leaves no file.
        _attach(row, scan, folder)
        deed.session.add(row)
        deed.session.flush()
        deed.detail |= {"paper": row.id, "is": paper_facts(row)}
        return row.id


def correct_paper(
    by: Person,
    paper_id: int,
    paper: ProductPaper,
    at: datetime,
    *,
    standard: Standard,
    scan: Scan | None,
    keeps_scan: bool = True,
    folder: Path,
) -> None:
    """Correct what is known of a paper; a new scan takes the place of the one before."""
    with act("paper.corrected", by=by, at=at) as deed:
        row = _paper(deed.session, paper_id)
        deed.on = f"product:{row.product_id}"
        deed.detail |= {"paper": row.id, "was": paper_facts(row)}
        if paper.kind != row.kind:
            _require_known(paper.kind, standard)
        _describe(deed.session, row, paper, at)
        if scan is not None or not keeps_scan:
            _attach(row, scan, folder)
        deed.detail["is"] = paper_facts(row)


def remove_paper(by: Person, paper_id: int, reason: str, at: datetime) -> None:
    """Take a paper out of the registry; its row and its scan are kept."""
    with act("paper.removed", by=by, at=at) as deed:
        row = _paper(deed.session, paper_id)
        deed.on = f"product:{row.product_id}"
        why = written(reason, WHY)
        row.removed_at = at
        deed.detail |= {"paper": row.id, "was": paper_facts(row), "reason": why}


def paper_facts(row: ProductPaperRow) -> dict[str, object]:
    """What the audit keeps of a paper; of its scan the digest."""
    return {
        "kind": row.kind,
        "issuer": row.issuer,
        "number": row.number,
        "issued": row.issued_on,
        "expires": row.expires_on,
        "digest": row.scan,
    }


def _paper(session: Session, paper_id: int) -> ProductPaperRow:
    row = there(session, ProductPaperRow, paper_id)
    if row.removed_at is not None:
        raise NotThere("This paper was taken out of the registry.")
    return row


def _require_known(kind: str, standard: Standard) -> None:
    if kind not in {known.code for known in standard.papers}:
        raise Refusal("The standard knows no paper “%(code)s”.", code=kind)


def _describe(session: Session, row: ProductPaperRow, paper: ProductPaper, at: datetime) -> None:
    """Write what the paper says into its row, as it is kept."""
    said = replace(
        paper, issuer=printable(paper.issuer, LONGEST), number=printable(paper.number, LONGEST)
    )
    check_dates(said, at.astimezone(CAMBODIA).date())
    _refuse_again(session, row, said)
    row.kind, row.issuer, row.number = said.kind, said.issuer, said.number
    row.issued_on, row.expires_on = said.issued_on, said.expires_on


def _refuse_again(session: Session, row: ProductPaperRow, paper: ProductPaper) -> None:
    others = select(ProductPaperRow).where(
        ProductPaperRow.product_id == row.product_id,
        ProductPaperRow.kind == paper.kind,
        ProductPaperRow.removed_at.is_(None),
    )
    with session.no_autoflush:
        known = [other for other in session.scalars(others) if other is not row]
    if any(is_same_paper(other.paper, paper) for other in known):
        raise Refusal("This paper of the product is in the registry already; correct that one.")


def _attach(row: ProductPaperRow, scan: Scan | None, folder: Path) -> None:
    row.scan = keep_scan(folder, scan.content) if scan else None
    row.scan_type = scan.type.value if scan else None
