"""The blueprint that the pages of the producer join, and what is the producer's own."""

from datetime import datetime

from flask import Blueprint, abort

from judging.domain.calendar import CAMBODIA
from judging.queries.certificates import CertificateState, CertificateView, of_producer
from judging.queries.entries import EntryView, entries_of_producer
from judging.web.signed_in import signed_in

blueprint = Blueprint("producer", __name__, url_prefix="/producer")


def own_entry(entry_id: int) -> EntryView:
    """The entry, if it is the producer's; any other is as good as none."""
    own = entries_of_producer(signed_in().id)
    return next((e for e in own if e.entry_id == entry_id), None) or abort(404)


def own_certificates() -> list[CertificateView]:
    """The producer's certificates that were not revoked, as they stand today."""
    mine = of_producer(signed_in().id, datetime.now(CAMBODIA).date())
    return [c for c in mine if c.state is not CertificateState.REVOKED]
