"""How fast the door is when tablets come back, on SQLite and on PostgreSQL side by side.

200 tablets with 5 sheets each at once, then 32 tablets that save one sheet after another, against
the hall's server (granian, two processes): `python -m tests.benchmarks.bench_tablets`.
"""

import hashlib
import importlib.util
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import create_engine, text

from judging import create_app
from judging.cli.venue.serving import THREADS, WORKERS
from judging.domain.meaning import plain_number
from judging.domain.rubric import Scorer
from judging.persistence.database import db
from judging.services.carding import make_cards
from judging.services.enrolling_tablets import TabletFacts, enrol_tablet
from tests import story
from tests.conftest import settings

ROOT = Path(__file__).parents[2]
TABLETS, SHEETS, AT_ONCE, EACH = 200, 5, 32, 30
PIN = "270418"


@dataclass(frozen=True, slots=True)
class Tablet:
    """One judge's tablet: the key, and what is true of every sheet that it hands in."""

    key: str
    judge: int
    frame: dict[str, object]

    def version(self, code: str, before: list[str]) -> dict[str, str]:
        """One sheet as the door takes it; the one before is replaced by it."""
        identity = str(uuid.uuid4())
        own = {"identity": identity, "judge": self.judge, "entry": code, "before": before}
        return {"identity": identity, "text": json.dumps(self.frame | own, ensure_ascii=False)}


def enrolled(told: story.Story) -> list[Tablet]:
    """Every judge on an own tablet."""
    rubric, info = told.rubric(), told.competition
    answers = story.best(rubric, Scorer.PANEL)
    frame: dict[str, object] = {
        "format": 1,
        "competition": identity_of(info.id),
        "round": told.round_id,
        "scorer": "panel",
        "rubric": next(g.rubric_version for g in info.groups if g.code == "FOOD"),
        "answers": {code: plain_number(points) for code, points in answers.items()},
        "notes": {},
        "made_at": "2027-04-07T05:00:00.000Z",
    }
    judges = [judge.id for judge in told.judges]
    cards = make_cards(told.organiser, info.round_id, judges, hours=72, at=story.NOON)
    tablets = []
    for card in cards:
        facts = TabletFacts(str(uuid.uuid4()), "bench", "1")
        gone = enrol_tablet(card.secret, PIN, facts, story.NOON)
        tablets.append(Tablet(gone.key, card.judge.id, frame))
    return tablets


def identity_of(competition_id: int) -> str:
    """What tablets call the competition."""
    found = text("SELECT identity FROM competition WHERE id = :id")
    return str(db.session.scalar(found, {"id": competition_id}))


def hand_in(connection: HTTPConnection, tablet: Tablet, versions: list[dict[str, str]]) -> None:
    """Send versions as a tablet does; each must be received."""
    body = json.dumps({"sheets": versions}).encode()
    headers = {"Authorization": f"Tablet {tablet.key}", "Content-Type": "application/json"}
    connection.request("POST", "/tablet/api/sheets", body, headers)
    answer = connection.getresponse()
    told = json.loads(answer.read())
    assert answer.status == 200, told
    assert [one["outcome"] for one in told["answers"]] == ["received"] * len(versions), told


def all_at_once(port: int, tablets: list[Tablet], codes: list[str]) -> float:
    """Seconds until every tablet's sheets are received."""
    start = threading.Barrier(len(tablets) + 1)
    faults: list[BaseException] = []

    def reconnect(tablet: Tablet) -> None:
        versions = [tablet.version(code, []) for code in codes]
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        start.wait()
        try:
            hand_in(connection, tablet, versions)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=reconnect, args=[tablet]) for tablet in tablets]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return time.perf_counter() - began


def one_by_one(port: int, tablets: list[Tablet], code: str) -> list[float]:
    """Seconds of each save, with every tablet correcting its sheet again and again."""
    seconds: list[float] = []

    def correct(tablet: Tablet) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        known = latest[tablet.judge]
        for _ in range(EACH):
            version = tablet.version(code, list(known))
            began = time.perf_counter()
            hand_in(connection, tablet, [version])
            seconds.append(time.perf_counter() - began)
            known.append(version["identity"])

    with db.engine.connect() as connection:
        found = text("SELECT judge_id, identity FROM arrival a JOIN entry e ON e.id = a.entry_id"
                     " WHERE e.code = :code")  # fmt: skip
        latest = {
            judge: [identity] for judge, identity in connection.execute(found, {"code": code})
        }
    threads = [threading.Thread(target=correct, args=[tablet]) for tablet in tablets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(seconds)


@contextmanager
def serving(url: str, folder: str) -> Iterator[int]:
    """The app on a free port, by the hall's server with two processes; its port."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = int(door.getsockname()[1])
    processes = ["--workers", str(WORKERS), "--blocking-threads", str(THREADS)]
    options = ["--interface", "wsgi", "--no-ws", *processes]
    command = [sys.executable, "-m", "granian", *options, "--port", str(port), "wsgi:app"]
    environment = {**os.environ, "DATABASE_URL": url, "DATA_DIR": folder}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, cwd=ROOT, env=environment, **quiet)  # type: ignore[call-overload]
    try:
        while not answers(port):
            assert running.poll() is None, "the server did not start"
        yield port
    finally:
        running.terminate()
        running.wait()


def answers(port: int) -> bool:
    """Whether both processes are likely up: each connection may meet another."""
    try:
        for _ in range(8):
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/sign-in")
            connection.getresponse().read()
    except OSError:
        time.sleep(0.05)
        return False
    return True


def race(name: str, url: str, folder: str) -> None:
    """Print both figures for one database."""
    app = create_app(settings(url))
    with app.app_context():
        upgrade()
        told = story.ready_to_judge(entries=SHEETS, judges=TABLETS)
        tablets = enrolled(told)
        with serving(url, folder) as port:
            drained = all_at_once(port, tablets, told.codes)
            saves = one_by_one(port, tablets[:AT_ONCE], told.codes[0])
        db.session.remove()
        db.engine.dispose()
    p50, p99 = saves[len(saves) // 2], saves[len(saves) * 99 // 100]
    print(
        f"{name:<11} {TABLETS} tablets x {SHEETS} sheets received in {drained:5.2f} s (<= 3 s);"
        f" one sheet with {AT_ONCE} at once: median {p50 * 1000:4.0f} ms,"
        f" p99 {p99 * 1000:4.0f} ms (<= 150 ms), {len(saves) / sum(saves) * AT_ONCE:4.0f} a second"
    )


def main() -> None:
    """Race the two databases."""
    with tempfile.TemporaryDirectory() as folder:
        race("SQLite", f"sqlite:///{folder}/judging.sqlite", folder)
        spec = importlib.util.spec_from_file_location("postgres", ROOT / ".ci/with_postgres.py")
        assert spec
        assert spec.loader
        postgres = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(postgres)
        with postgres.server() as url:
            name = f"bench_{hashlib.sha256(folder.encode()).hexdigest()[:12]}"
            server = create_engine(url, isolation_level="AUTOCOMMIT")
            with server.connect() as connection:
                connection.execute(text(f'CREATE DATABASE "{name}"'))
            own = server.url.set(database=name).render_as_string(hide_password=False)
            try:
                race("PostgreSQL", own, folder)
            finally:
                with server.connect() as connection:
                    connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


if __name__ == "__main__":
    main()
