"""What must fit between the files of one folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from judging.rubric_files import BadFile, load_all

CASES = {
    "a gate for a group that has no file": (
        "standard.yaml", "[CAKE]\n    effect: cap", "[CAKE, TEA]\n    effect: cap", 18,
        "there is no group `TEA`; write one of CAKE",
    ),
    "a tie step on an unknown part": (
        "rules.yaml", "highest_part: C", "highest_part: D", 12,
        "no rubric has a part `D`; write one that a rubric has",
    ),
    "a tie step on an unknown criterion": (
        "rules.yaml", "highest_criterion: C1.1", "highest_criterion: C1.9", 13,
        "no rubric has a criterion or branch `C1.9`; write one that a rubric has",
    ),
    "a tie step on one case of a branch": (
        "rules.yaml", "highest_criterion: C1.1", "highest_criterion: C2.1", 13,
        "no rubric has a criterion or branch `C2.1`; write one that a rubric has",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_files_that_do_not_fit_together(faults_after: Callable[..., object], name: str) -> None:
    file, old, new, line, message = CASES[name]
    assert faults_after(lambda path: load_all(path.parent), file, old, new) == [
        (file, line, message)
    ]


def test_rubrics_come_in_their_order(whole: Path) -> None:
    cake = (whole / "cake.yaml").read_text(encoding="utf-8")
    tea = cake.replace("group: CAKE", "group: TEA").replace("order: 2", "order: 1")
    (whole / "tea.yaml").write_text(tea, encoding="utf-8")
    assert [rubric.group for rubric in load_all(whole).rubrics] == ["TEA", "CAKE"]


def test_one_group_is_not_written_in_two_files(whole: Path) -> None:
    (whole / "pie.yaml").write_text((whole / "cake.yaml").read_text("utf-8"), encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        load_all(whole)
    assert str(bad.value) == f"{whole}/pie.yaml:1: group CAKE is already in cake.yaml; rename one"


def test_a_fault_of_an_included_file_is_told_once(whole: Path) -> None:
    (whole / "pie.yaml").write_text((whole / "cake.yaml").read_text("utf-8"), encoding="utf-8")
    goods = whole / "parts" / "goods.yaml"
    goods.write_text(goods.read_text("utf-8").replace("points: 5", "points: 6"), encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        load_all(whole)
    assert [(fault.path, fault.line) for fault in bad.value.faults] == [(goods, 5)]


def test_a_folder_without_standard_and_rules_says_which_files_are_missing(whole: Path) -> None:
    (whole / "standard.yaml").unlink()
    (whole / "rules.yaml").unlink()
    with pytest.raises(BadFile) as bad:
        load_all(whole)
    assert [fault.path.name for fault in bad.value.faults] == ["rules.yaml", "standard.yaml"]
