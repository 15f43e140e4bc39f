"""A lowered quorum: how far, for whom, and what it leaves as it was."""

from dataclasses import replace
from decimal import Decimal

from judging.domain.meaning import canonical_json, from_plain
from judging.domain.quorum import (
    Lowering,
    allowed_quorums,
    lowered_quorum,
    tally_with_lowerings,
)
from judging.domain.result import ResultEntry
from judging.domain.rubric import Scorer
from judging.domain.rules import Combining, Method, Needed, Rules
from judging.domain.sheet import ScoreSheet
from judging.domain.words import Words
from tests import story

RULES = Rules(
    Words("វិធាន", "Rules"),
    Combining(Method.MEAN),
    quorum=Needed(desk=1, panel=4),
    lowest_quorum=Needed(desk=1, panel=2),
)
TO_THREE = Lowering(Scorer.PANEL, 3, "a judge fell ill")
TO_TWO = Lowering(Scorer.PANEL, 2, "another one too")


def sheets(panel: int, desk: int = 1) -> list[ScoreSheet]:
    rubric = next(r for r in story.shipped().rubrics if r.group == "FOOD")
    return [
        ScoreSheet(f"{scorer.value}{n}", scorer, story.best(rubric, scorer))
        for scorer, count in ((Scorer.DESK, desk), (Scorer.PANEL, panel))
        for n in range(count)
    ]


def tally(given: list[ScoreSheet], *lowerings: Lowering, rules: Rules = RULES):  # type: ignore[no-untyped-def]
    rubric = next(r for r in story.shipped().rubrics if r.group == "FOOD")
    return tally_with_lowerings("1", rubric, rules, lowerings, given)


def test_the_rules_say_how_far_the_quorum_may_be_lowered() -> None:
    assert list(allowed_quorums(RULES, (), Scorer.PANEL)) == [2, 3]
    assert list(allowed_quorums(RULES, [TO_THREE], Scorer.PANEL)) == [2]
    assert list(allowed_quorums(RULES, (), Scorer.DESK)) == []
    silent = replace(RULES, lowest_quorum=None)
    assert list(allowed_quorums(silent, (), Scorer.PANEL)) == []


def test_the_lowest_of_all_lowerings_holds() -> None:
    assert lowered_quorum(RULES, [TO_TWO, TO_THREE]) == Needed(desk=1, panel=2)
    assert lowered_quorum(RULES, []) == RULES.quorum


def test_an_entry_below_quorum_has_a_final_score_once_it_is_lowered() -> None:
    below, used = tally(sheets(3))
    assert (below.final_score, used) == (None, ())
    enough, used = tally(sheets(3), TO_THREE)
    assert enough.final_score == 100
    assert used == (TO_THREE,)
    assert enough.shortfalls == ()


def test_an_entry_with_enough_sheets_is_as_if_nothing_had_been_lowered() -> None:
    assert tally(sheets(4), TO_TWO) == (tally(sheets(4))[0], ())


def test_a_lowering_that_is_not_enough_is_not_told_and_says_the_new_need() -> None:
    still, used = tally(sheets(1), TO_THREE, TO_TWO)
    assert (still.final_score, used) == (None, ())
    assert [(s.has, s.needs) for s in still.shortfalls] == [(1, 2)]


def test_a_lowering_of_the_panel_does_nothing_for_the_desk() -> None:
    still, used = tally(sheets(3, desk=0), TO_THREE)
    assert still.final_score is None
    assert used == (TO_THREE,)
    assert [s.scorer for s in still.shortfalls] == [Scorer.DESK]


def test_a_method_keeps_the_sheets_that_it_needs() -> None:
    mean = Combining(Method.MEAN)
    trim = Combining(Method.TRIMMED_MEAN, drop_high=1, drop_low=1)
    trimmed = replace(RULES, combine=trim, combine_desk=mean)
    assert tally(sheets(2), TO_TWO, rules=trimmed)[0].final_score is None
    assert tally(sheets(3), TO_TWO, rules=trimmed)[0].final_score is not None


def test_the_quorum_of_criteria_is_lowered_as_well() -> None:
    from judging.domain.rules import Per

    by_line = replace(RULES, per=Per.CRITERION)
    assert tally(sheets(2), TO_THREE, rules=by_line)[0].final_score is None
    assert tally(sheets(2), TO_TWO, rules=by_line)[1] == (TO_TWO,)


def test_rules_and_results_of_before_are_read_as_they_were_written() -> None:
    plain = {"title": {"km": "វ", "en": "R"}, "combine": {"method": "mean"}}
    rules = from_plain(Rules, plain)
    assert rules.lowest_quorum is None
    identity = {
        "product": {"km": "ផ", "en": "P"},
        "producer": {"km": "ផ", "en": "P"},
        "form": "community",
        "place": {"km": "ក", "en": "K"},
        "province": "KH-7",
    }
    old = {"code": "1", "group": "FOOD", "identity": identity, "state": "ranked", "points": "100"}
    entry = from_plain(ResultEntry, old)
    assert entry.lowered == ()
    assert Decimal(entry.points) == 100
    assert "lowest_quorum" not in canonical_json(rules)
