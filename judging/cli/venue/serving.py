"""Serving the hall: two processes with the app behind https, and the page with the certificate."""

import multiprocessing
import os
import socket
import threading
from contextlib import ExitStack
from ipaddress import IPv4Address
from time import monotonic, sleep

import click
from flask import current_app
from granian import Granian
from granian.constants import Interfaces, SSLProtocols

from judging.cli.jobs import working
from judging.cli.venue.install_server import answers, serve_install_page
from judging.cli.venue.place import Place
from judging.cli.venue.preparing import Venue, Wish, prepare, print_sheet, tell_warning
from judging.cli.venue.readiness import is_rehearsal, reserve
from judging.cli.venue.request_log import log_settings
from judging.domain.addresses import is_of_this_machine
from judging.queries.database_state import database_name

WORKERS = 2
THREADS = 16
# Seconds that a request which is being answered may still take when the server stops.
LAST_ANSWERS = 10
SHEET = "sheet.pdf"


def serve_hall(wish: Wish) -> None:
    """Serve until Ctrl+C; ClickException with a sentence if anything is wrong before that."""
    started = monotonic()
    place = wish.place()
    with ExitStack() as doors:
        # Held before anything is made: a second start must not change the first one's certificate.
        with reserve(place.address, place.port, "--port"):
            door = None if wish.real else doors.enter_context(_reserved_for_install_page(place))
            venue = prepare(wish, place)
            _ = current_app.secret_key  # or the processes would stop one by one, out of sight
            _warn_of_public_url()
            _warn_of_rehearsal()
            print_sheet(venue.facts, venue.folder / SHEET)
            if door and venue.authority:
                doors.callback(serve_install_page(door, answers(venue.authority, venue.facts)))
        _tell(venue)
        _tell_when_open(place.address, place.port, started)
        with working():
            _serve_app(venue)
    click.echo("Stopped. Every sheet that has a receipt is in the database.")


def _reserved_for_install_page(place: Place) -> socket.socket:
    return reserve(place.address, place.install_port, "--install-port")


def _serve_app(venue: Venue) -> None:
    # A forked process would share this one's open database, and the settings it has read already.
    multiprocessing.set_start_method("spawn", force=True)
    os.environ["SESSION_COOKIE_SECURE"] = "yes"
    server = Granian(
        "judging.cli.venue.worker:app",
        address=str(venue.place.address),
        port=venue.place.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        ssl_cert=venue.pair.certificate,
        ssl_key=venue.pair.key,
        ssl_protocol_min=SSLProtocols.tls12,
        websockets=False,
        log_access=True,
        log_access_format='%(time)s %(addr)s "%(method)s %(path)s" %(status)d %(dt_ms).0f ms',
        log_dictconfig=log_settings(venue.folder),
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_ANSWERS,
    )
    # A closed terminal would otherwise start new processes, which nobody sees and nobody stops.
    server.__dict__["signal_handler_reload"] = server.signal_handler_interrupt
    server.serve()


def _warn_of_public_url() -> None:
    if is_of_this_machine(current_app.config["PUBLIC_URL"]):
        tell_warning(
            "PUBLIC_URL is this machine's own address: set it before certificates are printed."
        )


def _warn_of_rehearsal() -> None:
    if is_rehearsal():
        tell_warning(
            "only specimen competitions are in this database. A demo's password is known to"
            " everybody: rehearse on a Wi-Fi of your own, never on the day itself."
        )


def _tell(venue: Venue) -> None:
    rows = [("Tablets open", venue.place.tablet_url), ("Organisers open", f"{venue.place.url}/")]
    if venue.authority:
        rows.append(("Certificate", venue.facts.install_url or ""))
        rows.append(("Fingerprint", venue.authority.fingerprint))
    rows += [
        ("Page to print", str(venue.folder / SHEET)),
        ("Database", database_name()),
        ("Requests", str(venue.folder / "requests.log")),
        ("Stop", "Ctrl+C"),
    ]
    for title, what in rows:
        click.echo(f"{title:<17}{what}")


def _tell_when_open(address: IPv4Address, port: int, started: float) -> None:
    """Say once that tablets can come, from a thread of its own."""

    def wait() -> None:
        while True:
            try:
                with socket.create_connection((str(address), port), timeout=1):
                    break
            except OSError:
                sleep(0.1)
        click.echo(f"Open for tablets after {monotonic() - started:.1f} s.")

    threading.Thread(target=wait, name="first knock", daemon=True).start()
