"""`flask demo`: a living competition with invented people and scores, and a server to see it."""

import os
from contextlib import nullcontext
from time import monotonic

import click
from flask import current_app
from flask.cli import with_appcontext

from judging.cli.demonstration.building import build
from judging.cli.demonstration.card import draw_card
from judging.cli.demonstration.serving import reserved, tell_sign_ins
from judging.cli.demonstration.wish import ALL, FEWEST, SEED, Stage, Wish
from judging.cli.jobs import working

STAGE = click.Choice([stage.value for stage in Stage])
PORT = click.IntRange(1, 65535)


@click.command("demo")
@click.option("--at", type=STAGE, default=Stage.ANNOUNCED.value, show_default=True)
@click.option("--entries", type=click.IntRange(FEWEST, ALL), default=ALL, show_default=True)
@click.option("--seed", default=SEED, show_default=True, help="Another seed, other scores.")
@click.option("--serve", is_flag=True, help="Serve it until interrupted.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=PORT, default=8000, envvar="PORT", show_default=True)
@with_appcontext
def demo(at: str, entries: int, seed: int, serve: bool, host: str, port: int) -> None:
    """Build the demo competition in an empty database, at one of four stages."""
    if serve:
        _ = current_app.secret_key
    with reserved(host, port) if serve else nullcontext() as server:
        wish = Wish(Stage(at), entries, seed)
        _build(wish)
        tell_sign_ins()
        if server:
            address = f"http://{host}:{port}"
            if "PUBLIC_URL" not in os.environ:
                current_app.config["PUBLIC_URL"] = address
            if wish.stage is not Stage.ENTERING:
                click.echo("The tablet app, with a card of judge01 that enrols one browser, once:")
                click.echo(f"  {address}/tablet/#card={draw_card(wish.code)}\n")
            click.echo(f"Open  {address}/  (stop with Ctrl+C)")
            with working():
                server.run()


def _build(wish: Wish) -> None:
    click.echo(f"The demo competition {wish.code} at “{wish.stage}”")
    start = monotonic()
    if build(wish):
        click.echo(f"built: {wish.entries} entries in {monotonic() - start:.0f} s.")
    else:
        click.echo("is there already.")
