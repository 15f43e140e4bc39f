"""Python and JavaScript agree on sheets that were never seen before, and on the shipped rubrics."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

from judging.domain.rubric import Rubric
from judging.rubric_files import load_all
from tests.vectors.inventing import invent_rubric, invent_sheets
from tests.vectors.write import invented_cases, plain_rubrics, written

ROOT = Path(__file__).parents[2]
SHEETS, RUBRICS = 2000, 100


def answered(cases: Path) -> Any:
    """What the law in JavaScript says; node is the one that set-up brought, or the machine's."""
    places = os.pathsep.join([str(ROOT / ".venv/node"), os.environ["PATH"]])
    node = shutil.which("node", path=places)
    assert node, "node is missing: run make setup"
    program = ROOT / "tests/vectors/javascript_law.js"
    return json.loads(subprocess.check_output([node, str(program), str(cases)]))


def agree(rubrics: dict[str, Rubric], random: Random, number: int, folder: Path) -> None:
    """Invent so many sheets for the rubrics and compare what both laws say of each."""
    plain = plain_rubrics(rubrics)
    cases = invented_cases(rubrics, invent_sheets(random, rubrics, number))
    file = folder / "cases.json"
    file.write_text(written({"rubrics": plain, "cases": cases}), encoding="utf-8")
    says = answered(file)
    for name, one in plain.items():
        assert says["lines"][name] == one["lines"], one["rubric"]
    for case, said in zip(cases, says["says"], strict=True):
        assert said == case["says"], case


def test_both_laws_agree_on_invented_rubrics(tmp_path: Path) -> None:
    seed = int(os.environ.get("SEED") or SystemRandom().randrange(10**9))
    print(f"The same again: SEED={seed}")
    random = Random(seed)
    rubrics = {f"invented {i}": invent_rubric(random) for i in range(RUBRICS)}
    agree(rubrics, random, SHEETS, tmp_path)


def test_both_laws_agree_on_the_shipped_rubrics(tmp_path: Path) -> None:
    seed = int(os.environ.get("SEED") or SystemRandom().randrange(10**9))
    print(f"The same again: SEED={seed}")
    rubrics = {rubric.group: rubric for rubric in load_all(ROOT / "rubrics").rubrics}
    assert len(rubrics) == 8
    agree(rubrics, Random(seed), SHEETS, tmp_path)
