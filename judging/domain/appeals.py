"""Appeals: on which grounds, for how long, and what changes; see docs/rules/appeals.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from judging.domain.calendar import CAMBODIA
from judging.domain.result import ResultEntry
from judging.domain.rules import Rules
from judging.domain.standing import State


class Ground(StrEnum):
    """On what an appeal may be: how the entry was handled, or how its scores were added up.

    What the judges thought of it is no ground.
    """

    PROCEDURE = "procedure"
    ARITHMETIC = "arithmetic"


class Decision(StrEnum):
    """What became of an appeal."""

    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Facts:
    """What of an announced entry can change when its sheets are counted again."""

    state: State
    final_score: str | None
    rank: int | None
    star: int | None
    honour: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """An entry before and after."""

    code: str
    before: Facts
    after: Facts

    @property
    def is_on_paper(self) -> bool:
        """Whether a certificate of the entry would say something else: a rank is not on it."""
        printed = [(f.state, f.final_score, f.star, f.honour) for f in (self.before, self.after)]
        return printed[0] != printed[1]


def last_day(announced_at: datetime, rules: Rules) -> date | None:
    """The last day on which an appeal is taken, in Cambodia; None where nobody may appeal."""
    if rules.appeals is None:
        return None
    return announced_at.astimezone(CAMBODIA).date() + timedelta(days=rules.appeals.days)


def is_in_time(received_at: datetime, announced_at: datetime, rules: Rules) -> bool:
    """Whether an appeal that was received then is taken."""
    last = last_day(announced_at, rules)
    day = received_at.astimezone(CAMBODIA).date()
    return last is not None and announced_at <= received_at and day <= last


def changes(
    before: Mapping[str, ResultEntry], after: Mapping[str, ResultEntry]
) -> Iterator[Change]:
    """The entries, by code, whose facts are not the same in both versions of a result."""
    for code in sorted(before.keys() & after.keys()):
        change = Change(code, _facts(before[code]), _facts(after[code]))
        if change.before != change.after:
            yield change


def _facts(entry: ResultEntry) -> Facts:
    return Facts(entry.state, entry.final_score, entry.rank, entry.star, entry.honour)
