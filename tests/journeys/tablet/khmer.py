"""What a tablet says in Khmer, looked up by the English that stands in the code."""

from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

TABLET = Path(__file__).parents[3] / "judging/translations/km/LC_MESSAGES/tablet.po"
DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


@cache
def _catalogue() -> Catalog:
    with TABLET.open("rb") as file:
        return read_po(file)


def khmer(english: str, **values: object) -> str:
    """The Khmer sentence; numbers stand in it in Khmer digits."""
    message = _catalogue().get(english)
    assert message, f"the tablet does not say: {english}"
    shown = {
        name: value if isinstance(value, str) else str(value).translate(DIGITS)
        for name, value in values.items()
    }
    return str(message.string) % shown if shown else str(message.string)


def unsent(count: int) -> str:
    """What the badge says."""
    return khmer("Unsent: %(count)s", count=count)


STILL_HERE = khmer("Handed in, still on this tablet")
RECEIVED = khmer("Received")
WAITS = khmer("Waits for the organiser")
DRAFT = khmer("Draft")
TO_DO = khmer("To do")
