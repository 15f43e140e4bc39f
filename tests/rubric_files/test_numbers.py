"""Numbers are read exactly as they are written, or refused."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from judging.rubric_files import load_rubric, load_rules

RULE = "must be a number such as 3 or 0.5, with at most six digits before and six after the point"


@pytest.mark.parametrize(
    "written",
    [".nan", ".inf", "-.inf", "NaN", "Infinity", "1e2", "1_000", "0x10", "010", ".5", "5.", "+5",
     "'1,5'", "៥", "1234567", "0.1234567", "five", "true", "'1 '"],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused(
    faults_after: Callable[..., object], written: str
) -> None:
    fault = f"`distance` {RULE}, not `{written.strip(chr(39))}`"
    assert faults_after(load_rules, "rules.yaml", "distance: 7", f"distance: {written}") == [
        ("rules.yaml", 4, fault)
    ]


@pytest.mark.parametrize("written", ["", "[1]", "{a: 1}"])
def test_a_number_that_is_missing_or_no_scalar_is_refused(
    faults_after: Callable[..., list[tuple[str, int, str]]], written: str
) -> None:
    faults = faults_after(load_rules, "rules.yaml", "distance: 7", f"distance: {written}")
    assert [(line, message.startswith(f"`distance` {RULE}")) for _, line, message in faults] == [
        (4, True)
    ]


@pytest.mark.parametrize("written", ["0.1", "'0.1'", '"0.1"', "0.10", "!!float 0.1"])
def test_a_tenth_is_exactly_a_tenth_however_it_is_quoted(whole: Path, written: str) -> None:
    path = whole / "rules.yaml"
    text = path.read_text(encoding="utf-8").replace("distance: 7", f"distance: {written}")
    path.write_text(text, encoding="utf-8")
    assert load_rules(path).combine.distance == Decimal(1) / Decimal(10)


@pytest.mark.parametrize("written", ["1.0", "1.5", "one", "1e1"])
def test_a_count_is_a_whole_number(faults_after: Callable[..., object], written: str) -> None:
    change = ("places: 1}", f"places: {written}}}")
    assert faults_after(load_rules, "rules.yaml", *change) == [
        ("rules.yaml", 23, f"`places` must be a whole number such as 3, not `{written}`")
    ]


def test_a_scale_may_reach_below_nought(tmp_path: Path) -> None:
    path = tmp_path / "skating.yaml"
    path.write_text(
        """
group: SKATE
title: {km: ជិះស្គី, en: Skating}
parts:
  - code: E
    title: {km: ធាតុ, en: Elements}
    scored_by: panel
    points: 3
    criteria:
      - {code: E1, title: {km: លោត, en: Jump}, scale: {min: -3, max: 3, step: 1}}
"""
    )
    answer = load_rubric(path).criterion_by_code["E1"].answer
    assert [points for points in (-4, -3, 0, 3) if answer.allows(Decimal(points))] == [-3, 0, 3]
