"""How often somebody may try, counted by account, for a hall of tablets shares one address; and
how much somebody may send."""

from flask import request
from flask_limiter import Limiter
from werkzeug.wrappers import Response

# A file of unsent sheets holds as much as a tablet without any network gathers in days.
# A photograph that is too large is told so in its form, where what was typed is kept.
LONGER = {
    "organiser.begin": 17_000_000,
    "organiser.bring_home": 17_000_000,
    "organiser.gazetteer": 6_000_000,
    "organiser.handover": 8_000_000,
    "organiser.imports": 6_000_000,
    "organiser.new_paper": 30_000_000,
    "organiser.paper": 30_000_000,
}
SIGN_IN_TRIES = "10 per 15 minutes"


def allow_longer() -> None:
    """Take more than MAX_CONTENT_LENGTH bytes where a file is sent."""
    if request.endpoint in LONGER:
        request.max_content_length = LONGER[request.endpoint]


def typed_login() -> str:
    """The account that somebody tries to open."""
    return request.form.get("login", "").strip().lower()[:80]


def has_failed(response: Response) -> bool:
    """Whether a try counts: only one that did not lead on."""
    return response.status_code != 302


limiter = Limiter(key_func=typed_login)
sign_in_tries = limiter.limit(SIGN_IN_TRIES, methods=["POST"], deduct_when=has_failed)
