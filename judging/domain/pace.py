"""Who falls behind: a judge from whom nothing comes while the others of the panel go on."""

from datetime import datetime, timedelta

# A sheet takes some minutes; whoever needs as long as this for one may need help.
SLOW_AFTER = timedelta(minutes=20)


def is_slow(
    own: datetime | None, others: datetime | None, opened_at: datetime | None, at: datetime
) -> bool:
    """Whether a judge who still has sheets to hand in falls behind the rest of the panel.

    `own` and `others` are when this judge, and anybody else of the panel, handed in last. Nobody
    is slow while the whole panel rests, nor so soon after the judging opened.
    """
    since = own or opened_at
    if since is None or others is None:
        return False
    return at - since > SLOW_AFTER >= at - others
