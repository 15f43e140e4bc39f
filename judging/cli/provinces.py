"""`flask province`: a provincial round goes to its own server by file, and comes home by file."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from judging.cli.database import check_database
from judging.cli.venue.key_files import keep_secret
from judging.domain.people import Person
from judging.domain.refusal import Refusal
from judging.domain.registry_meeting import Choice
from judging.queries.competitions import competition
from judging.queries.loans import Homecoming, homecoming
from judging.queries.people import person_named
from judging.services.beginning_round import begin_round
from judging.services.bringing_home import bring_home
from judging.services.lending import Travelling, lend_round
from judging.services.packing_round import pack_round
from judging.services.receiving_round import receive_round_file

province = AppGroup("province", help="Rounds of provinces on their own servers.")
BY = click.option("--by", "login", required=True, help="Sign-in name of an organiser.")
FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
OUT = click.option(
    "--out", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)


@province.command("lend")
@click.argument("code")
@OUT
@BY
def lend(code: str, out: Path, login: str) -> None:
    """At the centre: write the starter file of the round CODE, e.g. OVOP-2027.KH-7, into OUT."""
    with _refusing():
        _write(out, lend_round(_person(login), _round_id(code), datetime.now(UTC)))


@province.command("begin")
@FILE
@BY
def begin(file: Path, login: str) -> None:
    """At the province: take the starter FILE in."""
    with _refusing():
        begun = begin_round(_person(login), file.read_bytes(), datetime.now(UTC))
    told = "was taken in before; nothing has changed" if begun.is_known else "is here"
    click.echo(f"{begun.code} {told}.\nCompare with the centre: {begun.digest}")


@province.command("pack")
@click.argument("code")
@OUT
@BY
def pack(code: str, out: Path, login: str) -> None:
    """At the province: write the file of the announced round CODE into OUT."""
    with _refusing():
        _write(out, pack_round(_person(login), _round_id(code), datetime.now(UTC)))


@province.command("bring-home")
@click.argument("code")
@FILE
@BY
@click.option("--yes", is_flag=True, help="Do what is shown; without this nothing is written.")
@click.option("--theirs", multiple=True, help="Identity of a conflict where the province holds.")
@click.option("--one-thing", multiple=True, help="Identity of a product that is here already.")
def bring(
    code: str,
    file: Path,
    login: str,
    *,
    yes: bool,
    theirs: tuple[str, ...],
    one_thing: tuple[str, ...],
) -> None:
    """At the centre: show what the round FILE of CODE would do; with --yes, do it."""
    with _refusing():
        person, round_id, now = _person(login), _round_id(code), datetime.now(UTC)
        file_id = receive_round_file(person, round_id, file.name, file.read_bytes(), now)
        found = homecoming(round_id, file_id)
        if found.about.brought_at:
            click.echo("This file came home before; nothing has changed.")
            return
        _show(found)
        if yes:
            one = frozenset(one_thing) | found.meeting.proposed
            bring_home(person, file_id, Choice(frozenset(theirs), one), found.as_of, now)
            click.echo(f"{code} is home.")
        else:
            click.echo("Nothing is written; give --yes to do it.")


def _show(found: Homecoming) -> None:
    for line in found.meeting.different:
        click.echo(f"{line.fate.value:14} {line.identity} {line.there.name.en}")
    contents = found.file.contents
    click.echo(f"{contents.entries} entries, {contents.sheets} sheets, file {found.file.number}.")
    if found.changed and found.changed.has_other_result:
        click.echo("The result is another one than in the file before; ask the province why.")


def _round_id(code: str) -> int:
    return competition(code).round_id


def _person(login: str) -> Person:
    check_database()
    person = person_named(login.strip().lower())
    if person is None:
        raise click.ClickException(f"There is no account {login}; name an organiser's.")
    return person


def _write(folder: Path, made: Travelling) -> None:
    path = folder / made.name
    keep_secret(path, made.data)
    click.echo(f"{path}\nCompare on the other side: {made.digest}")


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from None
