"""The line between tablets and the server: it passes everything on, or does what a story says."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SHEETS = "/tablet/api/sheets"
TIMEOUT = 60
# What belongs to one stretch of the line alone.
OF_THE_STRETCH = {"connection", "transfer-encoding", "keep-alive", "server", "date"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back over the line."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


Asking = Callable[[], Answer]
# What the line makes of a request for a path: an answer, or None where it is cut.
Weather = Callable[[str, Asking], Answer | None]


def fair(_path: str, ask: Asking) -> Answer | None:
    """Everything gets through."""
    return ask()


def portal(_path: str, _ask: Asking) -> Answer | None:
    """A hotel that answers everything with its own page, as if all were well."""
    page = "<!doctype html><title>Hotel</title><h1>Welcome, please pay</h1>"
    return Answer(200, [("Content-Type", "text/html; charset=utf-8")], page.encode())


class Line:
    """A port on this machine that leads to the server's port."""

    def __init__(self, server_port: int) -> None:
        self.weather: Weather = fair
        # How often sheets were sent over the line, whatever became of them.
        self.sendings = 0
        self.has_sent = threading.Event()
        line = self

        class Request(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                line.carry(self, server_port)

            do_POST = do_GET  # noqa: N815 - its name there

            def log_message(self, *_: Any) -> None:
                pass

        self.running = ThreadingHTTPServer(("127.0.0.1", 0), Request)
        self.running.daemon_threads = True
        self.thread = threading.Thread(target=self.running.serve_forever, daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        """Where tablets find the app."""
        return f"http://127.0.0.1:{self.running.server_port}"

    def carry(self, request: BaseHTTPRequestHandler, port: int) -> None:
        """Let one request have its answer, or cut it off."""
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        if request.path == SHEETS:
            self.sendings += 1
        answer = self.weather(request.path, lambda: _asked(request, body, port))
        if request.path == SHEETS:
            self.has_sent.set()
        request.close_connection = True
        # A tablet may have given up waiting.
        with suppress(OSError):
            if answer:
                _pass_on(request, answer)

    def close(self) -> None:
        """Take the line away."""
        self.running.shutdown()
        self.running.server_close()
        self.thread.join(timeout=10)


def _pass_on(request: BaseHTTPRequestHandler, answer: Answer) -> None:
    request.send_response(answer.status)
    for name, value in answer.headers:
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(answer.body)


def _asked(request: BaseHTTPRequestHandler, body: bytes, port: int) -> Answer:
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        connection.request(request.command, request.path, body, dict(request.headers))
        heard = connection.getresponse()
        headers = [(n, v) for n, v in heard.getheaders() if n.lower() not in OF_THE_STRETCH]
        return Answer(heard.status, headers, heard.read())
    except (OSError, HTTPException):
        return Answer(502, [], b"")
    finally:
        connection.close()
