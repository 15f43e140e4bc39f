"""The words `flask venue serve` and `flask venue sheet`, with what both may be told."""

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click
from flask.cli import AppGroup

Command = TypeVar("Command", bound=Callable[..., Any])

venue = AppGroup("venue", help="The hall's own server, on the organiser's laptop.")

_PORT = click.IntRange(1, 65535)
_FILE = click.Path(dir_okay=False, path_type=Path)
_OPTIONS = (
    click.option("--address", help="This machine's address in the hall; else it is found."),
    click.option("--name", help="A name that the hall's network knows for the address."),
    click.option("--port", type=_PORT, default=8443, show_default=True),
    click.option("--install-port", type=_PORT, default=8080, show_default=True),
    click.option("--certificate", type=_FILE, help="A real certificate with its chain, in PEM."),
    click.option("--key", type=_FILE, help="The key of --certificate, in PEM."),
    click.option("--new-authority", is_flag=True, help="Make another; every tablet installs it."),
    click.option("--wifi", help="The hall's Wi-Fi, for the printed page."),
    click.option("--wifi-password", envvar="VENUE_WIFI_PASSWORD", help="Its password."),
)


def _asked(command: Command) -> Command:
    return reduce(lambda under, option: option(under), reversed(_OPTIONS), command)


@venue.command("serve")
@_asked
def serve(**asked: Any) -> None:
    """Serve the hall over https until interrupted, and write the page for the tablets."""
    # Imported here, so that the other commands start faster.
    from judging.cli.venue.preparing import Wish
    from judging.cli.venue.serving import serve_hall

    serve_hall(Wish(**asked))


@venue.command("sheet")
@click.option("--out", required=True, type=_FILE, help="The PDF to write.")
@_asked
def sheet(out: Path, **asked: Any) -> None:
    """Write the A4 page by which a tablet joins the hall; nothing is served."""
    from judging.cli.venue.preparing import Wish, prepare, print_sheet

    wish = Wish(**asked)
    print_sheet(prepare(wish, wish.place()).facts, out)
    click.echo(f"Print {out}")
