"""Leading products enter the national round once, with their papers and without their scores."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.refusal import NotAllowed, Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.counting import count_of
from judging.queries.entries import entries_of, entry, papers_seen
from judging.queries.leading import leading_of
from judging.queries.whereabouts import Step, whereabouts_of
from judging.services.announcing import announce
from judging.services.carrying import carry_leading
from judging.services.competing import add_rounds, close_judging, open_judging
from judging.services.entering import enter_registered
from judging.services.leaving import withdraw_entry
from tests import provinces, story as told


def carry(story: told.Story, *places: int, reason: str = "") -> list[int]:
    """Carry the entries that were entered at these places."""
    ids = [story.entry_ids[place] for place in places]
    return carry_leading(story.organiser, story.round_id, ids, reason, told.NOON)


def test_the_leading_products_enter_the_national_round_under_new_codes(app: Flask) -> None:
    story = provinces.announced(entries=3, leading_products=2)
    carried = carry(story, 0, 1)
    national = provinces.national(story)
    assert [one.entry_id for one in entries_of(national.round_id)] == sorted(
        carried, key=lambda entry_id: entry(entry_id).code
    )
    first, *_ = whereabouts_of(carried[0])
    assert (first.step, first.code, first.round) == (
        Step.CARRIED_FROM,
        story.codes[0],
        "OVOP-2027.KH-7",
    )
    assert [one.step for one in whereabouts_of(story.entry_ids[0])] == [Step.CARRIED_TO]


def test_papers_go_along_and_scores_do_not(app: Flask) -> None:
    story = provinces.announced(entries=1)
    (carried,) = carry(story, 0)
    sheets = select(func.count(SheetRow.id)).where(SheetRow.entry_id == carried)
    assert papers_seen(carried) == frozenset(told.PAPERS)
    assert db.session.scalar(sheets) == 0


def test_carrying_twice_enters_nothing_twice(app: Flask) -> None:
    story = provinces.announced(entries=3, leading_products=2)
    assert carry(story, 0, 1) == carry(story, 0, 1)
    assert len(entries_of(provinces.national(story).round_id)) == 2


def test_a_product_that_is_in_the_national_round_already_is_told_where_it_comes_from(
    app: Flask,
) -> None:
    story = provinces.announced(entries=1)
    national = provinces.national(story)
    product = db.session.get_one(EntryRow, story.entry_ids[0]).product_id
    known = enter_registered(story.organiser, national.round_id, product, "FOOD", told.NOON)
    assert carry(story, 0) == [known]
    assert [one.step for one in whereabouts_of(known)] == [Step.CARRIED_FROM]


def test_another_choice_than_the_scores_make_needs_a_reason_that_is_kept(app: Flask) -> None:
    story = provinces.announced(entries=3, leading_products=2)
    with pytest.raises(Refusal, match="Write why other products lead on"):
        carry(story, 0, 2)
    assert entries_of(provinces.national(story).round_id) == []
    carry(story, 0, 2, reason="The second has no more stock.")
    line = db.session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert line is not None
    assert (line.act, line.on) == ("round.carried", "round:OVOP-2027.KH-7")
    assert "no more stock" in line.detail


def test_who_left_the_round_since_leads_nowhere_and_the_next_follows(app: Flask) -> None:
    story = provinces.judged(entries=3, leading_products=2)
    withdraw_entry(story.organiser, story.entry_ids[0], "It is sold out.", told.NOON)
    announce(story.organiser, story.round_id, told.NOON, proposed_by=story.admin)
    rows = leading_of(story.round_id)
    assert [row.code for row in rows if row.is_first] == story.codes[1:]
    with pytest.raises(Refusal, match="Only entries with a rank"):
        carry(story, 0, 1)


def test_equal_entries_at_the_last_place_need_a_person_and_a_reason(app: Flask) -> None:
    story = provinces.in_province(told.begin(judges=3), leading_products=1)
    told.seat_everyone(story, told.enter(story, 2))
    open_judging(story.organiser, story.round_id, told.NOON)
    for entry_id in story.entry_ids:
        for judge in [story.desk, *story.judges]:
            told.score(story, entry_id, judge)
    close_judging(story.organiser, story.round_id, told.NOON)
    announce(story.organiser, story.round_id, told.NOON, proposed_by=story.admin)
    assert [row.is_equal for row in leading_of(story.round_id)] == [True, True]
    with pytest.raises(Refusal, match="Write why other products lead on"):
        carry(story, 0)
    assert len(carry(story, 0, reason="Drawn by lot before all producers.")) == 1


def test_nothing_is_carried_before_the_province_has_announced(app: Flask) -> None:
    story = provinces.judged(entries=1)
    with pytest.raises(Refusal, match="not announced yet"):
        carry(story, 0)


def test_nothing_is_carried_once_the_national_round_is_judged(app: Flask) -> None:
    story = provinces.announced(entries=2)
    carry(story, 0, reason="The other one comes later.")
    national = provinces.national(story)
    open_judging(story.organiser, national.round_id, told.NOON)
    with pytest.raises(Refusal, match="takes no more products"):
        carry(story, 0, 1)
    assert len(entries_of(national.round_id)) == 1


def test_nothing_leads_on_from_the_national_round(app: Flask) -> None:
    story = told.announced(entries=1)
    with pytest.raises(Refusal, match="Only products of a provincial round"):
        carry(story, 0)


def test_a_judge_carries_nothing(app: Flask) -> None:
    story = provinces.announced(entries=1)
    with pytest.raises(NotAllowed):
        carry_leading(story.judges[0], story.round_id, story.entry_ids, "", told.NOON)


def test_a_province_issues_no_certificates_and_its_count_adds_up(app: Flask) -> None:
    story = provinces.announced(entries=3)
    line = db.session.scalars(select(AuditRow).where(AuditRow.act == "result.announced")).one()
    assert "certificates" not in line.detail
    count = count_of(story.round_id)
    assert (count.entered, count.judged, count.adds_up) == (3, 3, True)


def test_a_province_has_one_round(app: Flask) -> None:
    story = told.begin(judges=1)
    number = story.competition.id
    add_rounds(story.organiser, number, ["KH-7", "KH-8"], told.NOON)
    with pytest.raises(Refusal, match="has its round already"):
        add_rounds(story.organiser, number, ["KH-9", "KH-7"], told.NOON)
    rounds = select(RoundRow.province).where(RoundRow.province.is_not(None))
    assert sorted(db.session.scalars(rounds)) == ["KH-7", "KH-8"]
