"""A form is built from any rubric: typed numbers, branches with several criteria, weights."""

from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask, session

from judging.domain.rubric import (
    Branch,
    Case,
    Criterion,
    Part,
    Rubric,
    Scale,
    Scorer,
    YesNo,
    lines_of,
)
from judging.domain.words import Words
from judging.queries.flights import FlightEntry
from judging.queries.sheets import SheetPage
from judging.web.judge.questions import questions_of
from judging.web.judge.sheet_form import sheet_form


def both(text: str) -> Words:
    """The same text in both languages."""
    return Words(text, text)


HUNDRED = Criterion("T1", both("Taste"), Scale(Decimal(0), Decimal(100), Decimal("0.5")))
TEN = Criterion("T2", both("Look"), Scale(Decimal(0), Decimal(5), Decimal("0.5")))
FARM = tuple(
    Criterion(code, both(code), YesNo(Decimal(2)), branch="W", case=case)
    for code, case in (("W.a", "farm"), ("W.b", "farm"), ("W.c", "shop"))
)
CASES = (Case("farm", both("Farm")), Case("shop", both("Shop")))
PART = Part(
    "T",
    both("Tasting"),
    Scorer.PANEL,
    Decimal(109),
    (HUNDRED, TEN, *FARM),
    branches=(
        Branch("W", both("Where"), (Case("farm", both("Farm")), Case("shop", both("Shop")))),
    ),
)
FLIGHT = FlightEntry(
    entry_id=1,
    code="1234",
    competition="OVOP-2027",
    group="X",
    group_title=both("X"),
    scorer=Scorer.PANEL,
    flight=1,
    position=1,
    sheet_state="draft",
    version=0,
    is_open=True,
    is_recused=False,
    is_withdrawn=False,
    look_again=None,
    product=None,
    producer=None,
)
PAGE = SheetPage(
    flight=FLIGHT,
    rubric=Rubric("X", both("X"), (PART,)),
    answers={"T1": Decimal("99.5"), "W.c": Decimal(2)},
    notes={},
    handed_in_at=None,
    product=None,
    producer=None,
    place=None,
    papers=(),
    papers_seen=frozenset(),
    next_code=None,
    as_of="",
)


@pytest.fixture
def context(app: Flask) -> Flask:
    """Forms without tokens, read in English."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def answers(app: Flask, **typed: str) -> tuple[dict[str, Decimal], dict[str, list[str]]]:
    """What the form makes of the fields, and its errors."""
    data = {name.replace("_", "-", 1): value for name, value in typed.items()}
    with app.test_request_context(method="POST", data=data):
        session["language"] = "en"
        form = sheet_form(replace(PAGE, answers={}))
        form.validate()
        return form.answers(), form.errors


def test_a_long_scale_is_typed_and_a_short_one_touched(context: Flask) -> None:
    with context.test_request_context():
        questions = [q for line in lines_of(PART)[:2] for q in questions_of(PART, line)]
    assert [len(q.groups) for q in questions] == [0, 1]
    assert len(questions[1].groups[0].choices) == 11


def test_numbers_are_read_in_khmer_and_latin_digits_exactly(context: Flask) -> None:
    for typed in ("7.5", "7,5", " ៧.៥ ", "៧,៥", "7.50"):
        assert answers(context, **{"score_T1": typed}) == ({"T1": Decimal("7.5")}, {})


def test_a_number_off_the_scale_is_refused_with_what_may_be_written(context: Flask) -> None:
    sentence = "Write a number from 0 to 100, in steps of 0.5."
    for typed in ("100.5", "-1", "7.3"):
        assert answers(context, **{"score_T1": typed}) == ({}, {"score-T1": [sentence]})
    assert answers(context, **{"score_T1": "good"}) == (
        {},
        {"score-T1": ["“good” is not a number; write points such as 3 or 7.5."]},
    )


def test_only_the_chosen_case_of_a_branch_counts(context: Flask) -> None:
    both_cases = {"score_W.a": "W.a=2", "score_W.b": "W.b=0", "score_W.c": "W.c=2"}
    assert answers(context, **both_cases) == ({}, {})
    farm = {"W.a": Decimal(2), "W.b": Decimal(0)}
    assert answers(context, **both_cases, case_W="farm") == (farm, {})
    assert answers(context, **both_cases, case_W="shop") == ({"W.c": Decimal(2)}, {})


def test_what_is_kept_is_in_the_form_again(context: Flask) -> None:
    with context.test_request_context():
        form = sheet_form(PAGE)
    assert form["score-T1"].data == "99.5"
    assert form["case-W"].data == "shop"
    assert form.answers() == PAGE.answers


def test_what_is_not_touched_is_blank_even_if_a_draft_had_an_answer(context: Flask) -> None:
    with context.test_request_context(method="POST", data={"score-T1": ""}):
        assert sheet_form(PAGE).answers() == {}
