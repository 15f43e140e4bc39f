"""What is sent to the door: lists of objects of a known shape, or a 400 that says so."""

import re
from collections.abc import Sequence
from typing import Any

from judging.web.tablet.bodies import body, refuse

MOST = 50
IDENTITY = re.compile(r"[!-~]{1,40}")

Item = dict[str, Any]


def items(name: str) -> Sequence[Item]:
    """The objects in the list of this name, at most fifty."""
    found = body().get(name)
    if not isinstance(found, list) or len(found) > MOST:
        refuse()
    return [item if isinstance(item, dict) else refuse() for item in found]


def identity_in(item: Item) -> str:
    """An identity that can be kept; whether it is one of ours is for the sorting to tell."""
    given = item.get("identity")
    return given if isinstance(given, str) and IDENTITY.fullmatch(given) else refuse()


def text_in(item: Item) -> str:
    """A text, whatever it says."""
    given = item.get("text")
    return given if isinstance(given, str) else refuse()
