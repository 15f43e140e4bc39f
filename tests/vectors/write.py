"""Writes the cases that Python and JavaScript must both pass: `python -m tests.vectors.write`."""

import json
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

from judging.domain.meaning import to_plain
from judging.domain.rubric import Rubric, Scorer
from tests.vectors.inventing import Invention, invent_rubric, invent_sheets
from tests.vectors.named_cases import NAMED_CASES, NamedCase
from tests.vectors.number_cases import number_cases
from tests.vectors.pin_cases import pin_cases
from tests.vectors.python_law import Plain, plain_lines, what_it_says

HERE = Path(__file__).parent
SEED, RUBRICS, SHEETS = 2027, 50, 500


def reading_cases() -> Plain:
    """The named cases, with what was worked out by hand, then invented ones."""
    random = Random(SEED)
    rubrics = {f"named {i}": r for i, r in enumerate(dict.fromkeys(c.rubric for c in NAMED_CASES))}
    name_by_rubric = {rubric: name for name, rubric in rubrics.items()}
    invented = {f"invented {i}": invent_rubric(random) for i in range(RUBRICS)}
    named = [_named_case(name_by_rubric[case.rubric], case) for case in NAMED_CASES]
    cases = invented_cases(invented, invent_sheets(random, invented, SHEETS))
    return {"rubrics": plain_rubrics(rubrics | invented), "cases": [*named, *cases]}


def plain_rubrics(rubrics: dict[str, Rubric]) -> Plain:
    """Each rubric, and the lines and questions that are in it."""
    return {
        name: {"rubric": to_plain(rubric), "lines": plain_lines(rubric)}
        for name, rubric in rubrics.items()
    }


def invented_cases(rubrics: dict[str, Rubric], sheets: Iterable[Invention]) -> list[Plain]:
    """The sheets, and what Python says of them."""
    return [
        _case(f"invented {i}", sheet.rubric, sheet.scorer, sheet.answers)
        | {"says": what_it_says(rubrics[sheet.rubric], sheet.scorer, sheet.answers)}
        for i, sheet in enumerate(sheets)
    ]


def written(cases: Plain) -> str:
    """JSON with a line for each rubric and each case, so that a change shows where it is."""
    blocks = [f"{_json(name)}:{_block(block)}" for name, block in cases.items()]
    return "{" + ",\n".join(blocks) + "}\n"


def _named_case(rubric: str, case: NamedCase) -> Plain:
    says = what_it_says(case.rubric, case.scorer, case.answers)
    if case.refused:
        says = {"refused": {"why": case.refused[0], "code": case.refused[1]}}
    else:
        gates = {c.code: c.gate for c in case.rubric.criteria()}
        says["reading"] = {
            "marks": case.answers if case.marks is None else case.marks,
            "blanks": list(case.blanks),
            "fired": [{"criterion": c, "gate": to_plain(gates[c])} for c in case.fired],
            "total": case.total,
        }
    return _case(case.name, rubric, case.scorer, case.answers) | {"says": says}


def _case(name: str, rubric: str, scorer: Scorer, answers: dict[str, str]) -> Plain:
    return {"name": name, "rubric": rubric, "scorer": scorer.value, "answers": answers}


def _block(block: dict[str, Any] | list[Any]) -> str:
    if isinstance(block, dict):
        return "{\n" + ",\n".join(f"{_json(k)}:{_json(v)}" for k, v in block.items()) + "}"
    return "[\n" + ",\n".join(_json(item) for item in block) + "]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


FILES = {"reading.json": reading_cases, "numbers.json": number_cases, "pins.json": pin_cases}

if __name__ == "__main__":
    for name, cases in FILES.items():
        (HERE / name).write_text(written(cases()), encoding="utf-8")
