"""A decimal is written with a point wherever it is read: on screens, in rubrics, in documents."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMA = re.compile("[០-៩],[០-៩]")
READ = [
    *ROOT.glob("rubrics/*.yaml"),
    *ROOT.glob("judging/translations/**/*.po"),
    *ROOT.glob("templates/**/*.html"),
    *ROOT.glob("certificates/*/*.html"),
    *ROOT.glob("docs/**/*.md"),
]


@pytest.mark.parametrize("path", READ, ids=lambda path: str(path.relative_to(ROOT)))
def test_khmer_decimals_have_a_point_as_all_others(path: Path) -> None:
    assert COMMA.findall(path.read_text(encoding="utf-8")) == []


def test_what_is_read_is_there() -> None:
    assert {path.suffix for path in READ} == {".yaml", ".po", ".html", ".md"}
