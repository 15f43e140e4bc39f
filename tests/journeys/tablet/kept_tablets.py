"""A tablet whose browser can be closed, killed and opened again over what it keeps."""

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.journeys.browsing import QUIET, TABLET
from tests.journeys.tablet.judging_on_tablets import Judging

PATIENCE = 45_000


class KeptTablet:
    """One tablet; `folder` outlives the browser."""

    def __init__(self, chromium: Browser, folder: Path, address: str) -> None:
        self.chromium, self.folder, self.address = chromium, folder, address
        self.context: BrowserContext | None = None

    def open(self) -> Judging:
        """Start the browser; the app is not opened yet."""
        assert self.context is None
        self.context = self.chromium.browser_type.launch_persistent_context(
            self.folder,
            executable_path=shutil.which("chromium"),
            args=list(QUIET),
            viewport=TABLET,
            base_url=self.address,
        )
        self.context.set_default_timeout(PATIENCE)
        return Judging(self.context.pages[0])

    def close(self) -> None:
        """Close the browser as a person does."""
        context, self.context = self.context, None
        if context:
            context.close()

    def kill(self) -> None:
        """As when the battery is empty: the browser finishes nothing."""
        for process in _browsers_over(self.folder):
            os.kill(process, signal.SIGKILL)
        with suppress(Error):
            self.close()


def _browsers_over(folder: Path) -> list[int]:
    """The main process of the browser that this folder belongs to."""
    mark = f"--user-data-dir={folder}"
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
            if mark in words and not any(word.startswith("--type=") for word in words):
                found.append(int(process.name))
    assert found, "no browser runs over this folder"
    return found


def is_kept(page: Page) -> None:
    """Wait until the app opens without a network."""
    page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
