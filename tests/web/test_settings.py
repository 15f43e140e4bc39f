"""The settings of a machine, and the key that is made at the first start."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config import keep_secret_key, read_settings


def test_without_settings_everything_lies_in_one_folder(tmp_path: Path) -> None:
    settings = read_settings({"DATA_DIR": str(tmp_path / "data")})
    assert settings["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/data/judging.sqlite"
    assert settings["SESSION_COOKIE_SECURE"] is False
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret-key"]


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
