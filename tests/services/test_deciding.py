"""An organiser decides what waits: it counts after all, or it is left out."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.refusal import NotAllowed, Refusal
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow
from judging.services.announcing import announce
from judging.services.competing import close_judging, open_judging
from judging.services.deciding import accept_version, leave_out_version
from judging.services.leaving import withdraw_entry
from judging.services.planning import recuse
from judging.services.receiving import receive_versions
from judging.services.scoring import save_draft
from judging.services.sending import Via
from tests import story as told
from tests.story import NOON
from tests.versions import became, send, sender_of, sent, tablet, version


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=2, judges=1)


def newest_arrival() -> ArrivalRow:
    db.session.rollback()
    return db.session.scalars(select(ArrivalRow).order_by(ArrivalRow.id.desc())).first()


def sheets() -> list[tuple[str, int, str, int | None]]:
    db.session.rollback()
    columns = SheetRow.identity, SheetRow.version, SheetRow.state, SheetRow.tablet_id
    return [tuple(row) for row in db.session.execute(select(*columns).order_by(SheetRow.version))]


def test_an_accepted_sheet_that_came_late_becomes_the_top(story: told.Story) -> None:
    (judge,), entry, here = story.judges, story.entry_ids[0], tablet()
    first = version(story, judge, entry)
    second = version(story, judge, entry, less={"C1.2": 1}, before=[first])
    send(story, judge, first, tablet_id=here)
    close_judging(story.organiser, story.round_id, NOON)
    send(story, judge, second, tablet_id=here)
    late = newest_arrival()
    assert accept_version(story.organiser, late.id, " came by lorry ", NOON) == 2
    assert sheets() == [
        (first["identity"], 1, "handed_in", here),
        (second["identity"], 2, "handed_in", here),
    ]
    row = newest_arrival()
    assert (row.outcome, row.decided_because, row.decided_by_id) == (
        "accepted",
        "came by lorry",
        story.organiser.id,
    )
    assert row.sheet_id is not None
    line = db.session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert line.act == "sheet.accepted"
    assert json.loads(line.detail) == {
        "identity": second["identity"],
        "judge": "judge1",
        "reason": "came by lorry",
        "receipt": row.receipt,
        "version": 2,
    }
    assert became(*send(story, judge, second)) == [("accepted", "late", 2)]


def test_what_is_left_out_is_kept_and_never_counts(story: told.Story) -> None:
    (judge,), entry = story.judges, story.entry_ids[0]
    one, two = version(story, judge, entry), version(story, judge, entry)
    send(story, judge, one, two)
    leave_out_version(story.organiser, newest_arrival().id, "the first is right", NOON)
    assert [number for _, number, *_ in sheets()] == [1]
    assert newest_arrival().outcome == "left_out"
    assert became(*send(story, judge, two)) == [("left_out", "concurrent", None)]


def test_a_concurrent_version_may_be_accepted_and_then_the_other_is_older(story) -> None:
    (judge,), entry = story.judges, story.entry_ids[0]
    never_came = version(story, judge, entry)
    one = version(story, judge, entry, before=[never_came])
    two = version(story, judge, entry)
    send(story, judge, one, two)
    accept_version(story.organiser, newest_arrival().id, "the judge said so", NOON)
    assert [identity for identity, *_ in sheets()] == [one["identity"], two["identity"]]
    assert became(*send(story, judge, never_came)) == [("older", None, None)]
    third = version(story, judge, entry, before=[one, two])
    assert became(*send(story, judge, third)) == [("received", None, 3)]


def test_what_comes_late_but_was_replaced_already_is_older_and_nobody_can_put_it_on_top(
    story: told.Story,
) -> None:
    (judge,), entry = story.judges, story.entry_ids[0]
    one = version(story, judge, entry)
    two = version(story, judge, entry, before=[one])
    send(story, judge, two)
    close_judging(story.organiser, story.round_id, NOON)
    assert became(*send(story, judge, one)) == [("older", None, None)]
    with pytest.raises(Refusal, match="waits no longer"):
        accept_version(story.organiser, newest_arrival().id, "came late", NOON)
    assert [identity for identity, *_ in sheets()] == [two["identity"]]


def test_what_waited_and_was_replaced_meanwhile_cannot_be_accepted(story: told.Story) -> None:
    (judge,), entry = story.judges, story.entry_ids[0]
    one = version(story, judge, entry)
    two = version(story, judge, entry, before=[one])
    other = sender_of(story, judge, tablet(), is_proven=False, via=Via.FILE)
    receive_versions(story.organiser, [sent(one)], sender=other, at=NOON)
    waits = newest_arrival().id
    send(story, judge, two)
    # Settled by the version that names it; as if it had been missed:
    db.session.get_one(ArrivalRow, waits).outcome = "waiting"
    db.session.commit()
    with pytest.raises(Refusal, match="counts already"):
        accept_version(story.organiser, waits, "it was hers", NOON)


def test_nothing_is_announced_while_a_sheet_waits(story: told.Story) -> None:
    (judge,), (first, second) = story.judges, story.entry_ids[:2]
    send(story, judge, version(story, judge, first))
    close_judging(story.organiser, story.round_id, NOON)
    send(story, judge, version(story, judge, second))
    with pytest.raises(Refusal, match="wait for a decision: 1"):
        announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)


def test_accepting_settles_what_the_version_names(story: told.Story) -> None:
    (judge,), entry = story.judges, story.entry_ids[0]
    one, two = version(story, judge, entry), version(story, judge, entry)
    both = version(story, judge, entry, before=[one, two])
    send(story, judge, one, two)
    close_judging(story.organiser, story.round_id, NOON)
    send(story, judge, both)
    accept_version(story.organiser, newest_arrival().id, "late", NOON)
    outcomes = db.session.execute(select(ArrivalRow.outcome).order_by(ArrivalRow.id)).scalars()
    assert list(outcomes) == ["received", "settled", "accepted"]


def test_a_draft_stays_above_what_is_accepted(story: told.Story) -> None:
    (judge,), entry = story.judges, story.entry_ids[0]
    one, two = version(story, judge, entry), version(story, judge, entry)
    send(story, judge, one, two)
    save_draft(judge, entry, {}, {}, NOON)
    accept_version(story.organiser, newest_arrival().id, "so", NOON)
    assert [(number, state) for _, number, state, _ in sheets()] == [
        (1, "handed_in"),
        (2, "handed_in"),
        (3, "draft"),
    ]


def test_what_another_tablet_sent_counts_for_the_judge_whom_it_names(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=2)
    judge, other = story.judges
    one = version(story, judge, story.entry_ids[0])
    assert became(*send(story, other, one)) == [("waiting", "other_judge", None)]
    accept_version(story.organiser, newest_arrival().id, "they shared it", NOON)
    assert db.session.scalars(select(SheetRow.judge_id)).all() == [judge.id]


def test_an_unproven_handover_may_be_accepted(story: told.Story) -> None:
    judge = story.judges[0]
    one = sent(version(story, judge, story.entry_ids[0]))
    sender = sender_of(story, judge, via=Via.FILE, is_proven=False)
    receive_versions(story.organiser, [one], sender=sender, at=NOON)
    assert accept_version(story.organiser, newest_arrival().id, "I saw it", NOON) == 1


CANNOT = {
    "unreadable": ({"answers": []}, "cannot be read"),
    "other_competition": (
        {"competition": "11111111-1111-4111-8111-111111111111"},
        "of another competition",
    ),
    "not_on_flight": ({"entry": "0000"}, "No entry and scorer fit"),
    "other_rubric": ({"rubric": "000000000000"}, "another version of the rubric"),
    "not_possible": ({"answers": {"C1.1": "0.5"}}, "the rubric does not know"),
    "not_whole": ({"answers": {"C1.1": "2"}}, "has blanks"),
}


@pytest.mark.parametrize("reason", CANNOT)
def test_what_cannot_count_can_only_be_left_out(story: told.Story, reason: str) -> None:
    wrong, sentence = CANNOT[reason]
    judge = story.judges[0]
    send(story, judge, version(story, judge, story.entry_ids[0]) | wrong)
    waits = newest_arrival().id
    with pytest.raises(Refusal, match=sentence):
        accept_version(story.organiser, waits, "please", NOON)
    assert (sheets(), newest_arrival().outcome) == ([], "waiting")
    leave_out_version(story.organiser, waits, "sent again", NOON)
    assert newest_arrival().outcome == "left_out"


def test_recused_withdrawn_and_announced_cannot_be_accepted(story: told.Story) -> None:
    judge, (first, second) = story.judges[0], story.entry_ids
    recuse(judge, judge_id=judge.id, entry_id=first, reason="my cousin's", at=NOON)
    withdraw_entry(story.organiser, second, "broken", NOON)
    for entry, sentence in ((first, "judge is recused"), (second, "entry is withdrawn")):
        send(story, judge, version(story, judge, entry))
        with pytest.raises(Refusal, match=sentence):
            accept_version(story.organiser, newest_arrival().id, "please", NOON)
    assert sheets() == []


@pytest.mark.parametrize("bar", ["recused", "withdrawn"])
def test_what_waited_for_something_else_is_barred_by_what_came_later(
    story: told.Story, bar: str
) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    send(story, judge, version(story, judge, entry), version(story, judge, entry))
    if bar == "recused":
        recuse(story.organiser, judge_id=judge.id, entry_id=entry, reason="own", at=NOON)
    else:
        withdraw_entry(story.organiser, entry, "broken", NOON)
    with pytest.raises(Refusal, match=bar):
        accept_version(story.organiser, newest_arrival().id, "please", NOON)
    assert newest_arrival().outcome == "waiting"


def test_after_the_announcement_nothing_is_accepted(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    judge = story.judges[0]
    send(story, judge, version(story, judge, story.entry_ids[0]))
    with pytest.raises(Refusal, match="result is announced"):
        accept_version(story.organiser, newest_arrival().id, "please", NOON)


def test_what_came_early_counts_once_judging_is_open(app: Flask) -> None:
    story = told.begin(judges=1)
    told.seat_everyone(story, told.enter(story, 1))
    judge = story.judges[0]
    send(story, judge, version(story, judge, story.entry_ids[0]))
    with pytest.raises(Refusal, match="has not opened yet"):
        accept_version(story.organiser, newest_arrival().id, "please", NOON)
    open_judging(story.organiser, story.round_id, NOON)
    assert accept_version(story.organiser, newest_arrival().id, "now", NOON) == 1


def test_a_clash_is_never_decided_and_nothing_is_decided_twice(story: told.Story) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    one = version(story, judge, entry)
    send(story, judge, one, sent(one, made_at=""))
    with pytest.raises(Refusal, match="ask the judge to hand in"):
        leave_out_version(story.organiser, newest_arrival().id, "why", NOON)
    send(story, judge, version(story, judge, entry))
    leave_out_version(story.organiser, newest_arrival().id, "why", NOON)
    with pytest.raises(Refusal, match="decided already"):
        accept_version(story.organiser, newest_arrival().id, "why", NOON)


def test_a_decision_needs_a_reason_and_an_organiser(story: told.Story) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    send(story, judge, version(story, judge, entry), version(story, judge, entry))
    with pytest.raises(Refusal, match="Write the reason"):
        accept_version(story.organiser, newest_arrival().id, "  ", NOON)
    with pytest.raises(NotAllowed):
        accept_version(judge, newest_arrival().id, "mine", NOON)
    assert (len(sheets()), newest_arrival().outcome) == (1, "waiting")
