"""When things happen in the demo: spread over the weeks before the competition and its days."""

from datetime import UTC, date, datetime, timedelta, timezone

CAMBODIA = timezone(timedelta(hours=7))
# The competition ends on the National Day for Promoting the Use of Khmer Products.
STARTS_ON, ENDS_ON = date(2027, 4, 7), date(2027, 4, 9)
ENTRIES_A_DAY, MINUTES_A_DAY = 12, 9 * 60


def moment(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A time of day in Cambodia in the year of the demo."""
    return datetime(2027, month, day, hour, minute, tzinfo=CAMBODIA).astimezone(UTC)


FOUNDED_AT = moment(3, 1, 9)
PLANNED_AT = moment(4, 2, 9)
RECUSED_AT = moment(4, 5, 15)
OPENED_AT = moment(4, 7, 7, 30)
CLOSED_AT = moment(4, 9, 10)
ANNOUNCED_AT = moment(4, 9, 16)


def entered_at(number: int) -> datetime:
    """When the entry with this number, from 0, comes in: a dozen a day from 8 March."""
    days, turn = divmod(number, ENTRIES_A_DAY)
    return moment(3, 8, 8) + timedelta(days=days, minutes=40 * turn)


def scored_at(position: int, of: int, seat: int) -> datetime:
    """When a judge hands in the sheet at a position of the run, on the first two days."""
    minutes = position * (2 * MINUTES_A_DAY) // of + 3 * seat
    days, minutes = divmod(minutes, MINUTES_A_DAY)
    return moment(4, 7, 8) + timedelta(days=days, minutes=minutes)
