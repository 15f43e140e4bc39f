"""The organiser's standings: rank, star, honour and every reason, and what lies behind them."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.domain.rubric import Scorer
from judging.domain.rules import Combining, Method, Per
from judging.domain.sheet import ScoreSheet
from judging.domain.standing import Standing, State
from judging.domain.tallying import tally_entry
from judging.queries.competitions import written_standard
from judging.queries.entries import entry
from judging.services.planning import recuse
from judging.services.scoring import hand_in_sheet
from judging.web.languages import choose_language
from judging.web.organiser.standing_detail import side_details
from judging.web.organiser.standing_rows import reason_texts
from tests import story
from tests.queries.counting import statements
from tests.story import NOON
from tests.web.conftest import Browser
from tests.web.endings import Endings, judged
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027/standings"


@pytest.fixture
def endings(app: Flask) -> Endings:
    """A closed round whose entries end in every way."""
    return judged()


@pytest.fixture
def rows(endings: Endings, signed_in: SignIn) -> dict[str, list[str]]:
    """The lines of the table by how the entry ends."""
    shown = rows_of(signed_in(endings.story.organiser).see(f"{HOME}/FOOD"))
    by_code = {row[1].split()[0]: row for row in shown}
    return {name: by_code[code] for name, code in endings.codes.items()}


def test_rank_score_parts_and_honour_stand_in_one_line(rows: dict[str, list[str]]) -> None:
    assert rows["champion"][0] == "1"
    assert rows["champion"][2:7] == ["100.00", "35", "25", "25", "15"]
    assert rows["champion"][8] == "5 Product Champion"
    assert "Producer-1 · Kampot" in rows["champion"][1]


def test_equal_entries_share_a_rank_and_the_next_is_skipped(rows: dict[str, list[str]]) -> None:
    assert [rows[name][0] for name in ("tied", "equal", "capped")] == ["=2", "=2", "4"]


def test_thirds_are_shown_to_two_places_in_the_list_and_behind_it(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=3)
    for judge, less in zip(told.judges, ({"C1.3": 1}, {}, {}), strict=True):
        story.score(told, told.entry_ids[0], judge, less=less)
    story.score(told, told.entry_ids[0], told.desk)
    browser = signed_in(told.organiser)
    (row,) = rows_of(browser.see(f"{HOME}/FOOD"))
    assert row[2:6] == ["99.33", "35", "25", "24.33"]
    page = browser.see(f"{HOME}/FOOD/{told.codes[0]}")
    assert "Final score 99.33 of 100" in text_of(page)
    (line,) = [cells for cells in rows_of(page) if cells[0].startswith("C1.3")]
    assert line[1:] == ["1", "3", "3", "2.33", "2.33 of 3"]


def test_a_capped_star_stands_beside_the_star_that_was_earned(rows: dict[str, list[str]]) -> None:
    assert rows["capped"][8] == "2 earned 5"
    assert "At most 2 stars: The food hygiene certificate is missing." in rows["capped"][1]


def test_entries_without_a_rank_say_why(rows: dict[str, list[str]]) -> None:
    why = {name: rows[name][1] for name in ("eliminated", "stopped", "short", "withdrawn")}
    assert "Eliminated: The National Committee has not recognised" in why["eliminated"]
    assert "Scoring stops: Foreign matter was found in the product." in why["stopped"]
    assert "Below quorum Panel: 2 of 3 sheets" in why["short"]
    assert why["withdrawn"].endswith("Withdrawn")
    assert {rows[name][0] for name in why} == {""}


def test_a_panel_that_disagrees_is_flagged_with_its_numbers(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=3)
    story.score_all(told)
    story.score(told, told.entry_ids[0], told.judges[0], less={"C1.2": 3, "C1.3": 2, "C1.4": 2})
    (row,) = rows_of(signed_in(told.organiser).see(f"{HOME}/FOOD"))
    assert row[1].endswith(
        "totals lie 9 points apart; Name of judge1: 6 from the mean;"
        " Name of judge2: 3 from the mean; Name of judge3: 3 from the mean"
    )


def test_a_criterion_with_too_few_marks_is_named(app: Flask) -> None:
    told = story.begin(judges=1)
    rules = replace(written_standard(told.code).rules, per=Per.CRITERION)
    tally = tally_entry("1234", told.rubric(), rules, [])
    with app.test_request_context():
        choose_language("en")
        texts = reason_texts(Standing("1234", State.BELOW_QUORUM, tally))
    assert texts[0] == "Desk team: 0 of 1 marks on A1.1"
    assert texts[-1] == "Panel: 0 of 3 marks on C2.1"


def test_what_decided_a_tie_is_named(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=2, judges=3)
    first, second = told.entry_ids
    weaker = {"C1.3": 1}, {"C1.3": 1, "C1.4": 1}, {}
    for judge, less in zip(told.judges, weaker, strict=True):
        story.score(told, first, judge, less={"C1.4": 1})
        story.score(told, second, judge, less=less)
    for entry_id in told.entry_ids:
        story.score(told, entry_id, told.desk)
    rows = rows_of(signed_in(told.organiser).see(f"{HOME}/FOOD"))
    assert [row[0] for row in rows] == ["1", "2"]
    assert [row[2] for row in rows] == ["98.00", "98.00"]
    assert rows[0][1].endswith("Tie: the judges agreed more")


def test_an_entry_shows_every_sheet_and_whether_it_counts(
    endings: Endings, signed_in: SignIn
) -> None:
    browser = signed_in(endings.story.organiser)
    page = browser.see(f"{HOME}/FOOD/{endings.codes['tied']}")
    rows = {row[0]: row[1:] for row in rows_of(page)}
    assert rows["C1.4 · Smell"] == ["2", "2", "2", "2", "2 of 4"]
    assert "Total of the sheet 23 23 23" in text_of(page)
    assert "Does it count? counts counts counts" in text_of(page)


def test_a_sheet_that_ends_at_a_gate_is_aside_because_it_is_not_whole(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    hand_in_sheet(told.judges[0], told.entry_ids[0], {"C1.1": Decimal(0)}, {}, NOON)
    code = entry(told.entry_ids[0]).code
    text = text_of(signed_in(told.organiser).see(f"{HOME}/FOOD/{code}"))
    assert "aside not whole: a criterion has no answer" in text
    assert "Gates that too few judges named: Scoring stops: Foreign matter was found" in text


def test_a_sheet_that_the_method_leaves_out_is_aside_because_of_it(app: Flask) -> None:
    told = story.begin(judges=3)
    rubric, rules = told.rubric(), written_standard(told.code).rules
    sheets = [
        ScoreSheet(judge, Scorer.PANEL, story.best(rubric, Scorer.PANEL, less={"C1.3": steps}))
        for judge, steps in (("1", 0), ("2", 1), ("3", 2))
    ]
    median = replace(rules, combine=Combining(Method.MEDIAN))
    with app.test_request_context():
        choose_language("en")
        _, panel = side_details(tally_entry("1", rubric, median, sheets), {"2": "Dara"})
    assert [(s.judge, s.total, s.counts, s.because) for s in panel.sheets] == [
        ("1", "25", False, "set aside by the method of the rules"),
        ("Dara", "23", True, ""),
        ("3", "22", False, "set aside by the method of the rules"),
    ]


def test_a_group_without_entries_says_so(endings: Endings, signed_in: SignIn) -> None:
    page = signed_in(endings.story.organiser).see(f"{HOME}/HERB")
    assert "No product of this group is entered." in page


def test_standings_cost_as_many_statements_for_three_entries_as_for_one(
    signed_in: SignIn, fresh_house: Callable[[], None]
) -> None:
    assert [statements_for(n, signed_in, fresh_house) for n in (1, 3)] == [17, 17]


def statements_for(entries: int, signed_in: SignIn, fresh_house: Callable[[], None]) -> int:
    fresh_house()
    told = story.ready_to_judge(entries, judges=3)
    story.score_all(told)
    recuse(
        told.organiser,
        judge_id=told.judges[0].id,
        entry_id=told.entry_ids[0],
        reason="own",
        at=NOON,
    )
    browser = signed_in(told.organiser)
    browser.see(f"{HOME}/FOOD")
    with statements() as sent:
        browser.see(f"{HOME}/FOOD")
    return sum(statement.startswith("SELECT") for statement in sent)  # SQLite begins aloud
