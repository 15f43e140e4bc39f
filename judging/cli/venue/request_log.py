"""Where the hall's server writes requests and faults: a file, so that the terminal stays calm."""

from contextlib import suppress
from pathlib import Path
from typing import Any

FILE = "requests.log"
BEFORE = "requests-before.log"


def log_settings(folder: Path) -> dict[str, Any]:
    """The settings of Python's logging; the log of the last start is kept beside the new one.

    Two processes append to one file. A line is a path and never what stands after its question
    mark, nor a header: no secret and no PIN gets there.
    """
    with suppress(FileNotFoundError):
        (folder / FILE).replace(folder / BEFORE)
    to_file = {"handlers": ["file"], "level": "INFO", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(message)s"}},
        "handlers": {
            "file": {
                "class": "logging.FileHandler",
                "filename": str(folder / FILE),
                "formatter": "line",
                "encoding": "utf-8",
            }
        },
        "root": {"handlers": ["file"], "level": "WARNING"},
        "loggers": {"_granian": dict(to_file), "granian.access": dict(to_file)},
    }
