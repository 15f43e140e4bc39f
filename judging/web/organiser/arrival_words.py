"""What became of a version and why, in words for the organiser."""

from flask_babel import lazy_gettext as _l

from judging.domain.verdict import Outcome, Reason
from judging.services.handing_over import Fate

OUTCOMES = {
    Outcome.RECEIVED: _l("Counts"),
    Outcome.OLDER: _l("Older than what counts"),
    Outcome.WAITING: _l("Waits for a decision"),
    Outcome.CLASH: _l("Clash"),
    Outcome.SETTLED: _l("Settled by the judge"),
    Outcome.ACCEPTED: _l("Accepted"),
    Outcome.LEFT_OUT: _l("Left out"),
}
REASONS = {
    Reason.OTHER_BYTES: _l(
        "It came under the identity of another sheet, and its contents are different."
        " It never counts: ask the judge to hand in the sheet once more."
    ),
    Reason.UNPROVEN: _l("Nothing proves that the judge's own tablet packed it."),
    Reason.UNREADABLE: _l("It cannot be read as a score sheet."),
    Reason.OTHER_JUDGE: _l("It names another judge than the one whose tablet sent it."),
    Reason.OTHER_COMPETITION: _l("It names another competition or round."),
    Reason.NOT_ON_FLIGHT: _l("The entry is not on the judge's flight."),
    Reason.OTHER_RUBRIC: _l("It was scored by another version of the rubric."),
    Reason.NOT_POSSIBLE: _l("It has points that the rubric does not know."),
    Reason.NOT_WHOLE: _l("It has blanks."),
    Reason.WITHDRAWN: _l("The entry is withdrawn."),
    Reason.RECUSED: _l("The judge is recused from the entry."),
    Reason.EARLY: _l("It came before judging was opened."),
    Reason.LATE: _l("It came after judging was closed."),
    Reason.CONCURRENT: _l(
        "The judge has handed in two sheets of this entry that know nothing of each other."
        " A tablet asks its judge which is right; if one is on paper, ask the judge."
    ),
}
VIAS = {
    "tablet": _l("Sent by the tablet"),
    "codes": _l("Handed over by codes"),
    "file": _l("Handed over as a file"),
    "paper": _l("Keyed twice from paper"),
}
# Why no decision can let a version count, where it is not what the version came with.
BARS = REASONS | {Reason.LATE: _l("The result is announced.")}
FATES = {
    Fate.RECEIVED: _l("Received now"),
    Fate.HERE: _l("Already here"),
    Fate.WAITING: _l("Wait for a decision"),
    Fate.KEPT: _l("Kept for the record"),
    Fate.NOT_TAKEN: _l("Not taken"),
}
