"""The plain http door: the page that explains the certificate, the certificate, nothing else."""

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from waitress import create_server

from judging.cli.venue.authority import Authority
from judging.cli.venue.profile import ipad_profile
from judging.documents.venue_sheet import InstallPage, VenueFacts, render_install_page

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes of an address, their media type and the name under which they are kept."""

    body: bytes
    kind: str
    file_name: str | None = None
    policy: str = "default-src 'none'"


def answers(authority: Authority, facts: VenueFacts) -> dict[str, Answer]:
    """Everything that this door gives, by path."""
    page = render_install_page(facts)
    return {
        "/": Answer(page.html.encode(), "text/html; charset=utf-8", policy=_policy(page)),
        "/judging-venue.crt": Answer(
            authority.der, "application/x-x509-ca-cert", "judging-venue.crt"
        ),
        "/judging-venue.mobileconfig": Answer(
            ipad_profile(authority),
            "application/x-apple-aspen-config",
            "judging-venue.mobileconfig",
        ),
    }


def install_app(by_path: Mapping[str, Answer]) -> WSGIApplication:
    """A WSGI app of these answers; every other path is not there, every other method refused."""

    def app(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        method, answer = environ["REQUEST_METHOD"], by_path.get(environ["PATH_INFO"])
        if method not in ("GET", "HEAD"):
            return _refused(start, "405 Method Not Allowed")
        if answer is None:
            return _refused(start, "404 Not Found")
        start("200 OK", list(_headers_of(answer).items()))
        return [answer.body] if method == "GET" else []

    return app


def serve_install_page(door: socket.socket, by_path: Mapping[str, Answer]) -> Callable[[], None]:
    """Answer on the listening socket in a thread of its own, until what is returned is called."""
    server = create_server(install_app(by_path), sockets=[door], threads=2, ident=None)

    def run() -> None:
        # Closing the server takes its socket away in the middle of waiting for requests.
        with suppress(OSError, ValueError):
            server.run()

    threading.Thread(target=run, name="install page", daemon=True).start()
    close: Callable[[], None] = server.close
    return close


def _refused(start: StartResponse, status: str) -> list[bytes]:
    start(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", "0")])
    return []


def _policy(page: InstallPage) -> str:
    return f"default-src 'none'; style-src '{page.style_hash}'; base-uri 'none'"


def _headers_of(answer: Answer) -> dict[str, str]:
    headers = _HEADERS | {
        "Content-Type": answer.kind,
        "Content-Length": str(len(answer.body)),
        "Content-Security-Policy": answer.policy,
    }
    if answer.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{answer.file_name}"'
    return headers
