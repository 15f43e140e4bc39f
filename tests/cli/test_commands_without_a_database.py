"""A command that needs the database says in one sentence that it is not there, or not right."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click import ClickException
from flask import Flask

from judging import create_app
from judging.cli.certificates import certificates
from judging.cli.database import check_database
from judging.cli.founding import found_house
from judging.persistence.database import db
from tests.cli.small_competition import RUBRIC, RULES, WHOLE
from tests.conftest import ROOT, migrate, settings

COMMANDS = {
    "certificates": (certificates, ["render", "--out", "nowhere"]),
    "found": (found_house, []),
}


def sentence_of(url: str) -> str:
    app = create_app(settings(url))
    with app.app_context():
        with pytest.raises(ClickException) as refused:
            check_database()
        db.engine.dispose()
    return refused.value.message


def test_a_migrated_database_is_ready(app: Flask) -> None:
    check_database()


@pytest.mark.parametrize("name", ["mistyped/judging.sqlite", "judging.sqlite", "empty.sqlite"])
def test_a_database_that_is_not_there_is_told_by_its_name_and_not_made(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty.sqlite").touch()
    assert sentence_of(f"sqlite:///{tmp_path}/{name}") == (
        f"There is no database of this app at sqlite:///{tmp_path}/{name}: correct DATA_DIR or"
        " DATABASE_URL. Only if it is to be a new one, run `.venv/bin/flask --app wsgi db upgrade`,"
        " then start again."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["empty.sqlite"]


def test_a_database_of_another_version_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/judging.sqlite"
    migrate(url)
    app = create_app(settings(url))
    with app.app_context():
        with db.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
        db.engine.dispose()
    assert sentence_of(url) == (
        "The database is not of this app's version: copy it, run"
        " `.venv/bin/flask --app wsgi db upgrade`, then start again."
    )


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, but longer than a hundred signs" * 30)
    sentence = sentence_of(f"sqlite:///{tmp_path}/notes.txt")
    assert sentence.startswith("The database cannot be opened: see that DATABASE_URL")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_so_before_it_asks_or_does_anything(tmp_path: Path, name: str) -> None:
    command, arguments = COMMANDS[name]
    app = create_app(settings(f"sqlite:///{tmp_path}/judging.sqlite"))
    done = app.test_cli_runner().invoke(command, arguments)
    assert done.exit_code == 1
    assert done.output.startswith("Error: There is no database of this app at sqlite:///")
    assert done.output.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_commands_on_files_alone_leave_nothing_in_the_data_folder(tmp_path: Path) -> None:
    for name, text in (("rubric.yaml", RUBRIC), ("rules.yaml", RULES), ("scores.csv", WHOLE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [f"--{kind}={tmp_path}/{kind}.yaml" for kind in ("rubric", "rules")]
    for words in (["rubrics", "check"], ["tally", *files, f"--scores={tmp_path}/scores.csv"]):
        done = flask(tmp_path / "data", *words)
        assert (done.returncode, done.stderr) == (0, "")
        assert not (tmp_path / "data").exists()


def test_a_file_in_the_place_of_the_data_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    done = flask(tmp_path / "data", "found")
    assert done.returncode == 1
    assert done.stderr == f"DATA_DIR {tmp_path}/data is a file and no folder: correct it.\n"


@pytest.mark.parametrize("words", [["demo", "--serve"], ["venue", "serve", "--address=127.0.0.1"]])
def test_what_serves_says_first_that_it_cannot_sign(tmp_path: Path, words: list[str]) -> None:
    migrate(f"sqlite:///{tmp_path}/judging.sqlite")
    (tmp_path / "secret-key").touch()
    ports = [f"--{name}={free_port()}" for name in ("port", "install-port")]
    done = flask(tmp_path, *words, *(ports if words[0] == "venue" else ports[:1]))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == (
        f"The secret key {tmp_path}/secret-key is empty: remove the file, and another is made."
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def flask(data: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """A command as it is typed."""
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
