"""`flask gazetteer`: districts, communes and villages from a file that the operator has."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from judging.cli.database import check_database
from judging.domain.gazetteer import GazetteerRefusal
from judging.domain.refusal import Refusal
from judging.queries.people import person_named
from judging.services.loading_gazetteer import load_gazetteer

gazetteer = AppGroup("gazetteer", help="Districts, communes and villages with their numbers.")


@gazetteer.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "login", required=True, help="Sign-in name of an organiser.")
def load(file: Path, login: str) -> None:
    """Take the places of a CSV file in: columns number, name_km, name_en.

    If a line is wrong, all wrong lines are printed and nothing is loaded.
    """
    check_database()
    person = person_named(login.strip().lower())
    if person is None:
        raise click.ClickException(f"There is no account {login}; name an organiser's.")
    try:
        loaded = load_gazetteer(person, file.read_bytes(), datetime.now(UTC))
    except GazetteerRefusal as refusal:
        for line, fault in refusal.faults:
            click.echo(f"{file}:{line}: {fault}", err=True)
        raise click.ClickException(str(refusal)) from None
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{loaded.added} new, {loaded.renamed} renamed, {loaded.same} as before.")
    if loaded.ignored:
        click.echo(f"Columns that were not looked at: {', '.join(loaded.ignored)}.")
