"""Runs the worked tables about leading products and the count of a round."""

from fractions import Fraction

from judging.domain.counting import count_round
from judging.domain.leading import Candidate, leading_entries
from judging.domain.standing import State
from tests.domain.worked_tables import Table, listed

STATES = {
    "ranked": State.RANKED,
    "withdrawn": State.WITHDRAWN,
    "stopped by a gate": State.STOPPED,
    "eliminated": State.ELIMINATED,
    "disqualified": State.DISQUALIFIED,
    "below quorum": State.BELOW_QUORUM,
}


def who_leads_on(table: Table) -> None:
    for row in table:
        pairs = [one.split() for one in listed(row["percents"])]
        candidates = [Candidate(entry, Fraction(percent)) for entry, percent in pairs]
        leading = leading_entries(candidates, int(row["places"]))
        assert told(leading.first) == row["lead on"], row
        assert told(leading.equal) == row["people decide between"], row


def told(entries: tuple[str, ...]) -> str:
    return ", ".join(entries) or "none"


def where_every_entry_is(table: Table) -> None:
    for row in table:
        states = [state for name, state in STATES.items() for _ in range(int(row[name]))]
        count = count_round(states, entered=int(row["entered"]), moved=0)
        assert count.adds_up, row
        assert [count.judged, count.stopped, count.not_yet] == [
            int(row[name]) for name in ("judged", "stopped", "not yet")
        ], row
