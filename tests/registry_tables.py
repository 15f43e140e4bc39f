"""Tables for tests of importing: a good row, files of rows, and the way of an import."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from judging.documents.workbooks import Table, csv_bytes, workbook_bytes
from judging.domain.people import Person
from judging.domain.registry_table import COLUMN_BY_KEY
from judging.domain.words import Words
from judging.persistence.database import db
from judging.queries.imports import DryRun, dry_run
from judging.queries.jobs import newest_job
from judging.services.importing import APPLYING, PLANNING, begin_import, order_import
from judging.services.running_jobs import run_job
from tests.story import NOON

GROUPS = {"FOOD": Words("អាហារ", "Food"), "DRINK": Words("ភេសជ្ជៈ", "Drink")}
GOOD = {
    "registration": "OVOP-1",
    "product_km": "ម្រេចកំពត",
    "product_en": "Kampot pepper",
    "group": "FOOD",
    "producer_km": "សហគមន៍ម្រេច",
    "producer_en": "Pepper community",
    "form": "សហគមន៍",
    "province": "កំពត",
    "district_km": "ទឹកឈូ",
    "district_en": "Tuek Chhou",
    "gazetteer": "0702",
    "women_led": "បាទ/ចាស",
    "contact_phone": "012 345 678",
    "contact_email": "pepper@example.org",
}

Cells = Mapping[str, str]


def other(number: int, **cells: str) -> dict[str, str]:
    """A good row of another product and producer."""
    return {
        **GOOD,
        "registration": f"OVOP-{number}",
        "product_km": f"ផលិតផលទី{number}",
        "product_en": f"Thing {number}",
        "producer_km": f"ផលិតករទី{number}",
        "producer_en": f"Maker {number}",
        **cells,
    }


def file_of(*rows: Cells, kind: str = "xlsx") -> bytes:
    """A file with these rows and the columns that they name."""
    keys = list(dict.fromkeys([*GOOD, *(key for row in rows for key in row)]))
    table = Table(
        "registry",
        [COLUMN_BY_KEY[key].heading for key in keys],
        [[row.get(key, "") for key in keys] for row in rows],
    )
    return workbook_bytes(table) if kind == "xlsx" else csv_bytes(table)


def give(by: Person, data: bytes, at: datetime = NOON) -> DryRun:
    """Give a table and let a worker make its dry run."""
    import_id = begin_import(by, "registry.xlsx", data, GROUPS, at)
    run_job(newest_job(import_id, PLANNING).id, "worker")
    return run_of(import_id)


def run_of(import_id: int) -> DryRun:
    """The dry run as it is now."""
    db.session.rollback()
    return dry_run(import_id)


def apply(by: Person, import_id: int, at: datetime = NOON) -> dict[str, object]:
    """Order what the dry run showed and let a worker do it; what came of it."""
    run_job(order_import(by, import_id, at), "worker")
    db.session.rollback()
    return newest_job(import_id, APPLYING).outcome


def fates(run: DryRun) -> list[str]:
    """What becomes of each row."""
    return [planned.fate.value for planned in run.plan]


def bring(by: Person, rows: Iterable[Cells]) -> None:
    """Import rows."""
    apply(by, give(by, file_of(*rows)).about.id)
