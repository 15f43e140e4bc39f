"""A table comes in through a real browser, by the keyboard, and axe finds nothing on the way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from judging.persistence.database import db
from judging.persistence.jobs import JobRow
from judging.persistence.producers import ProductRow
from judging.services.running_jobs import run_job
from tests import story as told
from tests.journeys.test_axe import AXE, FIND
from tests.registry_tables import GOOD, file_of, other

pytestmark = pytest.mark.browser
SIZES = ({"width": 800, "height": 1280}, {"width": 1280, "height": 800})


def look(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the screen, in both sizes."""
    page.evaluate(AXE.read_text())
    for size in SIZES:
        page.set_viewport_size(size)
        assert page.evaluate(FIND) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def work() -> None:
    """What a worker does with all that waits."""
    db.session.rollback()
    for job_id in db.session.scalars(select(JobRow.id).where(JobRow.state == "waiting")).all():
        run_job(job_id, "worker")


def test_a_table_comes_in(app: Flask, open_tablet: Callable[..., Page], tmp_path: Path) -> None:
    story = told.begin(judges=1)
    double = {**GOOD, "registration": "OVOP-9"}
    table = tmp_path / "registry.xlsx"
    table.write_bytes(file_of(GOOD, double, other(3, form="company")))
    page = open_tablet(story.organiser, bypass_csp=True)
    page.goto("/organiser/imports")
    look(page)
    page.get_by_label("Table (XLSX or CSV)").set_input_files(table)
    page.get_by_role("button", name="Show what it would do").press("Enter")
    page.get_by_text("Nobody works on jobs").wait_for()
    look(page)
    work()
    # The page comes to it by itself.
    page.get_by_role("heading", name="What the table would do").wait_for()
    look(page)
    page.get_by_label("This is another one").press("Space")
    page.get_by_role("button", name="Keep the ticks").press("Enter")
    page.get_by_text("1 that you ticked").wait_for()
    page.get_by_role("button", name="Bring it into the registry").press("Enter")
    page.get_by_role("heading", name="The table is being brought in").wait_for()
    work()
    page.get_by_text("In the registry since").wait_for()
    page.goto("/language/km")
    for path in ("imports", "imports/1", "tables", f"competitions/{story.code}/tables"):
        page.goto(f"/organiser/{path}")
        look(page)
    db.session.rollback()
    assert len(db.session.scalars(select(ProductRow)).all()) == 2
