"""Serving the demo on its own machine, and saying how to get in."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click
from flask import current_app

from judging.cli.demonstration.people import PASSWORD

THREADS = 8
OWN_HOSTS = ("127.0.0.1", "localhost")
SIGN_INS = (
    ("organiser", "enters products, forms panels, watches progress and standings, announces"),
    ("judge01", "scores a flight blind, by entry code"),
    ("desk01", "scores by the papers and knows the names"),
    ("producer01", "sees the own entries, results and certificates (a Champion, once announced)"),
    ("admin", "gives and closes accounts"),
)


class Server(Protocol):
    """What waitress makes."""

    def run(self) -> None:
        """Serve until interrupted."""

    def close(self) -> None:
        """Give the port back."""


@contextmanager
def reserved(host: str, port: int) -> Iterator[Server]:
    """A server that has its port already, so that a taken one is told before building."""
    if host not in OWN_HOSTS:
        raise click.ClickException(
            "Everybody knows the demo's password, so it is served to this machine only:"
            " leave out --host."
        )
    with _listening(host, port) as door:
        # Imported here, so that the other commands start faster.
        from waitress import create_server

        app = current_app._get_current_object()  # type: ignore[attr-defined]
        server: Server = create_server(app, sockets=[door], threads=THREADS)
        try:
            yield server
        finally:
            server.close()


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as fault:
        if fault.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise click.ClickException(
            f"Port {port} is taken, or not allowed to you; choose another, for example PORT=8080."
        ) from None


def tell_sign_ins() -> None:
    """How to sign in as each role."""
    click.echo(f"\nSign in with the password  {PASSWORD}  as")
    for login, what in SIGN_INS:
        click.echo(f"  {login:<12} who {what}")
    click.echo("More: judge02 …, desk02 …, producer02 to producer06, organiser2.\n")
