"""A rubric with desk and panel, rules and scores, small enough to reckon by hand."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from flask import Flask

from judging.cli.tally import tally

RUBRICS = Path(__file__).parents[2] / "rubrics"
RUBRIC = """
group: TEST
order: 1
title: {km: សាកល្បង, en: Test}
sector: services
parts:
  - code: A
    title: {km: ក, en: Papers}
    scored_by: desk
    points: 10
    branches:
      - code: A2
        title: {km: ក, en: Management}
        cases:
          - {code: organisation, title: {km: ក, en: Organisation}}
          - {code: household, title: {km: ក, en: Household}}
    criteria:
      - {code: A1, title: {km: ក, en: Origin}, scale: {min: 0, max: 8, step: 1}}
      - {code: O1, title: {km: ក, en: O}, yes_no: {points: 2}, branch: A2, case: organisation}
      - {code: H1, title: {km: ក, en: H}, yes_no: {points: 1}, branch: A2, case: household}
  - code: C
    title: {km: ក, en: Quality}
    scored_by: panel
    points: 30
    criteria:
      - code: C1
        title: {km: ក, en: Taste}
        weight: 2
        levels:
          - {points: 0, km: អន់, en: Bad}
          - {points: 3, km: ល្អ, en: Good}
          - {points: 10, km: ល្អណាស់, en: Very good}
        gate: {at_most: 0, effect: cap, star: 2, reason: {km: អន់, en: The taste is bad.}}
      - {code: C2, title: {km: ក, en: Smell}, scale: {min: 0, max: 10, step: 0.25}}
"""
RULES = """
combine: {method: mean}
rounding: {final: 0.01}
quorum: {desk: 1, panel: 2}
ties: [{highest_part: C}]
"""
WHOLE = """entry,judge,criterion,score
E1,D1,A1,8
E1,D1,O1,2
E1,J1,C1,10
E1,J1,C2,9.5
E1,J2,C1,10
E1,J2,C2,9.75
E2,D1,A1,4
E2,D1,H1,0
E2,J1,C1,0
E2,J1,C2,7
E2,J2,C1,3
E2,J2,C2,8
E3,D1,A1,6
E3,D1,O1,2
E3,J1,C1,10
E3,J1,C2,
"""


def tally_in(folder: Path) -> Callable[..., Result]:
    """Runs the command on a file of scores, given as text or bytes, and more options."""
    app = Flask("test")
    app.config["RUBRICS_DIR"] = str(RUBRICS)
    rubric, rules, scores = (folder / name for name in ("rubric.yaml", "rules.yaml", "s.csv"))
    rubric.write_text(RUBRIC, encoding="utf-8")
    rules.write_text(RULES, encoding="utf-8")

    def run_on(content: str | bytes, *more: str) -> Result:
        scores.write_bytes(content.encode() if isinstance(content, str) else content)
        files = ["--rubric", str(rubric), "--rules", str(rules), "--scores", str(scores)]
        return app.test_cli_runner().invoke(tally, [*files, *more])

    return run_on


def with_row(row: str) -> str:
    return WHOLE + row + "\n"
