"""The announcement: what is frozen, which certificates are issued, what is refused."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from judging.domain.refusal import Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import GroupRow
from judging.persistence.database import db
from judging.persistence.results import CertificateRow, ResultEntryRow, ResultRow
from judging.persistence.score_sheets import SheetRow
from judging.persistence.writing import writing
from judging.queries import certificates
from judging.queries.results import entry_result, result_of
from judging.queries.standings import standings_of
from judging.services.announcing import announce
from judging.services.competing import close_judging, open_judging, reopen_judging
from judging.services.leaving import withdraw_entry
from judging.services.papers import PaperTicks, record_papers
from judging.services.planning import recuse
from judging.services.scoring import hand_in_sheet
from tests import story as told
from tests.story import NOON

TODAY = date(2027, 4, 10)


def test_only_a_closed_round_can_be_announced_and_only_once(app: Flask) -> None:
    story = told.ready_to_judge(entries=2)
    told.score_all(story)
    with pytest.raises(Refusal, match="close the round first"):
        announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    assert result_of(story.code) is None
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    with pytest.raises(Refusal, match="The result is announced"):
        announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    assert len(db.session.scalars(select(ResultRow)).all()) == 1


def test_nothing_to_announce_is_refused(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    close_judging(story.organiser, story.round_id, NOON)
    with pytest.raises(Refusal, match="No entry has a final score yet"):
        announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    assert result_of(story.code) is None


def test_an_announced_round_cannot_be_opened_again(app: Flask) -> None:
    story = told.announced(entries=1)
    with pytest.raises(Refusal, match="The result is announced"):
        reopen_judging(story.organiser, story.round_id, "a mistake", NOON, proposed_by=story.admin)
    with pytest.raises(Refusal, match="The result is announced"):
        withdraw_entry(story.organiser, story.entry_ids[0], "too late", NOON)


def test_the_best_is_champion_and_stars_get_certificates(app: Flask) -> None:
    story = told.announced(entries=3)
    result = result_of(story.code)
    assert result is not None
    food = next(group for group in result.groups if group.code == "FOOD")
    assert [(e.rank, e.final_score, e.star, e.honour) for e in food.entries] == [
        (1, "100", 5, "champion"),
        (2, "99", 5, None),
        (3, "97", 5, None),
    ]
    issued = certificates.of_competition(story.code, TODAY)
    assert sorted(c.design for c in issued) == ["champion", "standard", "standard", "standard"]
    assert {c.number for c in issued} == {f"OVOP-KH07-2027-FOOD-{n:04}" for n in (1, 2, 3, 4)}
    assert {(c.issued_on, c.expires_on) for c in issued} == {(date(2027, 4, 7), date(2030, 4, 7))}


def test_the_day_of_issue_is_cambodias(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    late = datetime(2027, 4, 9, 18, 30, tzinfo=UTC)  # half past one in the night in Phnom Penh
    announce(story.organiser, story.round_id, late, proposed_by=story.admin)
    assert certificates.of_competition(story.code, TODAY)[0].issued_on == date(2027, 4, 10)


def test_a_missing_paper_caps_the_star_and_says_why(app: Flask) -> None:
    story = told.begin()
    told.seat_everyone(story, told.enter(story, 1, papers=False))
    ticks = PaperTicks(frozenset({"ovop-recognition"}))
    record_papers(story.organiser, story.entry_ids[0], ticks, NOON)
    open_judging(story.organiser, story.round_id, NOON)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    entry = entry_result(story.entry_ids[0])
    assert entry is not None
    assert (entry.earned_star, entry.star, entry.honour) == (5, 2, None)
    assert [(gate.source, gate.star) for gate in entry.gates] == [
        ("food-hygiene", 2),
        ("business-registration", 4),
    ]
    assert certificates.of_competition(story.code, TODAY) == []


def test_two_judges_stop_an_entry_and_one_does_not(app: Flask) -> None:
    story = told.ready_to_judge(entries=2)
    told.score_all(story)
    first, second = story.entry_ids
    for entry_id, judges in ((first, story.judges[:1]), (second, story.judges[:2])):
        for judge in judges:
            hand_in_sheet(judge, entry_id, {"C1.1": Decimal(0)}, {}, NOON)
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    kept, stopped = entry_result(first), entry_result(second)
    assert kept is not None
    assert stopped is not None
    assert (kept.state, kept.rank, kept.final_score) == ("ranked", 1, "100")
    assert (stopped.state, stopped.rank, stopped.final_score) == ("stopped", None, None)


def test_a_recused_judges_sheet_does_not_count(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=4)
    told.score_all(story)
    entry, judge = story.entry_ids[0], story.judges[0]
    told.score(story, entry, judge, less={"C1.5": 1, "C1.4": 1})
    recuse(story.organiser, judge_id=judge.id, entry_id=entry, reason="his sister's", at=NOON)
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    result = entry_result(entry)
    assert result is not None
    assert (result.final_score, result.sheets) == ("100", 4)


def test_the_audit_names_the_digest_of_what_was_frozen(app: Flask) -> None:
    story = told.announced(entries=1)
    line = db.session.scalars(select(AuditRow).where(AuditRow.act == "result.announced")).one()
    result = result_of(story.code)
    assert result is not None
    assert json.loads(line.detail) == {
        "certificates": 2,
        "digest": result.digest,
        "proposed_by": "admin",
    }
    assert len(db.session.scalars(select(ResultEntryRow)).all()) == 1
    assert len(db.session.scalars(select(CertificateRow)).all()) == 2


def test_a_second_competition_of_the_year_goes_on_counting_certificates(app: Flask) -> None:
    story = told.announced(entries=1)
    told.make_competition(story, "OVOP-2027-B")
    story.code, story.entry_ids = "OVOP-2027-B", []
    told.seat_everyone(story, told.enter(story, 1))
    open_judging(story.organiser, story.round_id, NOON)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    numbers = [c.number for c in certificates.of_competition("OVOP-2027-B", TODAY)]
    assert numbers == ["OVOP-KH07-2027-FOOD-0003", "OVOP-KH07-2027-FOOD-0004"]


def test_a_sheet_of_another_version_of_the_rubric_does_not_count(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    told.score_all(story)
    with writing() as session:
        session.execute(update(SheetRow).values(rubric_version=other_version(session)))
    (view,) = standings_of(story.round_id, "FOOD")
    assert view.standing.state == "below_quorum"


def other_version(session: Session) -> str:
    drink = select(GroupRow.rubric_version).where(GroupRow.code == "DRINK")
    return session.scalars(drink).one()
