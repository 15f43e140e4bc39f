"""Lowering the quorum: only as far as the rules let it, with a reason, and told in the result."""

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.domain.rubric import Scorer
from judging.domain.standing import State
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.quorum import QuorumLoweringRow
from judging.queries.progress import below_quorum
from judging.queries.results import announced_group
from judging.queries.standings import standings_of
from judging.services.announcing import announce
from judging.services.competing import close_judging
from judging.services.leaving import withdraw_entry
from judging.services.lowering import lower_quorum
from tests import story as told
from tests.story import NOON, Story


def lower(
    story: Story, *, entry_id: int | None = None, sheets: int = 2, reason: str = "a judge fell ill"
) -> None:
    lower_quorum(
        story.organiser,
        story.round_id,
        entry_id=entry_id,
        scorer=Scorer.PANEL,
        sheets=sheets,
        reason=reason,
        at=NOON,
    )


def with_two_judges(entries: int = 2) -> Story:
    """Each entry has the desk's sheet and two of the panel; the rules want three."""
    story = told.ready_to_judge(entries=entries, judges=3)
    for entry_id in story.entry_ids:
        for scorer in [story.desk, *story.judges[:2]]:
            told.score(story, entry_id, scorer)
    return story


def states(story: Story) -> dict[int, State]:
    views = standings_of(story.round_id, "FOOD")
    return {view.entry_id: view.standing.state for view in views}


def lowerings_kept() -> int:
    db.session.rollback()
    return len(db.session.scalars(select(QuorumLoweringRow)).all())


def test_one_entry_has_its_final_score_and_the_others_wait(app: Flask) -> None:
    story = with_two_judges()
    first, second = story.entry_ids
    assert below_quorum(story.round_id) == {"FOOD": 2}
    lower(story, entry_id=first)
    assert states(story) == {first: State.RANKED, second: State.BELOW_QUORUM}
    assert below_quorum(story.round_id) == {"FOOD": 1}
    line = db.session.scalars(select(AuditRow).where(AuditRow.act == "quorum.lowered")).one()
    assert line.on == f"entry:{story.code}/{story.codes[0]}"
    assert '"was": 3' in line.detail


def test_the_whole_round_is_lowered_at_once(app: Flask) -> None:
    story = with_two_judges()
    lower(story)
    assert set(states(story).values()) == {State.RANKED}
    assert below_quorum(story.round_id) == {}


def test_the_standing_says_so_only_where_it_was_needed(app: Flask) -> None:
    story = with_two_judges()
    told.score(story, story.entry_ids[1], story.judges[2])
    lower(story)
    used = {v.entry_id: v.standing.lowered for v in standings_of(story.round_id, "FOOD")}
    assert [one.reason for one in used[story.entry_ids[0]]] == ["a judge fell ill"]
    assert used[story.entry_ids[1]] == ()


def test_the_result_keeps_the_fact_without_the_reason(app: Flask) -> None:
    story = with_two_judges(entries=1)
    lower(story)
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    (entry,) = announced_group(story.code, "FOOD").values()
    assert [(one.scorer, one.sheets, one.rule) for one in entry.lowered] == [("panel", 2, 3)]
    assert "fell ill" not in repr(entry)


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        (3, "The quorum is %(quorum)s already; choose a smaller number."),
        (4, "The quorum is %(quorum)s already; choose a smaller number."),
        (1, "The rules let the quorum be lowered to %(lowest)s and no further; choose that."),
        (0, "The rules let the quorum be lowered to %(lowest)s and no further; choose that."),
    ],
)
def test_no_other_number_is_taken(app: Flask, sheets: int, sentence: str) -> None:
    story = told.ready_to_judge(entries=1)
    with pytest.raises(Refusal, match=r".") as refused:
        lower(story, sheets=sheets)
    assert refused.value.sentence == sentence
    assert lowerings_kept() == 0


def test_a_quorum_is_not_lowered_twice_to_the_same(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    lower(story)
    with pytest.raises(Refusal):
        lower(story, entry_id=story.entry_ids[0])
    assert lowerings_kept() == 1


def test_a_reason_is_written(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    with pytest.raises(Refusal, match="Write why"):
        lower(story, reason="  ")
    assert lowerings_kept() == 0


def test_not_before_the_judging_opens_nor_after_the_announcement(app: Flask) -> None:
    story = told.begin()
    told.enter(story, 1)
    with pytest.raises(Refusal):
        lower(story)
    assert lowerings_kept() == 0


def test_not_once_it_is_announced(app: Flask) -> None:
    story = told.announced(entries=1)
    with pytest.raises(Refusal):
        lower(story)


def test_not_of_an_entry_of_another_round_nor_of_one_that_has_left(app: Flask) -> None:
    story = told.ready_to_judge(entries=2)
    other = told.next_edition(story)
    (elsewhere,) = told.enter(other, 1)
    with pytest.raises(NotThere):
        lower(story, entry_id=elsewhere)
    withdraw_entry(story.organiser, story.entry_ids[0], "broken", NOON)
    with pytest.raises(Refusal):
        lower(story, entry_id=story.entry_ids[0])
    assert lowerings_kept() == 0


def test_only_organisers_lower_it(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    story.organiser = story.judges[0]
    with pytest.raises(NotAllowed):
        lower(story)
