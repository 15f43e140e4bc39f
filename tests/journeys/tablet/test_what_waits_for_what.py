"""A judge waits for nothing that could come later, and nothing shows that is not stored."""

import threading

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.tablet.hall import Hall
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.kept_tablets import is_kept
from tests.journeys.tablet.khmer import unsent
from tests.journeys.tablet.test_shell import plant_unsent
from tests.story import Story

pytestmark = pytest.mark.browser

SLOW = 100  # Milliseconds, as in screens/answers.js.
# Taps the first answer: when it was stored and what it looked like, in milliseconds after the tap.
TAP = """async () => {
  const label = document.querySelector("label.answer");
  const told = {};
  const now = () => performance.now() - begun;
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    const made = transaction.apply(this, given);
    if (given[0].includes("drafts") && given[1] === "readwrite") {
      made.addEventListener("complete", () => (told.stored ??= now()));
    }
    return made;
  };
  new MutationObserver(() => {
    for (const look of ["is-pressed", "is-chosen"]) {
      if (label.classList.contains(look)) told[look] ??= now();
    }
  }).observe(label, { attributeFilter: ["class"] });
  const begun = performance.now();
  label.querySelector("input").click();
  while (!told["is-chosen"]) await new Promise((later) => setTimeout(later));
  return told;
}"""
LOADED = """() => performance.getEntriesByType("resource").map(({ name }) => name)
  .filter((name) => name.endsWith(".js") && !/(first-paint|others|worker)[.]js$/.test(name))"""
KNOWN = """() => [...document.querySelectorAll("link[rel=modulepreload]")]
  .map(({ href }) => href).filter((name) => !name.endsWith("/others.js"))"""
ALL_LOADED = f"() => ({LOADED})().length >= ({KNOWN})().length"
IDLE = "() => new Promise((idle) => requestIdleCallback(() => requestAnimationFrame(idle)))"
# Who answered for the files of this version: the worker is "fetch-event".
SOURCES = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/tablet/files/"))
  .map((file) => file.workerFinalSourceType)"""
# As if the worker did not have them: it then asks the server, and so the test can hold them up.
FORGET_OTHERS = """async () => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const others = (await cache.keys()).filter(({ url }) => url.endsWith("/others.js"));
    for (const request of others) await cache.delete(request);
  }
}"""
# What the badge at the top says when it is there for the first time.
FIRST_TOLD = """new MutationObserver(() => {
  globalThis.firstTold ??= document.querySelector(".unsent")?.textContent;
}).observe(document, { childList: true, subtree: true })"""
# Another change of the drafts goes on and on: the store takes nothing until `letGo()`.
HOLD_THE_STORE = """() => new Promise((held) => {
  const opening = indexedDB.open("judging-tablet");
  opening.onsuccess = () => {
    const drafts = opening.result.transaction(["drafts"], "readwrite").objectStore("drafts");
    let isOver = false;
    const go = () => isOver || (drafts.get(["nobody's"]).onsuccess = go);
    go();
    globalThis.letGo = () => (isOver = true);
    held();
  };
})"""


def test_over_a_network_nothing_is_shown_before_the_whole_app_is_there(page: Page) -> None:
    held: list[Route] = []
    page.route("**/screens/others.js", lambda route: held.append(route))
    heading = page.get_by_role("heading", level=1)
    with page.expect_request("**/screens/others.js"):
        page.goto("/tablet/")
    # Nor is one script asked for after the other: the page knows all of them, and the sheet's.
    page.wait_for_function(ALL_LOADED)
    known = page.evaluate(KNOWN)
    assert set(page.evaluate(LOADED)) == set(known)
    assert any(name.endswith("/sheet.js") for name in known)
    page.evaluate(IDLE)
    assert heading.count() == 0
    expect(page.locator("#app")).to_contain_text("Opening …")
    held[0].continue_()
    expect(heading).to_be_visible()


def test_the_first_screen_of_a_kept_app_waits_for_no_other(hall: Hall, page: Page) -> None:
    page.goto("/tablet/")
    is_kept(page)
    page.evaluate(FORGET_OTHERS)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    asked, go_on = threading.Event(), threading.Event()

    def hold_up(path: str) -> None:
        if path.endswith("/others.js"):
            asked.set()
            go_on.wait(timeout=60)

    hall.weather = hold_up
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator(".top .unsent").click()
    assert asked.wait(timeout=60)
    assert page.url.endswith("#/unsent")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(unsent(0))
    go_on.set()
    expect(page.get_by_role("heading", level=1)).to_have_text(unsent(0))


def test_the_files_of_a_kept_app_do_not_wait_for_the_worker(page: Page) -> None:
    page.goto("/tablet/")
    is_kept(page)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert set(page.evaluate(SOURCES)) == {"cache"}


def test_the_first_screen_tells_at_once_how_much_is_unsent(page: Page) -> None:
    page.goto("/tablet/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    plant_unsent(page)
    page.add_init_script(FIRST_TOLD)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "១" in page.evaluate("firstTold")


def test_a_tap_is_stored_before_it_is_drawn_in_any_way(story: Story, page: Page) -> None:
    judging = Judging(page)
    judging.use_card(story, story.judges[0])
    judging.open(story.codes[0])
    told = page.evaluate(TAP)
    assert told["stored"] <= told["is-chosen"]
    assert told.get("is-pressed", SLOW) >= SLOW


def test_an_answer_shows_as_pressed_while_the_store_takes_long(story: Story, page: Page) -> None:
    judging = Judging(page)
    judging.use_card(story, story.judges[0])
    judging.open(story.codes[0])
    page.evaluate(HOLD_THE_STORE)
    answer = page.locator("label.answer").first
    answer.click()
    expect(answer).to_contain_class("is-pressed")
    expect(answer).not_to_contain_class("is-chosen")
    page.evaluate("letGo()")
    expect(answer).to_contain_class("is-chosen")
    expect(answer).not_to_contain_class("is-pressed")
