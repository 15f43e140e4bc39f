"""`flask found`: the first administrator of an empty database."""

from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from judging.cli.database import check_database
from judging.domain.refusal import Refusal
from judging.domain.words import Words
from judging.queries.people import people
from judging.services.founding import found
from judging.services.logins import checked_login


@click.command("found")
@click.option("--login", help="Name to sign in with, in Latin letters.")
@click.option("--name-km", help="The administrator's name in Khmer.")
@click.option("--name-en", help="The same name in Latin letters.")
@click.option("--password", help="At least 8 characters; better asked for than written here.")
@with_appcontext
def found_house(
    login: str | None, name_km: str | None, name_en: str | None, password: str | None
) -> None:
    """Make the first administrator, who then gives everybody else an account.

    Asks for what is not given.
    """
    check_database()
    if people():
        raise click.ClickException("There are accounts already; an administrator can add more.")
    try:
        login = checked_login(login or click.prompt("Login"))
        name = Words(
            name_km or click.prompt("Name in Khmer"), name_en or click.prompt("Name in English")
        )
        password = password or click.prompt("Password", hide_input=True, confirmation_prompt=True)
        person = found(login=login, password=password, name=name, at=datetime.now(UTC))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"{person.login} can sign in now.")
