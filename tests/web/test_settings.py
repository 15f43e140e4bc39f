"""The settings of a machine, and the key that is made at the first start."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config import keep_secret_key, read_settings
from judging import create_app
from tests.conftest import ROOT, migrate, settings


def test_without_settings_everything_lies_in_one_folder(tmp_path: Path) -> None:
    settings = read_settings({"DATA_DIR": str(tmp_path / "data")})
    assert settings["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/data/judging.sqlite"
    assert settings["SESSION_COOKIE_SECURE"] is False


def test_reading_the_settings_makes_nothing(tmp_path: Path) -> None:
    read_settings({"DATA_DIR": str(tmp_path / "data")})
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(SystemExit, match="is a file and no folder: correct it"):
        read_settings({"DATA_DIR": str(tmp_path / "data")})


@pytest.mark.parametrize("name", ["JOBS_QUEUE", "RATELIMIT_STORAGE_URI"])
def test_a_redis_without_its_package_stops_the_start_and_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(SystemExit, match=f"{name} is a Redis.*-r requirements/redis.lock"):
        read_settings({"DATA_DIR": str(tmp_path), name: "redis://127.0.0.1:6379/0"})


def test_the_key_is_made_with_the_first_thing_that_is_signed(tmp_path: Path) -> None:
    app = create_app(
        {**settings(f"sqlite:///{tmp_path}/data/judging.sqlite"), **_of(tmp_path / "data")}
    )
    assert list(tmp_path.iterdir()) == []
    app.test_client().get("/sign-in")
    key = tmp_path / "data" / "secret-key"
    assert app.secret_key == key.read_text()
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(("key", "says"), [(None, ""), ("", "is empty: remove the file")])
def test_a_server_makes_the_key_at_its_start_or_says_why_not(
    tmp_path: Path, key: str | None, says: str
) -> None:
    path = tmp_path / "secret-key"
    if key is not None:
        path.write_text(key)
    done = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert says in done.stderr
    assert (done.returncode, path.exists()) == (1 if says else 0, True)


def test_a_database_that_is_made_is_for_its_owner_only(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data/judging.sqlite"
    migrate(url)
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "data").iterdir()}
    assert modes == {"judging.sqlite": 0o600}


def test_a_database_that_is_there_stays_as_its_owner_has_made_it(tmp_path: Path) -> None:
    path = tmp_path / "judging.sqlite"
    path.touch(mode=0o640)
    folder = stat.S_IMODE(tmp_path.stat().st_mode)
    migrate(f"sqlite:///{path}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE(tmp_path.stat().st_mode) == folder


def test_settings_come_from_the_environment(tmp_path: Path) -> None:
    settings = read_settings(
        {
            "DATA_DIR": str(tmp_path),
            "DATABASE_URL": "postgresql+psycopg://db/judging",
            "PUBLIC_URL": "https://ovop.example/",
            "SESSION_COOKIE_SECURE": "yes",
        }
    )
    assert settings["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://db/judging"
    assert settings["PUBLIC_URL"] == "https://ovop.example"
    assert settings["SESSION_COOKIE_SECURE"] is True


def test_a_setting_that_is_neither_yes_nor_no_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="SESSION_COOKIE_SECURE is neither yes nor no"):
        read_settings({"DATA_DIR": str(tmp_path), "SESSION_COOKIE_SECURE": "perhaps"})


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "secret-key"
    with ThreadPoolExecutor(8) as processes:
        keys = set(processes.map(keep_secret_key, [path] * 8))
    assert keys == {path.read_text()}
    assert len(path.read_text()) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [other.name for other in path.parent.iterdir()] == ["secret-key"]


def _of(folder: Path) -> dict[str, object]:
    """What the environment of a machine with this DATA_DIR gives in the place of a test's key."""
    return {"SECRET_KEY": read_settings({"DATA_DIR": str(folder)})["SECRET_KEY"]}
