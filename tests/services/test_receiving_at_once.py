"""Many tablets at once, on SQLite and on PostgreSQL: every version once, none lost."""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import select, text

from judging.domain.people import Person
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow
from judging.persistence.writing import writing
from judging.services.acts import Deeds
from judging.services.competing import close_judging
from judging.services.receiving import receive_sendings
from judging.services.sending import Sent
from judging.services.sorting import Sending
from judging.services.weighing import weigh
from tests import story as told
from tests.queries.counting import statements
from tests.services.test_at_once import all_at_once
from tests.story import NOON
from tests.versions import became, send, sender_of, sent, version


def outcomes() -> list[str]:
    db.session.rollback()
    return sorted(db.session.scalars(select(ArrivalRow.outcome)).all())


def tops() -> list[tuple[str, int]]:
    rows = select(SheetRow.identity, SheetRow.version).order_by(SheetRow.version)
    return [tuple(row) for row in db.session.execute(rows)]


def test_one_version_sent_many_times_at_once_is_kept_once(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    judge = story.judges[0]
    one = sent(version(story, judge, story.entry_ids[0]))
    answers = all_at_once(app, *[lambda: became(*send(story, judge, one))] * 8)
    assert answers == [[("received", None, 1)]] * 8
    assert outcomes() == ["received"]
    assert len(tops()) == 1


def test_other_bytes_at_once_under_one_identity_are_one_sheet_and_clashes(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    judge = story.judges[0]
    one = version(story, judge, story.entry_ids[0])
    sends = [
        lambda n=n: send(story, judge, sent(one, made_at=f"2027-04-07T03:12:{n:02}.000Z"))
        for n in range(6)
    ]
    all_at_once(app, *sends)
    assert outcomes() == ["clash"] * 5 + ["received"]
    assert len(tops()) == 1


def test_different_first_versions_at_once_are_one_top_and_questions(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    judge, entry = story.judges[0], story.entry_ids[0]
    sends = [
        lambda one=version(story, judge, entry): send(story, judge, one)  # noqa: B008
        for _ in range(5)
    ]
    all_at_once(app, *sends)
    assert outcomes() == ["received"] + ["waiting"] * 4
    assert len(tops()) == 1


def test_a_batch_that_meets_the_closing_is_received_whole_or_waits_whole(app: Flask) -> None:
    story = told.ready_to_judge(entries=3, judges=4)
    batches = [[version(story, judge, e) for e in story.entry_ids] for judge in story.judges]
    sends = [
        lambda j=judge, b=batch: became(*send(story, j, *b))
        for judge, batch in zip(story.judges, batches, strict=True)
    ]
    *answers, _ = all_at_once(
        app, *sends, lambda: close_judging(story.organiser, story.round_id, NOON)
    )
    for answer in answers:
        assert answer in ([("received", None, 1)] * 3, [("waiting", "late", None)] * 3)
    assert len(outcomes()) == 12
    assert len(tops()) == sum(answer[0][0] == "received" for answer in answers) * 3


def test_a_sending_asks_as_much_for_one_sheet_as_for_five(app: Flask) -> None:
    story = told.ready_to_judge(entries=6, judges=1)
    judge, (first, *rest) = story.judges[0], story.entry_ids
    sending = [version(story, judge, entry) for entry in rest]
    one = version(story, judge, first)
    send(story, judge, one)  # the standard is read once
    again = version(story, judge, first, before=[one])
    db.session.rollback()
    with statements() as for_one:
        send(story, judge, again)
    db.session.rollback()
    with statements() as for_five:
        send(story, judge, *sending)
    assert len(for_five) == len(for_one)


@contextmanager
def poisoned() -> Iterator[None]:
    """A database that takes no second version made at the same moment."""
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(text("CREATE UNIQUE INDEX poison ON arrival (made_at)"))
    try:
        yield
    finally:
        db.session.rollback()
        with db.engine.begin() as connection:
            connection.execute(text("DROP INDEX poison"))


def test_what_the_database_will_not_take_holds_up_no_other(app: Flask) -> None:
    story = told.ready_to_judge(entries=3, judges=1)
    judge = story.judges[0]
    one, two, three = (version(story, judge, entry) for entry in story.entry_ids)
    three["made_at"] = "later"
    with poisoned():
        answers = send(story, judge, one, two, three)
    assert [answer.identity for answer in answers] == [one["identity"], three["identity"]]
    assert became(*answers) == [("received", None, 1)] * 2
    assert became(*send(story, judge, two)) == [("received", None, 1)]


@pytest.mark.parametrize("seed", range(8))
def test_in_whatever_order_and_however_often_the_newest_is_on_top(app: Flask, seed: int) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    judge, chance = story.judges[0], random.Random(seed)
    versions: list[dict[str, object]] = []
    for _ in range(5):
        versions.append(version(story, judge, story.entry_ids[0], before=list(versions)))
    travelling = [sent(one) for one in versions for _ in range(chance.randint(1, 3))]
    chance.shuffle(travelling)
    while travelling:
        size = chance.randint(1, 4)
        send(story, judge, *travelling[:size])
        del travelling[:size]
    assert tops()[-1][0] == versions[-1]["identity"]
    kept = db.session.scalars(select(ArrivalRow.identity)).all()
    assert sorted(kept) == sorted(one["identity"] for one in versions)
    lines = db.session.scalars(select(AuditRow.act).where(AuditRow.act.like("sheet.%"))).all()
    assert len(lines) == len(versions)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_is_kept_and_has_one_answer(app: Flask, story: told.Story, rubbish: str) -> None:
    judge = story.judges[0]
    one = Sent(str(uuid.uuid4()), rubbish)
    assert became(*send(story, judge, one, one)) == [("waiting", "unreadable", None)] * 2


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=1, judges=1)


def test_sendings_of_many_judges_ask_as_much_as_one(app: Flask) -> None:
    story = told.ready_to_judge(entries=2, judges=8)
    first, second = story.entry_ids
    send(story, story.judges[0], version(story, story.judges[0], first))

    def sending(judge: Person) -> Deeds[Sending]:
        weighed = [weigh(db.session(), sent(version(story, judge, second)))]
        return Deeds(Sending(sender_of(story, judge), weighed, NOON), judge, NOON)

    counts = []
    for judges in (story.judges[:1], story.judges[1:]):
        sendings = [sending(judge) for judge in judges]
        with writing() as session, statements() as asked:
            answers = receive_sendings(session, sendings)
        counts.append(len(asked))
        assert [became(*one) for one in answers] == [[("received", None, 1)]] * len(judges)
    assert counts[0] == counts[1]


def test_one_sheet_from_two_tablets_in_one_turn_is_one_top_and_a_question(app: Flask) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    judge, entry = story.judges[0], story.entry_ids[0]
    one, two = version(story, judge, entry), version(story, judge, entry)
    sendings = [
        Deeds(Sending(sender_of(story, judge), [weigh(db.session(), sent(v))], NOON), judge, NOON)
        for v in (one, two, one)
    ]
    with writing() as session:
        answers = receive_sendings(session, sendings)
    assert [became(*answer) for answer in answers] == [
        [("received", None, 1)],
        [("waiting", "concurrent", None)],
        [("received", None, 1)],
    ]
    assert tops() == [(one["identity"], 1)]
