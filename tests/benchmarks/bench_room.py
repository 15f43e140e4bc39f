"""How dear the live room is with 1,000 entries and 200 judges, and ten organisers who watch it.

Forty panels of five on the real FOOD rubric, on SQLite, through the test client:
`python -m tests.benchmarks.bench_room`. It prints how long an asking takes where nothing has
changed and where a sheet has come, against writing the whole room anew from every sheet, and how
much of one core ten organisers who ask every three seconds take.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from judging import create_app
from judging.domain.rubric import Scorer
from judging.persistence import entries_now
from judging.persistence.accounts import AccountRow
from judging.persistence.base import Row
from judging.persistence.competitions import GroupRow
from judging.persistence.database import db
from judging.persistence.entries import EntryPaperRow, EntryRow
from judging.persistence.panels import PanelRow, SeatRow, ServingRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.persistence.score_sheets import SheetRow
from judging.queries import kept_since
from judging.services.competing import open_judging
from judging.services.scoring import save_draft
from judging.web.organiser import room
from tests import story
from tests.benchmarks.bench_standings import answers, producer, product, visitor
from tests.conftest import settings

ENTRIES, JUDGES, SEATS, VISITS = 1_000, 200, 5, 40
WATCHERS, EVERY = 10, 3
HANDED_IN = 0.6


def fill(told: story.Story, chance: random.Random) -> None:
    """Entries with all papers, panels of five with their part of them, and most of the sheets."""
    session = db.session()
    group = session.scalars(select(GroupRow).where(GroupRow.code == "FOOD")).one()
    numbers, panels = range(1, ENTRIES + 1), JUDGES // SEATS
    session.execute(insert(AccountRow), [judge(1_000 + n) for n in range(JUDGES)])
    session.execute(insert(ProducerRow), list(map(producer, numbers)))
    session.execute(insert(ProductRow), list(map(product, numbers)))
    of_round = {"round_id": told.round_id, "group_id": group.id}
    entries = [{"id": n, "product_id": n, "code": str(1000 + n)} | of_round for n in numbers]
    session.execute(insert(EntryRow), entries)
    papers = [{"entry_id": n, "paper": paper} for n in numbers for paper in story.PAPERS]
    session.execute(insert(EntryPaperRow), papers)
    rows = [
        {"id": n, "name": f"Panel {n}", "scorer": "panel", "is_balanced": False} | of_round
        for n in range(1, panels + 1)
    ]
    rows.append(
        {"id": panels + 1, "name": "Desk", "scorer": "desk", "is_balanced": False} | of_round
    )
    session.execute(insert(PanelRow), rows)
    seats = [{"panel_id": n // SEATS + 1, "judge_id": 1_000 + n} for n in range(JUDGES)]
    session.execute(insert(SeatRow), [*seats, {"panel_id": panels + 1, "judge_id": told.desk.id}])
    session.execute(insert(ServingRow), [*servings(panels)])
    session.execute(insert(SheetRow), [*sheets(told, panels, group.rubric_version, chance)])
    session.commit()


def judge(number: int) -> dict[str, object]:
    """One of the judges."""
    names = {"name_km": f"វិនិច្ឆ័យករ {number}", "name_en": f"Judge {number}"}
    return {"id": number, "login": f"j{number}", "role": "judge", "password_hash": "-"} | names


def servings(panels: int) -> Iterator[dict[str, object]]:
    """Every entry on one panel and at the desk."""
    for n in range(ENTRIES):
        for panel in (n % panels + 1, panels + 1):
            place = {"flight": 1, "position": n + 1}
            yield {"panel_id": panel, "entry_id": n + 1} | place


def sheets(
    told: story.Story, panels: int, version: str, chance: random.Random
) -> Iterator[dict[str, object]]:
    """What has been handed in so far."""
    rubric = told.rubric()
    for n in range(ENTRIES):
        first = 1_000 + (n % panels) * SEATS
        scorers = [("desk", told.desk.id), *(("panel", first + seat) for seat in range(SEATS))]
        for scorer, judge_id in scorers:
            if chance.random() < HANDED_IN:
                yield {
                    "entry_id": n + 1,
                    "judge_id": judge_id,
                    "scorer": scorer,
                    "version": 1,
                    "state": "handed_in",
                    "rubric_version": version,
                    "answers": answers(rubric, Scorer(scorer), chance),
                    "notes": "{}",
                    "saved_at": story.NOON,
                    "handed_in_at": story.NOON,
                }


def forget() -> None:
    """As a process that has just started."""
    room._SHOWN.clear()
    entries_now._KNOWN.clear()
    kept_since.forget()
    room._panel_rows.cache_clear()


def hand_in(app: Flask, told: story.Story) -> None:
    """One more sheet of the desk."""
    with app.app_context():
        done = select(SheetRow.entry_id).where(SheetRow.judge_id == told.desk.id)
        entry_id = db.session.scalars(select(EntryRow.id).where(EntryRow.id.not_in(done))).first()
        story.score(told, entry_id, told.desk)


def draft(app: Flask, told: story.Story) -> None:
    """A draft of the desk."""
    with app.app_context():
        save_draft(told.desk, 1, {}, {}, story.NOON)


def asked(
    app: Flask, client: FlaskClient, path: str, before: Callable[[], None], status: int
) -> list[float]:
    """The milliseconds of a core that each asking takes, in order."""
    mark, times = "", []
    for _ in range(VISITS):
        before()
        with app.app_context():
            start = time.process_time()
            answer = client.get(path, headers={"If-None-Match": mark})
            times.append(1000 * (time.process_time() - start))
        # Whoever wants the room anew does not say what it knows.
        mark = "" if before is forget else answer.headers.get("ETag", mark)
        assert answer.status_code in (status, 200), answer.status
    return times[1:]


def tell(what: str, times: list[float]) -> float:
    """Print one line; the median."""
    ninety_fifth = sorted(times)[int(0.95 * len(times))]
    median = statistics.median(times)
    print(f"{what}: median {median:.1f} ms, 95 % within {ninety_fifth:.1f} ms")
    return median


def main() -> None:
    """Build, ask, print."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings(f"sqlite:///{Path(folder) / 'bench.sqlite'}"))
        with app.app_context():
            Row.metadata.create_all(db.engine)
            told = story.begin()
            fill(told, random.Random(1))
            open_judging(told.organiser, told.round_id, story.NOON)
        client, now = visitor(app, told), f"/organiser/competitions/{told.code}/room/now"
        anew = tell("the room anew from every sheet", asked(app, client, now, forget, 200))
        change = lambda: hand_in(app, told)  # noqa: E731
        changed = tell("one sheet has come", asked(app, client, now, change, 200))
        drafted = tell("a draft has come", asked(app, client, now, lambda: draft(app, told), 200))
        same = tell("nothing has changed", asked(app, client, now, lambda: None, 304))
        page = f"/organiser/competitions/{told.code}/room"
        tell("the whole page, nothing changed", asked(app, client, page, lambda: None, 200))
        polls = WATCHERS / EVERY
        # Each of 200 judges hands in every five minutes; drafts come with every other asking.
        for sheets, drafts in ((0, 0), (0.7, 0), (0.7, polls - 0.7)):
            rest = polls - sheets - drafts
            share = (sheets * changed + drafts * drafted + rest * same) / 10
            print(
                f"{WATCHERS} watchers every {EVERY} s, {sheets:.1f} sheets and {drafts:.1f} drafts"
                f" a second: {share:.1f} % of a core"
            )
        print(f"against writing it anew for each: {100 * polls * anew / 1000:.0f} %; "
              f"one asking without news is {anew / same:.0f} times cheaper")  # fmt: skip


if __name__ == "__main__":
    main()
