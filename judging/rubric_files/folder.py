"""Loads a whole folder: all groups, the standard and the rules, and what must fit between them."""

from collections.abc import Iterator
from pathlib import Path

from judging.domain.rubric import Rubric
from judging.domain.written import WrittenStandard
from judging.rubric_files.fault import BadFile, FileFault
from judging.rubric_files.rubric import load_rubric
from judging.rubric_files.shape import read_shape, settle
from judging.rubric_files.written.rules import RulesFile
from judging.rubric_files.written.standard import StandardFile
from judging.rubric_files.written.tie import WrittenTie

STANDARD = "standard.yaml"
RULES = "rules.yaml"


def load_all(folder: Path) -> WrittenStandard:
    """Everything that the folder means; BadFile with the faults of all files."""
    faults: list[FileFault] = []
    rubric_by_path: dict[Path, Rubric] = {}
    for path in group_paths(folder):
        try:
            rubric_by_path[path] = load_rubric(path)
        except BadFile as bad:
            faults += bad.faults
    standard, standard_faults = read_shape(StandardFile, folder / STANDARD)
    rules, rules_faults = read_shape(RulesFile, folder / RULES)
    faults += [*standard_faults, *rules_faults]
    if standard and rules and not faults:
        faults += _misfits(rubric_by_path, standard, rules)
    meant = settle(standard, faults).meaning(), settle(rules, faults).meaning()
    rubrics = sorted(rubric_by_path.values(), key=lambda rubric: (rubric.order, rubric.group))
    return WrittenStandard(tuple(rubrics), *meant)


def group_paths(folder: Path) -> list[Path]:
    """The group files of the folder, by name."""
    return [path for path in sorted(folder.glob("*.yaml")) if path.name not in (STANDARD, RULES)]


def _misfits(
    rubric_by_path: dict[Path, Rubric], standard: StandardFile, rules: RulesFile
) -> Iterator[FileFault]:
    first: dict[str, Path] = {}
    for path, rubric in rubric_by_path.items():
        if first.setdefault(rubric.group, path) != path:
            other = first[rubric.group].name
            message = f"group {rubric.group} is already in {other}; rename one"
            yield FileFault(path, 1, message)
    for gate in standard.gates:
        for place, group in enumerate(gate.groups):
            if group not in first:
                listed = ", ".join(first)
                message = f"there is no group `{group}`; write one of {listed}"
                yield gate.fault(message, "groups", place)
    yield from _tie_misfits(list(rubric_by_path.values()), rules)


def _tie_misfits(rubrics: list[Rubric], rules: RulesFile) -> Iterator[FileFault]:
    parts = {part.code for rubric in rubrics for part in rubric.parts}
    # Criteria inside a branch are compared as the one line of their branch.
    all_lines = [lines for rubric in rubrics for lines in rubric.lines_by_scorer.values()]
    criteria = {line.code for lines in all_lines for line in lines}
    for step in rules.ties:
        if not isinstance(step, WrittenTie):
            continue
        if step.highest_part and step.highest_part not in parts:
            wrong = f"no rubric has a part `{step.highest_part}`; write one that a rubric has"
            yield step.fault(wrong, "highest_part")
        if step.highest_criterion and step.highest_criterion not in criteria:
            wrong = f"no rubric has a criterion or branch `{step.highest_criterion}`"
            yield step.fault(f"{wrong}; write one that a rubric has", "highest_criterion")
