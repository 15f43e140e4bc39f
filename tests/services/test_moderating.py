"""Moderation: who is asked to look again, what answers it, who may let the scores stand."""

import json
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.moderation import ModerationState
from judging.domain.refusal import NotAllowed, Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.moderation import ModerationRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.moderation import ModerationView, moderation_of, open_moderations, to_confirm
from judging.services.competing import close_judging
from judging.services.moderating import (
    ask_all_to_look_again,
    ask_to_look_again,
    confirm_disagreement,
)
from judging.services.planning import recuse
from tests import story as told
from tests.disagreeing import disagreeing, far_less, look_again
from tests.story import NOON
from tests.versions import became, send, version


def view_of(story: told.Story, entry_id: int | None = None) -> ModerationView:
    wanted = entry_id or story.entry_ids[0]
    return next(v for v in moderation_of(story.round_id) if v.entry_id == wanted)


def all_look_again(story: told.Story, number: int = 1) -> None:
    """Everybody hands in again what was handed in before."""
    for judge in story.judges:
        less = far_less(story) if judge == story.judges[-1] else None
        look_again(story, story.entry_ids[0], judge, number=number, less=less)


def kept() -> list[tuple[object, ...]]:
    rows = db.session.execute(
        select(SheetRow.judge_id, SheetRow.version, SheetRow.answers, SheetRow.looks_again)
    )
    return sorted(tuple(row) for row in rows)


def test_only_entries_beyond_the_threshold_need_it(app: Flask) -> None:
    story = disagreeing(entries=3, disagree=2)
    assert [
        v.entry_id for v in sorted(moderation_of(story.round_id), key=lambda v: v.entry_id)
    ] == (story.entry_ids[:2])
    assert {v.state for v in moderation_of(story.round_id)} == {ModerationState.NEEDED}


def test_all_that_need_it_are_asked_at_once_with_one_line_in_the_audit(app: Flask) -> None:
    story = disagreeing(entries=3, disagree=2)
    assert ask_all_to_look_again(story.organiser, story.round_id, NOON) == 2
    line = db.session.scalars(select(AuditRow).where(AuditRow.act == "moderation.asked")).one()
    assert line.on == f"round:{story.code}"
    assert json.loads(line.detail) == {"entries": sorted(story.codes[:2])}
    with pytest.raises(Refusal, match="No panel has to be asked"):
        ask_all_to_look_again(story.organiser, story.round_id, NOON)


def test_the_measured_disagreement_is_kept_with_the_asking(app: Flask) -> None:
    story = disagreeing()
    ask_to_look_again(story.organiser, story.entry_ids[0], NOON)
    row = db.session.scalars(select(ModerationRow)).one()
    view = view_of(story)
    far = str(story.judges[-1].id)
    # The mean of four is a quarter of the spread below the three.
    assert view.spread is not None
    assert json.loads(row.why).keys() >= {"range", far}
    assert Decimal(json.loads(row.why)["range"]) == view.spread
    assert Decimal(json.loads(row.why)[far]) == view.spread * 3 / 4
    assert {judge.judge_id for judge in row.judges} == {judge.id for judge in story.judges}


def test_handing_in_unchanged_is_a_version_that_answers_and_both_stay(app: Flask) -> None:
    story = disagreeing()
    entry, judge = story.entry_ids[0], story.judges[0]
    before = kept()
    ask_to_look_again(story.organiser, entry, NOON)
    assert look_again(story, entry, judge) == 2
    new = [row for row in kept() if row not in before]
    first = next(row for row in before if row[0] == judge.id)
    assert new == [(judge.id, 2, first[2], 1)]
    assert all(row in kept() for row in before)
    assert (view_of(story).looked, view_of(story).asked) == (1, 4)


def test_who_has_answered_is_not_asked_any_more(app: Flask) -> None:
    story = disagreeing()
    entry, judge = story.entry_ids[0], story.judges[0]
    ask_to_look_again(story.organiser, entry, NOON)
    assert look_again(story, entry, judge) == 2
    assert look_again(story, entry, judge) == 2


def test_handing_in_without_having_seen_the_asking_is_no_answer(app: Flask) -> None:
    story = disagreeing()
    entry, judge = story.entry_ids[0], story.judges[0]
    ask_to_look_again(story.organiser, entry, NOON)
    assert told.score(story, entry, judge) == 1
    assert told.score(story, entry, judge, less={"C1.2": 1}) == 2
    assert look_again(story, entry, judge, number=7, less={"C1.2": 1}) == 2
    assert view_of(story).looked == 0


def test_when_the_far_judge_comes_near_it_is_settled(app: Flask) -> None:
    story = disagreeing()
    ask_to_look_again(story.organiser, story.entry_ids[0], NOON)
    look_again(story, story.entry_ids[0], story.judges[-1])
    view = view_of(story)
    assert (view.state, view.spread) == (ModerationState.SETTLED, 0)
    look = next(look for look in view.judges if look.judge == story.judges[-1])
    assert look.before is not None
    assert look.now is not None
    assert look.before < look.now
    assert open_moderations(story.round_id) == []


def test_a_panel_that_is_asked_is_not_asked_again_until_all_have_looked(app: Flask) -> None:
    story = disagreeing()
    entry = story.entry_ids[0]
    ask_to_look_again(story.organiser, entry, NOON)
    with pytest.raises(Refusal, match="is asked already"):
        ask_to_look_again(story.organiser, entry, NOON)
    all_look_again(story)
    assert view_of(story).state is ModerationState.ANSWERED
    ask_to_look_again(story.organiser, entry, NOON)
    view = view_of(story)
    assert (view.state, view.times_asked, view.looked) == (ModerationState.ASKED, 2, 0)
    assert look_again(story, entry, story.judges[0], number=2) == 3


def test_an_entry_on_which_judges_agree_is_not_asked_about(app: Flask) -> None:
    story = disagreeing(entries=2, disagree=1)
    with pytest.raises(Refusal, match="do not disagree too much; there is nothing to ask"):
        ask_to_look_again(story.organiser, story.entry_ids[1], NOON)
    with pytest.raises(Refusal, match="do not disagree too much; there is nothing to ask"):
        confirm_disagreement(story.organiser, story.entry_ids[1], "so", NOON)
    assert db.session.scalars(select(ModerationRow)).all() == []


def test_a_closed_round_asks_nobody(app: Flask) -> None:
    story = disagreeing()
    close_judging(story.organiser, story.round_id, NOON)
    with pytest.raises(Refusal, match="The round is closed"):
        ask_to_look_again(story.organiser, story.entry_ids[0], NOON)
    with pytest.raises(Refusal, match="The round is closed"):
        ask_all_to_look_again(story.organiser, story.round_id, NOON)


def test_the_chair_lets_the_scores_stand_once_all_have_looked(app: Flask) -> None:
    story = disagreeing()
    entry, chair = story.entry_ids[0], story.judges[0]
    ask_to_look_again(story.organiser, entry, NOON)
    with pytest.raises(Refusal, match="Not all judges have looked again"):
        confirm_disagreement(chair, entry, "We talked.", NOON)
    assert to_confirm(chair.id) == []
    all_look_again(story)
    assert to_confirm(chair.id) == [(entry, story.codes[0])]
    before = kept()
    confirm_disagreement(chair, entry, " We talked. ", NOON)
    view = view_of(story)
    assert (view.state, view.confirmed_because) == (ModerationState.CONFIRMED, "We talked.")
    assert view.confirmed_by == chair
    assert (to_confirm(chair.id), open_moderations(story.round_id)) == ([], [])
    assert kept() == before


def test_nobody_but_the_chair_of_that_panel_confirms(app: Flask) -> None:
    story = disagreeing()
    entry = story.entry_ids[0]
    ask_to_look_again(story.organiser, entry, NOON)
    all_look_again(story)
    for somebody in (story.judges[1], story.desk):
        with pytest.raises(NotAllowed, match="Only the chair of the panel"):
            confirm_disagreement(somebody, entry, "mine", NOON)
        assert to_confirm(somebody.id) == []
    with pytest.raises(NotAllowed):
        confirm_disagreement(story.producer, entry, "mine", NOON)
    assert view_of(story).state is ModerationState.ANSWERED


def test_a_chair_who_is_recused_from_the_entry_does_not_confirm(app: Flask) -> None:
    story = disagreeing(judges=5)
    entry, chair = story.entry_ids[0], story.judges[0]
    ask_to_look_again(story.organiser, entry, NOON)
    all_look_again(story)
    recuse(story.organiser, judge_id=chair.id, entry_id=entry, reason="a cousin's", at=NOON)
    assert to_confirm(chair.id) == []
    with pytest.raises(NotAllowed, match="Only the chair"):
        confirm_disagreement(chair, entry, "so", NOON)


def test_an_organiser_confirms_on_the_chairs_word_with_a_reason(app: Flask) -> None:
    story = disagreeing()
    entry = story.entry_ids[0]
    with pytest.raises(Refusal, match="to look again first"):
        confirm_disagreement(story.organiser, entry, "so", NOON)
    ask_to_look_again(story.organiser, entry, NOON)
    with pytest.raises(Refusal, match="Write the reason"):
        confirm_disagreement(story.organiser, entry, "  ", NOON)
    confirm_disagreement(story.organiser, entry, "One judge had to leave.", NOON)
    with pytest.raises(Refusal, match="is confirmed"):
        confirm_disagreement(story.organiser, entry, "again", NOON)
    line = db.session.scalars(select(AuditRow).where(AuditRow.act == "moderation.confirmed")).one()
    assert json.loads(line.detail) == {"number": 1, "reason": "One judge had to leave."}


def test_what_was_confirmed_are_those_totals_and_no_others(app: Flask) -> None:
    story = disagreeing()
    entry = story.entry_ids[0]
    ask_to_look_again(story.organiser, entry, NOON)
    all_look_again(story)
    confirm_disagreement(story.organiser, entry, "The chair said so.", NOON)
    told.score(story, entry, story.judges[1], less={"C1.2": 1})
    assert view_of(story).state is ModerationState.ANSWERED
    assert [one.entry_id for one in open_moderations(story.round_id)] == [entry]


def test_a_judge_who_was_taken_off_is_not_waited_for(app: Flask) -> None:
    story = disagreeing(judges=5)
    entry = story.entry_ids[0]
    ask_to_look_again(story.organiser, entry, NOON)
    for judge in story.judges[1:]:
        less = far_less(story) if judge == story.judges[-1] else None
        look_again(story, entry, judge, less=less)
    assert view_of(story).state is ModerationState.ASKED
    gone = story.judges[0]
    recuse(story.organiser, judge_id=gone.id, entry_id=entry, reason="a cousin's", at=NOON)
    assert view_of(story).state is ModerationState.ANSWERED


def test_a_version_from_a_tablet_says_that_it_answers(app: Flask) -> None:
    story = disagreeing()
    entry, judge = story.entry_ids[0], story.judges[0]
    ask_to_look_again(story.organiser, entry, NOON)
    top = db.session.scalars(select(SheetRow).where(SheetRow.judge_id == judge.id)).one()
    again = version(story, judge, entry, before=[{"identity": top.identity}], looks_again=1)
    assert became(*send(story, judge, again)) == [("received", None, 2)]
    assert view_of(story).looked == 1


def test_a_version_of_an_older_app_is_received_and_answers_nothing(app: Flask) -> None:
    story = disagreeing()
    entry, judge = story.entry_ids[0], story.judges[0]
    ask_to_look_again(story.organiser, entry, NOON)
    top = db.session.scalars(select(SheetRow).where(SheetRow.judge_id == judge.id)).one()
    again = version(story, judge, entry, before=[{"identity": top.identity}])
    assert became(*send(story, judge, again)) == [("received", None, 2)]
    assert view_of(story).looked == 0


@pytest.mark.parametrize("odd", ["1", True, -1, 1.5, [], 2**40])
def test_an_odd_answer_to_no_asking_costs_no_sheet(app: Flask, odd: object) -> None:
    story = told.ready_to_judge(entries=1)
    plain = version(story, story.judges[0], story.entry_ids[0], looks_again=odd)
    assert became(*send(story, story.judges[0], plain)) == [("received", None, 1)]


def test_who_answers_before_being_asked_has_answered_nothing(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=4)
    entry = story.entry_ids[0]
    hasty, far = story.judges[0], story.judges[-1]
    send(story, hasty, version(story, hasty, entry, looks_again=1))
    for judge in [story.desk, *story.judges[1:]]:
        told.score(story, entry, judge, less=far_less(story) if judge == far else None)
    ask_to_look_again(story.organiser, entry, NOON)
    assert (view_of(story).looked, view_of(story).asked) == (0, 4)
    assert look_again(story, entry, hasty) == 2
