"""Downloads: what the registry and a competition know, and nothing that runs in a spreadsheet."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from judging.documents.table_files import read_table
from judging.domain.people import Person
from judging.domain.products import Finding, OriginTest
from judging.persistence.database import db
from judging.persistence.producers import ProductRow
from judging.queries.competition_exports import COMPETITION_TABLES
from judging.queries.entries import entry
from judging.queries.exports import REGISTRY_TABLES, products_table
from judging.queries.imports import kept_imports
from judging.services.competing import close_judging
from judging.services.registering import answer_origin_test
from judging.services.scoring import hand_in_sheet
from tests import story as told
from tests.queries.counting import statements
from tests.registry_tables import GOOD, bring, fates, give, other, run_of
from tests.story import NOON
from tests.web.conftest import Browser

SignIn = Callable[[Person], Browser]


def cells(data: bytes) -> list[list[object]]:
    """The rows of the first sheet as they are kept, without the headings."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    rows: list[list[object]] = sheet.to_python()
    return rows[1:]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_products_that_are_taken_out_and_brought_in_again_are_the_same(
    app: Flask, signed_in: SignIn, kind: str
) -> None:
    story = told.begin(judges=1)
    odd = other(2, product_en="=Pepper", contact_person="-Sok", contact_phone="+855 12 345 678")
    bring(story.organiser, [GOOD, odd, other(3, group="", registration="")])
    finding = Finding(True, "because")
    first = db.session.scalars(select(ProductRow.id)).first() or 0
    answer_origin_test(story.organiser, first, OriginTest.VILLAGE, finding, NOON)
    data = signed_in(story.organiser).get(f"/organiser/tables/products.{kind}").data
    run = give(story.organiser, data)
    assert fates(run) == ["same", "same", "same"]
    assert run_of(kept_imports()[0].id).unknown != []  # tests and papers are told, not taken


def test_every_table_opens_in_both_kinds(app: Flask, signed_in: SignIn) -> None:
    story = told.announced()
    browser = signed_in(story.organiser)
    pages = [f"/organiser/tables/{name}" for name in REGISTRY_TABLES]
    pages += [f"/organiser/competitions/{story.code}/tables/{name}" for name in COMPETITION_TABLES]
    for page in pages:
        both = [browser.get(f"{page}.{kind}") for kind in ("xlsx", "csv")]
        assert all("attachment" in one.headers["Content-Disposition"] for one in both), page
        assert {one.headers["Cache-Control"] for one in both} == {"no-store"}
        tables = [read_table(one.data) for one in both]
        headings = [table.headings for table in tables]
        # Nobody has registered a paper here.
        if not page.endswith("papers"):
            assert len(tables[0].rows) == len(tables[1].rows) > 0, page
        assert headings[0] == headings[1]


def test_scores_are_one_line_a_criterion_of_the_newest_sheet_and_stay_numbers(
    app: Flask, signed_in: SignIn
) -> None:
    story = told.ready_to_judge(entries=1, judges=1)
    judge = story.judges[0]
    for points in ("1", "2"):
        hand_in = told.best(story.rubric(), told.Scorer.PANEL) | {"C1.1": Decimal(points)}
        hand_in_sheet(judge, story.entry_ids[0], hand_in, {"C1.1": "@note"}, NOON)
    data = signed_in(story.organiser).get(
        f"/organiser/competitions/{story.code}/tables/scores.xlsx"
    )
    rows = [row for row in cells(data.data) if row[2] == judge.login]
    assert len({row[7] for row in rows}) == len(rows) > 5
    (asked,) = [row for row in rows if row[7] == "C1.1"]
    assert (asked[0], asked[5], asked[8], asked[9]) == (
        entry(story.entry_ids[0]).code,
        2.0,
        2.0,
        "@note",
    )


def test_standings_are_the_same_before_and_after_the_announcement(
    app: Flask, signed_in: SignIn
) -> None:
    story = told.ready_to_judge(entries=3)
    told.score_all(story)
    close_judging(story.organiser, story.round_id, NOON)
    browser = signed_in(story.organiser)
    page = f"/organiser/competitions/{story.code}/tables/standings.csv"
    before = read_table(browser.get(page).data).rows
    told.announce(story.organiser, story.round_id, NOON, proposed_by=story.admin)
    after = read_table(browser.get(page).data).rows
    assert [row[:12] for _, row in before] == [row[:12] for _, row in after]
    assert len(after) == 3


def test_there_is_no_other_table(app: Flask, signed_in: SignIn) -> None:
    story = told.begin(judges=1)
    browser = signed_in(story.organiser)
    for page in ("passwords.xlsx", "products.exe", "template.pdf"):
        assert browser.get(f"/organiser/tables/{page}").status_code == 404
        address = f"/organiser/competitions/{story.code}/tables/{page}"
        assert browser.get(address).status_code == 404


def test_a_table_asks_as_often_for_three_products_as_for_one(app: Flask) -> None:
    organiser = told.begin(judges=1).organiser
    counts = []
    for rows in ([GOOD], [other(2), other(3)]):
        bring(organiser, rows)
        with statements() as sent:
            products_table()
        counts.append(len(sent))
    assert counts[0] == counts[1]
