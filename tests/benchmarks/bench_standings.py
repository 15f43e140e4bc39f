"""How fast the organiser's standings page is with 1,000 entries in one group.

The real FOOD rubric; each entry with all papers, a desk sheet and five panel sheets, on SQLite,
through the test client: `python -m tests.benchmarks.bench_standings`.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from judging import create_app
from judging.domain.meaning import plain_number
from judging.domain.rubric import Levels, Rubric, Scale, Scorer
from judging.persistence.base import Row
from judging.persistence.competitions import GroupRow
from judging.persistence.database import db
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.score_sheets import SheetRow
from tests import story
from tests.conftest import settings
from tests.queries.counting import statements

ENTRIES, VISITS = 1_000, 15


def fill(told: story.Story, entries: int, chance: random.Random) -> None:
    """Entries of the FOOD group with every paper and a sheet of the desk and of each judge."""
    session = db.session()
    group = session.scalars(select(GroupRow).where(GroupRow.code == "FOOD")).one()
    numbers = range(1, entries + 1)
    kept: dict[type[Row], Iterable[dict[str, object]]] = {
        ProducerRow: map(producer, numbers),
        ProductRow: map(product, numbers),
        EntryRow: (
            {"id": n, "product_id": n, "code": str(1000 + n)}
            | {"round_id": told.round_id, "group_id": group.id}
            for n in numbers
        ),
        EntryPaperRow: ({"entry_id": n, "paper": p} for n in numbers for p in story.PAPERS),
        SheetRow: sheets(told, numbers, group.rubric_version, chance),
    }
    for table, rows in kept.items():
        session.execute(insert(table), list(rows))
    session.commit()


def producer(number: int) -> dict[str, object]:
    """Who makes the product with the same number."""
    names = {"name_km": f"សហគមន៍ផលិតករទី{number}", "name_en": f"Community {number}"}
    return {"id": number, "form": "community"} | names


def product(number: int) -> dict[str, object]:
    """What is entered, from each province in turn."""
    names = {"name_km": f"ម្រេចខ្មៅកំពតទី{number}", "name_en": f"Kampot black pepper {number}"}
    return {"id": number, "producer_id": number, "province": f"KH-{number % 25 + 1}"} | names


def sheets(
    told: story.Story, numbers: Iterable[int], version: str, chance: random.Random
) -> Iterator[dict[str, object]]:
    """One whole sheet of the desk and of each judge for every entry."""
    rubric = told.rubric()
    scorers = [(told.desk, Scorer.DESK), *((judge, Scorer.PANEL) for judge in told.judges)]
    for number in numbers:
        for person, scorer in scorers:
            yield {
                "entry_id": number,
                "judge_id": person.id,
                "scorer": scorer.value,
                "version": 1,
                "state": "handed_in",
                "rubric_version": version,
                "answers": answers(rubric, scorer, chance),
                "notes": "{}",
                "saved_at": story.NOON,
                "handed_in_at": story.NOON,
            }


def answers(rubric: Rubric, scorer: Scorer, chance: random.Random) -> str:
    """A whole sheet as it is kept: mostly good answers, gates seldom."""
    given: list[str] = []
    done: set[str] = set()
    for criterion in rubric.criteria(scorer):
        if criterion.branch in done or criterion.asked_if:
            continue
        if criterion.branch:
            done.add(criterion.branch)
        given.append(f'"{criterion.code}": "{plain_number(points(criterion.answer, chance))}"')
    return "{" + ", ".join(given) + "}"


def points(answer: object, chance: random.Random) -> Decimal:
    """One answer, rather high than low."""
    match answer:
        case Levels(levels):
            place = max(chance.randrange(len(levels)), chance.randrange(len(levels)))
            return levels[place].points
        case Scale(low, high, step):
            steps = int((high - low) / step)
            return low + step * max(chance.randint(0, steps), chance.randint(0, steps))
        case yes_no:
            return yes_no.points if chance.random() < 0.8 else Decimal(0)  # type: ignore[attr-defined]


def visitor(app: Flask, told: story.Story) -> FlaskClient:
    """The organiser's browser."""
    client = app.test_client()
    with client.session_transaction() as kept:
        kept |= {"account": told.organiser.id, "epoch": 0, "language": "km"}
    return client


def main() -> None:
    """Build, visit, print."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings(f"sqlite:///{Path(folder) / 'bench.sqlite'}"))
        with app.app_context():
            Row.metadata.create_all(db.engine)
            told = story.begin()
            fill(told, ENTRIES, random.Random(1))
            path = f"/organiser/competitions/{told.code}/standings/FOOD"
        client = visitor(app, told)
        times: list[float] = []
        for _ in range(VISITS + 1):
            with app.app_context(), statements() as queries:
                start = time.perf_counter()
                page = client.get(path)
                times.append(1000 * (time.perf_counter() - start))
                assert page.status_code == 200, page.status
        size = len(page.data) / 1000
        print(
            f"standings page, {ENTRIES} entries of {len(told.judges) + 1} sheets: "
            f"median {statistics.median(times[1:]):.0f} ms, fastest {min(times):.0f} ms, "
            f"{len(queries)} queries, {size:.0f} kB"
        )


if __name__ == "__main__":
    main()
