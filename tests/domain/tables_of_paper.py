"""Runs the worked tables about sheets that are keyed from paper."""

from decimal import Decimal

import pytest

from judging.domain.keying import Keyed, differences, settle
from judging.domain.meaning import plain_number
from judging.domain.reading import asked_answers
from judging.domain.refusal import Refusal
from judging.domain.rubric import Scorer
from tests.domain.building import criterion, part, rubric
from tests.domain.worked_tables import Table, listed

RUBRIC = rubric(
    part(
        "C",
        [
            criterion("C1"),
            criterion("C2", asked_if=("C1", 1)),
            criterion("O1", case="A2/organisation"),
            criterion("O2", case="A2/organisation"),
            criterion("H1", case="A2/household"),
        ],
    )
)
LINES = RUBRIC.lines_by_scorer[Scorer.PANEL]


def readings(table: Table) -> None:
    """Each row is a sheet that two people keyed, and what was settled."""
    for row in table:
        first, second = _keyed(listed(row["first"])), _keyed(listed(row["second"]))
        assert [d.code for d in differences(LINES, first, second)] == listed(row["differs"]), row
        chosen = _chosen(row["settled"], first, second)
        if row["on the sheet"] == "refused":
            with pytest.raises(Refusal, match="settle every difference"):
                settle(LINES, first, second, chosen)
            continue
        settled = settle(LINES, first, second, chosen)
        kept = asked_answers(RUBRIC, Scorer.PANEL, settled.answers)
        told = [f"{code}={plain_number(points)}" for code, points in kept.items()]
        assert told == listed(row["on the sheet"]), row


def notes(table: Table) -> None:
    """Each row is a note on the whole sheet as two people keyed it."""
    for row in table:
        first, second = (Keyed({}, _note(row[name])) for name in ("first", "second"))
        assert bool(differences(LINES, first, second)) == (row["differs"] == "yes"), row


def _keyed(cells: list[str]) -> Keyed:
    pairs = (cell.split("=") for cell in cells)
    return Keyed({code: Decimal(points) for code, points in pairs})


def _chosen(cell: str, first: Keyed, second: Keyed) -> dict[str, Keyed]:
    """`C1: first, A2: O1=1, O2=1`: what has no name of its own goes on with the one before."""
    chosen: dict[str, list[str]] = {}
    code = ""
    for told in listed(cell):
        name, colon, said = told.rpartition(": ")
        code = name if colon else code
        chosen.setdefault(f"line-{code}", []).append(said)
    by_name = {"first": first, "second": second}
    return {name: by_name.get(said[0]) or _keyed(said) for name, said in chosen.items()}


def _note(cell: str) -> dict[str, str]:
    text = cell.replace("&nbsp;", " ")
    return {} if text == "–" else {"": text}
