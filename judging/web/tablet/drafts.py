"""Drafts come in, so that a replacement tablet can go on where the first one stopped."""

from datetime import UTC, datetime
from typing import Any

from flask import Response

from judging.domain.calendar import utc_text
from judging.domain.verdict import Reason
from judging.domain.version import Unreadable, code_from, filled_from
from judging.services.drafting import SentDraft, keep_drafts
from judging.services.sending import Sender
from judging.web.enrolled import enrolled
from judging.web.guarding import open_to_tablets
from judging.web.tablet.bodies import answer, time_or_none
from judging.web.tablet.envelopes import Item, items
from judging.web.tablet.pages import blueprint

NAMES = ("round", "entry", "scorer")


@blueprint.post("/api/drafts")
@open_to_tablets
def drafts() -> Response:
    """Keep the drafts that may be kept; the tablet has the others still."""
    here, at = enrolled(), datetime.now(UTC)
    read = [(item, _draft(item)) for item in items("drafts")]
    sound = [draft for _, draft in read if draft]
    sender = Sender(here.person, here.competition_id, here.tablet_id)
    reasons = iter(keep_drafts(sound, sender=sender, at=at))
    kept: list[dict[str, Any]] = []
    not_kept: list[dict[str, Any]] = []
    for item, draft in read:
        named = {name: item.get(name) for name in NAMES}
        reason = next(reasons) if draft else Reason.UNREADABLE
        if reason:
            not_kept.append({**named, "reason": reason})
        else:
            kept.append({**named, "saved_at": utc_text(at)})
    return answer({"kept": kept, "not_kept": not_kept})


def _draft(item: Item) -> SentDraft | None:
    """The draft; None for one that cannot be read, which holds up no other."""
    try:
        return SentDraft(
            **filled_from(item),
            seen=time_or_none(item, "seen"),
            top=code_from(item["top"]) if item.get("top") is not None else None,
        )
    except Unreadable:
        return None
