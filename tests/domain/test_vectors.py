"""The law in Python passes the cases that the law on the tablet must pass too."""

import json
from pathlib import Path
from typing import Any

import pytest

from judging.domain.meaning import from_plain, to_plain
from judging.domain.rubric import Rubric, Scorer
from tests.vectors.named_cases import NAMED_CASES
from tests.vectors.python_law import plain_lines, what_it_says
from tests.vectors.write import FILES, written

VECTORS = Path(__file__).parents[1] / "vectors"


def kept(name: str) -> dict[str, Any]:
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


def test_every_sheet_says_in_python_what_its_case_tells() -> None:
    cases = kept("reading.json")
    rubrics = {n: from_plain(Rubric, one["rubric"]) for n, one in cases["rubrics"].items()}
    for case in cases["cases"]:
        says = what_it_says(rubrics[case["rubric"]], Scorer(case["scorer"]), case["answers"])
        assert says == case["says"], case["name"]


def test_every_rubric_of_the_cases_is_written_as_the_tablet_gets_it() -> None:
    for name, one in kept("reading.json")["rubrics"].items():
        rubric = from_plain(Rubric, one["rubric"])
        assert to_plain(rubric) == one["rubric"], name
        assert plain_lines(rubric) == one["lines"], name


@pytest.mark.parametrize("name", FILES)
def test_the_kept_cases_are_those_that_write_gives(name: str) -> None:
    assert written(FILES[name]()) == (VECTORS / name).read_text(encoding="utf-8")


def test_every_named_case_has_a_name_of_its_own_and_comes_first() -> None:
    names = [case["name"] for case in kept("reading.json")["cases"]]
    assert names[: len(NAMED_CASES)] == [case.name for case in NAMED_CASES]
    assert len(set(names)) == len(names)
