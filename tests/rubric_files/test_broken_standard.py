"""One fault put into a standard is told once, at its line, with what to do."""

from collections.abc import Callable

import pytest

from judging.rubric_files import load_standard

BANDS = (
    "  - {star: 1, from: 0, below: 50}\n"
    "  - {star: 2, from: 50, below: 62.5}\n"
    "  - {star: 3, from: 62.5}\n"
)
CAP = "    effect: cap\n    star: 2\n"

CASES = {
    "bands that overlap": (
        "from: 50,", "from: 45,", 6, "bands overlap from 45 to 50; write `from: 50`",
    ),
    "bands with a hole": (
        "from: 62.5}", "from: 63}", 7, "bands leave a hole from 62.5 to 63; write `from: 62.5`",
    ),
    "first band above 0": (
        "from: 0,", "from: 1,", 5, "the first band must begin at 0; write `from: 0`",
    ),
    "last band with an end": (
        "from: 62.5}", "from: 62.5, below: 100}", 7,
        "the last band ends at 100; delete `below`",
    ),
    "band without end before the last": (
        "{star: 2, from: 50, below: 62.5}", "{star: 2, from: 50}", 6,
        "only the last band has no end; write `below: 62.5`",
    ),
    "stars that do not rise": (
        "star: 3, from", "star: 2, from", 7,
        "stars must rise, but star 2 follows star 2; change the star or the order",
    ),
    "band above 100": (
        "below: 62.5", "below: 162.5", 6, "`below` must be 100 or less, not 162.5",
    ),
    "no bands": (BANDS, "  []\n", 4, "`bands` needs at least 1 entries, not 0"),
    "certificate for a star that no band earns": (
        "from_star: 2", "from_star: 4", 8,
        "no band earns this star; write one that is earned",
    ),
    "cap at a star that no band earns": (
        "    star: 2\n", "    star: 5\n", 20, "no band earns this star; write one that is earned",
    ),
    "unknown paper": (
        "paper: halal", "paper: kosher", 22, "paper `kosher` is not in `papers`; add it there",
    ),
    "paper written twice": (
        "papers:\n", "papers:\n  - {code: halal, title: {km: x, en: x}, issuer: {km: x, en: x}}\n",
        14, "paper `halal` is written twice; rename one",
    ),
    "cap without star": (
        CAP, "    effect: cap\n", 19, "`effect: cap` needs `star`; write the highest star left",
    ),
    "a paper that stops": (
        CAP, "    effect: stop\n", 19, "a missing paper cannot stop; write eliminate or cap",
    ),
    "group list left empty": (
        "    groups: [CAKE]\n    effect: cap", "    groups: []\n    effect: cap", 18,
        "`groups` needs at least 1 entries, not 0",
    ),
    "group code with a blank": (
        "    groups: [CAKE]\n    effect: cap", "    groups: [CAKE, A B]\n    effect: cap", 18,
        "entry 2 of `groups` may have letters, digits, `.` and `-` only, not `A B`",
    ),
    "reason without Khmer": (
        'reason: {km: "គ្មានហាឡាល់។", en', "reason: {en", 25, "`km` is missing; add it",
    ),
    "unknown key": (
        "valid_months: 36", "months: 36", 8,
        "`months` is not a known key here; did you mean `valid_months`? "
        "Known here: `from_star`, `valid_months`",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_once_at_its_line(faults_after: Callable[..., object], name: str) -> None:
    old, new, line, message = CASES[name]
    faults = faults_after(load_standard, "standard.yaml", old, new)
    assert faults == [("standard.yaml", line, message)]
