"""Where a paper sheet stands, in words for the organiser."""

from dataclasses import dataclass

from flask_babel import LazyString, lazy_gettext as _l

from judging.domain.keying import KeyingState, Settled
from judging.domain.verdict import Outcome
from judging.queries.paper_sheets import KeyingView, PaperSheetView


@dataclass(frozen=True, slots=True)
class Standing:
    """A sign and a word; `is_open` where somebody has to do something."""

    kind: str
    sign: str
    text: LazyString
    is_open: bool = False


NOT_KEYED = Standing("to_do", "to_do", _l("Not keyed yet"))
STANDINGS = {
    KeyingState.PRINTED: NOT_KEYED,
    KeyingState.ONCE: Standing(
        "draft", "draft", _l("Keyed once, waits for the second person"), is_open=True
    ),
    KeyingState.DIFFERS: Standing("bad", "warning", _l("Differences to settle"), is_open=True),
    KeyingState.REOPENED: Standing("warn", "draft", _l("To be keyed anew"), is_open=True),
}
COUNTS = Standing("done", "done", _l("Counts"))
REPLACED = Standing("to_do", "done", _l("A newer version counts"))
WAITS = Standing("warn", "warning", _l("Waits for a decision"), is_open=True)
LEFT_OUT = Standing("to_do", "shut", _l("Does not count"))
CHOICES = {
    Settled.FIRST: _l("The first person is right"),
    Settled.SECOND: _l("The second person is right"),
    Settled.NEITHER: _l("Neither: I key what stands on the paper"),
}


def standing_of(sheet: PaperSheetView | None) -> Standing:
    """Where the sheet stands; nothing is known of one that was neither printed nor keyed."""
    if sheet is None:
        return NOT_KEYED
    if sheet.state is KeyingState.DONE:
        return standing_at_the_door(sheet.keyings[0])
    return STANDINGS[sheet.state]


def standing_at_the_door(keying: KeyingView) -> Standing:
    """What became of a sheet that two people have keyed."""
    if keying.is_replaced:
        return REPLACED
    if keying.outcome in (Outcome.RECEIVED, Outcome.ACCEPTED):
        return COUNTS
    return WAITS if keying.outcome is Outcome.WAITING else LEFT_OUT
