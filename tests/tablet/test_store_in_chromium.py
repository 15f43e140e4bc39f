"""What the tablet keeps, in a real browser: tabs in turn, lost connections, few transactions."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

STATIC = Path(__file__).parent.parent.parent / "judging" / "static"
ENTRIES = 300
# What is asked of the database while something is done: as many of each mode as transactions.
COUNTED = """async (work) => {
  const modes = {readonly: 0, readwrite: 0};
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (names, mode, ...how) {
    modes[mode ?? "readonly"] += 1;
    return transaction.call(this, names, mode, ...how);
  };
  const result = await work();
  IDBDatabase.prototype.transaction = transaction;
  return {result, modes};
}"""

pytestmark = pytest.mark.browser


class Quiet(SimpleHTTPRequestHandler):
    """The files of the app, as they are."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""


@pytest.fixture
def tabs(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser whose tabs share one origin, and so one database."""
    files = partial(Quiet, directory=str(STATIC))
    with ThreadingHTTPServer(("127.0.0.1", 0), files) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        context = chromium.new_context(base_url=address)
        yield context
        context.close()
        server.shutdown()


def open_tab(tabs: BrowserContext) -> Page:
    """A tab with the modules of the tablet as `m` and an open store as `store`."""
    tab = tabs.new_page()
    tab.goto("/mark.svg")
    tab.evaluate(
        """async () => {
          const names = ["store", "writer", "sheets", "outbox", "people", "competitions"];
          const all = await Promise.all(names.map((n) => import(`/tablet/${n}.js`)));
          window.m = Object.assign({}, ...all);
          window.store = await m.openStore();
          window.place = {competition: "c", judge: 12, round: 7, entry: "3201", scorer: "panel"};
          window.how = {rubric: "r", made_at: "2027-04-07T03:12:45.123Z"};
        }"""
    )
    return tab


def test_of_two_tabs_one_writes_until_it_is_taken_over_or_closed(tabs: BrowserContext) -> None:
    one, two = open_tab(tabs), open_tab(tabs)
    ask = "() => m.becomeWriter({onLost: () => { window.isLost = true; }})"
    assert [one.evaluate(ask), two.evaluate(ask)] == ["writer", "other"]
    assert two.evaluate("() => m.takeOver({onLost: () => { window.isLost = true; }})") == "writer"
    one.wait_for_function("() => window.isLost")
    one.evaluate("() => { m.waitToWrite().then((role) => { window.role = role; }); }")
    assert one.evaluate("() => window.role ?? null") is None
    two.close()
    one.wait_for_function("() => window.role === 'writer'")


def test_without_locks_the_tab_says_that_nothing_guards_it(tabs: BrowserContext) -> None:
    tab = open_tab(tabs)
    assert tab.evaluate("() => m.becomeWriter({locks: null})") == "unguarded"


def test_two_tabs_never_lose_a_tap_or_double_a_version(tabs: BrowserContext) -> None:
    one, two = open_tab(tabs), open_tab(tabs)
    for tab in (one, two):
        tab.evaluate("() => m.openSheet(store, place, undefined)")
    tap = "() => m.tap(store, place, {criterion: 'C1', points: '4'}).then((s) => s.answers)"
    assert one.evaluate(tap) == {"C1": "4"}
    assert two.evaluate(f"() => ({tap})().catch((e) => e.name)") == "StaleSheet"
    two.evaluate("() => m.openSheet(store, place, undefined)")
    hand_in = "() => m.handIn(store, place, how).then((version) => version.receipt)"
    assert one.evaluate(hand_in) == two.evaluate(hand_in)
    assert one.evaluate("() => m.unsent(store).then((rows) => rows.length)") == 1


def test_what_was_kept_is_there_after_the_tab_is_closed_at_once(tabs: BrowserContext) -> None:
    tab = open_tab(tabs)
    tab.evaluate("() => m.openSheet(store, place, undefined)")
    tab.evaluate("() => m.tap(store, place, {criterion: 'C1', points: '4.5'})")
    tab.close()
    sheet = open_tab(tabs).evaluate("() => m.openSheet(store, place, undefined)")
    assert sheet["answers"] == {"C1": "4.5"}


def test_a_closed_connection_is_opened_again(tabs: BrowserContext) -> None:
    tab = open_tab(tabs)
    tab.evaluate("() => m.openSheet(store, place, undefined)")
    tab.evaluate("async () => (await store.connect()).close()")
    tap = "() => m.tap(store, place, {criterion: 'C1', points: '4'}).then((s) => s.answers)"
    assert tab.evaluate(tap) == {"C1": "4"}


def test_a_tap_is_one_transaction(tabs: BrowserContext) -> None:
    tab = open_tab(tabs)
    tab.evaluate("() => m.openSheet(store, place, undefined)")
    tap = "() => m.tap(store, place, {criterion: 'C1', points: '4'})"
    counted = tab.evaluate(f"() => ({COUNTED})({tap})")
    assert counted["modes"] == {"readonly": 0, "readwrite": 1}


def test_300_entries_are_listed_by_few_transactions(tabs: BrowserContext) -> None:
    tab = open_tab(tabs)
    tab.evaluate(
        """async (count) => {
          const judge = {id: 12, name: {km: "ក", en: "A"}};
          const competition = {identity: "c", code: "C", title: {km: "ក", en: "A"}};
          const body = {key: "k", handover_key: "00", enrolment: 31, judge, competition};
          const server = {enrol: async () => ({ok: true, body})};
          await m.enrol(store, server, {secret: "s", pin: "123456"});
          const entries = Array.from({length: count}, (_, i) => ({round: 7, code: String(3000 + i),
            group: "FOOD", scorer: "panel", flight: 1, position: i, state: "open"}));
          const filler = "តារាងវាយតម្លៃ".repeat(8000);
          const rubrics = {filler};
          await m.keepCompetition(store, 31, {judge, competition, rubrics, entries});
          for (let i = 0; i < 30; i += 1) {
            const place = m.placeOf({judge, competition}, entries[i]);
            await m.openSheet(store, place, entries[i]);
            await m.tap(store, place, {criterion: "C1", points: "1"});
            if (i % 2) await m.handIn(store, place, how);
          }
        }""",
        ENTRIES,
    )
    counted = tab.evaluate(f"() => ({COUNTED})(() => m.placesOf(store, 31))")
    states = [place["state"] for place in counted["result"]]
    counts = {state: states.count(state) for state in set(states)}
    assert counts == {"draft": 15, "handed_in": 15, "to_do": ENTRIES - 30}
    assert counted["modes"]["readwrite"] == 0
    assert counted["modes"]["readonly"] <= 3
