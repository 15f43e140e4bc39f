"""Loads the rubric of one product group from its file and the file that it includes."""

from pathlib import Path

from judging.domain.rubric import Part, Rubric
from judging.rubric_files.assembly import Assembly
from judging.rubric_files.fault import BadFile, FileFault
from judging.rubric_files.rubric_faults import rubric_faults
from judging.rubric_files.shape import read_shape, settle
from judging.rubric_files.written.group import CommonFile, GroupFile


def load_rubric(path: Path) -> Rubric:
    """The rubric that the file means; BadFile with all faults of it and of what it includes."""
    group, faults = read_shape(GroupFile, path)
    common = None
    if group and group.include:
        common, more = _read_common(group, path, group.include)
        faults += more
        if common is None:
            raise BadFile(faults)
    group = settle(group, faults) if group is None else group
    parts = _assemble(group, common, faults)
    settle(group, faults)
    return Rubric(
        group=group.group,
        title=group.title.meaning(),
        parts=parts,
        order=group.order,
        sector=group.sector,
        provisional=group.provisional,
        khmer_reviewed=group.khmer_reviewed,
        source=group.source.meaning() if group.source else None,
    )


def load_common_parts(path: Path) -> tuple[Part, ...]:
    """The parts of a common file by themselves; BadFile with all its faults."""
    common, faults = read_shape(CommonFile, path)
    parts = _assemble(None, common, faults)
    settle(common, faults)
    return parts


def _read_common(
    group: GroupFile, path: Path, include: str
) -> tuple[CommonFile | None, list[FileFault]]:
    folder = path.parent.resolve()
    target = (folder / include).resolve()
    if not target.is_relative_to(folder):
        message = f"`{include}` lies outside of {path.parent}; include a file in or below it"
        return None, [group.fault(message, "include")]
    if not target.is_file():
        message = f"there is no file `{include}` below {path.parent}; check its name"
        return None, [group.fault(message, "include")]
    return read_shape(CommonFile, path.parent / include)


def _assemble(
    group: GroupFile | None, common: CommonFile | None, faults: list[FileFault]
) -> tuple[Part, ...]:
    """The parts meant; what is wrong between them is added to `faults`."""
    assembly = Assembly(group, common)
    faults += [*assembly.faults, *rubric_faults(assembly.parts)]
    return () if faults else tuple(part.meaning() for part in assembly.parts)
