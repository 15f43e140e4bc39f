"""A judge's card for the demo, told in the terminal instead of printed."""

from datetime import UTC, datetime

from judging.domain.refusal import NotThere
from judging.queries.competitions import competition
from judging.queries.people import person_named
from judging.services.carding import make_cards

ORGANISER, JUDGE = "organiser", "judge01"
HOURS = 72


def draw_card(code: str) -> str:
    """The secret of a fresh card of the first judge for the competition with this code."""
    organiser, judge = person_named(ORGANISER), person_named(JUDGE)
    if organiser is None or judge is None:
        raise NotThere("The demo's people are not there.")
    info = competition(code)
    (card,) = make_cards(organiser, info.round_id, [judge.id], hours=HOURS, at=datetime.now(UTC))
    return card.secret
