"""`flask found`: the first administrator of an empty database."""

from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from judging.domain.refusal import Refusal
from judging.domain.words import Words
from judging.services.founding import found


@click.command("found")
@click.option("--login", prompt=True, help="Name to sign in with, in Latin letters.")
@click.option("--name-km", prompt="Name in Khmer", help="The administrator's name in Khmer.")
@click.option("--name-en", prompt="Name in English", help="The same name in Latin letters.")
@click.password_option(help="At least 8 characters.")
@with_appcontext
def found_house(login: str, name_km: str, name_en: str, password: str) -> None:
    """Make the first administrator, who then gives everybody else an account."""
    name = Words(name_km, name_en)
    try:
        person = found(login=login, password=password, name=name, at=datetime.now(UTC))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{person.login} can sign in now.")
