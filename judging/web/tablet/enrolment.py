"""A judge comes to a tablet: with a card the first time, with the PIN from then on."""

from datetime import UTC, datetime
from typing import Any

from flask import Response, request

from judging.domain.calendar import utc_text
from judging.domain.refusal import Refusal, sentence
from judging.queries.tablets import tablet_name
from judging.services.enrolling_tablets import (
    CardRefusal,
    Enrolled,
    GoodCard,
    TabletFacts,
    TabletRefusal,
    enrol_tablet,
    look_at_card,
)
from judging.services.unlocking import EnrolmentEnded, PinLocked, WrongPin, unlock
from judging.web.enrolled import enrolled, told
from judging.web.guarding import open_to_everyone, open_to_tablets
from judging.web.limits import limiter
from judging.web.tablet.bodies import (
    LONGEST_BROWSER,
    LONGEST_SECRET,
    LONGEST_VERSION,
    answer,
    body,
    identity,
    part,
    text,
)
from judging.web.tablet.pages import blueprint

# A hall shares one address, and nobody guesses a card: this only keeps a machine from hammering.
CARD_TRIES = "30 per minute"
TOO_MANY = Refusal(sentence("Too many cards that are not good; wait a minute, then scan again."))


# One count for both: whoever only looks at cards guesses no faster.
card_tries = limiter.shared_limit(
    CARD_TRIES,
    scope="cards",
    key_func=lambda: request.remote_addr or "",
    deduct_when=lambda response: response.status_code != 200,
)


@blueprint.errorhandler(429)
def too_many(_error: Exception) -> Response:
    """Tablets read JSON."""
    return answer(told(429, "too_many", TOO_MANY))


@blueprint.post("/api/card")
@open_to_everyone
@card_tries
def card() -> Response:
    """For whom a card is, before its judge chooses a PIN; nothing is used up."""
    asked = body()
    secret = text(asked, "secret", LONGEST_SECRET)
    asking = identity(part(asked, "tablet"), "identity")
    try:
        return answer(_whose(look_at_card(secret, asking, datetime.now(UTC))))
    except (CardRefusal, TabletRefusal) as refusal:
        return _refused(refusal)


@blueprint.post("/api/enrol")
@open_to_everyone
@card_tries
def enrol() -> Response:
    """Use a card: the tablet gets the judge's key."""
    asked = body()
    tablet = part(asked, "tablet")
    facts = TabletFacts(
        identity(tablet, "identity"),
        text(tablet, "browser", LONGEST_BROWSER),
        text(tablet, "app_version", LONGEST_VERSION),
    )
    secret, pin = text(asked, "secret", LONGEST_SECRET), text(asked, "pin", LONGEST_SECRET)
    try:
        return answer(_plain(enrol_tablet(secret, pin, facts, datetime.now(UTC))))
    except Refusal as refusal:
        return _refused(refusal)


@blueprint.post("/api/sign-in")
@open_to_tablets
def sign_in() -> Response:
    """Change a right PIN into a pass."""
    here, pin = enrolled(), text(body(), "pin", LONGEST_SECRET)
    try:
        given = unlock(here.person, here.id, pin, datetime.now(UTC))
    except WrongPin as refusal:
        return answer(told(403, "wrong_pin", refusal, left=refusal.left))
    except PinLocked as refusal:
        return answer(told(403, "locked", refusal, until=utc_text(refusal.until)))
    except EnrolmentEnded as refusal:
        return answer(told(401, "not_enrolled", refusal))
    return answer({"pass": given.text, "until": utc_text(given.until)})


def _refused(refusal: Refusal) -> Response:
    match refusal:
        case CardRefusal():
            return answer(told(422, "card_not_good", refusal))
        case TabletRefusal():
            return answer(told(422, "tablet_revoked", refusal))
        case _:
            return answer(told(422, "pin_not_good", refusal))


def _plain(enrolled: Enrolled) -> dict[str, Any]:
    return {
        "key": enrolled.key,
        "handover_key": enrolled.handover_key,
        "enrolment": enrolled.enrolment,
        "tablet": tablet_name(enrolled.tablet_id),
        **_whose(enrolled),
    }


def _whose(card: GoodCard | Enrolled) -> dict[str, Any]:
    name, title = card.judge.name, card.competition_title
    return {
        "judge": {"id": card.judge.id, "name": {"km": name.km, "en": name.en}},
        "competition": {
            "identity": card.competition,
            "code": card.competition_code,
            "title": {"km": title.km, "en": title.en},
        },
    }
