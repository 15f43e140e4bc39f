"""Everything that the hall's server needs before it starts: place, certificate, printed page."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import click
from click import ClickException
from flask import current_app

from judging.cli.database import check_database
from judging.cli.venue.addresses import host_name, lan_address
from judging.cli.venue.authority import Authority, days_left, open_authority
from judging.cli.venue.key_files import make_folder
from judging.cli.venue.place import Place
from judging.cli.venue.readiness import check_clock
from judging.cli.venue.server_certificate import Pair, given, issue
from judging.documents.venue_sheet import VenueFacts, render_venue_sheet

_SOON = 14  # days


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person said on the command line."""

    address: str | None
    name: str | None
    port: int
    install_port: int
    certificate: Path | None
    key: Path | None
    new_authority: bool
    wifi: str | None
    wifi_password: str | None

    def place(self) -> Place:
        """Where the hall finds the server; ClickException where what was said cannot be."""
        if self.port == self.install_port and not self.certificate:
            raise ClickException(
                f"--port and --install-port are both {self.port}: choose two different ones."
            )
        name = None if self.name is None else host_name(self.name)
        return Place(lan_address(self.address), name, self.port, self.install_port)

    @property
    def real(self) -> Pair | None:
        """The real certificate, if one is given."""
        if self.certificate and self.key:
            return Pair(self.certificate, self.key)
        if self.certificate or self.key:
            raise ClickException("A certificate needs its key: give both --certificate and --key.")
        return None


@dataclass(frozen=True, slots=True)
class Venue:
    """A hall that can be served; without `authority` tablets believe the certificate anyway."""

    place: Place
    folder: Path
    pair: Pair
    authority: Authority | None
    facts: VenueFacts


def venue_folder() -> Path:
    """Where the venue's keys, page and log are kept."""
    return Path(current_app.config["DATA_DIR"]) / "venue"


def prepare(wish: Wish, place: Place) -> Venue:
    """Check what must be right and make what is missing; ClickException says what is wrong."""
    at = datetime.now(UTC)
    check_database()
    check_clock(at)
    folder = venue_folder()
    make_folder(folder)
    if real := wish.real:
        certificate, authority = given(real, place, at=at), None
        pair = real
    else:
        authority = open_authority(folder, place, at=at, renew=wish.new_authority)
        certificate, pair = authority.certificate, issue(authority, place, folder, at=at)
    if (left := days_left(certificate, at)) < _SOON:
        tell_warning(
            f"the certificate ends in {left} days, on {certificate.not_valid_after_utc:%Y-%m-%d}."
        )
    return Venue(place, folder, pair, authority, _facts(wish, place, authority))


def print_sheet(facts: VenueFacts, out: Path) -> None:
    """Write the page, rendered by a process that ends then and gives its memory back."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pdf = pool.submit(render_venue_sheet, facts).result()
    try:
        out.write_bytes(pdf)
    except OSError as fault:
        raise ClickException(
            f"{out} cannot be written ({fault.strerror}): choose another place."
        ) from None


def tell_warning(sentence: str) -> None:
    """A sentence about what does not stop the start."""
    click.echo(f"Note: {sentence}", err=True)


def _facts(wish: Wish, place: Place, authority: Authority | None) -> VenueFacts:
    if authority is None:
        return VenueFacts(place.tablet_url, wifi=wish.wifi, wifi_password=wish.wifi_password)
    return VenueFacts(
        place.tablet_url,
        install_url=place.install_url,
        authority=authority.title,
        fingerprint=authority.fingerprint,
        ends_on=f"{authority.certificate.not_valid_after_utc:%Y-%m-%d}",
        wifi=wish.wifi,
        wifi_password=wish.wifi_password,
    )
