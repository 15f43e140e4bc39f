"""What is wrong is said in one sentence before the hall's server starts."""

import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest
from click import ClickException
from flask import Flask

from config import keep_secret_key
from judging.cli.venue import addresses
from judging.cli.venue.addresses import host_name, lan_address
from judging.cli.venue.preparing import Wish
from judging.cli.venue.readiness import (
    check_clock,
    is_rehearsal,
    reserve,
)
from judging.domain.words import Words
from judging.persistence.competitions import CompetitionRow
from judging.persistence.database import db
from judging.services.founding import found
from tests import story
from tests.story import PASSWORD

HOME = IPv4Address("127.0.0.1")
CARDS = [IPv4Address("192.168.7.10"), IPv4Address("10.0.0.4")]


def sentence_of(check: Callable[[], object]) -> str:
    with pytest.raises(ClickException) as refused:
        check()
    return refused.value.message


def test_a_right_clock_is_ready(app: Flask) -> None:
    check_clock(datetime.now(UTC))


def test_a_clock_before_the_app_was_installed_is_told(app: Flask) -> None:
    sentence = sentence_of(lambda: check_clock(datetime(2020, 1, 1, tzinfo=UTC)))
    assert sentence.startswith("This machine's clock says 2020-01-01 00:00 UTC, but the app was")


def test_a_clock_before_the_newest_act_is_told(app: Flask) -> None:
    now = datetime.now(UTC)
    name = Words("អ្នកគ្រប់គ្រង", "Admin")
    found(login="admin", password=PASSWORD, name=name, at=now + timedelta(days=2))
    assert "but the newest act in the database is of" in sentence_of(lambda: check_clock(now))
    check_clock(now + timedelta(days=2))


@pytest.mark.parametrize("specimen", [True, False])
def test_a_rehearsal_may_be_told_as_if_it_were_next_year(app: Flask, specimen: bool) -> None:
    told = story.begin(judges=1)
    db.session.get_one(CompetitionRow, told.competition.id).specimen = specimen
    db.session.commit()
    before = story.NOON - timedelta(days=30)
    assert is_rehearsal() is specimen
    if specimen:
        check_clock(before)
    else:
        assert "the newest act" in sentence_of(lambda: check_clock(before))


def test_a_taken_port_is_told_with_the_option_that_changes_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sentence = sentence_of(lambda: reserve(HOME, port, "--port"))
    assert sentence == (
        f"Port {port} is taken, perhaps by a server that runs already: stop that one, or choose"
        " another port with --port."
    )


def test_an_address_of_another_machine_cannot_be_listened_on() -> None:
    sentence = sentence_of(lambda: reserve(IPv4Address("203.0.113.9"), 8443, "--port"))
    assert sentence.startswith("203.0.113.9 cannot be listened on")


@pytest.mark.parametrize(
    ("cards", "routed", "found"),
    [(CARDS, CARDS[1], CARDS[1]), (CARDS[:1], None, CARDS[0]), (CARDS[:1], HOME, CARDS[0])],
)
def test_the_routed_address_is_taken_or_else_the_only_one(
    cards: list[IPv4Address],
    routed: IPv4Address | None,
    found: IPv4Address,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _machine(monkeypatch, cards, routed)
    assert lan_address(None) == found


@pytest.mark.parametrize(
    ("cards", "asked", "sentence"),
    [
        ([], None, "This machine is in no local network: join the hall's Wi-Fi"),
        (CARDS, None, "This machine has several addresses (192.168.7.10, 10.0.0.4): choose"),
        (CARDS, "192.168.7.11", "This machine has not the address 192.168.7.11: choose one"),
        (CARDS, "the hall", "“the hall” is not an address such as 192.168.1.10"),
    ],
)
def test_an_address_that_cannot_be_known_is_asked_for(
    cards: list[IPv4Address], asked: str | None, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _machine(monkeypatch, cards, None)
    assert sentence_of(lambda: lan_address(asked)).startswith(sentence)


def test_the_addresses_are_those_of_this_machine() -> None:
    for address in addresses.own_addresses():
        reserve(address, 0, "--port").close()


@pytest.mark.parametrize("name", ["hall", "Judging.Hall.LAN", "a-1.example", "x" * 63, "1.hall"])
def test_a_host_name_is_taken_in_small_letters(name: str) -> None:
    assert host_name(f" {name} ") == name.lower()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "the hall",
        "hall_1",
        "-hall",
        "hall-.lan",
        "hall..lan",
        "hall.lan.",
        "សាល",
        "192.168.7.10",
        "https://hall.lan",
        "hall.lan:8443",
        "x" * 64,
        ".".join(["hall"] * 51),
    ],
)
def test_what_is_no_host_name_is_told(name: str) -> None:
    assert sentence_of(lambda: host_name(name)) == (
        f"“{name}” is not a host name such as judging.hall.lan: correct --name."
    )
    assert "is not a host name" in sentence_of(wish(name=name).place)


def test_two_doors_need_two_ports() -> None:
    assert sentence_of(wish(port=8080).place) == (
        "--port and --install-port are both 8080: choose two different ones."
    )
    assert wish(port=8080, certificate=Path("real.crt")).place().port == 8080


def wish(**said: Any) -> Wish:
    """What somebody says who says nothing but this."""
    nothing: dict[str, Any] = dict.fromkeys(Wish.__dataclass_fields__)
    usual = {"address": "127.0.0.1", "port": 8443, "install_port": 8080}
    return Wish(**nothing | usual | said)


@pytest.mark.parametrize(("text", "word"), [("", "is empty"), (None, "cannot be read or made")])
def test_a_secret_key_that_cannot_be_used_is_told(
    text: str | None, word: str, tmp_path: Path
) -> None:
    path = tmp_path / "secret-key"
    if text is None:
        path.mkdir()
    else:
        path.write_text(text)
    with pytest.raises(SystemExit) as stopped:
        keep_secret_key(path)
    assert f"The secret key {path} {word}" in str(stopped.value)


def _machine(
    monkeypatch: pytest.MonkeyPatch, cards: list[IPv4Address], routed: IPv4Address | None
) -> None:
    """A machine with these network cards: no test may change those of this one."""
    monkeypatch.setattr(addresses, "own_addresses", lambda: cards)
    monkeypatch.setattr(addresses, "routed_address", lambda: routed)
