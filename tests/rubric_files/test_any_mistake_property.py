"""Whatever is mistyped, the loader answers with the meaning or with faults, never with a crash."""

import re
import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings, strategies as st

from judging.domain.written import WrittenStandard
from judging.rubric_files import BadFile, load_all

WHOLE = Path(__file__).parent / "files" / "whole"
NAMES = ["cake.yaml", "parts/goods.yaml", "standard.yaml", "rules.yaml"]
TEXT_BY_NAME = {name: (WHOLE / name).read_text(encoding="utf-8") for name in NAMES}
TOKEN = re.compile(r"[\w.]+|[^\w\s]|\n *")
ALL_TOKENS = sorted({token for text in TEXT_BY_NAME.values() for token in TOKEN.findall(text)})


@st.composite
def mistyped(draw: st.DrawFn, text: str) -> str:
    """The text with one to three pieces taken away, written twice or exchanged."""
    for _ in range(draw(st.integers(1, 3))):
        pieces = [match.span() for match in TOKEN.finditer(text)]
        start, end = draw(st.sampled_from(pieces))
        piece = text[start:end]
        new = draw(st.sampled_from(["", piece * 2, " "]) | st.sampled_from(ALL_TOKENS))
        text = text[:start] + new + text[end:]
    return text


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=150,
)
@given(data=st.data(), name=st.sampled_from(NAMES))
def test_mistyped_files_load_or_are_refused(tmp_path: Path, data: st.DataObject, name: str) -> None:
    folder = Path(shutil.copytree(WHOLE, tmp_path, dirs_exist_ok=True))
    text = data.draw(mistyped(TEXT_BY_NAME[name]))
    (folder / name).write_text(text, encoding="utf-8")
    try:
        assert isinstance(load_all(folder), WrittenStandard)
    except BadFile as bad:
        line_counts = {path: len(path.read_text("utf-8").splitlines()) for path in _files(folder)}
        for fault in bad.faults:
            assert 1 <= fault.line <= line_counts[fault.path] + 1


def _files(folder: Path) -> list[Path]:
    return [folder / name for name in NAMES]
