"""Moderation: a panel that disagrees too much looks again, blind; see docs/rules/moderation.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from judging.domain.tally import Tally
from judging.domain.tallying import panel_disagreement


class ModerationState(StrEnum):
    """Where the disagreement on an entry stands.

    Beyond the threshold and nobody was asked; asked and not all have looked again; all have, and
    the panel still disagrees; confirmed by the chair; vanished.
    """

    NEEDED = "needed"
    ASKED = "asked"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    SETTLED = "settled"


# A disagreement about which somebody still has to do something.
OPEN = frozenset({ModerationState.NEEDED, ModerationState.ASKED, ModerationState.ANSWERED})


@dataclass(frozen=True, slots=True)
class Moderation:
    """The newest asking of an entry's panel: who was asked, and who has handed in again for it.

    `confirmed` are the totals by judge that the chair has confirmed, None where nobody has.
    """

    number: int
    asked: frozenset[str]
    looked: frozenset[str] = frozenset()
    confirmed: Mapping[str, Decimal] | None = None


def moderation_state(tally: Tally, moderation: Moderation | None) -> ModerationState | None:
    """Where it stands; None for a panel that agrees and was never asked.

    Whoever has no sheet that counts any more is not waited for. What was confirmed are these
    totals and no others: when one changes, the question is open again.
    """
    if not panel_disagreement(tally):
        return ModerationState.SETTLED if moderation else None
    if moderation is None:
        return ModerationState.NEEDED
    if moderation.confirmed == tally.panel_totals:
        return ModerationState.CONFIRMED
    waited_for = moderation.asked & tally.panel_totals.keys()
    has_all = waited_for <= moderation.looked
    return ModerationState.ANSWERED if has_all else ModerationState.ASKED
