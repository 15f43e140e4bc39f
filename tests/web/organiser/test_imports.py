"""Importing in the browser: the file, the dry run, the ticks, the job's page, the outcome."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.documents.table_files import read_table
from judging.domain.people import Person
from judging.domain.registry_table import COLUMNS
from judging.persistence.database import db
from judging.persistence.jobs import JobRow
from judging.persistence.producers import ProductRow
from judging.queries.imports import kept_imports
from judging.services.running_jobs import note_worker, run_job
from tests import story as told
from tests.queries.counting import statements
from tests.registry_tables import GOOD, bring, file_of, other
from tests.story import Story
from tests.web.conftest import Browser

SignIn = Callable[[Person], Browser]


@pytest.fixture
def story(app: Flask) -> Story:
    return told.begin(judges=1)


@pytest.fixture
def browser(story: Story, signed_in: SignIn) -> Browser:
    return signed_in(story.organiser)


def give(browser: Browser, data: bytes, name: str = "registry.xlsx") -> str:
    """Send the file as the form does; the address of the import."""
    browser.see("/organiser/imports")
    answer = browser.send("/organiser/imports", {"file": (BytesIO(data), name)})
    assert answer.status_code == 302, answer.text
    return answer.location


def work() -> None:
    """What a worker does with all that waits."""
    db.session.rollback()
    for job_id in db.session.scalars(select(JobRow.id).where(JobRow.state == "waiting")).all():
        run_job(job_id, "worker")


def products() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(ProductRow)) or 0


def test_a_table_comes_in_after_its_dry_run(browser: Browser) -> None:
    address = give(browser, file_of(GOOD, other(2), other(3, form="company")))
    work()
    page = browser.see(address)
    assert "Kampot pepper" in page
    assert "is no form of a producer" in page
    assert "Written are 2 new and 0 changed rows" in page
    assert products() == 0
    assert browser.send(f"{address}/apply", {}).status_code == 302
    work()
    assert "In the registry since" in browser.see(address)
    assert products() == 2
    assert "brought a table into the registry" in browser.see("/organiser/audit")


def test_the_page_of_a_job_loads_itself_again_and_says_when_nobody_works(
    browser: Browser,
) -> None:
    address = give(browser, file_of(GOOD))
    answer = browser.get(address)
    assert answer.headers["Refresh"] == "2"
    assert "Nobody works on jobs" in answer.text
    note_worker("worker", datetime.now(UTC) + timedelta(minutes=1))
    assert "Nobody works on jobs" not in browser.see(address)
    work()
    assert "Refresh" not in browser.get(address).headers


def test_progress_is_shown_in_rows(browser: Browser) -> None:
    address = give(browser, file_of(GOOD))
    job = db.session.scalars(select(JobRow)).one()
    job.state, job.done, job.total = "working", 40, 961
    db.session.commit()
    assert "40 of 961" in browser.see(address)


def test_while_all_is_written_the_page_says_so(browser: Browser) -> None:
    address = give(browser, file_of(GOOD))
    work()
    browser.see(address)
    browser.send(f"{address}/apply", {})
    job = db.session.scalars(select(JobRow).where(JobRow.state == "waiting")).one()
    job.state, job.done, job.total = "working", 960, 961
    db.session.commit()
    assert "written together" not in browser.see(address)
    job.done = 961
    db.session.commit()
    assert "written together" in browser.see(address)


def test_a_table_that_is_not_wanted_is_thrown_away(browser: Browser) -> None:
    address = give(browser, file_of(GOOD), "old.xlsx")
    other_address = give(browser, file_of(other(2)), "new.xlsx")
    work()
    page = browser.see("/organiser/imports")
    assert "Kept until they are brought in" in page
    browser.see(address)
    answer = browser.send(f"{address}/throw-away", {})
    assert answer.location == address
    page = browser.see(address)
    assert "The table is thrown away" in page
    assert "This table was thrown away." in page
    for gone in ("Kampot pepper", "/apply", "/throw-away", "dry-run.xlsx"):
        assert gone not in page
    kept, _, before = browser.see("/organiser/imports").partition("<h2>Before</h2>")
    assert ("new.xlsx" in kept, "old.xlsx" in kept) == (True, False)
    assert "thrown away" in before
    browser.see(other_address)
    browser.send(f"{other_address}/apply", {})
    browser.send(f"{other_address}/throw-away", {})
    work()
    page = browser.see(other_address)
    assert "Somebody works on this table" in page
    assert "In the registry since" in page
    assert "/throw-away" not in page
    assert "threw a table away" in browser.see("/organiser/audit")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\xff", "letters cannot be read"),
        (b"a,b\n1,2\n", "The first row lacks the heading of a column"),
        ("Province,ខេត្ត\nx,y\n".encode(), "stands there twice"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_the_form(
    browser: Browser, data: bytes, sentence: str
) -> None:
    browser.see("/organiser/imports")
    answer = browser.send("/organiser/imports", {"file": (BytesIO(data), "x.csv")})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert kept_imports() == []


def test_without_a_file_the_form_asks_for_one(browser: Browser) -> None:
    browser.see("/organiser/imports")
    answer = browser.send("/organiser/imports", {})
    assert (answer.status_code, "Choose the file." in answer.text) == (422, True)


def test_a_tick_lets_a_row_in_that_looks_like_another(browser: Browser, story: Story) -> None:
    bring(story.organiser, [GOOD])
    double = {**GOOD, "registration": "OVOP-9", "producer_km": "ក្រុម", "producer_en": "Group"}
    address = give(browser, file_of(double))
    work()
    page = browser.see(address)
    assert "It looks like:" in page
    assert "There is nothing to write." in page
    browser.send(f"{address}/ticks", {"shown": "2", "ticked": "2", "page": "1", "fate": ""})
    page = browser.see(address)
    assert 'value="2" checked' in page
    browser.send(f"{address}/apply", {})
    work()
    assert products() == 2


def hidden(page: str, name: str) -> list[str]:
    """What the hidden fields of this name hold, in the order of the page."""
    return re.findall(rf'type="hidden" name="{name}" value="([^"]*)"', page)


def test_all_rows_that_look_like_others_are_ticked_on_whatever_page_they_are(
    browser: Browser, story: Story
) -> None:
    bring(story.organiser, [GOOD])
    doubles = [
        {**GOOD, "registration": f"X-{n}", "producer_km": f"ក្រុម{n}", "producer_en": f"Group {n}"}
        for n in range(120)
    ]
    address = give(browser, file_of(*doubles, other(500)))
    work()
    page = browser.see(f"{address}?fate=duplicate")
    assert "Page 1 of 2" in page
    assert "Tick all 120 as other ones" in page
    assert "ticks off" not in page
    shown, ticked = hidden(page, "shown")[-1], hidden(page, "ticked")[-1]
    form = {"page": "1", "fate": "duplicate"}
    browser.send(f"{address}/ticks", {"shown": shown, "ticked": ticked, **form})
    page = browser.see(f"{address}?fate=duplicate&page=2")
    assert page.count(" checked>") == 20
    assert "and 120 that you ticked as another one" in page
    assert "Tick all" not in page
    shown, ticked = hidden(page, "shown")[-1], hidden(page, "ticked")[-1]
    assert ticked == ""
    assert "Take all 120 ticks off" in page
    browser.send(f"{address}/ticks", {"shown": shown, "ticked": ticked, **form})
    assert "and 0 that you ticked" in browser.see(address)


def test_unknown_columns_are_named(browser: Browser) -> None:
    data = file_of(GOOD, kind="csv").replace(b"\r\n", b",colour\r\n", 1)
    address = give(browser, data, "x.csv")
    work()
    assert "left out: colour" in browser.see(address)


def test_thousands_of_rows_come_in_pages_and_by_kind(browser: Browser) -> None:
    rows = [other(n, form="company" if n % 2 else "group") for n in range(1, 241)]
    address = give(browser, file_of(*rows))
    work()
    assert "Page 1 of 3" in browser.see(address)
    refused = browser.see(f"{address}?fate=refused")
    assert "Page 1 of 2" in refused
    assert "Thing 2<" not in refused
    whole = browser.get(f"{address}/dry-run.xlsx")
    assert len(read_table(whole.data).rows) == 240


def test_the_page_asks_as_often_for_three_rows_as_for_one(browser: Browser, story: Story) -> None:
    bring(story.organiser, [GOOD, other(2), other(3)])
    counts = []
    for numbers in ([2], [2, 3, 4]):
        rows = [other(n, producer_km=f"ក្រុម{n}", registration=f"X{n}") for n in numbers]
        address = give(browser, file_of(*rows))
        work()
        with statements() as sent:
            browser.see(address)
        counts.append(len(sent))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_table_to_fill_in_has_every_column_and_its_example_is_no_row(
    browser: Browser, kind: str
) -> None:
    data = browser.get(f"/organiser/tables/template.{kind}").data
    table = read_table(data)
    assert table.headings == [column.heading for column in COLUMNS]
    assert len(table.rows) == 1
    address = give(browser, data, f"template.{kind}")
    work()
    assert "No row is of this kind." in browser.see(address)
