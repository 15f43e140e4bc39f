"""A card is read by the tablet's camera; a real browser looks at a film of one."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests import story as told
from tests.enrolled import secret_for
from tests.journeys.browsing import QUIET, TABLET
from tests.journeys.tablet.hall import Hall
from tests.journeys.tablet.judging_on_tablets import Judging

pytestmark = pytest.mark.browser

WIDTH, HEIGHT, FRAMES = 640, 480, 10


def film_of_a_card(text: str) -> bytes:
    """Some frames of a grey table on which a code lies, as a camera gives them (YUV4MPEG2)."""
    drawn = io.BytesIO()
    segno.make(text).save(drawn, kind="png", scale=8, border=4)
    code = Image.open(drawn).convert("L").resize((400, 400))
    table = Image.new("L", (WIDTH, HEIGHT), 190)
    table.paste(code, ((WIDTH - code.width) // 2, (HEIGHT - code.height) // 2))
    frame = b"FRAME\n" + table.tobytes() + bytes([128]) * (WIDTH * HEIGHT // 2)
    return f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n".encode() + frame * FRAMES


@pytest.fixture
def page(chromium: Browser, app: Flask, tmp_path: Path) -> Iterator[Page]:
    """A tablet whose camera sees a fresh card of the first judge."""
    story = told.ready_to_judge(entries=1)
    hall = Hall(app)
    film = tmp_path / "card.y4m"
    secret = secret_for(story, story.judges[0])
    film.write_bytes(film_of_a_card(f"https://ovop.example/tablet/#card={secret}"))
    context = chromium.browser_type.launch_persistent_context(
        tmp_path / "tablet",
        executable_path=shutil.which("chromium"),
        args=[
            *QUIET,
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ],
        viewport=TABLET,
        base_url=hall.address,
    )
    context.set_default_timeout(20_000)
    yield context.pages[0]
    context.close()
    hall.stop()


def test_a_scanned_card_leads_to_the_flight(page: Page) -> None:
    judging = Judging(page)
    page.goto("/tablet/")
    page.get_by_role("button", name="ស្កេនកាតរបស់ខ្ញុំ").click()
    expect(page.locator(".keys")).to_be_visible()
    judging.type_pin()
    judging.type_pin()
    expect(judging.entries()).to_have_count(1)
