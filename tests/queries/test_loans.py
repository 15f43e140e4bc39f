"""What is asked of a round that came home costs as much for many entries as for one."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.persistence.database import db
from judging.queries.entries import entries_of
from judging.queries.loans import homecoming, loan_of, round_files
from judging.queries.province_sheets import province_sheets
from tests import travelling
from tests.queries.counting import statements
from tests.travelling import Journey

Question = Callable[[Journey, int], object]
QUESTIONS: dict[str, Question] = {
    "the loan": lambda journey, _: loan_of(journey.centre.round_id),
    "the files": lambda journey, _: round_files(journey.centre.round_id),
    "the dry run": lambda journey, file_id: homecoming(journey.centre.round_id, file_id),
}


def count_for(journey: Journey, file_id: int, question: Question) -> int:
    db.session.rollback()
    db.session.expunge_all()
    assert journey.centre.round_id
    with statements() as sent:
        assert question(journey, file_id)
    return len(sent)


@pytest.mark.parametrize("question", QUESTIONS)
def test_three_products_cost_as_many_statements_as_one(
    app: Flask, province: Flask, fresh_house: Callable[[], None], question: str
) -> None:
    counts = []
    for number in (1, 3):
        fresh_house()
        with travelling.at(province):
            fresh_house()
        journey = travelling.announced(province, entries=number, registered=number)
        file_id = travelling.received(journey, travelling.packed(journey))
        counts.append(count_for(journey, file_id, QUESTIONS[question]))
    assert counts[0] == counts[1] <= 15


def test_the_sheets_of_a_province_are_one_question(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province, entries=3, registered=0)
    travelling.home(journey)
    (entry, *_) = entries_of(journey.centre.round_id)
    with statements() as sent:
        assert len(province_sheets(entry.entry_id)) == 4
    # And, in a process that has not read it yet, one for the rubric.
    assert len([one for one in sent if one.startswith("SELECT")]) <= 3
