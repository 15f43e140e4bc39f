"""A real server and a real browser for journeys."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress.server import create_server

from judging.domain.people import Person
from judging.persistence.database import db
from tests.story import PASSWORD

# What a browser of its own accord asks the internet for, and what a container does not let it do.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TABLET = {"width": 800, "height": 1280}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium; `make test` installs it where it is missing."""
    path = shutil.which("chromium")
    assert path, "no chromium on this machine: run `make test`, which installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def server(app: Flask) -> Iterator[str]:
    """The app, served; its address."""
    running = create_server(app, host="127.0.0.1", port=0, threads=4)

    def run() -> None:
        # Closing the server takes its socket away in the middle of waiting for requests.
        with suppress(OSError, ValueError):
            running.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.effective_port}"
    running.close()
    thread.join(timeout=10)


@pytest.fixture
def open_tablet(chromium: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Gives a tablet's page, on which somebody may have signed in, reading English."""
    contexts: list[BrowserContext] = []

    def open_page(person: Person | None = None, *, bypass_csp: bool = False) -> Page:
        db.session.rollback()
        context = chromium.new_context(viewport=TABLET, base_url=server, bypass_csp=bypass_csp)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/language/en")
        if person:
            page.goto("/sign-in")
            page.get_by_label("Name").fill(person.login)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("main").get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    yield open_page
    for context in contexts:
        context.close()
