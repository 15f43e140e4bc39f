"""The door where handed-in sheets come in: each is answered by itself."""

import json
from datetime import UTC, datetime
from typing import Any

from flask import Response

from judging.domain.calendar import utc_text
from judging.services.receiving import Answer, receive_versions
from judging.services.sending import Sender, Sent
from judging.web.enrolled import enrolled
from judging.web.guarding import open_to_tablets
from judging.web.tablet.bodies import answer
from judging.web.tablet.envelopes import identity_in, items, text_in
from judging.web.tablet.pages import blueprint


@blueprint.post("/api/sheets")
@open_to_tablets
def sheets() -> Response:
    """Keep every sheet; what cannot count by itself waits for the organiser, whole."""
    here = enrolled()
    sent = [Sent(identity_in(item), text_in(item)) for item in items("sheets")]
    sender = Sender(here.person, here.competition_id, here.tablet_id)
    answers = receive_versions(here.person, sent, sender=sender, at=datetime.now(UTC))
    return answer({"answers": [plain_answer(one) for one in answers]})


def plain_answer(told: Answer) -> dict[str, Any]:
    """What became of a version, as JSON."""
    plain: dict[str, Any] = {
        "identity": told.identity,
        "outcome": told.verdict.outcome,
        "reason": told.verdict.reason,
        "receipt": told.receipt,
        "version": told.version,
    }
    if told.top:
        plain["top"] = {
            "identity": told.top.identity,
            "before": list(told.replaced),
            "version": told.top.version,
            "answers": json.loads(told.top.answers),
            "notes": json.loads(told.top.notes),
            "arrived_at": utc_text(told.top.handed_in_at),
        }
    return plain
