"""The worker keeps what the tablet's scripts and styles need, and leaves nothing out of them."""

import json
import posixpath
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from judging.web.tablet.shell_files import SCANNER, VENDOR, WORKER, read_source
from tests.guards.scripts import ROOT, Script

STATIC = ROOT / "judging" / "static"
OWN = sorted(str(path.relative_to(STATIC)) for path in STATIC.glob("tablet/**/*.js"))
STYLES = sorted(str(path.relative_to(STATIC)) for path in STATIC.glob("tablet/**/*.css"))
SCRIPTS = [*OWN, *(name for name in (*VENDOR, *SCANNER) if name.endswith(".js"))]
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)""")
# Every sign that means something, as the reader of JavaScript that eslint uses sees it.
SIGNS = """
const { tokenizer } = require("acorn");
const { readFileSync } = require("fs");
const how = { ecmaVersion: "latest", sourceType: "module" };
for (const text of JSON.parse(readFileSync(0))) {
  const signs = [...tokenizer(text, how)].map((sign) => text.slice(sign.start, sign.end));
  console.log(JSON.stringify(signs));
}
"""


def needs(name: str) -> set[str]:
    """The names of the files that a file asks for."""
    text = (STATIC / name).read_text()
    paths = ADDRESS.findall(text) if name.endswith(".css") else Script(text).imports()
    return {posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in paths}


def signs(*texts: str) -> list[list[str]]:
    node = shutil.which("node") or str(ROOT / ".venv" / "node" / "node")
    found = subprocess.run(
        [node, "-e", SIGNS], input=json.dumps(texts), capture_output=True, text=True, cwd=ROOT
    )
    assert found.stderr == ""
    return [json.loads(line) for line in found.stdout.splitlines()]


@pytest.mark.parametrize("name", [*SCRIPTS, *STYLES])
def test_what_a_file_asks_for_is_kept_with_it(name: str) -> None:
    there = {*OWN, *VENDOR} | (set(SCANNER) if name in (*OWN, *SCANNER) else set())
    assert needs(name) - there == set()


def test_nobody_else_s_file_is_kept_in_vain() -> None:
    asked = set().union(*(needs(name) for name in [*OWN, *STYLES]))
    assert set(VENDOR) - asked == set()


def test_the_scanner_is_never_needed_at_the_start() -> None:
    at_once = re.compile(r"\bfrom\s*\"[^\"]*/qr/(dom|decode)\.js\"")
    assert [name for name in OWN if at_once.search((STATIC / name).read_text())] == []


def test_every_own_script_is_reached_from_the_page_or_is_the_worker() -> None:
    reached, found = set(), {"tablet/start.js", "tablet/first-paint.js", WORKER}
    while found:
        reached |= found
        found = {need for name in found if name in OWN for need in needs(name)} - reached
    assert sorted(set(OWN) - reached) == []


def test_what_travels_means_the_same_as_what_was_written() -> None:
    written = [(STATIC / name).read_text() for name in SCRIPTS]
    travels = [read_source(STATIC / name).decode() for name in SCRIPTS]
    assert signs(*travels) == signs(*written)
    assert [text.count("\n") for text in travels] == [text.count("\n") for text in written]


def test_comments_stay_at_home_and_licences_travel(tmp_path: Path) -> None:
    script = tmp_path / "a.js"
    script.write_text(
        "/*! Copyright (c) Somebody */\n/** Why\n * so. */\nconst a = 1; // kept: not a line\n"
        "/* one */ const b = 2; /* two */\n  // gone\n\t/* gone */  \nconst c = `\n`;\n"
    )
    assert read_source(script).decode() == (
        "/*! Copyright (c) Somebody */\n\n\nconst a = 1; // kept: not a line\n"
        "/* one */ const b = 2; /* two */\n\n\nconst c = `\n`;\n"
    )
