"""The judge's competition, for a tablet to keep; unchanged, it does not travel again."""

import hashlib
import json
from datetime import UTC, datetime

from flask import Response, request

from judging.domain.calendar import utc_text
from judging.domain.refusal import Refusal, sentence
from judging.queries.enrolments import has_pass
from judging.queries.tablet_competition import tablet_competition
from judging.web.enrolled import enrolled, told
from judging.web.guarding import open_to_tablets
from judging.web.tablet.bodies import answer
from judging.web.tablet.pages import blueprint

PASS_ENDED = Refusal(sentence("Enter your PIN once more to fetch what is new."))


@blueprint.get("/api/competition")
@open_to_tablets
def competition() -> Response:
    """Everything that the judge needs without a network, if the PIN was right not long ago."""
    here, at = enrolled(), datetime.now(UTC)
    if not has_pass(here, request.headers.get("Tablet-Pass", ""), at):
        return answer(told(401, "pass_ended", PASS_ENDED))
    plain = tablet_competition(here.person, here.competition_id)
    spelled = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    mark = hashlib.sha256(spelled.encode()).hexdigest()[:32]
    # The time is not part of what is compared, or nothing would ever be unchanged.
    whole = f'{spelled[:-1]},"server_time":"{utc_text(at)}"}}'
    response = Response(whole, mimetype="application/json")
    response.cache_control.no_store = True
    # Weak, or compressing would make another of it.
    response.set_etag(mark, weak=True)
    response.make_conditional(request)
    return response
