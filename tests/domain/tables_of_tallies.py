"""Runs the worked tables that end in a mark, a tally or a final score."""

from decimal import Decimal
from fractions import Fraction

from judging.domain.combining import counted, mean, round_half_up, times
from judging.domain.numbers import number_text
from judging.domain.reading import read_sheet
from judging.domain.rules import Combining, Method, Per, Rounding
from judging.domain.sheet import Reading
from tests.domain.building import (
    criterion,
    needs,
    part,
    plain_rubric,
    rubric,
    rules,
    sheet,
    tally,
)
from tests.domain.worked_tables import Row, Table, listed, worked_tables

CENT = Decimal("0.01")


def text(number: Fraction | Decimal | int | None) -> str:
    """A number as the pages write it; – is none."""
    return "–" if number is None else number_text(Fraction(number))


def answered(row: Row, *codes: str) -> dict[str, str]:
    return {code: row[code] for code in codes if row[code] not in ("", "–")}


def combining(method: str, numbers: str) -> Combining:
    named = dict(number.split() for number in listed(numbers))
    distance = named.pop("distance", None)
    drops = {name: int(number) for name, number in named.items()}
    return Combining(Method(method), distance=distance and Decimal(distance), **drops)


def methods(table: Table) -> None:
    for row in table:
        method = combining(row["method"], row["numbers"])
        marks = [Decimal(mark) for mark in listed(row["marks"])]
        chosen = [marks[i] for i in counted(method, marks)]
        assert [text(mark) for mark in chosen] == listed(row["marks that count"])
        assert text(mean(chosen)) == row["result"]


def per_sheet_or_criterion(table: Table) -> None:
    two = plain_rubric("C1", "C2")
    sheets = [sheet(row["sheet"], **answered(row, "C1", "C2")) for row in table[:-2]]
    assert [text(read_sheet(two, s).total) for s in sheets] == [r["total"] for r in table[:-2]]
    for row, per in zip(table[-2:], Per, strict=True):
        result = tally(two, rules(per=per), sheets)
        assert row["sheet"] == f"**per {per}**"
        assert text(result.final_score) == row["total"]
        assert [text(v) for v in result.value_by_line.values()] == [row["C1"], row["C2"]]


def half_up(table: Table) -> None:
    for row in table:
        rounded = round_half_up(Decimal(row["number"]), Decimal(row["step"]))
        assert text(rounded) == row["rounded"]


def components(table: Table) -> None:
    for row in table:
        exact = mean([Decimal(row[judge]) for judge in ("J1", "J2", "J3")])
        rounded = round_half_up(exact, CENT)
        product = times(Decimal("0.80"), rounded)
        assert text(exact) == row["mean"]
        assert text(rounded) == row["rounded"]
        assert text(product) == row["times 0.80"]
        assert text(round_half_up(product, CENT)) == row["points"]


def places_of_rounding(table: Table) -> None:
    [rows] = worked_tables()["rounding: The order of figure skating"]
    three = rubric(part("C", [criterion(r["component"], step="0.25", weight="0.8") for r in rows]))
    sheets = [sheet(j, **{r["component"]: r[j] for r in rows}) for j in ("J1", "J2", "J3")]
    for row in table:
        steps = {place: Decimal(step) for place, step in map(str.split, listed(row["rounding"]))}
        result = tally(three, rules(per=Per.CRITERION, rounding=Rounding(**steps)), sheets)
        assert text(result.final_score) == row["final score"]


def quorum(table: Table) -> None:
    two = rubric(part("C", [criterion("C1"), criterion("C2", 5)]))
    for row in table:
        marks = enumerate(listed(row["totals"]))
        sheets = [
            sheet(f"J{i}", **({"C1": 3} if m == "–" else {"C1": m, "C2": 0})) for i, m in marks
        ]
        method, _, numbers = row["method"].partition(",")
        the_rules = rules(combining(method, numbers), quorum=needs(int(row["quorum"])))
        result = tally(two, the_rules, sheets)
        because = [f"has {short.has} of {short.needs}" for short in result.shortfalls]
        assert text(result.final_score).replace("–", "none") == row["final score"]
        assert because == listed(row["because"])


def desk_and_panel(table: Table) -> None:
    two = rubric(part("A", [criterion("A1")], "desk"), part("C", [criterion("C1")]))
    for row in table:
        sheets = [sheet(f"D{m}", "desk", A1=m) for m in listed(row["desk"])]
        sheets += [sheet(f"J{m}", C1=m) for m in listed(row["panel"])]
        wanted = needs(desk=int(row["quorum of the desk"]), panel=int(row["quorum of the panel"]))
        result = tally(two, rules(quorum=wanted), sheets)
        assert text(result.final_score).replace("–", "none") == row["final score"]


def conditions(table: Table) -> None:
    story = rubric(
        part(
            "B",
            [
                criterion("S1", 5),
                criterion("S2", 3, asked_if=("S1", 1)),
                criterion("S3", 2, asked_if=("S2", 2)),
            ],
        )
    )
    for row in table:
        reading = read_sheet(story, sheet("J1", **answered(row, "S1", "S2", "S3")))
        marks = [text(reading.marks.get(code)) for code in ("S1", "S2", "S3")]
        assert marks == listed(row["counts as"])
        assert list(reading.blanks) == listed(row["still to answer"])
        assert text(reading.total) == row["total"]


def branches(table: Table) -> None:
    management = rubric(
        part(
            "A",
            [
                criterion("A1"),
                criterion("O1", case="A2/organisation"),
                criterion("O2", case="A2/organisation"),
                criterion("H1", case="A2/household"),
            ],
            "desk",
        )
    )
    *officers, combined = table
    sheets = [
        sheet(row["officer"], "desk", **answered(row, "A1", "O1", "O2", "H1")) for row in officers
    ]
    for row, one in zip(officers, sheets, strict=True):
        reading: Reading = read_sheet(management, one)
        assert text(reading.marks["A2"]) == row["mark of A2"]
        assert text(reading.total) == row["total"]
    result = tally(management, rules(), sheets)
    assert text(result.value_by_line["A1"]) == combined["A1"]
    assert text(result.value_by_line["A2"]) == combined["mark of A2"]
    assert text(result.final_score) == combined["total"]
