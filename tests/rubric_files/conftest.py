"""A small written standard without faults, and what is said of it after one change."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from judging.rubric_files import BadFile

FILES = Path(__file__).parent / "files"

Faults = list[tuple[str, int, str]]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A folder with a group, what it includes, a standard and rules."""
    return Path(shutil.copytree(FILES / "whole", tmp_path / "whole"))


@pytest.fixture
def faults_after(whole: Path) -> Callable[..., Faults]:
    """Exchanges one piece of one file, loads, and tells (file, line, message) of every fault."""

    def change_and_load(
        load: Callable[[Path], object], name: str, old: str, new: str, start: str | None = None
    ) -> Faults:
        text = (whole / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} must stand once in {name}"
        (whole / name).write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(BadFile) as bad:
            load(whole / (name if start is None else start))
        return [(str(f.path.relative_to(whole)), f.line, f.message) for f in bad.value.faults]

    return change_and_load
