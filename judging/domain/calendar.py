"""The time zone of Cambodia, in which a day begins and ends."""

from datetime import timedelta, timezone

CAMBODIA = timezone(timedelta(hours=7))
