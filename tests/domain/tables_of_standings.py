"""Runs the worked tables that end in a rank, a star or an honour."""

from collections import Counter

from judging.domain.ranking import percent_of, rank_entries
from judging.domain.rubric import Effect
from judging.domain.sheet import ScoreSheet
from judging.domain.standard import PaperGate
from judging.domain.standing import Standing, State
from judging.domain.tally import Tally
from tests.domain.building import (
    MEAN,
    criterion,
    gate,
    honours,
    needs,
    part,
    plain_rubric,
    rubric,
    rules,
    sheet,
    stand,
    standard,
    tally,
    totals,
    words,
)
from tests.domain.tables_of_tallies import text
from tests.domain.worked_tables import Row, Table, listed


def gates(table: Table) -> None:
    for row in table:
        effect, votes = row["effect"], int(row["sheets that say so"])
        gated = criterion("C1", gate=gate(effect, star=2 if effect == "cap" else None))
        two = rubric(part("C", [gated, criterion("C2", 90)]))
        said = {"C1": 0} if effect == "stop" else {"C1": 0, "C2": 81}
        sheets = [sheet(f"J{i}", **(said if i < votes else {"C1": 10, "C2": 81})) for i in range(4)]
        the_rules = rules(gate_votes=needs(int(row["votes needed"])))
        [standing] = stand(two, the_rules, {"E1": sheets})
        seen = (standing.state.value, text(standing.rank), text(standing.star))
        assert seen == (row["state"], row["rank"], row["star"])


def against_the_standard(result: Tally, caps: list[str]) -> Standing:
    base = standard()
    papers = tuple(
        PaperGate(f"paper-{star}", ("FOOD",), Effect.CAP, words("missing"), int(star))
        for star in caps
    )
    capping = type(base)(base.edition, base.bands, base.certificate, gates=papers)
    [standing] = rank_entries(rules(), capping, [result], papers_by_entry={})
    return standing


def bands(table: Table) -> None:
    for row in table:
        result = tally(plain_rubric(high=40), rules(), totals(row["final score"]))
        standing = against_the_standard(result, listed(row["caps"]))
        assert text(percent_of(result)) == row["percent"]
        assert (text(standing.earned_star), text(standing.star)) == (row["earned"], row["star"])


def cascade(table: Table) -> None:
    three = rubric(
        part("A", [criterion("A1", 20)], "desk"),
        part("C", [criterion("C1"), criterion("C2", 30)]),
    )
    sheets = {
        row["entry"]: [
            sheet("D1", "desk", A1=row["A1"]),
            sheet("J1", C1=row["C1"], C2=row["C2"]),
        ]
        for row in table
    }
    steps = ("highest_part:C", "highest_criterion:C1", "lowest_spread")
    standings = stand(three, rules(MEAN, *steps), sheets)
    assert [(s.entry, text(s.final_score), text(s.rank), s.decided_by) for s in standings] == [
        (r["entry"], r["final score"], r["rank"], r["decided by"]) for r in table
    ]


def three_judges(table: Table) -> dict[str, list[ScoreSheet]]:
    return {row["entry"]: totals(row["J1"], row["J2"], row["J3"]) for row in table}


def spread(table: Table) -> None:
    standings = stand(plain_rubric(), rules(MEAN, "lowest_spread"), three_judges(table))
    assert [
        (s.entry, text(s.final_score), text(s.tally.spread), text(s.rank)) for s in standings
    ] == [(r["entry"], r["final score"], r["spread"], r["rank"]) for r in table]


def duels(table: Table) -> None:
    standings = stand(plain_rubric(), rules(MEAN, "head_to_head"), three_judges(table))
    assert [(s.entry, text(s.final_score), text(s.rank)) for s in standings] == [
        (r["entry"], r["final score"], r["rank"]) for r in table
    ]
    for row in table:
        lead = sum(_duel(row, other) for other in table)
        assert str(lead) == row["wins less losses"]


def _duel(one: Row, other: Row) -> int:
    votes = Counter(
        (int(one[judge]) > int(other[judge])) - (int(one[judge]) < int(other[judge]))
        for judge in ("J1", "J2", "J3")
    )
    return (votes[1] > votes[-1]) - (votes[1] < votes[-1])


def honours_of_a_group(table: Table) -> None:
    for row in table:
        given = honours(row["cap"], 1, 2, at_least=int(row["at least"]))
        scores = listed(row["final scores"])
        sheets = {f"E{i:02d}": totals(score) for i, score in enumerate(scores)}
        standings = stand(plain_rubric(high=100), rules(honours=given), sheets)
        assert [s.honour for s in standings if s.honour] == listed(
            row["honours"].replace("none", "")
        )


def honours_that_need_a_star(table: Table) -> None:
    two = rubric(part("C", [criterion("C1", gate=gate("cap", star=2)), criterion("C2", 90)]))
    sheets = {
        row["entry"]: [sheet("J1", C1=0 if row["star"] == "2" else 10, C2=c2)]
        for row in table
        for c2 in [int(row["final score"]) - (0 if row["star"] == "2" else 10)]
    }
    standings = stand(two, rules(honours=honours(100, 1, 2, needs_star=3)), sheets)
    assert all(s.state is State.RANKED for s in standings)
    assert [
        (s.entry, text(s.final_score), text(s.star), text(s.rank), s.honour or "none")
        for s in standings
    ] == [(r["entry"], r["final score"], r["star"], r["rank"], r["honour"]) for r in table]
