"""Tables of the registry, to be taken along; the products' table can be imported again."""

import json
from collections import defaultdict
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from judging.documents.workbooks import Cell, Table
from judging.domain.interests import JudgeProfile
from judging.domain.products import OriginTest
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.registry_table import COLUMNS, OF_THE_PRODUCER, both, cell_of
from judging.domain.registry_values import values_of
from judging.domain.words import Words
from judging.persistence.database import db
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.reach import in_reach
from judging.queries.audits import ALL, AuditLine, WantedLines, every_line
from judging.queries.interests import JudgeView, judges

TESTS = {
    OriginTest.VILLAGE: Words("តេស្ត៖ ភូមិ", "Test: village"),
    OriginTest.CULTURE: Words("តេស្ត៖ វប្បធម៌", "Test: culture"),
    OriginTest.POTENTIAL: Words("តេស្ត៖ សក្តានុពល", "Test: potential"),
    OriginTest.APPROVED: Words("តេស្ត៖ ការអនុម័ត", "Test: approval"),
}
PAPERS = Words("ឯកសារ", "Papers")


def products_table(reach: Reach = EVERYWHERE) -> Table:
    """Every product in reach with its producer: the columns of an import, tests and papers."""
    rows = db.session.scalars(
        select(ProductRow)
        .where(in_reach(ProductRow, reach))
        .options(joinedload(ProductRow.producer), selectinload(ProductRow.findings))
        .order_by(ProductRow.id)
    ).all()
    papers = defaultdict(list)
    kept = select(ProductPaperRow.product_id, ProductPaperRow.kind).order_by(ProductPaperRow.id)
    for product_id, kind in db.session.execute(kept.where(ProductPaperRow.removed_at.is_(None))):
        papers[product_id].append(kind)
    return Table(
        "products",
        [*(column.heading for column in COLUMNS), *map(both, TESTS.values()), both(PAPERS)],
        [_product_cells(row, papers[row.id]) for row in rows],
    )


def _product_cells(row: ProductRow, papers: list[str]) -> list[Cell]:
    product = row.product
    values = values_of(product, row.producer.producer)
    findings = [product.findings.get(test) for test in TESTS]
    return [
        *(cell_of(c.key, values[c.key]) if c.key in values else None for c in COLUMNS),
        *(finding.holds if finding else None for finding in findings),
        ", ".join(dict.fromkeys(papers)),
    ]


def producers_table(reach: Reach = EVERYWHERE) -> Table:
    """Every producer in reach, and how many products in reach each has."""
    wanted = select(ProducerRow).where(in_reach(ProducerRow, reach)).order_by(ProducerRow.id)
    rows = db.session.scalars(wanted).all()
    counts: dict[int, int] = defaultdict(int)
    made = select(ProductRow.producer_id).where(in_reach(ProductRow, reach))
    for producer_id in db.session.scalars(made):
        counts[producer_id] += 1
    columns = [column for column in COLUMNS if column.key in OF_THE_PRODUCER]
    return Table(
        "producers",
        [*(column.heading for column in columns), both(Words("ចំនួនផលិតផល", "Products"))],
        [[*_producer_cells(row), counts[row.id]] for row in rows],
    )


def _producer_cells(row: ProducerRow) -> list[Cell]:
    return [
        row.name_km,
        row.name_en,
        cell_of("form", row.form),
        row.women_led,
        row.youth_led,
        row.with_disabilities,
        row.contact_person,
        row.contact_phone,
        row.contact_email,
    ]


def papers_table(reach: Reach = EVERYWHERE) -> Table:
    """Every paper of every product in reach, without those that were taken out."""
    rows = db.session.scalars(
        select(ProductPaperRow)
        .where(ProductPaperRow.removed_at.is_(None), in_reach(ProductPaperRow, reach))
        .options(joinedload(ProductPaperRow.product).joinedload(ProductRow.producer))
        .order_by(ProductPaperRow.id)
    )
    headings = (
        Words("លេខចុះបញ្ជី OVOP", "Registration number"),
        Words("ផលិតផល", "Product"),
        Words("ផលិតករ", "Producer"),
        Words("ប្រភេទឯកសារ", "Kind of paper"),
        Words("អ្នកចេញឯកសារ", "Who gave it"),
        Words("លេខលើឯកសារ", "Number on the paper"),
        Words("ថ្ងៃចេញ", "Given on"),
        Words("មានសុពលភាពដល់", "Good until"),
    )
    return Table("papers", [both(words) for words in headings], [_paper_cells(r) for r in rows])


def _paper_cells(row: ProductPaperRow) -> list[Cell]:
    product = row.product
    told: list[Cell] = [product.registration, both(product.name), both(product.producer.name)]
    return [*told, row.kind, row.issuer, row.number, row.issued_on, row.expires_on]


def judges_table(reach: Reach = EVERYWHERE) -> Table:
    """Everybody in reach who scores, with profile and the interests that stand."""
    headings = (
        Words("ឈ្មោះ", "Name"),
        Words("ឈ្មោះចូលប្រើ", "Sign-in name"),
        Words("ជំនាញលើក្រុមផលិតផល", "Knows these groups well"),
        Words("រស់នៅ", "Lives in"),
        Words("ភាសា", "Languages"),
        Words("សហគ្រាស", "Enterprise"),
        Words("លេខទូរសព្ទ", "Telephone"),
        Words("ចំណងផលប្រយោជន៍", "Interests"),
    )
    cells = [_judge_cells(view) for view in judges(reach)]
    return Table("judges", [both(words) for words in headings], cells)


def _judge_cells(view: JudgeView) -> list[Cell]:
    told = [
        f"{both(one.subject)} – {both(one.interest.kind.words)}: {one.interest.reason}"
        for one in view.standing
    ]
    return [both(view.judge.name), view.judge.login, *_profile_cells(view.profile), "; ".join(told)]


def _profile_cells(profile: JudgeProfile | None) -> list[Cell]:
    if profile is None:
        return [None] * 5
    return [
        ", ".join(sorted(profile.expertise)),
        both(profile.home.place.words),
        ", ".join(sorted(profile.languages, reverse=True)),
        both(profile.enterprise),
        profile.phone,
    ]


def audit_table(reach: Reach = EVERYWHERE, wanted: WantedLines = ALL) -> Table:
    """Every such act on what is in reach, the oldest first."""
    headings = (
        Words("ពេលណា", "When"),
        Words("ឈ្មោះចូលប្រើ", "Sign-in name"),
        Words("សកម្មភាព", "Act"),
        Words("លើអ្វី", "On what"),
        Words("ព័ត៌មានលម្អិត", "Details"),
    )
    return Table(
        "audit", [both(words) for words in headings], map(_audit_cells, every_line(reach, wanted))
    )


def _audit_cells(line: AuditLine) -> list[Cell]:
    details = json.dumps(line.detail, ensure_ascii=False) if line.detail else ""
    return [line.at, line.login, line.act, line.on, details]


REGISTRY_TABLES: dict[str, Callable[[Reach], Table]] = {
    "products": products_table,
    "producers": producers_table,
    "papers": papers_table,
    "judges": judges_table,
    "audit": audit_table,
}
