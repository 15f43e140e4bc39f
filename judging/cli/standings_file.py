"""Writes standings as a file: a JSON array, or a CSV table with one row an entry."""

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from judging.cli.standing_facts import standing_facts
from judging.domain.rubric import Rubric, lines_of
from judging.domain.standing import Standing

FLAT = (
    "entry",
    "final_score",
    "rank",
    "star",
    "earned_star",
    "shared",
    "decided_by",
    "state",
    "honour",
)


def write_json(standings: Iterable[Standing], out: TextIO) -> None:
    """An array with one object a line, in the order of the standings."""
    between = "[\n"
    for standing in standings:
        out.write(between + json.dumps(standing_facts(standing), ensure_ascii=False))
        between = ",\n"
    out.write("[]\n" if between == "[\n" else "\n]\n")


def write_csv(rubric: Rubric, standings: Iterable[Standing], out: TextIO) -> None:
    """A header, then one row an entry; a column for each part and each criterion or branch."""
    parts = [part.code for part in rubric.parts]
    criteria = [line.code for part in rubric.parts for line in lines_of(part)]
    rows = csv.writer(out, lineterminator="\n")
    columns = [f"part {code}" for code in parts] + [f"criterion {code}" for code in criteria]
    rows.writerow([*FLAT, *columns, "gates", "reasons"])
    for standing in standings:
        facts = standing_facts(standing)
        rows.writerow(
            [
                *(facts[name] for name in FLAT),
                *(facts["parts"].get(code) for code in parts),
                *(facts["criteria"].get(code) for code in criteria),
                " ".join(gate["source"] for gate in facts["gates"]),
                " ".join(facts["reasons"]),
            ]
        )
