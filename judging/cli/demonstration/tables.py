"""Reading the demo's CSV files, which lie beside this module."""

import csv
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of one file by column name."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
