"""The door: every version is kept once, whole, and answered."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.people import Person
from judging.domain.receipt import digest_of_text, receipt_of
from judging.domain.refusal import NotAllowed
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.entries import EntryPaperRow
from judging.persistence.score_sheets import SheetRow
from judging.services.receiving import receive_versions
from judging.services.scoring import save_draft
from judging.services.sending import Via
from tests import story as told
from tests.services.what_is_kept import arrivals, audit, sheets
from tests.story import NOON
from tests.versions import became, send, sender_of, sent, tablet, version


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=3, judges=2)


@pytest.fixture
def judge(story: told.Story) -> Person:
    return story.judges[0]


def papers(entry_id: int) -> set[str]:
    seen = select(EntryPaperRow.paper).where(EntryPaperRow.entry_id == entry_id)
    return set(db.session.scalars(seen))


def test_a_version_is_received_with_its_bytes_and_its_receipt(story, judge) -> None:
    one = version(story, judge, story.entry_ids[0], notes={"C1.1": "ស្អាត", "": "all"})
    (answer,) = send(story, judge, one)
    text = sent(one).text
    assert became(answer) == [("received", None, 1)]
    assert answer.receipt == receipt_of(digest_of_text(text))
    row = db.session.scalars(select(ArrivalRow)).one()
    assert (row.body, row.digest, row.via) == (text, digest_of_text(text), "tablet")
    assert row.sheet_id == db.session.scalars(select(SheetRow.id)).one()
    assert sheets() == [(one["identity"], 1, "handed_in")]
    assert audit() == [("sheet.handed_in", one["identity"])]


def test_the_same_again_is_the_same_receipt_and_changes_nothing(story, judge) -> None:
    one = version(story, judge, story.entry_ids[0])
    first = send(story, judge, one)
    assert send(story, judge, one, one, at=NOON + timedelta(hours=1)) == first * 2
    assert len(sheets()) == len(arrivals()) == len(audit()) == 1


def test_twice_in_one_sending_is_once(story, judge) -> None:
    one = version(story, judge, story.entry_ids[0])
    assert became(*send(story, judge, one, one)) == [("received", None, 1)] * 2
    assert len(sheets()) == len(arrivals()) == 1


def test_other_bytes_under_an_identity_are_kept_beside_the_first(story, judge) -> None:
    one = version(story, judge, story.entry_ids[0])
    other = sent(one, made_at="2026-01-01T00:00:00.000Z")
    send(story, judge, one)
    clash = ("clash", "other_bytes", None)
    assert became(*send(story, judge, other)) == [clash]
    assert became(*send(story, judge, other, one)) == [clash, ("received", None, 1)]
    assert [outcome for _, outcome, _ in arrivals()] == ["received", "clash"]
    assert sheets() == [(one["identity"], 1, "handed_in")]
    assert [act for act, _ in audit()] == ["sheet.handed_in", "sheet.clashed"]


def test_the_identity_of_a_sheet_of_the_pages_is_taken_too(story, judge) -> None:
    told.score(story, story.entry_ids[0], judge)
    ((identity, _, _),) = sheets()
    one = version(story, judge, story.entry_ids[0], identity=identity)
    assert became(*send(story, judge, one)) == [("clash", "other_bytes", None)]


def test_a_correction_that_names_the_top_is_on_top(story, judge) -> None:
    first = version(story, judge, story.entry_ids[0])
    second = version(story, judge, story.entry_ids[0], less={"C1.2": 1}, before=[first])
    assert became(*send(story, judge, first)) == [("received", None, 1)]
    assert became(*send(story, judge, second)) == [("received", None, 2)]


def test_what_comes_after_its_own_correction_is_never_on_top(story, judge) -> None:
    first = version(story, judge, story.entry_ids[0])
    second = version(story, judge, story.entry_ids[0], before=[first])
    third = version(story, judge, story.entry_ids[0], before=[first, second])
    assert became(*send(story, judge, third, first)) == [
        ("received", None, 1),
        ("older", None, None),
    ]
    assert became(*send(story, judge, second)) == [("older", None, None)]
    assert sheets() == [(third["identity"], 1, "handed_in")]
    assert [act for act, _ in audit()] == ["sheet.handed_in", "sheet.came_late", "sheet.came_late"]


def test_what_an_earlier_top_had_replaced_is_older_still(story, judge) -> None:
    first = version(story, judge, story.entry_ids[0])
    send(story, judge, version(story, judge, story.entry_ids[0], before=[first]))
    told.score(story, story.entry_ids[0], judge, less={"C1.2": 1})  # on the page of the app
    assert became(*send(story, judge, first)) == [("older", None, None)]


def test_two_versions_that_know_nothing_of_each_other_are_a_question(story, judge) -> None:
    one = version(story, judge, story.entry_ids[0], notes={"C1.1": "here"})
    two = version(story, judge, story.entry_ids[0], less={"C1.2": 1})
    _, answer = send(story, judge, one, two)
    assert became(answer) == [("waiting", "concurrent", None)]
    assert answer.top is not None
    assert (answer.top.identity, answer.top.version) == (one["identity"], 1)
    assert json.loads(answer.top.answers) == one["answers"]
    assert json.loads(answer.top.notes) == {"C1.1": "here"}
    assert send(story, judge, two) == [answer]


@pytest.mark.parametrize("together", [True, False])
def test_a_version_that_names_both_settles_both(story, judge, together: bool) -> None:
    one = version(story, judge, story.entry_ids[0])
    two = version(story, judge, story.entry_ids[0], less={"C1.2": 1})
    both = version(story, judge, story.entry_ids[0], before=[one, two])
    if together:
        answers = send(story, judge, one, two, both)
    else:
        answers = send(story, judge, one)
        send(story, judge, two)
        answers += [None, *send(story, judge, both)]
    assert became(answers[2]) == [("received", None, 2)]
    assert arrivals() == [
        (one["identity"], "received", None),
        (two["identity"], "settled", "concurrent"),
        (both["identity"], "received", None),
    ]
    assert became(*send(story, judge, two)) == [("settled", "concurrent", None)]


def test_nobody_settles_what_another_judge_waits_for(story) -> None:
    (one, other), entry = story.judges, story.entry_ids[0]
    waits = version(story, other, entry)
    send(story, other, version(story, other, entry), waits)
    send(story, one, version(story, one, entry, before=[waits]))
    assert (waits["identity"], "waiting", "concurrent") in arrivals()


def test_a_version_settles_nothing_of_another_entry(story, judge) -> None:
    first, second = story.entry_ids[:2]
    waits = version(story, judge, first)
    send(story, judge, version(story, judge, first), waits)
    other = version(story, judge, second, before=[waits])
    third = version(story, judge, second, before=[other, waits])
    assert became(*send(story, judge, other, third)) == [
        ("received", None, 1),
        ("received", None, 2),
    ]
    assert (waits["identity"], "waiting", "concurrent") in arrivals()
    # As it is looked up for the entry that it does belong to, in the same sending.
    again = version(story, judge, first, before=[])
    send(story, judge, again, version(story, judge, second, before=[other, third, waits]))
    assert (waits["identity"], "waiting", "concurrent") in arrivals()


def test_the_draft_of_the_same_tablet_becomes_the_version(story, judge) -> None:
    here = tablet()
    save_draft(judge, story.entry_ids[0], {}, {}, NOON)
    db.session.scalars(select(SheetRow)).one().tablet_id = here
    db.session.commit()
    one = version(story, judge, story.entry_ids[0])
    send(story, judge, one, tablet_id=here)
    assert sheets() == [(one["identity"], 1, "handed_in")]


def test_a_draft_from_elsewhere_stays_as_a_correction_begun(story, judge) -> None:
    save_draft(judge, story.entry_ids[0], {}, {}, NOON)
    one = version(story, judge, story.entry_ids[0])
    two = version(story, judge, story.entry_ids[0], before=[one])
    send(story, judge, one, two, tablet_id=tablet())
    assert [(number, state) for _, number, state in sheets()] == [
        (1, "handed_in"),
        (2, "handed_in"),
        (3, "draft"),
    ]


def test_papers_go_with_the_sheet_of_the_desk(story) -> None:
    first, second = story.entry_ids[:2]
    ticks = {"ticked": ["food-hygiene"], "shown": list(told.PAPERS)}
    one = version(story, story.desk, first, papers=ticks)
    two = version(story, story.desk, second, papers={"ticked": ["no-such"], "shown": []})
    three = version(story, story.judges[0], second, papers=ticks)
    assert [reason for _, reason, _ in became(*send(story, story.desk, one, two))] == [
        None,
        "not_possible",
    ]
    assert became(*send(story, story.judges[0], three)) == [("waiting", "not_possible", None)]
    assert papers(first) == {"food-hygiene"}


def test_nobody_sends_by_the_tablet_of_another(story) -> None:
    judge, other = story.judges
    one = sent(version(story, judge, story.entry_ids[0]))
    with pytest.raises(NotAllowed):
        receive_versions(other, [one], sender=sender_of(story, judge), at=NOON)


def test_an_unproven_handover_waits_and_names_who_brought_it(story, judge) -> None:
    one = sent(version(story, judge, story.entry_ids[0]))
    sender = sender_of(story, judge, via=Via.CODES, is_proven=False)
    answers = receive_versions(story.organiser, [one], sender=sender, at=NOON)
    assert became(*answers) == [("waiting", "unproven", None)]
    line = db.session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    detail = json.loads(line.detail)
    assert (line.by_id, detail["judge"], detail["via"]) == (story.organiser.id, "judge1", "codes")
