"""Building the demo in the app's database: once, whole, and only where nothing else is."""

import os
from pathlib import Path

import click
from flask import Flask, current_app
from flask_migrate import upgrade

from judging.cli.demonstration.people import LAST
from judging.cli.demonstration.story import Story
from judging.cli.demonstration.wish import Wish
from judging.persistence.database import db, init_database
from judging.queries.competitions import competitions
from judging.queries.people import people, person_named


def build(wish: Wish) -> bool:
    """Make the demo if the database is empty; False if this very demo is there already.

    Told in one sentence if anything else is there: another demo, or one that was not finished.
    """
    upgrade()
    if _is_empty():
        _build_whole(wish)
        return True
    _require_this_demo(wish)
    return False


def _is_empty() -> bool:
    return not people() and not competitions()


def _require_this_demo(wish: Wish) -> None:
    found = [(info.code, info.round_state) for info in competitions()]
    if found == [(wish.code, wish.round_state)] and person_named(LAST):
        return
    folder = Path(current_app.config.get("DATA_DIR", "instance")).absolute() / wish.stage
    raise click.ClickException(
        f"{db.engine.url.render_as_string()} holds something else than the demo {wish.code} at"
        f" “{wish.stage}”; nothing in it was changed. Choose another database, for example with"
        f" DATA_DIR={folder} before the command."
    )


def _build_whole(wish: Wish) -> None:
    """Tell the whole story, or leave the database empty (an SQLite file, that is)."""
    url = db.engine.url
    target = url.database
    if url.get_backend_name() != "sqlite" or not target or target == ":memory:":
        _tell(wish)
        return
    draft = Path(f"{target}.demo")
    _forget(draft)
    _tell_into(str(url.set(database=str(draft))), wish)
    db.session.remove()
    db.engine.dispose()
    _keep(draft)
    _forget(Path(target))
    draft.rename(target)
    _forget(draft)


def _tell_into(url: str, wish: Wish) -> None:
    """Tell the story in a database of its own."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["RUBRICS_DIR"] = current_app.config["RUBRICS_DIR"]
    init_database(app, durable=False)
    with app.app_context():
        upgrade()
        _tell(wish)
        db.session.remove()
        db.engine.dispose()


def _tell(wish: Wish) -> None:
    # Imported here, so that a demo that is there already is served sooner.
    from judging.rubric_files import load_all

    Story(wish, load_all(Path(current_app.config["RUBRICS_DIR"]))).tell()


def _keep(file: Path) -> None:
    """Make sure that the whole file is on the disk before it gets its name."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _forget(database: Path) -> None:
    """Delete an SQLite file with what SQLite and the act's lock leave beside it."""
    for ending in ("", "-wal", "-shm", ".lock"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
