"""How fast a registry of 961 products comes in from a table, and goes out again.

On SQLite, in one process, a product and a producer a row:
`python -m tests.benchmarks.bench_registry`.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from judging import create_app
from judging.documents.workbooks import table_bytes
from judging.domain.provinces import PROVINCES
from judging.persistence.base import Row
from judging.persistence.database import db
from judging.queries.exports import products_table
from judging.queries.imports import dry_run
from judging.queries.jobs import newest_job
from judging.services.importing import APPLYING, PLANNING, begin_import, order_import
from judging.services.running_jobs import run_job
from tests import story
from tests.conftest import settings
from tests.registry_tables import GROUPS, file_of, other

ROWS = 961
T = TypeVar("T")


def timed(what: str, do: Callable[[], T]) -> T:
    """Do it and print how long it took."""
    start = time.perf_counter()
    result = do()
    print(f"{what}: {1000 * (time.perf_counter() - start):.0f} ms")
    return result


def main() -> None:
    """Fill a table, bring it in, take it out."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings(f"sqlite:///{Path(folder) / 'bench.sqlite'}"))
        with app.app_context():
            Row.metadata.create_all(db.engine)
            organiser = story.enrol_everyone(judges=1).organiser
            places = (PROVINCES[n % 25] for n in range(ROWS))
            rows = [
                other(n, province=at.iso, gazetteer=f"{at.number:02}02")
                for n, at in enumerate(places, 1)
            ]
            data = file_of(*rows)
            import_id = timed(
                f"{ROWS} rows of {len(data) / 1000:.0f} kB given and read",
                lambda: begin_import(organiser, "x.xlsx", data, GROUPS, story.NOON),
            )
            planning = newest_job(import_id, PLANNING).id
            timed("dry run", lambda: run_job(planning, "bench"))
            timed("dry run read for its page", lambda: dry_run(import_id))
            order_import(organiser, import_id, story.NOON)
            applying = newest_job(import_id, APPLYING).id
            timed("brought in", lambda: run_job(applying, "bench"))
            db.session.rollback()
            assert newest_job(import_id, APPLYING).outcome["new"] == ROWS
            for kind in ("xlsx", "csv"):
                size = timed(
                    f"out as {kind}", lambda kind=kind: table_bytes(kind, products_table())
                )
                print(f"  {len(size) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
