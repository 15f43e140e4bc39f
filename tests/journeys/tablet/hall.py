"""A server that can be stopped, spoilt and started again at one address, and a tablet's browser."""

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from waitress.server import create_server

from tests.journeys.browsing import QUIET, TABLET

# What the network makes of a request for a path: another answer, or none of its own.
Weather = Callable[[str], tuple[str, bytes] | None]


class Hall:
    """The app behind a network with weather."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.weather: Weather = lambda _path: None
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        """Where the app is, now and after it was stopped."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve, at the same address as before."""
        self.running = create_server(self.answer, host="127.0.0.1", port=self.port, threads=4)
        self.port = int(self.running.effective_port)
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        """Serve until the socket is taken away."""
        with suppress(OSError, ValueError):
            self.running.run()

    def stop(self) -> None:
        """Nobody answers any more, on a line that is open neither."""
        lines = list(self.running.active_channels.values())
        self.running.close()
        for line in lines:
            line.close()
        self.thread.join(timeout=10)

    def answer(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """The app's answer, or the weather's, which is HTML as a portal sends it."""
        spoilt = self.weather(environ["PATH_INFO"])
        if spoilt is None:
            return self.app(environ, start_response)
        status, body = spoilt
        start_response(status, [("Content-Type", "text/html"), ("Cache-Control", "max-age=600")])
        return [body]


@contextmanager
def tablet(chromium: Browser, folder: Path, hall: Hall) -> Iterator[BrowserContext]:
    """The browser of one tablet; what it keeps outlives it."""
    context = chromium.browser_type.launch_persistent_context(
        folder,
        executable_path=shutil.which("chromium"),
        args=list(QUIET),
        viewport=TABLET,
        base_url=hall.address,
    )
    context.set_default_timeout(20_000)
    try:
        yield context
    finally:
        context.close()
