"""`flask rubrics`: one line a file, or file, line and what to do."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from judging.cli.rubrics import rubrics
from judging.documents.book import render_book
from judging.domain.meaning import version_of
from judging.rubric_files import load_all, load_rubric

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "rubric_files" / "files"

# The ten files of files/broken, each with its one fault.
BROKEN = {
    "band-hole.yaml": (5, "bands leave a hole from 30 to 40; write `from: 30`"),
    "band-overlap.yaml": (5, "bands overlap from 25 to 30; write `from: 30`"),
    "branch-hole.yaml": (
        14,
        "branch T2 has a hole: no criterion is asked in case `salty`; "
        "add one or delete the case",
    ),
    "condition-on-nothing.yaml": (
        12, "criterion `T9` is not in this rubric; write an earlier criterion",
    ),
    "level-without-khmer.yaml": (13, "`km` is missing; add it"),
    "method-without-distance.yaml": (2, "mean_within needs `distance`; add it"),
    "no-yaml.yaml": (
        3,
        "this is not YAML (did not find expected ',' or '}'); check indents, colons and quotes",
    ),
    "points-do-not-add-up.yaml": (
        8, "part T says 12 points, but T1 10 = 10; change `points` or the criteria",
    ),
    "unknown-gate.yaml": (
        12, "`effect` cannot be `punish`; write `stop`, `eliminate` or `cap`",
    ),
    "unknown-key.yaml": (
        7,
        "`score_by` is not a known key here; did you mean `scored_by`? Known here: "
        "`code`, `title`, `scored_by`, `points`, `sections`, `branches`, `criteria`",
    ),
}  # fmt: skip


def run(*arguments: str | Path, folder: Path = ROOT / "rubrics") -> Result:
    app = Flask("terminal")
    app.config["RUBRICS_DIR"] = str(folder)
    app.cli.add_command(rubrics)
    return app.test_cli_runner().invoke(args=["rubrics", *map(str, arguments)])


def test_the_shipped_standard_is_checked_with_one_line_a_file() -> None:
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "")
    names = [line.split()[0] for line in result.stdout.splitlines()]
    assert names == sorted(path.name for path in (ROOT / "rubrics").glob("*.yaml"))


def test_a_line_tells_group_version_and_points_of_each_part() -> None:
    path = FILES / "whole" / "cake.yaml"
    version = version_of(load_rubric(path))
    assert run("check", path).stdout == f"cake.yaml       CAKE      v{version}  A 5 + C 20 = 25\n"


def test_each_kind_of_file_has_its_line() -> None:
    result = run("check", FILES / "whole", FILES / "whole" / "parts" / "goods.yaml")
    assert [line.split("  ")[-1] for line in result.stdout.splitlines()] == [
        "A 5 + C 20 = 25",
        "mean_within per criterion, quorum desk 1 + panel 3",
        "stars 1 from 0, 2 from 50, 3 from 62.5",
        "A 5 = 5",
    ]
    assert result.exit_code == 0


def test_all_broken_files_are_known_here() -> None:
    assert sorted(path.name for path in (FILES / "broken").iterdir()) == sorted(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_its_line(name: str) -> None:
    path = FILES / "broken" / name
    line, message = BROKEN[name]
    result = run("check", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{path}:{line}: {message}\n"


def test_good_files_have_their_line_beside_broken_ones(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FILES / "whole", tmp_path / "whole"))
    shutil.copy(FILES / "broken" / "unknown-gate.yaml", folder)
    result = run("check", folder)
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "cake.yaml",
        "rules.yaml",
        "standard.yaml",
    ]
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [
        f"{folder}/unknown-gate.yaml:12"
    ]


def test_files_that_do_not_fit_together_are_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FILES / "whole", tmp_path / "whole"))
    (folder / "rules.yaml").write_text(
        "combine: {method: mean}\nties: [{highest_part: Z}]\n", encoding="utf-8"
    )
    result = run("check", folder=folder)
    assert result.exit_code == 1
    assert result.stderr == (
        f"{folder}/rules.yaml:2: no rubric has a part `Z`; write one that a rubric has\n"
    )


def test_a_file_that_is_not_there_is_refused() -> None:
    result = run("check", "nowhere.yaml")
    assert result.exit_code == 1
    assert result.stderr == (
        "nowhere.yaml:1: the file cannot be read (No such file or directory); check its name\n"
    )


def test_schemas_are_written_for_editors(tmp_path: Path) -> None:
    out = tmp_path / "schema"
    assert run("schema", "--out", out).exit_code == 0
    titles = {path.name: json.loads(path.read_text("utf-8"))["title"] for path in out.iterdir()}
    assert titles == {
        "common.schema.json": "CommonFile",
        "group.schema.json": "GroupFile",
        "rules.schema.json": "RulesFile",
        "standard.schema.json": "StandardFile",
    }


@pytest.mark.documents
def test_the_book_is_printed_from_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "book.pdf"
    result = run("book", "--out", out, folder=FILES / "whole")
    assert (result.exit_code, result.stdout) == (0, f"{out}\n")
    written = load_all(FILES / "whole")
    book = render_book(written.rubrics, written.standard, written.rules)
    assert out.read_bytes() == book


def test_no_book_is_printed_from_broken_files(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FILES / "whole", tmp_path / "whole"))
    shutil.copy(FILES / "broken" / "unknown-gate.yaml", folder)
    result = run("book", "--out", tmp_path / "book.pdf", folder=folder)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{folder}/unknown-gate.yaml:12: `effect` cannot be")
    assert not (tmp_path / "book.pdf").exists()


def test_a_folder_without_any_file_is_told(tmp_path: Path) -> None:
    result = run("check", tmp_path)
    told = f"{tmp_path}:1: there is no .yaml file in this folder; check its name\n"
    assert (result.exit_code, result.stderr) == (1, told)
