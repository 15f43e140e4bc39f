"""The clocks of the house: days begin and end in Cambodia, and JSON tells the time in UTC."""

from datetime import UTC, datetime, timedelta, timezone

CAMBODIA = timezone(timedelta(hours=7))


def utc_text(moment: datetime) -> str:
    """A time as JSON says it: 2027-04-07T03:12:45.123Z."""
    utc = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return utc.replace("+00:00", "Z")
