"""`flask certificates`: print what was awarded."""

from datetime import datetime
from pathlib import Path
from time import monotonic

import click
from flask import current_app
from flask.cli import AppGroup

from judging.cli.database import check_database
from judging.documents.certificates import render_many
from judging.domain.calendar import CAMBODIA
from judging.domain.refusal import Refusal
from judging.queries.certificates import CertificateView, of_competition, printed_facts
from judging.queries.results import announced_results

certificates = AppGroup("certificates", help="Certificates of announced competitions.")

PROCESSES = 2


@certificates.command("render")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--competition", "code", help="Code of the competition; else the newest announced.")
def render(out: Path, code: str | None) -> None:
    """Write every certificate of an announced competition as OUT/NUMBER.pdf."""
    started = monotonic()
    check_database()
    awarded = of_competition(_announced(code), datetime.now(CAMBODIA).date())
    out.mkdir(parents=True, exist_ok=True)
    try:
        _write(out, awarded, current_app.config["PUBLIC_URL"])
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{len(awarded)} certificates in {monotonic() - started:.1f} s: {out}")


def _announced(code: str | None) -> str:
    announced = [one.code for one in announced_results() if one.province is None]
    if not announced:
        raise click.ClickException("No competition is announced yet; announce one first.")
    if code is not None and code not in announced:
        known = ", ".join(announced)
        raise click.ClickException(f"{code} is not an announced competition; choose from {known}.")
    return code or announced[0]


def _write(out: Path, awarded: list[CertificateView], public_url: str) -> None:
    jobs = [(view.design, printed_facts(view, public_url)) for view in awarded]
    for view, pdf in zip(awarded, render_many(jobs, PROCESSES), strict=True):
        # Under its own name a file is always whole, even if the machine stops here.
        unfinished = out / f"{view.number}.part"
        unfinished.write_bytes(pdf)
        unfinished.replace(out / f"{view.number}.pdf")
