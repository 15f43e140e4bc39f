"""One of the producer's entries: what the judges made of it, once that is announced."""

from datetime import datetime

from flask import render_template

from judging.domain.calendar import CAMBODIA
from judging.domain.people import Role
from judging.queries.appeals import appeals_of_entry, last_day_of_appeals
from judging.queries.competitions import competition, written_standard
from judging.queries.results import entry_result
from judging.web.appeal_words import GROUNDS, OUTCOMES
from judging.web.guarding import open_to
from judging.web.producer.pages import blueprint, own_certificates, own_entry
from judging.web.result_words import END_BY_STATE, bands_of, parts_of, tie_reason


@blueprint.get("/entries/<int:entry_id>")
@open_to(Role.PRODUCER)
def entry(entry_id: int) -> str:
    """The result with every level and reason; before the announcement, that it is still to come."""
    own = own_entry(entry_id)
    result = entry_result(entry_id)
    info = competition(own.competition)
    last_day = last_day_of_appeals(info.round_id) if result else None
    standard = written_standard(own.competition).standard
    return render_template(
        "producer/entry.html",
        own=own,
        competition=info,
        is_provisional=standard.provisional,
        result=result,
        end=END_BY_STATE.get(result.state) if result else None,
        parts=parts_of(result) if result else [],
        bands=bands_of(standard.bands, result) if result else [],
        tie_reason=tie_reason(result) if result else None,
        appeals=appeals_of_entry(entry_id),
        grounds=GROUNDS,
        outcomes=OUTCOMES,
        last_day=last_day,
        may_appeal=last_day is not None and datetime.now(CAMBODIA).date() <= last_day,
        certificates=[c for c in own_certificates() if c.entry_id == entry_id],
    )
