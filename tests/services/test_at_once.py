"""Several people at once, on SQLite and on PostgreSQL: nothing lost, nothing doubled."""

import threading
from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from judging.domain.people import Person, Role
from judging.domain.refusal import Refusal
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.results import ResultRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.results import entry_result
from judging.services.announcing import announce
from judging.services.competing import close_judging
from judging.services.entering import enter_product
from judging.services.planning import recuse
from tests import story as told
from tests.story import NOON, new_entry


def all_at_once(app: Flask, *acts: Callable[[], object]) -> list[object]:
    """What each act gave or raised; all start together, each in its own thread and session."""
    gate = threading.Barrier(len(acts))
    outcomes: list[object] = [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        with app.app_context():
            gate.wait(timeout=30)
            try:
                outcomes[number] = act()
            except Exception as raised:
                outcomes[number] = raised
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def test_the_first_sheet_sent_twice_at_once_is_one_sheet(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    entry, judge = story.entry_ids[0], story.judges[0]
    outcomes = all_at_once(app, *[lambda: told.score(story, entry, judge)] * 6)
    assert outcomes == [1] * 6
    db.session.rollback()
    assert db.session.scalars(select(SheetRow.version)).all() == [1]


def test_two_different_first_sheets_at_once_are_two_versions(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    entry, judge = story.entry_ids[0], story.judges[0]
    outcomes = all_at_once(
        app,
        lambda: told.score(story, entry, judge),
        lambda: told.score(story, entry, judge, less={"C1.2": 1}),
    )
    assert sorted(outcomes, key=str) == [1, 2]
    db.session.rollback()
    assert sorted(db.session.scalars(select(SheetRow.version)).all()) == [1, 2]


def test_all_judges_at_once_lose_nothing(app: Flask) -> None:
    story = told.ready_to_judge(entries=4)
    pairs = [(entry, judge) for entry in story.entry_ids for judge in story.judges]
    acts = [lambda e=entry, j=judge: told.score(story, e, j) for entry, judge in pairs]
    assert all_at_once(app, *acts) == [1] * len(pairs)
    db.session.rollback()
    rows = db.session.execute(select(SheetRow.entry_id, SheetRow.judge_id)).all()
    assert {tuple(row) for row in rows} == {(entry, judge.id) for entry, judge in pairs}


def test_a_sheet_that_meets_the_closing_is_either_in_or_refused(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    entry = story.entry_ids[0]
    sends = [lambda j=judge: told.score(story, entry, j) for judge in story.judges]
    outcomes = all_at_once(
        app, *sends, lambda: close_judging(story.organiser, story.round_id, NOON)
    )
    accepted = [outcome for outcome in outcomes[:-1] if outcome == 1]
    refused = [outcome for outcome in outcomes[:-1] if isinstance(outcome, Refusal)]
    assert outcomes[-1] is None
    assert len(accepted) + len(refused) == len(sends)
    db.session.rollback()
    assert len(db.session.scalars(select(SheetRow.id)).all()) == len(accepted)


def test_products_entered_at_once_get_different_codes(app: Flask) -> None:
    story = told.begin(judges=1)
    acts = [
        lambda n=number: enter_product(story.organiser, story.round_id, new_entry(n), NOON)
        for number in range(8)
    ]
    assert all(isinstance(outcome, int) for outcome in all_at_once(app, *acts))
    db.session.rollback()
    assert len(set(db.session.scalars(select(EntryRow.code)).all())) == 8


def test_two_announcements_at_once_are_one(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    round_id = story.round_id
    outcomes = all_at_once(
        app, *[lambda: announce(story.organiser, round_id, NOON, proposed_by=story.admin)] * 3
    )
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Refusal) for outcome in outcomes) == 2
    db.session.rollback()
    assert len(db.session.scalars(select(ResultRow.id)).all()) == 1


def test_a_recusal_that_meets_the_announcement_is_in_it_or_refused(app: Flask) -> None:
    story = told.ready_to_judge(entries=1)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    round_id, (entry,) = story.round_id, story.entry_ids
    announced, recused = all_at_once(
        app,
        lambda: announce(story.organiser, round_id, NOON, proposed_by=story.admin),
        lambda: recuse(
            story.organiser, judge_id=story.judges[0].id, entry_id=entry, reason="own", at=NOON
        ),
    )
    db.session.rollback()
    result = entry_result(entry)
    assert isinstance(announced, int)
    assert result is not None
    assert (recused is None) == (result.sheets == 5)
    assert isinstance(recused, Refusal) == (result.sheets == 6)


def test_one_code_one_login_and_one_standard_at_once(app: Flask) -> None:
    story = told.enrol_everyone(judges=0)
    made = all_at_once(app, *[lambda: told.make_competition(story, "OVOP-2027")] * 4)
    assert sum(isinstance(outcome, int) for outcome in made) == 1
    enrolled = all_at_once(app, *[lambda: told.enrol(story.admin, "same", Role.JUDGE)] * 4)
    assert sum(isinstance(outcome, Person) for outcome in enrolled) == 1
    refused = [outcome for outcome in made + enrolled if isinstance(outcome, Refusal)]
    assert len(refused) == 6
    others = all_at_once(
        app, *[lambda n=n: told.make_competition(story, f"OVOP-{n}") for n in range(4)]
    )
    assert all(isinstance(outcome, int) for outcome in others)
