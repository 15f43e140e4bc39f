"""How long a draw takes: 250 entries in eight groups, 60 judges, 4 desk officers, three days.

Judges know one to three groups and come from all provinces; some are in conflict with entries. The
draw alone, then the page that shows it, on SQLite: `python -m tests.benchmarks.bench_draw`.
"""

import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import pstdev
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import insert, select

from judging import create_app
from judging.analysis.drawing import draw_plan
from judging.domain.drawing import Choices, DrawRules, Plan, loads
from judging.domain.people import Role
from judging.domain.plan_checking import check_plan
from judging.domain.rubric import Scorer
from judging.persistence.accounts import AccountRow
from judging.persistence.base import Row
from judging.persistence.competitions import GroupRow, RoundRow
from judging.persistence.database import db
from judging.persistence.drawing import lots_of
from judging.persistence.entries import EntryRow
from judging.persistence.interests import ExpertiseRow, InterestRow, JudgeProfileRow
from judging.persistence.producers import ProducerRow, ProductRow
from judging.queries.drawing import drawable
from tests import story
from tests.benchmarks.bench_standings import producer, product, visitor
from tests.conftest import settings

SIZES = (80, 50, 40, 30, 20, 15, 10, 5)
JUDGES, OFFICERS, INTERESTS, SEED = 60, 4, 120, 7
LONGEST = 10  # seconds


def fill(told: story.Story, chance: random.Random) -> None:
    """Entries, people with what they know, and their interests."""
    groups = db.session.scalars(select(GroupRow).order_by(GroupRow.position)).all()
    numbers = range(1, sum(SIZES) + 1)
    of_entries = [group.id for group, size in zip(groups, SIZES, strict=True) for _ in range(size)]
    people = range(101, 101 + JUDGES + OFFICERS)
    judges = people[:JUDGES]
    kept: dict[type[Row], list[dict[str, object]]] = {
        ProducerRow: [producer(n) for n in numbers],
        ProductRow: [product(n) for n in numbers],
        EntryRow: [
            {"id": n, "product_id": n, "code": str(1000 + n), "group_id": group_id}
            | {"round_id": told.round_id}
            for n, group_id in zip(numbers, of_entries, strict=True)
        ],
        AccountRow: [account(n, is_judge=n in judges) for n in people],
        JudgeProfileRow: [
            {"account_id": n, "province": f"KH-{chance.randint(1, 25)}"}
            | {"speaks_km": True, "speaks_en": False}
            for n in people
        ],
        ExpertiseRow: [
            {"account_id": n, "group_code": group.code}
            for n in judges
            for group in chance.sample(groups, chance.randint(1, 3))
        ],
        InterestRow: [
            {
                "judge_id": chance.choice(people),
                "kind": "client",
                "product_id": n,
                "reason": "sells",
            }
            | {"declared_at": story.NOON, "declared_by_id": told.organiser.id}
            for n in chance.sample(numbers, INTERESTS)
        ],
    }
    for table, rows in kept.items():
        db.session.execute(insert(table), rows)
    db.session.commit()


def account(number: int, *, is_judge: bool) -> dict[str, object]:
    """A judge or an officer of the desk."""
    role = Role.JUDGE if is_judge else Role.DESK
    name = {"name_km": f"វិនិច្ឆ័យករទី{number}", "name_en": f"Judge {number}"}
    return {"id": number, "login": f"person{number}", "role": role, "password_hash": "-"} | name


def choices(told: story.Story) -> Choices:
    """The page's own choices, with everybody but the story's three."""
    found = drawable(told.round_id)
    return Choices(DrawRules(found.days, quorum=found.quorum), frozenset(range(101, 165)))


def draw(told: story.Story) -> tuple[Plan, str]:
    """A draw from rows to plan, and what it comes to."""
    start = time.perf_counter()
    round_ = db.session.get_one(RoundRow, told.round_id)
    lots = lots_of(db.session(), round_, choices(told))
    read = time.perf_counter()
    plan = draw_plan(lots, SEED)
    drawn = time.perf_counter()
    broken = Counter(one.rule.value for one in check_plan(lots, plan.panels))
    tasting = tuple(panel for panel in plan.panels if panel.scorer is Scorer.PANEL)
    counts = [loads(tasting).get(judge.id, 0) for judge in lots.scorers(Scorer.PANEL)]
    return plan, (
        f"draw, {len(lots.entries)} entries, {JUDGES} judges, {len(lots.conflicts)} conflicts: "
        f"read {read - start:.2f} s, drawn {drawn - read:.2f} s of {LONGEST} s; "
        f"{len(plan.panels)} panels, {min(counts)} to {max(counts)} entries a judge "
        f"(deviation {pstdev(counts):.1f}), proved best: {plan.is_best}, broken: {dict(broken)}"
    )


def visit(app: Flask, told: story.Story) -> str:
    """The page with the plan."""
    chosen = {"judges": 5, "officers": 1, "days": 3, "seed": SEED, "spread": "many"}
    left_out = [person.id for person in (*told.judges, told.desk)]
    asked = {"order": "balanced", "experts_only": "y", "left_out": left_out}
    path = f"/organiser/competitions/{told.code}/draw?{urlencode(chosen | asked, doseq=True)}"
    client = visitor(app, told)
    start = time.perf_counter()
    page = client.get(path)
    assert page.status_code == 200, page.status
    return f"its page: {time.perf_counter() - start:.2f} s, {len(page.data) / 1000:.0f} kB"


def main() -> None:
    """Build, draw twice, visit, print."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings(f"sqlite:///{Path(folder) / 'bench.sqlite'}"))
        with app.app_context():
            Row.metadata.create_all(db.engine)
            told = story.begin(judges=1)
            fill(told, random.Random(1))
            plan, said = draw(told)
            assert draw(told)[0] == plan
            print(said)
        print(visit(app, told))


if __name__ == "__main__":
    main()
