"""The settings of the app, each read from an environment variable of the same name."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable; `default` may name DATA_DIR in braces."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("DATA_DIR", str(ROOT / "instance"), "Folder for the database and the secret key."),
    Setting(
        "DATABASE_URL",
        "sqlite:///{DATA_DIR}/judging.sqlite",
        "The database: SQLite, or postgresql+psycopg://user:password@host/name.",
    ),
    Setting(
        "SECRET_KEY_FILE",
        "{DATA_DIR}/secret-key",
        "File with the key that signs sessions; made at the first start, readable by the owner.",
    ),
    Setting("RUBRICS_DIR", str(ROOT / "rubrics"), "Folder of the written standard."),
    Setting(
        "PUBLIC_URL",
        "http://127.0.0.1:8000",
        "The address that certificates print for checking them.",
    ),
    Setting(
        "SESSION_COOKIE_SECURE",
        "no",
        "`yes` where the app is served over https: the session then never travels in the clear.",
    ),
    Setting(
        "RATELIMIT_STORAGE_URI",
        "memory://",
        "Where failed sign-ins are counted; redis://host where several processes serve.",
    ),
    Setting(
        "JOBS_QUEUE",
        "sqlite:///{DATA_DIR}/jobs.sqlite",
        "Where jobs wait for a worker; postgresql://... or redis://... where it is elsewhere.",
    ),
)


def read_settings(environment: Mapping[str, str]) -> dict[str, object]:
    """The app's configuration; a setting that is not given has its default.

    Nothing is made on the disk: whoever needs the key or the database makes it.
    """
    values: dict[str, str] = {}
    for setting in SETTINGS:
        default = setting.default.replace("{DATA_DIR}", values.get("DATA_DIR", ""))
        value = environment.get(setting.name) or default
        # Flask would look for a relative database elsewhere.
        values[setting.name] = str(Path(value).resolve()) if setting.name == "DATA_DIR" else value
    if values["SESSION_COOKIE_SECURE"] not in ("yes", "no"):
        raise SystemExit("SESSION_COOKIE_SECURE is neither yes nor no: write one of the two.")
    for name in ("JOBS_QUEUE", "RATELIMIT_STORAGE_URI"):
        _require_package(name, values[name])
    folder = Path(values["DATA_DIR"])
    if folder.exists() and not folder.is_dir():
        raise SystemExit(f"DATA_DIR {folder} is a file and no folder: correct it.")
    return values | {
        "SESSION_COOKIE_SECURE": values["SESSION_COOKIE_SECURE"] == "yes",
        "PUBLIC_URL": values["PUBLIC_URL"].rstrip("/"),
        "SQLALCHEMY_DATABASE_URI": values["DATABASE_URL"],
        "SECRET_KEY": partial(keep_secret_key, Path(values["SECRET_KEY_FILE"])),
    }


def _require_package(name: str, address: str) -> None:
    """Redis is for few, so its package is not brought by set-up."""
    if address.startswith("redis") and not find_spec("redis"):
        raise SystemExit(
            f"{name} is a Redis, but the package redis is not installed. Install it:"
            " .venv/bin/pip install --require-hashes -r requirements/redis.lock"
        )


def keep_secret_key(path: Path) -> str:
    """The key in the file; made first if there is none, whole even if two processes start."""
    try:
        if not path.exists():
            _make_secret_key(path)
        key = path.read_text().strip()
    except OSError as fault:
        raise SystemExit(
            f"The secret key {path} cannot be read or made ({fault.strerror}): let the person who"
            " starts the app own the file and its folder."
        ) from None
    if not key:
        raise SystemExit(f"The secret key {path} is empty: remove the file, and another is made.")
    return key


def _make_secret_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp makes the file readable by its owner only.
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
    with suppress(FileExistsError):
        Path(path).hardlink_to(draft)
    Path(draft).unlink()
