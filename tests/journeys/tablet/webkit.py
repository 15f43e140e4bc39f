"""WebKit, the engine of iPads, as Debian has it: its driver on a screen that nobody sees."""

import os
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import WebKitGTK, WebKitGTKOptions
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.service import Service

from tests.enrolled import PIN
from tests.journeys.tablet.kept_tablets import PATIENCE

MISSING = "no %s on this machine: run `make test`, which installs it"
KHMER_ZERO = ord("០")
Found = TypeVar("Found")


@contextmanager
def screen() -> Iterator[str]:
    """The name of a screen of a tablet's size that nobody sees."""
    path = shutil.which("Xvfb")
    assert path, MISSING % "Xvfb"
    told, telling = os.pipe()
    command = [path, "-displayfd", str(telling), "-screen", "0", "1000x1400x24", "-nolisten", "tcp"]
    running = subprocess.Popen(command, pass_fds=[telling], stderr=subprocess.DEVNULL)
    os.close(telling)
    try:
        with os.fdopen(told) as numbers:
            yield f":{numbers.readline().strip()}"
    finally:
        running.terminate()
        running.wait(timeout=30)


@contextmanager
def webkit(folder: Path) -> Iterator["Hand"]:
    """A tablet's browser by WebKit, in somebody's hand."""
    driver = shutil.which("WebKitWebDriver")
    assert driver, MISSING % "WebKitWebDriver"
    found = sorted(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"))
    found += sorted(Path("/usr").glob("lib*/**/webkitgtk-6.*/MiniBrowser"))
    assert found, MISSING % "MiniBrowser of WebKit"
    options = WebKitGTKOptions()
    options.binary_location = str(found[0])
    options.add_argument("--automation")
    with screen() as display:
        quiet = {
            "DISPLAY": display,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "GDK_BACKEND": "x11",
            "LIBGL_ALWAYS_SOFTWARE": "1",
        }
        if os.geteuid() == 0:
            quiet["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        service = Service(driver, env={**os.environ, **quiet})
        with warnings.catch_warnings():
            # Selenium calls itself in a way that it calls old.
            warnings.simplefilter("ignore", DeprecationWarning)
            browser = WebKitGTK(options=options, service=service)
        try:
            browser.set_window_size(800, 1280)
            yield Hand(browser)
        finally:
            browser.quit()


@dataclass(frozen=True, slots=True)
class Hand:
    """What a judge does with the fingers."""

    browser: WebKitGTK

    def find(self, css: str, text: str = "") -> WebElement:
        """The first thing on the screen that has the text, once it is there."""

        def look(browser: WebKitGTK) -> WebElement | None:
            for one in browser.find_elements(By.CSS_SELECTOR, css):
                if text in one.text and one.is_displayed():
                    return one
            return None

        return self.until(look, f"{css} {text}")

    def touch(self, css: str, text: str = "") -> None:
        """Touch it."""
        self.until(lambda _browser: self._touched(css, text), f"touch {css} {text}")

    def _touched(self, css: str, text: str) -> bool:
        # The page may draw it anew between finding and touching.
        one = self.find(css, text)
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", one)
        one.click()
        return True

    def type_pin(self) -> None:
        """Six digits on the app's own keypad."""
        for digit in PIN:
            self.touch(".keys button", chr(KHMER_ZERO + int(digit)))

    def answer(self, code: str, points: str) -> None:
        """Touch an answer until it shows as chosen: the driver's finger misses now and then."""
        css = f'label.answer:has(input[value="{code}={points}"])'
        chosen = f"{css}.is-chosen"

        def is_chosen(browser: WebKitGTK) -> bool:
            if not browser.find_elements(By.CSS_SELECTOR, chosen):
                self.touch(css)
            return bool(browser.find_elements(By.CSS_SELECTOR, chosen))

        self.until(is_chosen, chosen)

    def until(self, look: Callable[[WebKitGTK], Found | None], what: str) -> Found:
        """Wait for something; what the page takes away meanwhile is looked for again."""
        ignored = [WebDriverException]
        waiting = WebDriverWait(self.browser, PATIENCE / 1000, 0.1, ignored_exceptions=ignored)
        return waiting.until(look, what)
