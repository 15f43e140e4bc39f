"""Who falls behind a panel."""

from datetime import UTC, datetime, timedelta

import pytest

from judging.domain.pace import SLOW_AFTER, is_slow

AT = datetime(2027, 4, 7, 5, 0, tzinfo=UTC)
LONG_AGO, JUST_NOW = AT - SLOW_AFTER - timedelta(seconds=1), AT - timedelta(minutes=1)


@pytest.mark.parametrize(
    ("own", "others", "opened_at", "slow"),
    [
        (LONG_AGO, JUST_NOW, LONG_AGO, True),
        (None, JUST_NOW, LONG_AGO, True),
        (JUST_NOW, JUST_NOW, LONG_AGO, False),
        (AT - SLOW_AFTER, JUST_NOW, LONG_AGO, False),
        (None, JUST_NOW, JUST_NOW, False),
        (LONG_AGO, LONG_AGO, LONG_AGO, False),
        (LONG_AGO, AT - SLOW_AFTER, LONG_AGO, True),
        (LONG_AGO, None, LONG_AGO, False),
        (None, JUST_NOW, None, False),
    ],
)
def test_a_judge_is_slow_when_long_silent_and_the_others_not(
    own: datetime | None, others: datetime | None, opened_at: datetime | None, slow: bool
) -> None:
    assert is_slow(own, others, opened_at, AT) is slow
