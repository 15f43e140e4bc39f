"""A tablet tells how it is, and hears the time and what became of its judge's versions."""

from datetime import UTC, datetime

from flask import Response

from judging.domain.calendar import utc_text
from judging.queries.tablet_news import news_of
from judging.queries.tablets import tablet_name
from judging.services.contacting import Contact, note_contact
from judging.web.enrolled import enrolled
from judging.web.guarding import open_to_tablets
from judging.web.tablet.bodies import (
    LONGEST_VERSION,
    answer,
    body,
    count,
    part,
    percent_or_none,
    text,
    time_or_none,
    yes_no_or_none,
)
from judging.web.tablet.pages import blueprint
from judging.web.tablet.shell import running_shell


@blueprint.post("/api/contact")
@open_to_tablets
def contact() -> Response:
    """Keep what the tablet tells and answer with the news; the key says which tablet it is."""
    here, at = enrolled(), datetime.now(UTC)
    tablet = part(body(), "tablet")
    told = Contact(
        app_version=text(tablet, "app_version", LONGEST_VERSION),
        unsent=count(tablet, "unsent"),
        drafts=count(tablet, "drafts"),
        battery=percent_or_none(tablet, "battery"),
        keeps_storage=yes_no_or_none(tablet, "keeps_storage"),
        clock=time_or_none(tablet, "clock"),
    )
    note_contact(here.tablet_id, told, at)
    return answer(
        {
            "server_time": utc_text(at),
            "app_version": running_shell().version,
            "tablet": tablet_name(here.tablet_id),
            "receipts": news_of(here.person.id, at),
        }
    )
