"""The version follows the meaning of a file, not its spelling."""

from pathlib import Path

import pytest

from judging.domain.meaning import version_of
from judging.rubric_files import load_rubric

SAME_MEANING = {
    "a comment": ("group: CAKE\n", "group: CAKE  # of rice\n\n"),
    "another order of keys": ("group: CAKE\norder: 2\n", "order: 2\ngroup: CAKE\n"),
    "a number with zeros": ("points: 20\n", "points: 20.00\n"),
    "a number in quotes": ("points: 20\n", "points: '20'\n"),
    "a text without quotes": ('en: "Cake"', "en: Cake"),
    "blanks around a text": ('en: "Cake"', 'en: " Cake "'),
    "a default written out": ("        branch: C2\n        case: sweet\n",
                              "        branch: C2\n        case: sweet\n        weight: 1\n"),
    "block style": ("scale: {min: 0, max: 8, step: 0.5}",
                    "scale:\n          min: 0\n          max: 8\n          step: 0.50"),
}  # fmt: skip
OTHER_MEANING = {
    "a point": ('{points: 3, km: "ល្អ"', '{points: 4, km: "ល្អ"'),
    "an English word": ('en: "Very good"', 'en: "Excellent"'),
    "a Khmer word": ('km: "ល្អណាស់"', 'km: "ល្អ ណាស់"'),
    "a step": ("max: 8, step: 0.5", "max: 8, step: 1"),
    "a gate": ("star: 3", "star: 2"),
}


def version_after(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return version_of(load_rubric(path))


@pytest.mark.parametrize("name", SAME_MEANING)
def test_spelling_does_not_change_the_version(whole: Path, name: str) -> None:
    path = whole / "cake.yaml"
    before = version_of(load_rubric(path))
    assert version_after(path, *SAME_MEANING[name]) == before


@pytest.mark.parametrize("name", OTHER_MEANING)
def test_meaning_changes_the_version(whole: Path, name: str) -> None:
    path = whole / "cake.yaml"
    before = version_of(load_rubric(path))
    assert version_after(path, *OTHER_MEANING[name]) != before


def test_a_change_in_the_included_file_changes_the_version(whole: Path) -> None:
    before = version_of(load_rubric(whole / "cake.yaml"))
    goods = whole / "parts" / "goods.yaml"
    goods.write_text(goods.read_text("utf-8").replace("From afar", "Far"), encoding="utf-8")
    assert version_of(load_rubric(whole / "cake.yaml")) != before
