"""The app opens without a network, and a new version of it disturbs nothing; in a real browser."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from judging.web.tablet import shell, shell_files
from tests.journeys.tablet.hall import Hall, tablet

pytestmark = pytest.mark.browser

VERSION = "document.documentElement.dataset.version"
# Asks for a newer version and waits until it lies ready or has failed.
UPDATE = """async () => {
  const shell = await navigator.serviceWorker.ready;
  const refused = await shell.update().then(() => "", (trouble) => trouble.name);
  const coming = shell.installing;
  if (coming) await new Promise((done) => coming.addEventListener("statechange", done));
  return refused || coming?.state || (shell.waiting ? "installed" : "the same");
}"""
KEPT = """async () => (await caches.keys())
  .filter((name) => !name.endsWith("notes")).map((name) => name.split(" ")[1])"""
CONTROLLED = """() => new Promise((done) => {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener("controllerchange", () => done(true));
  if (serviceWorker.controller) done(true);
})"""
# The app looks every ten seconds whether a new version may start.
TRIES_AGAIN = 11_000
PORTAL = ("200 OK", b"<!doctype html><title>Hotel</title><h1>Welcome, please pay</h1>")


@pytest.fixture
def hall(app: Flask, hall: Hall) -> Hall:
    """The server of the hall, which keeps to its files as a real one does."""
    app.testing = False
    return hall


def change(
    hall: Hall,
    monkeypatch: pytest.MonkeyPatch,
    more: bytes = b"\n",
    read: Callable[[Path], bytes] = shell_files.read_source,
) -> None:
    """As if the server had been started again with another version of the app."""

    def read_source(path: Path) -> bytes:
        return read(path) + (more if path.name == "app.js" else b"")

    monkeypatch.setattr(shell_files, "read_source", read_source)
    del hall.app.extensions[shell.KEY]


def opened(context: BrowserContext) -> Page:
    """The app, on its first screen."""
    page = context.pages[0]
    page.clock.install()
    page.goto("/tablet/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def installed(context: BrowserContext) -> Page:
    """The app, kept on the tablet."""
    page = opened(context)
    page.evaluate(CONTROLLED)
    assert page.evaluate(KEPT) == [page.evaluate(VERSION)]
    return page


def plant_unsent(page: Page) -> None:
    """Put a version into the queue that no server has a receipt for."""
    page.evaluate(
        """async () => {
          const base = `/tablet/files/${document.documentElement.dataset.version}/tablet/`;
          const { openStore } = await import(base + "store.js");
          const store = await openStore();
          const version = { identity: "planted", order: 1, competition: "c", judge: 1, text: "{}" };
          await store.change(["queue"], ({ queue }) => queue.put(version));
        }"""
    )


def take_unsent(page: Page) -> None:
    """As if the server had answered with its receipt."""
    page.evaluate(
        """async () => {
          const base = `/tablet/files/${document.documentElement.dataset.version}/tablet/`;
          const { openStore } = await import(base + "store.js");
          const store = await openStore();
          if (!(await store.read("queue", "planted"))) throw new Error("nothing is planted");
          await store.change(["queue"], ({ queue }) => queue.delete("planted"));
        }"""
    )


def test_the_app_opens_cold_with_no_network_and_no_server(
    chromium: Browser, hall: Hall, tmp_path: Path
) -> None:
    with tablet(chromium, tmp_path, hall) as context:
        version = installed(context).evaluate(VERSION)
    hall.stop()
    with tablet(chromium, tmp_path, hall) as context:
        context.set_offline(True)
        begun = time.perf_counter()
        page = opened(context)
        print(f"\ncold and offline: {time.perf_counter() - begun:.2f} s")
        assert page.evaluate(VERSION) == version
        assert page.locator("html").get_attribute("lang") == "km"
        assert page.evaluate("document.fonts.ready.then((f) => f.check('16px House', 'ក'))")
    hall.start()


def test_any_address_of_the_app_opens_it_and_the_api_is_never_answered_from_the_cache(
    chromium: Browser, hall: Hall, tmp_path: Path
) -> None:
    with tablet(chromium, tmp_path, hall) as context:
        page = installed(context)
        hall.stop()
        page.goto("/tablet/somewhere?from=home#/flight")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        asked = "fetch('/tablet/api/competition').then((a) => a.status, (t) => t.name)"
        assert page.evaluate(asked) == "TypeError"
    hall.start()


def test_a_new_version_waits_while_anything_is_unsent_even_if_the_app_is_closed(
    chromium: Browser, hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tablet(chromium, tmp_path, hall) as context:
        page = installed(context)
        old = page.evaluate(VERSION)
        plant_unsent(page)
        change(hall, monkeypatch)
        assert page.evaluate(UPDATE) == "installed"
        assert len(page.evaluate(KEPT)) == 2
        page.clock.fast_forward(TRIES_AGAIN)
        page.reload()
        assert page.evaluate(VERSION) == old
    with tablet(chromium, tmp_path, hall) as context:
        page = opened(context)
        # The browser has let the new worker take over, but the old version opens.
        assert page.evaluate("navigator.serviceWorker.ready.then((r) => r.waiting)") is None
        assert page.evaluate(VERSION) == old
        page.clock.fast_forward(TRIES_AGAIN)
        page.reload()
        assert page.evaluate(VERSION) == old
        take_unsent(page)
        page.clock.fast_forward(TRIES_AGAIN)
        expect(page.locator("html")).not_to_have_attribute("data-version", old, timeout=20_000)
        assert page.evaluate(KEPT) == [page.evaluate(VERSION)]
        expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("spoilt", [("500 Oh no", b"oh no"), PORTAL])
def test_a_version_that_does_not_come_whole_leaves_the_old_one_whole(
    chromium: Browser,
    hall: Hall,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoilt: tuple[str, bytes],
) -> None:
    with tablet(chromium, tmp_path, hall) as context:
        page = installed(context)
        old = page.evaluate(VERSION)
        change(hall, monkeypatch)
        hall.weather = lambda path: spoilt if path.endswith("/law.js") else None
        assert page.evaluate(UPDATE) == "redundant"
        assert page.evaluate(KEPT) == [old]
        page.reload()
        assert page.evaluate(VERSION) == old
        # What the portal left in the browser's own cache does not hold for ever.
        hall.weather = lambda _path: None
        assert page.evaluate(UPDATE) == "installed"
        page.clock.fast_forward(TRIES_AGAIN)
        expect(page.locator("html")).not_to_have_attribute("data-version", old, timeout=20_000)
        assert page.evaluate(KEPT) == [page.evaluate(VERSION)]


def test_a_portal_that_answers_everything_with_its_page_spoils_nothing(
    chromium: Browser, hall: Hall, tmp_path: Path
) -> None:
    with tablet(chromium, tmp_path, hall) as context:
        page = installed(context)
        old = page.evaluate(VERSION)
        plant_unsent(page)
        hall.weather = lambda _path: PORTAL
        assert page.evaluate(UPDATE) == "SecurityError"
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate(VERSION) == old
        assert page.evaluate(KEPT) == [old]
        assert "Hotel" not in page.title()


def test_a_version_that_cannot_begin_gives_way_to_the_next_and_nothing_unsent_is_lost(
    chromium: Browser, hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tablet(chromium, tmp_path, hall) as context:
        page = installed(context)
        old = page.evaluate(VERSION)
        change(hall, monkeypatch, b"\nthrow new Error('cannot begin');")
        assert page.evaluate(UPDATE) == "installed"
        page.clock.fast_forward(TRIES_AGAIN)
        expect(page.locator("html")).not_to_have_attribute("data-version", old, timeout=20_000)
        broken = page.evaluate(VERSION)
        expect(page.locator("#app p")).to_have_count(2)
        plant_unsent(page)
        change(hall, monkeypatch)
        page.clock.fast_forward(61_000)
        expect(page.locator("html")).not_to_have_attribute("data-version", broken, timeout=20_000)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        take_unsent(page)


def test_the_look_of_last_time_is_there_before_the_app_begins(
    chromium: Browser, hall: Hall
) -> None:
    context = chromium.new_context(base_url=hall.address, service_workers="block")
    page = context.new_page()
    page.route("**/start.js", lambda route: route.abort())
    page.goto("/tablet/")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.goto("/tablet/?again")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    # The page says in both languages what to do, for the app did not begin.
    expect(page.locator("#app p")).to_have_count(2)
    context.close()
