"""Times of the day of judging in few words, and by how much a tablet's clock is off."""

from datetime import datetime

from flask_babel import gettext

from judging.domain.calendar import CAMBODIA
from judging.web.filters import digits, moment

# Less than this confuses nobody.
FINE = 120


def hour(value: datetime, now: datetime) -> str:
    """Such as 14:05 where it is of the same day in Cambodia as `now`; else with its date."""
    local = value.astimezone(CAMBODIA)
    if local.date() != now.astimezone(CAMBODIA).date():
        return moment(value)
    return digits(f"{local:%H:%M}")


def clock_words(ahead: int | None) -> str:
    """Such as "3 days ahead"; empty where the clock is right or nothing is known."""
    if ahead is None or abs(ahead) < FINE:
        return ""
    span = _span(abs(ahead))
    if ahead > 0:
        return str(gettext("%(span)s ahead", span=span))
    return str(gettext("%(span)s late", span=span))


def _span(seconds: int) -> str:
    minutes = seconds // 60
    if minutes < 120:
        return str(gettext("%(count)s minutes", count=digits(minutes)))
    if minutes < 48 * 60:
        return str(gettext("%(count)s hours", count=digits(minutes // 60)))
    return str(gettext("%(count)s days", count=digits(minutes // (24 * 60))))
