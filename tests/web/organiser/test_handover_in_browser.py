"""Scanning in a real browser, whose camera films the codes of a tablet."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
import segno
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from judging.persistence.arrivals import ArrivalRow
from judging.persistence.database import db
from tests import story as told
from tests.enrolled import enrol
from tests.handovers import codes_of, pack
from tests.journeys.browsing import QUIET
from tests.versions import sent, version

pytestmark = pytest.mark.browser
PAGE = "/organiser/competitions/OVOP-2027/handover"
FRAMES_A_CODE = 6
SIDE = 960


def film(codes: list[str], path: Path) -> None:
    """A film of the codes, each for a while, as Chromium plays it in the place of a camera."""
    with path.open("wb") as file:
        for code in codes:
            picture, frame = BytesIO(), BytesIO()
            segno.make_qr(code, error="L").save(picture, kind="png", scale=6, border=6)
            shown = Image.open(picture).convert("L")
            page = Image.new("RGB", (SIDE, SIDE), "white")
            page.paste(shown, ((SIDE - shown.width) // 2, (SIDE - shown.height) // 2))
            page.save(frame, format="JPEG", quality=92)
            file.write(frame.getvalue() * FRAMES_A_CODE)


def test_codes_are_scanned_in_any_order_and_sent_once_all_are_there(
    app: Flask, server: str, chromium: Browser, tmp_path: Path
) -> None:
    story = told.ready_to_judge(entries=3, judges=1)
    judge = story.judges[0]
    enrolled = enrol(story, judge)
    texts = [sent(version(story, judge, entry)).text for entry in story.entry_ids]
    codes = codes_of([pack(texts, enrolled.enrolment, enrolled.handover_key)], 300)
    assert len(codes) > 2
    film([*codes[1:], codes[0]], tmp_path / "tablet.mjpeg")
    camera = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={tmp_path / 'tablet.mjpeg'}",
    )
    db.session.rollback()
    path = shutil.which("chromium")
    with chromium.browser_type.launch(executable_path=path, args=[*QUIET, *camera]) as browser:
        page = browser.new_context(base_url=server).new_page()
        page.set_default_timeout(30_000)
        page.goto("/language/en")
        page.goto("/sign-in")
        page.get_by_label("Name").fill("organiser")
        page.get_by_label("Password").fill(told.PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        page.goto(PAGE)
        page.get_by_label("Codes, one a line").fill("91010111123")
        expect(page.get_by_role("status")).to_have_text("Codes read: 1 / 1.")
        page.get_by_label("Codes, one a line").fill("")
        page.get_by_role("button", name="Open the camera").click()
        expect(page.locator("tbody tr")).to_have_count(3, timeout=60_000)
        assert page.locator("tbody td:nth-child(3)").all_inner_texts() == ["Counts"] * 3
    db.session.rollback()
    assert db.session.scalars(select(ArrivalRow.via)).all() == ["codes"] * 3
