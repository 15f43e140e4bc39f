"""A million scores: exact tally and standings beside pandas' float ranking, and CSV to JSON."""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pandas as pd

from judging.domain.ranking import rank_entries
from judging.domain.rubric import Rubric, Scorer
from judging.domain.rules import Per, Rounding, Rules
from judging.domain.sheet import ScoreSheet
from judging.domain.standard import Standard
from judging.domain.standing import Standing
from judging.domain.tallying import tally_entry
from judging.rubric_files import load_rubric, load_rules, load_standard

ROOT = Path(__file__).parents[2]
ENTRIES, JUDGES, JUDGES_AN_ENTRY, REPEATS = 10_000, 500, 5, 5
PARTS = {"A": 7, "B": 5, "C": 8}
RULES = """
combine: {method: mean}
rounding: {final: 0.01}
quorum: 3
ties: [{highest_part: C}, {highest_criterion: C1}, highest_part, highest_criterion, lowest_spread,
       head_to_head]
"""
Sheets = dict[str, list[ScoreSheet]]


def write_rubric(path: Path) -> None:
    """Twenty criteria of 0 to 10 by tenths; the first of each part has weight 2."""
    lines = ["group: BENCH", "order: 1", "title: {km: ក, en: Bench}", "sector: services", "parts:"]
    for part, number in PARTS.items():
        points = 10 * (number + 1)
        lines.append(f"  - code: {part}\n    title: {{km: ក, en: {part}}}")
        lines.append(f"    scored_by: panel\n    points: {points}\n    criteria:")
        for place in range(1, number + 1):
            lines.append(f"      - code: {part}{place}\n        title: {{km: ក, en: One}}")
            lines.append("        scale: {min: 0, max: 10, step: 0.1}")
            lines.append(f"        weight: {2 if place == 1 else 1}")
    path.write_text("\n".join(lines), encoding="utf-8")


def make_sheets(rubric: Rubric) -> Sheets:
    """Entries of different quality, each scored by five of the judges with some noise."""
    chance = random.Random(1)
    tenths = [Decimal(tenth) / 10 for tenth in range(101)]
    codes = list(rubric.criterion_by_code)

    def answers(quality: float) -> dict[str, Decimal]:
        return {c: tenths[min(100, max(0, int(chance.gauss(quality, 15))))] for c in codes}

    return {
        f"E{entry:05d}": [
            ScoreSheet(f"J{judge:03d}", Scorer.PANEL, answers(quality))
            for judge in chance.sample(range(JUDGES), JUDGES_AN_ENTRY)
        ]
        for entry in range(ENTRIES)
        for quality in [chance.gauss(60, 15)]
    }


def write_scores(path: Path, sheets: Sheets) -> None:
    """One row a score, in no order."""
    rows = [",".join(map(str, row)) for row in _rows(sheets)]
    random.Random(2).shuffle(rows)
    path.write_text("\n".join(["entry,judge,criterion,score", *rows, ""]), encoding="utf-8")


def _rows(sheets: Sheets) -> Iterator[tuple[str, str, str, Decimal]]:
    for entry, of_entry in sheets.items():
        for sheet in of_entry:
            for code, points in sheet.answers.items():
                yield entry, sheet.judge, code, points


def exact(rubric: Rubric, rules: Rules, standard: Standard, sheets: Sheets) -> list[Standing]:
    """The law, from loaded sheets to standings, the cascade of ties included."""
    tallies = [tally_entry(entry, rubric, rules, of_entry) for entry, of_entry in sheets.items()]
    return rank_entries(rules, standard, tallies)


def float_ranking(frame: pd.DataFrame, weights: dict[str, float]) -> pd.Series:
    """Weighted totals, their mean and rank in binary floats, ties left alone."""
    weighed = frame.score * frame.criterion.map(weights).astype(float)
    totals = weighed.groupby([frame.entry, frame.judge], observed=True).sum()
    return totals.groupby(level=0, observed=True).mean().rank(method="min", ascending=False)


def best(act: Callable[[], object]) -> float:
    """Processor seconds of the fastest of some runs: what else the machine does only adds."""
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        act()
        times.append(time.process_time() - start)
    return min(times)


def run_command(*options: str) -> tuple[float, float]:
    """Processor seconds and MiB of `flask tally` in a process of its own; its output is unread."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "tally", *options]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    into_nowhere = [(os.POSIX_SPAWN_DUP2, nowhere, 1)]
    child = os.posix_spawn(sys.executable, command, os.environ, file_actions=into_nowhere)
    _, status, usage = os.wait4(child, 0)
    os.close(nowhere)
    if status:
        raise SystemExit("flask tally failed; see its message above.")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


FILES = {"rubric": "rubric.yaml", "rules": "rules.yaml", "scores": "scores.csv"}


def prepare(folder: Path) -> tuple[Rubric, Rules, Standard, Sheets]:
    """The files of the competition, and what they hold, loaded."""
    write_rubric(folder / FILES["rubric"])
    (folder / FILES["rules"]).write_text(RULES, encoding="utf-8")
    rubric, rules = load_rubric(folder / FILES["rubric"]), load_rules(folder / FILES["rules"])
    sheets = make_sheets(rubric)
    write_scores(folder / FILES["scores"], sheets)
    return rubric, rules, load_standard(ROOT / "rubrics" / "standard.yaml"), sheets


def split_ties(exactly: list[Standing], floats: pd.Series) -> int:
    """How many entries have another rank in floats than in exact numbers."""
    return sum(floats[standing.entry] != standing.rank for standing in exactly)


def show(what: str, figure: str, target: str = "") -> None:
    print(f"  {what:<54} {figure:>10}   {target}")


def main() -> None:
    """Print the figures with their targets."""
    with tempfile.TemporaryDirectory() as name:
        rubric, rules, standard, sheets = prepare(Path(name))
        columns = ["entry", "judge", "criterion", "score"]
        frame = pd.DataFrame(_rows(sheets), columns=columns)
        frame = frame.astype({"score": float} | dict.fromkeys(columns[:3], "category"))
        weights = {code: float(c.weight) for code, c in rubric.criterion_by_code.items()}
        per_criterion = replace(rules, per=Per.CRITERION)
        print(
            f"{len(frame):,} scores: {ENTRIES:,} entries, {JUDGES} judges, best of {REPEATS} runs"
        )
        law = best(lambda: exact(rubric, rules, standard, sheets))
        pandas = best(lambda: float_ranking(frame, weights))
        show("exact tally and standings, per sheet", f"{law:.2f} s", "target <= 1 s")
        show(
            "pandas' ranking in floats, no ties broken",
            f"{pandas:.2f} s",
            f"1 : {law / pandas:.1f}",
        )
        lines = best(lambda: exact(rubric, per_criterion, standard, sheets))
        show("exact tally and standings, per criterion", f"{lines:.2f} s")
        unbroken = replace(rules, ties=(), rounding=Rounding())
        wrong = split_ties(exact(rubric, unbroken, standard, sheets), float_ranking(frame, weights))
        show("entries to which floats give another rank", f"{wrong:,}", f"of {ENTRIES:,}")
        seconds, memory = run_command(*(f"--{what}={name}/{file}" for what, file in FILES.items()))
        show("flask tally, from CSV to JSON", f"{seconds:.1f} s", "target <= 10 s")
        show("of which starting the app", f"{run_command('--help')[0]:.1f} s")
        show("its memory", f"{memory:,.0f} MiB", "target <= 1,024 MiB")


if __name__ == "__main__":
    main()
