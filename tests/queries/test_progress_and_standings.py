"""Progress counts add up; standings tell rank, reason and disagreement."""

from decimal import Decimal
from fractions import Fraction

from flask import Flask

from judging.queries.progress import progress_of
from judging.queries.standings import standings_of
from judging.services.leaving import withdraw_entry
from judging.services.planning import recuse
from judging.services.scoring import save_draft
from tests import story as told
from tests.story import NOON


def test_every_sheet_is_wanted_handed_in_or_draft_once(app: Flask) -> None:
    story = told.ready_to_judge(entries=3)
    first, second, third = story.entry_ids
    judge = story.judges[0]
    told.score(story, first, judge)
    save_draft(judge, first, {"C1.1": Decimal(1)}, {}, NOON)  # a correction under way
    save_draft(story.judges[1], first, {}, {}, NOON)
    recuse(story.organiser, judge_id=judge.id, entry_id=second, reason="a cousin's", at=NOON)
    withdraw_entry(story.organiser, third, "broken", NOON)
    progress = progress_of(story.round_id)
    count = progress.by_group["FOOD"]
    assert (count.wanted, count.handed_in, count.draft, count.to_do) == (11, 1, 1, 9)
    by_judge = {one.judge.login: one.count.wanted for one in progress.judges}
    assert by_judge == {"desk": 2, "judge1": 1} | {f"judge{n}": 2 for n in range(2, 6)}
    assert list(by_judge) == sorted(by_judge)


def test_standings_say_why_an_entry_has_no_rank(app: Flask) -> None:
    story = told.ready_to_judge(entries=3)
    told.score_all(story)
    withdraw_entry(story.organiser, story.entry_ids[1], "broken", NOON)
    for judge in story.judges[:3]:
        recuse(
            story.organiser, judge_id=judge.id, entry_id=story.entry_ids[2], reason="own", at=NOON
        )
    views = standings_of(story.round_id, "FOOD")
    assert [(view.product.en, view.standing.state) for view in views] == [
        ("Product-1", "ranked"),
        ("Product-3", "below_quorum"),
        ("Product-2", "withdrawn"),
    ]
    (shortfall,) = views[1].standing.shortfalls
    assert (shortfall.scorer, shortfall.has, shortfall.needs) == ("panel", 2, 3)


def test_a_panel_that_disagrees_is_flagged(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    told.score_all(story)
    assert standings_of(story.round_id, "FOOD")[0].disagreement == {}
    steps = {"C1.2": 3, "C1.3": 2, "C1.4": 2}
    told.score(story, story.entry_ids[0], story.judges[0], less=steps)
    (view,) = standings_of(story.round_id, "FOOD")
    assert view.disagreement["range"] == Fraction(view.standing.tally.spread)
    assert str(story.judges[0].id) in view.disagreement
