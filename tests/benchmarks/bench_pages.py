"""How long each page of the organiser takes with 1,000 entries and 200 judges.

One competition in one group on the real FOOD rubric, first while it is judged and then announced;
every address that organisers can open, through the test client:
`python -m tests.benchmarks.bench_pages`, and the same behind `.ci/with_postgres.py` on PostgreSQL.
A page may take 150 ms, what is made of every sheet of the round a second; the slowest come first.
"""

import math
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, insert, select, text, update
from werkzeug.routing import BuildError, Rule

from judging import create_app
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.base import Row
from judging.persistence.database import db
from judging.persistence.interests import InterestRow
from judging.persistence.producers import ProducerRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.results import CertificateRow
from judging.persistence.tablets import CardRow, TabletRow
from judging.services.announcing import announce
from judging.services.competing import close_judging, open_judging
from judging.services.proposing import propose_disqualification
from judging.web.organiser.hall_papers import PAPERS
from judging.web.organiser.table_files import OF_A_COMPETITION, OF_THE_REGISTRY
from tests import story
from tests.appealed import bring
from tests.benchmarks import bench_room
from tests.benchmarks.bench_standings import visitor
from tests.conftest import settings
from tests.queries.counting import statements

VISITS, FEWER, PAGE, HEAVY = 10, 3, 150, 1_000
# What is made of all sheets, entries or conflicts of a round, and files.
HEAVY_PAGES = {
    "announce",
    "appeal",
    "audit_file",
    "close_round",
    "competition_file",
    "draw",
    "entries",
    "finish_appeal",
    "group_standings",
    "leading",
    "moderation",
    "new_panel",
    "panel",
    "panels",
    "room",
    "room_now",
    "standing",
    "standings",
    "table",
}
# A PDF of the whole round is made once: it takes as long as its pages are many.
PRINTED = {"blank_paper_sheet", "certificate", "hall_paper"}
# What stands in addresses beside the numbers of rows, which are all the first.
PLACES = {
    "group": ["FOOD"],
    "scorer": ["panel"],
    "entry_code": ["1001"],
    "test": ["village"],
    "file_kind": ["xlsx", "csv"],
    "competition_table": [download.name for download in OF_A_COMPETITION],
    "registry_table": [download.name for download in OF_THE_REGISTRY],
    "hall_paper": list(PAPERS),
}
JUDGE = 1_000


@dataclass(frozen=True, slots=True)
class Visits:
    """The milliseconds that an address took, those of this process's core, and its statements."""

    endpoint: str
    path: str
    times: list[float]
    core: float
    queries: int
    size: int

    @property
    def ninety_fifth(self) -> float:
        """Within which 95 % of the visits were answered."""
        return sorted(self.times)[math.ceil(0.95 * len(self.times)) - 1]

    @property
    def limit(self) -> int:
        """What it may take."""
        return HEAVY if self.endpoint in HEAVY_PAGES | PRINTED else PAGE

    def __str__(self) -> str:
        median = statistics.median(self.times)
        return (
            f"{self.ninety_fifth:7.0f} {median:7.0f} {self.core:7.0f} {self.queries:5}"
            f" {self.size:6}  {self.path}"
            + (f"  (over {self.limit} ms)" if self.ninety_fifth > self.limit else "")
        )


def main() -> None:
    """Build, visit, print."""
    with database() as url:
        app = create_app(settings(url) | {"DATA_DIR": tempfile.gettempdir()})
        app.config["PROPAGATE_EXCEPTIONS"] = False
        with app.app_context():
            Row.metadata.create_all(db.engine)
            told = fill()
        tell(app, told, "while it is judged")
        with app.app_context():
            end(told)
        tell(app, told, "announced")
        with app.app_context():
            db.engine.dispose()


@contextmanager
def database() -> Iterator[str]:
    """An empty database: a file, or one on the server that is given."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given is None:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        return
    name, server = f"bench_{uuid.uuid4().hex}", create_engine(given, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield server.url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


def fill() -> story.Story:
    """The live room's competition, with tablets, papers, interests and sheets that wait."""
    told = story.begin()
    bench_room.fill(told, random.Random(1))
    own = update(ProducerRow).where(ProducerRow.id == 1)
    db.session.execute(own.values(account_id=told.producer.id))
    told.entry_ids = list(range(1, bench_room.ENTRIES + 1))
    session, at = db.session(), {"enrolled_at": story.NOON, "last_contact_at": story.NOON}
    numbers = range(1, bench_room.JUDGES + 1)
    browser = {"browser": "Chromium", "app_version": "v1"}
    session.execute(
        insert(TabletRow),
        [{"id": n, "identity": f"tablet-{n}"} | at | browser for n in numbers],
    )
    session.execute(insert(CardRow), [card(told, n) for n in numbers])
    papers = {"kind": "food-hygiene", "recorded_at": story.NOON}
    session.execute(insert(ProductPaperRow), [{"product_id": n} | papers for n in told.entry_ids])
    tie = {"kind": "client", "reason": "a tie", "declared_at": story.NOON}
    session.execute(
        insert(InterestRow),
        [
            {"judge_id": JUDGE + n - 1, "product_id": n * 3, "declared_by_id": told.organiser.id}
            | tie
            for n in numbers
        ],
    )
    session.execute(insert(ArrivalRow), [waiting(told, n) for n in range(1, 21)])
    session.commit()
    open_judging(told.organiser, told.round_id, story.NOON)
    propose_disqualification(told.organiser, 1000, "The label named the maker.", story.NOON)
    return told


def card(told: story.Story, number: int) -> dict[str, object]:
    """A judge's enrolment on the tablet with the same number."""
    return {
        "id": number,
        "competition_id": told.competition.id,
        "round_id": told.round_id,
        "judge_id": JUDGE + number - 1,
        "secret_digest": f"secret-{number}",
        "key_digest": f"key-{number}",
        "tablet_id": number,
        "made_at": story.NOON,
        "used_at": story.NOON,
        "expires_at": story.NOON,
    }


def waiting(told: story.Story, number: int) -> dict[str, object]:
    """A version that waits for a decision."""
    return {
        "id": number,
        "identity": f"version-{number}",
        "digest": "-",
        "body": "{}",
        "before": "[]",
        "competition_id": told.competition.id,
        "entry_id": number,
        "judge_id": JUDGE,
        "tablet_id": 1,
        "via": "tablet",
        "arrived_at": story.NOON,
        "made_at": "",
        "outcome": "waiting",
        "reason": "late",
        "receipt": f"AAAA-{number:04}",
    }


def end(told: story.Story) -> None:
    """Close, decide and announce; one producer appeals."""
    db.session.execute(
        update(ArrivalRow).values(
            outcome="left_out",
            decided_at=story.NOON,
            decided_because="-",
            decided_by_id=told.organiser.id,
        )
    )
    db.session.commit()
    close_judging(told.organiser, told.round_id, story.NOON)
    announce(told.organiser, told.round_id, story.NOON, proposed_by=told.admin)
    bring(told)


def tell(app: Flask, told: story.Story, when: str) -> None:
    """Visit every address and print what it took, the slowest first."""
    client, asked = visitor(app, told), []
    for endpoint, path in addresses(app, told):
        times: list[float] = []
        cores: list[float] = []
        for _ in range(visits_of(endpoint)):
            with app.app_context(), statements() as queries:
                start, spent = time.perf_counter(), time.process_time()
                answer = client.get(path)
                size = len(answer.get_data()) // 1000
                times.append(1000 * (time.perf_counter() - start))
                cores.append(1000 * (time.process_time() - spent))
                answer.close()
            if answer.status_code != 200:
                break
        if answer.status_code == 200:
            warm = slice(len(times) > 1, None)
            core = statistics.median(cores[warm])
            asked.append(Visits(endpoint, path, times[warm], core, len(queries), size))
        else:
            print(f"not opened ({answer.status_code}): {path}", file=sys.stderr)
    print(f"\n{when}: {len(asked)} addresses\n   95 %  median    core   SQL     kB  (ms)")
    for one in sorted(asked, key=lambda one: -one.ninety_fifth):
        print(one)


def visits_of(endpoint: str) -> int:
    """How often an address is opened, the first time to warm up."""
    if endpoint in PRINTED:
        return 1
    return 1 + (FEWER if endpoint in HEAVY_PAGES else VISITS)


def addresses(app: Flask, told: story.Story) -> Iterator[tuple[str, str]]:
    """Every address of the organiser with the first of each thing in its places."""
    with app.app_context():
        first = {"code": told.code, "account_id": JUDGE, "number": number_of_certificate()}
    adapter = app.url_map.bind("localhost")
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        name = rule.endpoint.removeprefix("organiser.")
        if name == rule.endpoint or "GET" not in (rule.methods or ()):
            continue
        for values in choices(rule, first):
            try:
                yield name, adapter.build(rule.endpoint, values)
            except BuildError:
                print(f"no such thing: {rule.rule}", file=sys.stderr)


def choices(rule: Rule, first: dict[str, object]) -> list[dict[str, object]]:
    """The values of the places of an address; of files, each kind."""
    values = [{name: first.get(name, 1) for name in rule.arguments if name not in PLACES}]
    for name in sorted(rule.arguments & set(PLACES)):
        values = [one | {name: chosen} for one in values for chosen in PLACES[name]]
    return values


def number_of_certificate() -> str:
    """The first one, once there are any."""
    return db.session.scalar(select(CertificateRow.number).limit(1)) or "none"


if __name__ == "__main__":
    main()
