"""Servers, a competition on them, and tablets in judges' hands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import story as told
from tests.journeys.browsing import TABLET
from tests.journeys.tablet.hall import Hall
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.kept_tablets import PATIENCE, KeptTablet
from tests.journeys.tablet.line import Line
from tests.journeys.tablet.living_server import LivingServer
from tests.journeys.tablet.organising import Organising, organiser
from tests.story import Story


@contextmanager
def opening(chromium: Browser, patience: int) -> Iterator[Callable[..., BrowserContext]]:
    """Gives the browser of a fresh tablet each time; `patience` is in milliseconds."""
    opened: list[BrowserContext] = []

    def fresh(**options: Any) -> BrowserContext:
        context = chromium.new_context(viewport=TABLET, **options)
        context.set_default_timeout(patience)
        opened.append(context)
        return context

    yield fresh
    for context in opened:
        context.close()


@pytest.fixture
def hall(app: Flask) -> Iterator[Hall]:
    """The server of the hall, in the process of the test."""
    hall = Hall(app)
    yield hall
    hall.stop()


@pytest.fixture
def story(app: Flask) -> Story:
    """Three entries that every judge and the desk can score."""
    return told.ready_to_judge(entries=3)


@pytest.fixture
def tablets(chromium: Browser, hall: Hall) -> Iterator[Callable[[], Page]]:
    """Gives the page of a fresh tablet in the hall each time."""
    with opening(chromium, patience=20_000) as fresh:
        yield lambda: fresh(base_url=hall.address, has_touch=True).new_page()


@pytest.fixture
def page(tablets: Callable[[], Page]) -> Page:
    """The page of one fresh tablet in the hall."""
    return tablets()


@pytest.fixture
def judging(page: Page, story: Story) -> Judging:
    """The first judge, before the flight on that page."""
    judging = Judging(page)
    judging.use_card(story, story.judges[0])
    return judging


@pytest.fixture(scope="session")
def server_process(
    database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LivingServer]:
    """One server for all stories of this worker; each finds it running."""
    server = LivingServer(database, tmp_path_factory.mktemp("server"))
    yield server
    server.stop()


@pytest.fixture
def living(app: Flask, server_process: LivingServer) -> LivingServer:
    """The server in its own process, over an empty database."""
    # A busy machine is not a fault of the story.
    expect.set_options(timeout=PATIENCE)
    server_process.start()
    return server_process


@pytest.fixture
def line(living: LivingServer) -> Iterator[Line]:
    """The line to the server, for stories in which it is bad."""
    line = Line(living.port)
    yield line
    line.close()


@pytest.fixture
def two_entries(living: LivingServer) -> Story:
    """Two entries that two judges can score."""
    return told.ready_to_judge(entries=2, judges=2)


@pytest.fixture
def fresh_tablet(chromium: Browser, living: LivingServer) -> Iterator[Callable[..., Judging]]:
    """Gives a judge before a fresh tablet each time; `address` where the line is not straight."""
    with opening(chromium, PATIENCE) as fresh:
        yield lambda address="": Judging(fresh(base_url=address or living.address).new_page())


@pytest.fixture
def kept_tablet(chromium: Browser, living: LivingServer, tmp_path: Path) -> Iterator[KeptTablet]:
    """A tablet that can be switched off and on."""
    tablet = KeptTablet(chromium, tmp_path / "tablet", living.address)
    yield tablet
    tablet.close()


@pytest.fixture
def laptop(chromium: Browser, living: LivingServer, two_entries: Story) -> Iterator[Organising]:
    """The organiser of the story at the laptop."""
    with organiser(chromium, living.address, two_entries) as organising:
        yield organising
