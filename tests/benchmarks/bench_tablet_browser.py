"""How fast the tablet app is in Chromium: first open, cold open without a network, tap to stored.

300 entries in eight groups on one tablet: `python -m tests.benchmarks.bench_tablet_browser`.
"""

import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from flask_migrate import upgrade
from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright

from judging import create_app
from judging.persistence.database import db
from judging.services.competing import open_judging
from tests import story as told
from tests.benchmarks.bench_tablets import serving
from tests.conftest import settings
from tests.enrolled import PIN, secret_for
from tests.journeys.browsing import QUIET, TABLET
from tests.journeys.tablet.judging_on_tablets import Judging
from tests.journeys.tablet.kept_tablets import is_kept
from tests.journeys.tablet.line import Answer, Asking, Line

ENTRIES, TAPS, SLOWER, OPENS = 300, 240, 6, 7
ONE_MEGABIT = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 125_000,
    "uploadThroughput": 125_000,
}
# Tells in milliseconds after the navigation when the judges of the tablet are on the screen.
WATCH = """
  new MutationObserver((_, watcher) => {
    if (!document.querySelector("button.person")) return;
    globalThis.shownAfter = performance.now();
    watcher.disconnect();
  }).observe(document, { childList: true, subtree: true });
"""
# Taps the answers of the first questions in turn; milliseconds until stored, and until shown.
TAP = """async (taps) => {
  let stored = 0;
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    const begun = transaction.apply(this, given);
    if (given[1] === "readwrite") {
      begun.addEventListener("complete", () => (stored = performance.now()));
    }
    return begun;
  };
  const figures = [];
  for (let tap = 0; tap < taps; tap += 1) {
    const labels = [...document.querySelectorAll("label.answer:not(.is-chosen):not(.has-gate)")];
    const label = labels[tap % labels.length];
    const before = performance.now();
    stored = 0;
    label.querySelector("input").click();
    while (!label.classList.contains("is-chosen")) await new Promise(requestAnimationFrame);
    figures.push([stored - before, performance.now() - before]);
    // Nobody taps again before the last drawing is on the screen.
    await new Promise((idle) => requestIdleCallback(idle));
  }
  return figures;
}"""


def tell() -> told.Story:
    """One judge with 300 entries of all eight groups."""
    story = told.begin(judges=1)
    groups = [rubric.group for rubric in told.shipped().rubrics]
    for at, group in enumerate(groups):
        count = ENTRIES // len(groups) + (at < ENTRIES % len(groups))
        told.seat_everyone(story, told.enter(story, count, group), group)
    open_judging(story.organiser, story.round_id, told.NOON)
    return story


def tablet(playwright: Playwright, folder: str, address: str) -> BrowserContext:
    """The tablet's browser over what it keeps."""
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=shutil.which("chromium"),
        args=list(QUIET),
        viewport=TABLET,
        base_url=address,
    )
    context.set_default_timeout(60_000)
    return context


def first_open(page: Page, line: Line, secret: str) -> None:
    """From a card's address to the flight over 1 Mbit/s, two times six digits in between."""
    carried = 0

    def count(_path: str, ask: Asking) -> Answer | None:
        nonlocal carried
        answer = ask()
        carried += len(answer.body) + sum(len(n) + len(v) + 4 for n, v in answer.headers)
        return answer

    line.weather = count
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", ONE_MEGABIT)
    judging = Judging(page)
    begun = time.perf_counter()
    page.goto(f"/tablet/#card={secret}")
    page.locator(".keys").wait_for()
    keys = time.perf_counter() - begun
    # The keyboard is as good as the keypad, and no driver's mouse is measured with it.
    page.keyboard.type(PIN)
    page.locator("h1", has_text="ម្តងទៀត").wait_for()
    page.keyboard.type(PIN)
    judging.entries().first.wait_for()
    shown = time.perf_counter() - begun
    is_kept(page)
    kept = time.perf_counter() - begun
    assert judging.entries().count() == ENTRIES
    print(
        f"first open over 1 Mbit/s: keypad after {keys:.2f} s, flight of {ENTRIES} shown after"
        f" {shown:.2f} s (<= 5 s), works without a network after {kept:.2f} s"
    )
    print(f"carried until then: {carried / 1000:.1f} KB compressed, with headers (<= 200 KB)")
    slow.detach()


def taps(page: Page) -> None:
    """Taps on a sheet while the processor is six times slower."""
    judging = Judging(page)
    judging.entries().first.click()
    expect(page.locator("label.answer").first).to_be_visible()
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    figures = page.evaluate(TAP, TAPS)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    for name, at in (("stored", 0), ("shown", 1)):
        sorted_ = sorted(figure[at] for figure in figures)
        target = " (<= 50 ms)" if name == "stored" else ""
        print(
            f"tap to {name} at {SLOWER}x slower, {len(sorted_)} taps:"
            f" median {sorted_[len(sorted_) // 2]:.0f} ms,"
            f" p95 {sorted_[len(sorted_) * 95 // 100]:.0f} ms{target}"
        )


def cold_opens(playwright: Playwright, folder: str, address: str) -> None:
    """There is neither a network nor a server; the browser has just been started, then it runs."""
    started, running = [], []
    for _ in range(OPENS):
        context = tablet(playwright, folder, address)
        context.set_offline(True)
        page = context.pages[0]
        page.add_init_script(WATCH)
        started.append(opened(page))
        page.goto("about:blank")
        running.append(opened(page))
        context.close()
    for name, all_of_them in (("has just been started", started), ("runs", running)):
        seconds = [f"{shown / 1000:.2f}" for shown in sorted(all_of_them)]
        print(
            f"cold open without a network, the browser {name}:"
            f" median of {OPENS} {seconds[OPENS // 2]} s (<= 0.5 s), best {seconds[0]} s"
        )


def opened(page: Page) -> float:
    """Milliseconds until the judges of the tablet are on the screen."""
    page.goto("/tablet/")
    page.locator("button.person").wait_for()
    return float(page.evaluate("globalThis.shownAfter"))


def race(folder: Path) -> None:
    """All figures, one after the other."""
    url = f"sqlite:///{folder}/judging.sqlite"
    app = create_app(settings(url))
    with app.app_context(), sync_playwright() as playwright:
        upgrade()
        story = tell()
        secret = secret_for(story, story.judges[0], datetime.now(UTC))
        with serving(url, str(folder)) as port:
            line = Line(port)
            context = tablet(playwright, f"{folder}/tablet", line.address)
            first_open(context.pages[0], line, secret)
            taps(context.pages[0])
            context.close()
            line.close()
        cold_opens(playwright, f"{folder}/tablet", line.address)
        db.session.remove()
        db.engine.dispose()


def main() -> None:
    """Race in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        race(Path(folder))


if __name__ == "__main__":
    main()
