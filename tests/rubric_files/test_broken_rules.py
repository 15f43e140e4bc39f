"""One fault put into the rules is told once, at its line, with what to do."""

from collections.abc import Callable

import pytest

from judging.rubric_files import load_rules

WITHIN = "{method: mean_within, distance: 7}"
TRIMMED = "{method: trimmed_mean, drop_high: 1, drop_low: 1}"

CASES = {
    "unknown method": (
        WITHIN, "{method: modus}", 4,
        "`method` cannot be `modus`; write `mean`, `median`, `trimmed_mean` or `mean_within`",
    ),
    "mean_within without distance": (
        WITHIN, "{method: mean_within}", 4, "mean_within needs `distance`; add it",
    ),
    "distance without mean_within": (
        WITHIN, "{method: mean, distance: 7}", 4,
        "`distance` goes only with mean_within; delete it",
    ),
    "trimmed mean that drops nothing": (
        TRIMMED, "{method: trimmed_mean}", 5,
        "trimmed_mean needs `drop_high`, `drop_low` or both; add them",
    ),
    "drops without trimmed mean": (
        TRIMMED, "{method: median, drop_high: 1}", 5,
        "`drop_high` goes only with trimmed_mean; delete it",
    ),
    "no method": (
        f"combine: {WITHIN}\n", "", 1, "`combine` is missing; add it",
    ),
    "unknown way to combine": (
        "per: criterion", "per: part", 6, "`per` cannot be `part`; write `sheet` or `criterion`",
    ),
    "rounding to nothing": (
        "final: 0.01", "final: 0", 7, "`final` must be more than 0, not 0",
    ),
    "quorum below 1": (
        "quorum: {desk: 1, panel: 3}", "quorum: 0", 8, "`quorum` must be 1 or more, not 0",
    ),
    "quorum of the panel below 1": (
        "quorum: {desk: 1, panel: 3}", "quorum: {panel: 0}", 8, "`panel` must be 1 or more, not 0",
    ),
    "lowest quorum above the quorum": (
        "lowest_quorum: {desk: 1, panel: 2}", "lowest_quorum: 4", 27,
        "`lowest_quorum` of the panel must not be above its quorum; write 3 or less, not 4",
    ),
    "lowest quorum below 1": (
        "lowest_quorum: {desk: 1, panel: 2}", "lowest_quorum: {panel: 0}", 27,
        "`panel` must be 1 or more, not 0",
    ),
    "unknown tie step": (
        "  - lowest_spread\n", "  - youngest\n", 16,
        "entry 5 of `ties` cannot be `youngest`; write `highest_part`, `highest_criterion`, "
        "`lowest_spread` or `head_to_head`",
    ),
    "two tie steps in one": (
        "  - highest_part: C\n", "  - highest_part: C\n    highest_criterion: C1\n", 12,
        "entry 1 of `ties` must be one key; write each step as its own entry",
    ),
    "tie step that looks at nothing": (
        "  - lowest_spread\n", "  - lowest_spread: C\n", 16,
        "`lowest_spread` is not a known key here; delete it. "
        "Known here: `highest_part`, `highest_criterion`",
    ),
    "honour without a place": (
        "places: 2", "places: 0", 24, "`places` must be 1 or more, not 0",
    ),
    "honour written twice": (
        "code: excellence", "code: champion", 24, "honour `champion` is written twice; rename one",
    ),
    "cap above 100": (
        "cap_percent: 30", "cap_percent: 101", 19, "`cap_percent` must be 100 or less, not 101",
    ),
    "disagreement below 0": (
        "range: 6", "range: -6", 10, "`range` must be more than 0, not -6",
    ),
    "appeals for no day": (
        "appeals: {days: 10}", "appeals: {days: 0}", 26, "`days` must be 1 or more, not 0",
    ),
    "appeals without days": (
        "appeals: {days: 10}", "appeals: {}", 26, "`days` is missing; add it",
    ),
    "appeals on anything else": (
        "appeals: {days: 10}", "appeals: {days: 10, grounds: taste}", 26,
        "`grounds` is not a known key here; delete it. Known here: `days`",
    ),
    "conflict that is neither on nor off": (
        "same_commune: true", "same_commune: sometimes", 25,
        "`same_commune` must be true or false, not `sometimes`",
    ),
    "conflict by something unknown": (
        "same_district: true", "same_province: true", 25,
        "`same_province` is not a known key here; delete it. "
        "Known here: `same_commune`, `same_district`",
    ),
    "unknown key": (
        "publish_levels: false", "publish: false", 28,
        "`publish` is not a known key here; did you mean `publish_levels`? Known here: "
        "`provisional`, `reviewed`, `title`, `combine`, `combine_desk`, `per`, `rounding`, "
        "`quorum`, `lowest_quorum`, `gate_votes`, `disagreement`, `ties`, `honours`, `conflicts`, "
        "`appeals`, `publish_levels`",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_once_at_its_line(faults_after: Callable[..., object], name: str) -> None:
    old, new, line, message = CASES[name]
    assert faults_after(load_rules, "rules.yaml", old, new) == [("rules.yaml", line, message)]
