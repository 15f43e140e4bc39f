"""What becomes of a version that arrives: docs/rules/arrivals.md, in its order of questions."""

from dataclasses import dataclass
from enum import StrEnum

from judging.domain.rounds import RoundState


class Outcome(StrEnum):
    """What became of a version."""

    RECEIVED = "received"
    OLDER = "older"
    WAITING = "waiting"
    CLASH = "clash"
    SETTLED = "settled"
    ACCEPTED = "accepted"
    LEFT_OUT = "left_out"


class Reason(StrEnum):
    """Why a version does not count by itself."""

    OTHER_BYTES = "other_bytes"
    UNPROVEN = "unproven"
    UNREADABLE = "unreadable"
    OTHER_JUDGE = "other_judge"
    OTHER_COMPETITION = "other_competition"
    NOT_ON_FLIGHT = "not_on_flight"
    OTHER_RUBRIC = "other_rubric"
    NOT_POSSIBLE = "not_possible"
    NOT_WHOLE = "not_whole"
    WITHDRAWN = "withdrawn"
    RECUSED = "recused"
    EARLY = "early"
    LATE = "late"
    CONCURRENT = "concurrent"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, and the reason of one that does not count by itself."""

    outcome: Outcome
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the house knows about a version. What nobody can know yet is as if all were well.

    `kept` is the verdict on these very bytes, if they came before; `is_taken` that its identity
    stands for other bytes. `fault` is what the law finds in the sheet. `replaced` are the
    identities that the versions which count, or did, have replaced.
    """

    kept: Verdict | None = None
    is_taken: bool = False
    is_proven: bool = True
    is_readable: bool = True
    is_own: bool = True
    is_here: bool = True
    is_on_flight: bool = True
    is_of_rubric: bool = True
    fault: Reason | None = None
    is_withdrawn: bool = False
    is_recused: bool = False
    round_state: RoundState = RoundState.JUDGING
    identity: str = ""
    before: tuple[str, ...] = ()
    top: str | None = None
    replaced: frozenset[str] = frozenset()


def judge_version(facts: Facts) -> Verdict:
    """What becomes of the version: the first question that has an answer decides."""
    if facts.kept:
        return facts.kept
    if facts.is_taken:
        return Verdict(Outcome.CLASH, Reason.OTHER_BYTES)
    if reason := _why_it_fits_nowhere(facts):
        return Verdict(Outcome.WAITING, reason)
    # Before all that somebody might decide: what was replaced is never put on top.
    if facts.identity in facts.replaced:
        return Verdict(Outcome.OLDER)
    if reason := _why_it_waits(facts):
        return Verdict(Outcome.WAITING, reason)
    if facts.top is None or facts.top in facts.before:
        return Verdict(Outcome.RECEIVED)
    return Verdict(Outcome.WAITING, Reason.CONCURRENT)


def _why_it_fits_nowhere(facts: Facts) -> Reason | None:
    questions = (
        (not facts.is_proven, Reason.UNPROVEN),
        (not facts.is_readable, Reason.UNREADABLE),
        (not facts.is_own, Reason.OTHER_JUDGE),
        (not facts.is_here, Reason.OTHER_COMPETITION),
        (not facts.is_on_flight, Reason.NOT_ON_FLIGHT),
        (not facts.is_of_rubric, Reason.OTHER_RUBRIC),
        (facts.fault is not None, facts.fault),
    )
    return next((reason for holds, reason in questions if holds), None)


def _why_it_waits(facts: Facts) -> Reason | None:
    questions = (
        (facts.is_withdrawn, Reason.WITHDRAWN),
        (facts.is_recused, Reason.RECUSED),
        (facts.round_state is RoundState.ENTERING, Reason.EARLY),
        (facts.round_state is not RoundState.JUDGING, Reason.LATE),
    )
    return next((reason for holds, reason in questions if holds), None)
