"""Runs the worked tables about versions that arrive."""

import re
from dataclasses import replace
from itertools import combinations

from judging.domain.rounds import RoundState
from judging.domain.verdict import Facts, Outcome, Reason, Verdict, judge_version
from tests.domain.worked_tables import Row, Table, listed

NAMED = re.compile(r"([A-Z])(?:\(([A-Z ]*)\))?")

# What each row of the first table says of a version, in the words of the law.
TRUE_OF: dict[str, dict[str, object]] = {
    "nothing else": {},
    "these bytes came before and were received": {"kept": Verdict(Outcome.RECEIVED)},
    "these bytes came before and were settled": {
        "kept": Verdict(Outcome.SETTLED, Reason.CONCURRENT)
    },
    "the identity stands for other bytes": {"is_taken": True},
    "it came by handover without a right proof": {"is_proven": False},
    "it cannot be read": {"is_readable": False},
    "it names another judge than the one who sends": {"is_own": False},
    "it names another competition, or an entry of another": {"is_here": False},
    "the entry is not on the judge's flight": {"is_on_flight": False},
    "scored by another version of the rubric": {"is_of_rubric": False},
    "points that the rubric does not know": {"fault": Reason.NOT_POSSIBLE},
    "a blank": {"fault": Reason.NOT_WHOLE},
    "a version that counts has replaced it": {"replaced": frozenset({""})},
    "the entry is withdrawn": {"is_withdrawn": True},
    "the judge is recused": {"is_recused": True},
    "the round is not open yet": {"round_state": RoundState.ENTERING},
    "the round is closed": {"round_state": RoundState.CLOSED},
    "the result is announced": {"round_state": RoundState.ANNOUNCED},
}


def order_of_questions(table: Table) -> None:
    """Each row alone, and each with every lower one: the upper decides."""
    rows = [(TRUE_OF[row["what is true of the version"].replace("`", "")], row) for row in table]
    assert len(rows) == len(TRUE_OF)
    for facts, row in rows:
        assert judge_version(Facts(**facts)) == _verdict(row)
    for (upper, row), (lower, _) in combinations(rows[1:], 2):
        assert judge_version(Facts(**(lower | upper))) == _verdict(row)


def newest_counts(table: Table) -> None:
    """Versions one after the other."""
    for row in table:
        outcomes, top = _come(row["versions in the order in which they come"])
        assert (", ".join(outcomes), top) == (row["outcomes"], row["on top"]), row


def _verdict(row: Row) -> Verdict:
    return Verdict(Outcome(row["outcome"]), Reason(row["reason"]) if row["reason"] else None)


def _come(versions: str) -> tuple[list[str], str | None]:
    known = Facts()
    became: dict[str, Verdict] = {}
    order = []
    for written in listed(versions):
        name, before = NAMED.fullmatch(written).groups()
        befores = tuple((before or "").split())
        facts = replace(known, kept=became.get(name), identity=name, before=befores)
        became[name] = judge_version(facts)
        order.append(name)
        if became[name].outcome is Outcome.RECEIVED and not facts.kept:
            known = replace(known, top=name, replaced=known.replaced | set(befores))
            for other in befores:
                if other in became and became[other].outcome is Outcome.WAITING:
                    became[other] = Verdict(Outcome.SETTLED, became[other].reason)
    return [became[name].outcome.value for name in order], known.top
