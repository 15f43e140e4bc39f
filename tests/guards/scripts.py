"""Reads JavaScript as far as guards need it: its sentences, its templates and its imports."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLET = ROOT / "judging" / "static" / "tablet"
# What stands for ${…} in a template: nobody reads it aloud.
HOLE = "0"

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*[\s\S]*?\*/)
      | (?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<word>[\w$]+)
      | (?P<space>\s+)
      | (?P<sign>.)""",
    re.VERBOSE,
)
PATTERN = re.compile(r"/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
# After these a stroke begins a pattern; after anything else it divides.
BEFORE_PATTERN = {*"(,=:[!&|?{};>", "", "return", "of", "in"}
STRING = r'"(?:[^"\\\n]|\\.)*"'
CALL = re.compile(rf"(?<![\w$.])(?<!function )_\((?:\s*({STRING}(?:\s*\+\s*{STRING})*)\s*[,)])?")
IMPORT = re.compile(rf"\b(?:from|import)\s*\(?\s*({STRING})")


@dataclass(slots=True)
class Script:
    """One script: `code` is without comments and templates' own text, which is in `templates`."""

    source: str
    code: str = ""
    templates: list[tuple[str, str]] = field(default_factory=list)
    position: int = 0
    last: str = ""

    def __post_init__(self) -> None:
        self.read_code(depth=0)

    def read_code(self, depth: int) -> None:
        """Read on to the brace that closes a hole of a template, or to the end."""
        while self.position < len(self.source):
            if self.source[self.position] == "`":
                self.read_template(tag=self.last)
                continue
            found = self.next_token()
            depth += (found == "{") - (found == "}")
            if depth < 0:
                return
            self.code += found

    def next_token(self) -> str:
        """The next piece of code, empty for a comment."""
        at_pattern = self.last in BEFORE_PATTERN and PATTERN.match(self.source, self.position)
        found = at_pattern or TOKEN.match(self.source, self.position)
        assert found
        self.position = found.end()
        if found.lastgroup == "comment":
            return ""
        if found.lastgroup != "space":
            self.last = found[0]
        return found[0]

    def read_template(self, tag: str) -> None:
        """Read a template with its holes; note its tag and its own text."""
        text = ""
        self.position += 1
        while self.source[self.position] != "`":
            if self.source.startswith("${", self.position):
                self.position += 2
                self.last = ""
                self.code += "("
                self.read_code(depth=0)
                self.code += ")"
                text += HOLE
                continue
            length = 2 if self.source[self.position] == "\\" else 1
            text += self.source[self.position : self.position + length]
            self.position += length
        self.position += 1
        self.last = "`"
        self.templates.append((tag, text))

    def sentences(self) -> Iterator[str | None]:
        """What every `_(…)` says; None where it is no literal, which nobody could translate."""
        for found in CALL.finditer(self.code):
            parts = re.findall(STRING, found[1] or "")
            yield "".join(ast.literal_eval(part) for part in parts) if parts else None

    def imports(self) -> list[str]:
        """What it takes from elsewhere, now or later."""
        return [ast.literal_eval(found) for found in IMPORT.findall(self.code)]


def tablet_scripts() -> dict[str, Script]:
    """The tablet app's own scripts by their path below its folder."""
    paths = sorted(TABLET.rglob("*.js"))
    return {str(path.relative_to(TABLET)): Script(path.read_text()) for path in paths}
