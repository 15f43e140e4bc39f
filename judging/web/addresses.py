"""Numbers in addresses: never larger than a database can hold, or else the page is not there."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from judging.domain.version import LARGEST_NUMBER


class RowNumber(IntegerConverter):
    """The `int` of every address of the house."""

    def __init__(self, url_map: Map, *places: Any, **options: Any) -> None:
        super().__init__(url_map, *places, **{"max": LARGEST_NUMBER, **options})


def bound_numbers(app: Flask) -> None:
    """Let `<int:...>` in an address match such numbers only."""
    app.url_map.converters["int"] = RowNumber


def asked_number(text: str) -> int:
    """A number after the question mark; raises ValueError for one that no row has."""
    number = int(text)
    if not 0 < number <= LARGEST_NUMBER:
        raise ValueError(text)
    return number
