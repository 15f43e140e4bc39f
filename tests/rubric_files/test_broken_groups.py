"""One fault put into a group file is told once, at its line, with what to do."""

from collections.abc import Callable

import pytest

from judging.rubric_files import load_rubric

LEVEL = '{points: 3, km: "ល្អ", en: "Good"}'
GATE = "          effect: cap\n          star: 3\n"
CASE = 'cases:\n          - {code: sweet, title: {km: "ផ្អែម", en: "Sweet"}}\n'
ONE_CASE = CASE.split("\n")[0] + "\n"
CONDITION = "criterion: C1.1, at_least: 3"

CASES = {
    # keys and texts
    "unknown key": (
        "        weight: 2\n        asked_if", "        wieght: 2\n        asked_if", 45,
        "`wieght` is not a known key here; did you mean `weight`? Known here: `code`, `title`, "
        "`section`, `guidance`, `levels`, `scale`, `yes_no`, `weight`, `gate`, `asked_if`, "
        "`branch`, `case`",
    ),
    "unknown key like no other": (
        "    points: 20\n", "    points: 20\n    xyz: 1\n", 20,
        "`xyz` is not a known key here; delete it. Known here: `code`, `title`, `scored_by`, "
        "`points`, `sections`, `branches`, `criteria`",
    ),
    "missing key": ("    scored_by: panel\n", "", 16, "`scored_by` is missing; add it"),
    "missing key of a block": (
        '        title: {km: "ប្រភេទ", en: "Kind"}\n', "        title:\n          en: Kind\n", 24,
        "`km` is missing; add it",
    ),
    "level without Khmer": (LEVEL, '{points: 3, en: "Good"}', 35, "`km` is missing; add it"),
    "level with blank Khmer": (
        LEVEL, '{points: 3, km: " ", en: "Good"}', 35, "`km` is blank; write its text",
    ),
    "level without English": (
        LEVEL, '{points: 3, km: "ល្អ", en: }', 35, "`en` is blank; write its text",
    ),
    "words without languages": (
        'title: {km: "ក្លិន", en: "Smell"}', "title: Smell", 31,
        "`title` must hold keys; known here: `km`, `en`",
    ),
    "title that is a list": (
        '{km: "ក្លិន", en: "Smell"}', '{km: ["ក្លិន"], en: "Smell"}', 31, "`km` must be one text",
    ),
    "unknown scorer": (
        "scored_by: panel", "scored_by: judges", 18,
        "`scored_by` cannot be `judges`; write `desk` or `panel`",
    ),
    "unknown sector": (
        "sector: agri-industry", "sector: food", 5,
        "`sector` cannot be `food`; write `agriculture`, `agri-industry`, `industry`, "
        "`handicraft` or `services`",
    ),
    "code with a blank": (
        "code: C1.1\n", "code: C1 1\n", 29,
        "`code` may have letters, digits, `.` and `-` only, not `C1 1`",
    ),
    "flag": (
        "provisional: false", "provisional: no", 6,
        "`provisional` must be true or false, not `no`",
    ),
    "criteria that are no list": (
        "replace:\n  - code", "replace:\n    code", 10,
        "`replace` must be a list; begin each entry with `- `",
    ),
    # answers
    "levels that do not rise": (
        LEVEL, LEVEL.replace("3", "5"), 36,
        "level points must rise, but 5 follows 5; change the points or the order",
    ),
    "one level": (
        '          - {points: 3, km: "ល្អ", en: "Good"}\n'
        '          - {points: 5, km: "ល្អណាស់", en: "Very good"}\n', "", 33,
        "`levels` needs at least 2 entries, not 1",
    ),
    "no answers": (
        "        yes_no: {points: 1}\n", "", 42,
        "`code` has no answers; write `levels`, `scale` or `yes_no`",
    ),
    "two kinds of answer": (
        "        yes_no: {points: 1}\n",
        "        yes_no: {points: 1}\n        scale: {min: 0, max: 1, step: 1}\n", 44,
        "`yes_no` stands beside `scale`; keep one of them",
    ),
    "step that does not fit": (
        "max: 8, step: 0.5", "max: 8, step: 0.3", 54,
        "from 0 to 8 is not a whole number of steps of 0.3; change `step`, `min` or `max`",
    ),
    "scale upside down": (
        "{min: 0, max: 8,", "{min: 8, max: 8,", 54, "`max` 8 is not above `min` 8; raise it",
    ),
    "step of nothing": (
        "max: 8, step: 0.5", "max: 8, step: 0", 54, "`step` must be more than 0, not 0",
    ),
    "weight of nothing": (
        "        weight: 2\n        asked_if", "        weight: 0\n        asked_if", 45,
        "`weight` must be more than 0, not 0",
    ),
    # gates
    "unknown gate": (
        "effect: cap", "effect: kill", 39,
        "`effect` cannot be `kill`; write `stop`, `eliminate` or `cap`",
    ),
    "cap without star": (
        GATE, "          effect: cap\n", 39,
        "`effect: cap` needs `star`; write the highest star left",
    ),
    "star without cap": (
        GATE, "          effect: stop\n          star: 3\n", 40,
        "`star` goes only with `effect: cap`; delete it",
    ),
    "gate that never fires": (
        "{points: 0, km", "{points: 1, km", 38,
        "the gate can never fire: the lowest answer has 1 points; raise `at_most`",
    ),
    "gate that always fires": (
        "at_most: 0", "at_most: 5", 38,
        "the gate always fires: the highest answer has 5 points; lower `at_most`",
    ),
    # conditions
    "condition on an unknown criterion": (
        CONDITION, "criterion: C9, at_least: 3", 46,
        "criterion `C9` is not in this rubric; write an earlier criterion",
    ),
    "condition on a later criterion": (
        CONDITION, "criterion: C2.1, at_least: 3", 46,
        "criterion `C2.1` does not come earlier; move it, or write another",
    ),
    "condition on itself": (
        CONDITION, "criterion: C1.2, at_least: 1", 46,
        "criterion `C1.2` does not come earlier; move it, or write another",
    ),
    "condition across scorers": (
        CONDITION, "criterion: A1, at_least: 3", 46,
        "criterion `A1` is scored by the desk; write one of the same scorer",
    ),
    "condition that is never true": (
        CONDITION, "criterion: C1.1, at_least: 6", 46,
        "the condition is never true: C1.1 gives at most 5 points; lower `at_least`",
    ),
    "condition on the other case": (
        "        case: salty\n",
        "        case: salty\n        asked_if: {criterion: C2.1, at_least: 1}\n", 57,
        "criterion `C2.1` is in the other case of the branch; write one of this case",
    ),
    # branches and sections
    "branch with a hole": (
        "max: 8, step: 0.5}\n        branch: C2\n        case: salty",
        "max: 8, step: 0.5}\n        branch: C2\n        case: sweet", 27,
        "branch C2 has a hole: no criterion is asked in case `salty`; add one or delete the case",
    ),
    "branch with one case": (
        CASE, ONE_CASE, 25, "`cases` needs at least 2 entries, not 1",
    ),
    "unknown branch": (
        "        branch: C2\n        case: sweet", "        branch: C3\n        case: sweet", 50,
        "branch `C3` is not known here; add it to `branches`",
    ),
    "unknown case": (
        "        case: sweet\n", "        case: sour\n", 51,
        "branch C2 has no case `sour`; write one of `sweet`, `salty`",
    ),
    "branch without case": (
        "        case: sweet\n", "", 50, "`branch` needs `case`; write the case of the branch",
    ),
    "case without branch": (
        "        branch: C2\n        case: sweet\n", "        case: sweet\n", 50,
        "`case` needs `branch`; write the branch of the case",
    ),
    "case written twice": (
        "          - {code: salty", "          - {code: sweet, title: {km: x, en: x}}\n"
        "          - {code: salty", 27,
        "case `sweet` is written twice; rename one",
    ),
    "unknown section": (
        "        section: C1\n        title", "        section: C7\n        title", 30,
        "section `C7` is not in part C; add it to `sections`",
    ),
    # sums and codes
    "points that do not add up": (
        "points: 20", "points: 21", 19,
        "part C says 21 points, but C1.1 5 + C1.2 2 + Q1 3 + C2 10 = 20; "
        "change `points` or the criteria",
    ),
    "criterion written twice": (
        "code: C1.2", "code: C1.1", 42, "code `C1.1` is written twice; rename one",
    ),
    "criterion with the code of a branch": (
        "code: C1.2", "code: C2", 42, "code `C2` is written twice; rename one",
    ),
    "branch written twice": (
        "    criteria:\n",
        "      - code: C2\n        title: {km: x, en: x}\n        cases:\n"
        "          - {code: sweet, title: {km: x, en: x}}\n"
        "          - {code: salty, title: {km: x, en: x}}\n    criteria:\n", 28,
        "code `C2` is written twice; rename one",
    ),
    "part written twice": (
        "  - code: C\n", "  - code: A\n", 16, "part `A` is written twice; rename one",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_once_at_its_line(faults_after: Callable[..., object], name: str) -> None:
    old, new, line, message = CASES[name]
    assert faults_after(load_rubric, "cake.yaml", old, new) == [("cake.yaml", line, message)]
