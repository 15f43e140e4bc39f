"""What is wrong between a group and the file that it includes, told in the file where it is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from judging.rubric_files import load_rubric

GOODS = "parts/goods.yaml"

CASES = {
    "missing file": (
        "include: parts/goods.yaml", "include: parts/good.yaml", 9,
        "there is no file `parts/good.yaml` below {folder}; check its name",
    ),
    "file outside of the folder": (
        "include: parts/goods.yaml", "include: ../goods.yaml", 9,
        "`../goods.yaml` lies outside of {folder}; include a file in or below it",
    ),
    "use of an unknown criterion": (
        "use: Q1", "use: Q2", 57,
        "the included file has no shared criterion `Q2`; "
        "write one of its `criteria`, or include the file that has it",
    ),
    "unknown section at a use": (
        "      - use: Q1\n        section: C1\n", "      - use: Q1\n        section: C2\n", 58,
        "section `C2` is not in part C; add it to `sections`",
    ),
    "replacing an unknown criterion": (
        "code: A2", "code: A3", 11,
        "no included criterion has the code `A3`; write one that has",
    ),
    "replacing with another highest": (
        "    weight: 2\nparts", "    weight: 3\nparts", 11,
        "`A2` gives at most 3 points, but the included one 2; make them equal",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_group_that_does_not_fit_what_it_includes(
    faults_after: Callable[..., object], whole: Path, name: str
) -> None:
    old, new, line, message = CASES[name]
    expected = [("cake.yaml", line, message.format(folder=whole))]
    assert faults_after(load_rubric, "cake.yaml", old, new) == expected


def test_a_criterion_is_replaced_once(faults_after: Callable[..., object]) -> None:
    again = "  - {code: A2, title: {km: x, en: x}, yes_no: {points: 2}}\nparts:\n"
    assert faults_after(load_rubric, "cake.yaml", "parts:\n", again) == [
        ("cake.yaml", 15, "`A2` is replaced twice; delete one")
    ]


def test_without_an_include_nothing_can_be_used_or_replaced(
    faults_after: Callable[..., object],
) -> None:
    assert faults_after(load_rubric, "cake.yaml", "include: parts/goods.yaml\n", "") == [
        ("cake.yaml", 10, "no included criterion has the code `A2`; write one that has"),
        (
            "cake.yaml",
            56,
            "the included file has no shared criterion `Q1`; "
            "write one of its `criteria`, or include the file that has it",
        ),
    ]


def test_a_misshaped_included_file_is_told_by_its_own_line(
    faults_after: Callable[..., object],
) -> None:
    change = (GOODS, 'km: "ពីភូមិ", ', "")
    assert faults_after(load_rubric, *change, start="cake.yaml") == [
        (GOODS, 11, "`km` is missing; add it")
    ]


def test_an_included_part_that_does_not_add_up_is_told_by_its_own_line(
    faults_after: Callable[..., object],
) -> None:
    assert faults_after(load_rubric, GOODS, "points: 5", "points: 6", start="cake.yaml") == [
        (
            GOODS,
            5,
            "part A says 6 points, but A1 3 + A2 2 = 5; change `points` or the criteria",
        )
    ]


def test_a_criterion_is_used_once(faults_after: Callable[..., object]) -> None:
    twice = "      - use: Q1\n      - use: Q1\n"
    assert faults_after(load_rubric, "cake.yaml", "      - use: Q1\n", twice) == [
        ("cake.yaml", 58, "code `Q1` is written twice; rename one")
    ]
