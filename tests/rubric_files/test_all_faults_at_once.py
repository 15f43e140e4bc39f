"""One run tells everything that is wrong, in the order of the lines, as file:line: message."""

from pathlib import Path

import pytest

from judging.rubric_files import BadFile, load_rubric

CHANGES = (
    ("order: 2\n", "order: 2\ncolour: red\n"),
    ('title: {km: "ក្លិន", en: "Smell"}', 'title: {en: "Smell"}'),
    ('{points: 3, km: "ល្អ", en: "Good"}', '{points: 6, km: "ល្អ", en: ""}'),
    ("points: 20", "points: 30"),
    ("criterion: C1.1, at_least: 3", "criterion: C7, at_least: 3"),
)


def test_faults_of_every_kind_are_told_together(whole: Path) -> None:
    path = whole / "cake.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in CHANGES:
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        load_rubric(path)
    said = [line.removeprefix(f"{path}:") for line in str(bad.value).splitlines()]
    assert said == [
        "4: `colour` is not a known key here; delete it. Known here: `provisional`, `reviewed`, "
        "`group`, `order`, `title`, `sector`, `source`, `include`, `replace`, `parts`",
        "32: `km` is missing; add it",
        "36: `en` is blank; write its text",
        "37: level points must rise, but 5 follows 6; change the points or the order",
        "47: criterion `C7` is not in this rubric; write an earlier criterion",
    ]


def test_a_sum_is_told_beside_a_missing_text(whole: Path) -> None:
    path = whole / "cake.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('title: {km: "ក្លិន", en: "Smell"}', 'title: {en: "Smell"}')
    path.write_text(text.replace("points: 20", "points: 30"), encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        load_rubric(path)
    assert [fault.line for fault in bad.value.faults] == [19, 31]
