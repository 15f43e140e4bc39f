"""What the registry has of the papers of entries, for the desk's tablets: no scans."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from judging.domain.product_papers import ProductPaper, longest, validity_of
from judging.persistence.competitions import CompetitionRow
from judging.persistence.entries import EntryRow
from judging.persistence.product_papers import ProductPaperRow

Plain = dict[str, Any]


def tablet_papers(
    session: Session, entry_ids: list[int], competition: CompetitionRow
) -> dict[int, Plain]:
    """By entry and kind the paper that is good longest: its number, its end, and its validity."""
    rows = session.execute(
        select(EntryRow.id, ProductPaperRow)
        .join(ProductPaperRow, ProductPaperRow.product_id == EntryRow.product_id)
        .where(EntryRow.id.in_(entry_ids), ProductPaperRow.removed_at.is_(None))
        .order_by(ProductPaperRow.kind, ProductPaperRow.id)
    )
    papers: dict[int, list[ProductPaper]] = defaultdict(list)
    for entry_id, row in rows:
        papers[entry_id].append(row.paper)
    return {
        entry_id: {kind: _paper(paper, competition) for kind, paper in longest(of_entry).items()}
        for entry_id, of_entry in papers.items()
    }


def _paper(paper: ProductPaper, competition: CompetitionRow) -> Plain:
    """Without what the paper does not say: a tablet fetches hundreds of them."""
    validity = validity_of(paper.expires_on, competition.starts_on, competition.ends_on)
    plain: Plain = {"validity": validity.value}
    if paper.number:
        plain["number"] = paper.number
    if paper.expires_on:
        plain["expires_on"] = paper.expires_on.isoformat()
    return plain
