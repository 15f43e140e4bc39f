"""Gates stop, eliminate or cap, once enough sheets say so."""

from fractions import Fraction

import pytest

from judging.domain.ranking import rank_entries
from judging.domain.rubric import Effect
from judging.domain.rules import Per
from judging.domain.standard import PaperGate
from judging.domain.standing import State
from judging.domain.tally import HeldGate
from tests.domain.building import (
    criterion,
    gate,
    needs,
    part,
    rubric,
    rules,
    sheet,
    stand,
    standard,
    tally,
    words,
)


def gated(effect: str, star: int | None = None):
    return rubric(part("C", [criterion("C1", gate=gate(effect, star=star)), criterion("C2")]))


def held(effect: str, votes: int, star: int | None = None) -> HeldGate:
    return HeldGate("C1", Effect(effect), words(f"it is a {effect}"), star, votes)


TWO_VOTES = rules(gate_votes=needs(2))


def test_a_stopped_entry_has_no_final_score_and_no_rank():
    sheets = [sheet("J1", C1=0), sheet("J2", C1=5, C2=5)]
    [standing] = stand(gated("stop"), rules(), {"E1": sheets})
    assert standing.state is State.STOPPED
    assert (standing.final_score, standing.rank, standing.star) == (None, None, None)
    assert standing.gates == (held("stop", votes=1),)


def test_an_eliminated_entry_keeps_its_final_score_and_has_no_rank():
    [standing] = stand(gated("eliminate"), rules(), {"E1": [sheet("J1", C1=0, C2=9)]})
    assert standing.state is State.ELIMINATED
    assert (standing.final_score, standing.rank, standing.star) == (9, None, None)


def test_a_cap_leaves_the_rank_and_lowers_the_star():
    sheets = {"E1": [sheet("J1", C1=0, C2=10)], "E2": [sheet("J1", C1=4, C2=4)]}
    first, second = stand(gated("cap", star=2), rules(), sheets)
    assert (first.entry, first.rank, first.earned_star, first.star) == ("E1", 1, 3, 2)
    assert (second.entry, second.rank, second.earned_star, second.star) == ("E2", 2, 2, 2)
    assert (first.gates, second.gates) == ((held("cap", votes=1, star=2),), ())


def test_a_cap_never_raises_a_star():
    [standing] = stand(gated("cap", star=4), rules(), {"E1": [sheet("J1", C1=0, C2=2)]})
    assert (standing.earned_star, standing.star) == (1, 1)


def test_the_lowest_of_several_caps_holds():
    criteria = [criterion(f"C{star}", gate=gate("cap", star=star)) for star in (3, 1, 2)]
    capped = rubric(part("C", [*criteria, criterion("C4", 90)]))
    sheets = {"E1": [sheet("J1", C3=0, C1=0, C2=0, C4=90)]}
    [standing] = stand(capped, rules(), sheets)
    assert (standing.earned_star, standing.star) == (4, 1)
    assert [g.source for g in standing.gates] == ["C3", "C1", "C2"]


@pytest.mark.parametrize(("at_most", "fires"), [(0, False), (2, True), (3, True)])
def test_a_gate_fires_at_its_points_or_fewer(at_most, fires):
    one = rubric(part("C", [criterion("C1", gate=gate("eliminate", at_most))]))
    [standing] = stand(one, rules(), {"E1": [sheet("J1", C1=2)]})
    assert (standing.state is State.ELIMINATED) is fires


def test_one_vote_does_not_hold_where_two_are_needed():
    sheets = [sheet("J1", C1=0, C2=4), sheet("J2", C1=2, C2=4), sheet("J3", C1=1, C2=4)]
    result = tally(gated("eliminate"), TWO_VOTES, sheets)
    assert (result.gates, result.unheld_gates) == ((), (held("eliminate", votes=1),))
    assert result.final_score == 5


def test_two_votes_hold():
    sheets = [sheet("J1", C1=0, C2=4), sheet("J2", C1=0, C2=4), sheet("J3", C1=1, C2=4)]
    result = tally(gated("eliminate"), TWO_VOTES, sheets)
    assert (result.gates, result.unheld_gates) == ((held("eliminate", votes=2),), ())


@pytest.mark.parametrize("per", list(Per))
def test_a_lone_judge_who_stopped_is_outvoted_and_the_others_decide(per):
    sheets = [sheet("J1", C1=0), sheet("J2", C1=6, C2=4), sheet("J3", C1=6, C2=6)]
    result = tally(gated("stop"), rules(gate_votes=needs(2), per=per), sheets)
    expected = {Per.SHEET: Fraction(11), Per.CRITERION: Fraction(9)}
    assert result.final_score == expected[per]


def test_the_desk_needs_its_own_number_of_votes():
    papers = rubric(
        part("A", [criterion("A1", gate=gate("eliminate"))], "desk"), part("C", [criterion("C1")])
    )
    sheets = [sheet("D1", "desk", A1=0), sheet("J1", C1=5)]
    assert len(tally(papers, rules(gate_votes=needs(panel=2, desk=1)), sheets).gates) == 1
    assert len(tally(papers, rules(gate_votes=needs(panel=1, desk=2)), sheets).gates) == 0


def test_a_stop_at_the_desk_needs_no_panel():
    papers = rubric(
        part("A", [criterion("A1", gate=gate("stop"))], "desk"), part("C", [criterion("C1")])
    )
    [standing] = stand(papers, rules(quorum=needs(3)), {"E1": [sheet("D1", "desk", A1=0)]})
    assert standing.state is State.STOPPED


def test_a_stop_outweighs_an_elimination_and_below_quorum_comes_last():
    both = rubric(
        part(
            "C",
            [
                criterion("C1", gate=gate("eliminate")),
                criterion("C2", gate=gate("stop")),
                criterion("C3"),
            ],
        )
    )
    sheets = {
        "E1": [sheet("J1", C1=0, C2=0)],
        "E2": [sheet("J1", C1=0, C2=1, C3=1)],
        "E3": [sheet("J1", C1=1, C2=1)],
    }
    states = [s.state for s in stand(both, rules(), sheets)]
    assert states == [State.STOPPED, State.ELIMINATED, State.BELOW_QUORUM]


def with_papers(effect: str, star: int | None = None):
    base = standard()
    hygiene = PaperGate("hygiene", ("FOOD", "DRINK"), Effect(effect), words("no hygiene"), star)
    permit = PaperGate("permit", ("DRINK",), Effect.ELIMINATE, words("no permit"))
    return type(base)(base.edition, base.bands, base.certificate, gates=(hygiene, permit))


def stars(the_standard, papers_by_entry):
    one = rubric(part("C", [criterion("C1")]))
    result = tally(one, rules(), [sheet("J1", C1=8)])
    [standing] = rank_entries(rules(), the_standard, [result], papers_by_entry)
    return standing


def test_a_missing_paper_caps_the_star_and_says_which():
    standing = stars(with_papers("cap", 2), {})
    assert (standing.rank, standing.earned_star, standing.star) == (1, 4, 2)
    assert [g.source for g in standing.gates] == ["hygiene"]


def test_a_paper_that_was_seen_caps_nothing():
    standing = stars(with_papers("cap", 2), {"E1": {"hygiene"}})
    assert (standing.star, standing.gates) == (4, ())


def test_a_missing_paper_may_eliminate():
    assert stars(with_papers("eliminate"), {}).state is State.ELIMINATED


def test_papers_are_not_looked_at_where_nobody_knows_them():
    standing = stars(with_papers("eliminate"), None)
    assert (standing.state, standing.star, standing.gates) == (State.RANKED, 4, ())
