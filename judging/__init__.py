"""Judging: the app that runs an OVOP Product Champion competition. Here the rooms come together."""

import gc
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app(settings: Mapping[str, object]) -> "Flask":
    """The app with its database, pages and commands; see `config.py` for the settings."""
    # Imported here, so that the law of judging can be used without loading the doors.
    from judging.cli import add_commands
    from judging.persistence.database import init_database
    from judging.services.queueing import use_queue
    from judging.web import open_doors
    from judging.web.application import Application

    # Standings are a hundred thousand small values at once, none of them rubbish: looking through
    # them again and again cost a third of the page's time.
    gc.set_threshold(100_000, 20, 100)
    app = Application(__name__, template_folder="../templates")
    app.config.from_mapping(settings)
    init_database(app)
    use_queue(str(app.config.get("JOBS_QUEUE", "memory://")))
    open_doors(app)
    add_commands(app)
    return app
