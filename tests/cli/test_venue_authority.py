"""The venue's own authority is believed for one address and name, for a while, and no further."""

import plistlib
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click import ClickException
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from judging.cli.venue.authority import Authority, make_authority, open_authority
from judging.cli.venue.profile import ipad_profile
from judging.cli.venue.server_certificate import Pair, given, issue
from tests.cli.hall import ADDRESS, NOW, meet, place, signed, trust


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make_authority(place(), at=NOW)


def said(refused: pytest.ExceptionInfo[ClickException]) -> str:
    return refused.value.message


def test_a_tablet_believes_the_venues_address(authority: Authority, tmp_path: Path) -> None:
    pair = issue(authority, place(), tmp_path, at=NOW)
    assert meet(trust(authority), pair, ADDRESS) == "believed"


def test_a_tablet_believes_the_venues_name(tmp_path: Path) -> None:
    named = place(name="judging.hall.example")
    authority = make_authority(named, at=NOW)
    pair = issue(authority, named, tmp_path, at=NOW)
    assert meet(trust(authority), pair, "judging.hall.example") == "believed"
    assert meet(trust(authority), pair, ADDRESS) == "believed"


def test_a_tablet_believes_the_longest_name(tmp_path: Path) -> None:
    named = place(name=".".join(["x" * 62] * 4))
    authority = make_authority(named, at=NOW)
    pair = issue(authority, named, tmp_path, at=NOW)
    assert meet(trust(authority), pair, named.host) == "believed"


def test_the_authority_cannot_speak_for_another_address(
    authority: Authority, tmp_path: Path
) -> None:
    pair = signed(tmp_path, authority, place("192.168.7.11"))
    assert meet(trust(authority), pair, "192.168.7.11") == "permitted subtree violation"


@pytest.mark.parametrize("own", [None, "judging.hall.example"])
def test_the_authority_cannot_speak_for_another_name(own: str | None, tmp_path: Path) -> None:
    authority = make_authority(place(name=own), at=NOW)
    pair = signed(tmp_path, authority, place(name="bank.example"))
    assert meet(trust(authority), pair, "bank.example") == "permitted subtree violation"


def test_the_certificate_is_for_its_address_only(authority: Authority, tmp_path: Path) -> None:
    pair = issue(authority, place(), tmp_path, at=NOW)
    answer = meet(trust(authority), pair, "192.168.7.12")
    assert answer.startswith("IP address mismatch, certificate is not valid for")


def test_an_ended_certificate_is_not_believed(tmp_path: Path) -> None:
    before = NOW - timedelta(days=40)
    authority = make_authority(place(), at=before)
    pair = signed(tmp_path, authority, place(), at=before)
    assert meet(trust(authority), pair, ADDRESS) == "certificate has expired"


def test_the_authority_lasts_ninety_days_and_the_certificate_thirty(authority: Authority) -> None:
    own = authority.certificate
    assert own.not_valid_after_utc - own.not_valid_before_utc == timedelta(days=90)
    assert own.not_valid_before_utc == (NOW - timedelta(days=1)).replace(microsecond=0)


def test_the_certificate_says_what_apples_systems_ask(authority: Authority, tmp_path: Path) -> None:
    pair = issue(authority, place(), tmp_path, at=NOW)
    leaf = x509.load_pem_x509_certificate(pair.certificate.read_bytes())
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc == timedelta(days=30)
    purposes = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(purposes) == [x509.ExtendedKeyUsageOID.SERVER_AUTH]
    limits = authority.certificate.extensions
    rules = limits.get_extension_for_class(x509.NameConstraints)
    basic = limits.get_extension_for_class(x509.BasicConstraints)
    assert (rules.critical, basic.critical, basic.value.path_length) == (True, True, 0)
    assert isinstance(authority.key.curve, ec.SECP256R1)


def test_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    authority = open_authority(tmp_path, place(), at=NOW, renew=False)
    pair = issue(authority, place(), tmp_path, at=NOW)
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "authority.pem", pair.key)]
    assert modes == [0o600, 0o600]


def test_the_same_authority_serves_every_start_until_a_new_one_is_wanted(tmp_path: Path) -> None:
    first = open_authority(tmp_path, place(), at=NOW, renew=False)
    again = open_authority(tmp_path, place(), at=NOW, renew=False)
    assert again.fingerprint == first.fingerprint
    renewed = open_authority(tmp_path, place("192.168.7.11"), at=NOW, renew=True)
    assert renewed.fingerprint != first.fingerprint


@pytest.mark.parametrize(
    ("changed", "days", "sentence"),
    [
        (place("192.168.7.11"), 0, "Tablets have installed a certificate for 192.168.7.10 and no"),
        (place(name="hall.example"), 0, "Tablets have installed a certificate for 192.168.7.10"),
        (place(), 90, "The certificate authority ended on"),
        (place(), -2, "The certificate authority is valid only from"),
    ],
)
def test_an_authority_that_does_not_fit_is_told(
    changed: object, days: int, sentence: str, tmp_path: Path
) -> None:
    open_authority(tmp_path, place(), at=NOW, renew=False)
    with pytest.raises(ClickException) as refused:
        open_authority(tmp_path, changed, at=NOW + timedelta(days=days), renew=False)
    assert said(refused)[: len(sentence)] == sentence


def test_a_damaged_authority_is_told(tmp_path: Path) -> None:
    (tmp_path / "authority.pem").write_text("half a fi")
    with pytest.raises(ClickException) as refused:
        open_authority(tmp_path, place(), at=NOW, renew=False)
    assert "is damaged: put back a copy" in said(refused)


def test_the_ipads_profile_holds_the_root_and_is_the_same_each_time(authority: Authority) -> None:
    profile = plistlib.loads(ipad_profile(authority))
    (root,) = profile["PayloadContent"]
    assert (root["PayloadType"], root["PayloadContent"]) == (
        "com.apple.security.root",
        authority.der,
    )
    assert profile["PayloadUUID"] != root["PayloadUUID"]
    assert ipad_profile(authority) == ipad_profile(authority)


def test_a_real_certificate_is_taken_if_it_fits(authority: Authority, tmp_path: Path) -> None:
    pair = signed(tmp_path, authority, place())
    assert given(pair, place(), at=NOW).serial_number > 0


@pytest.mark.parametrize(
    ("name", "days", "sentence"),
    [
        ("hall.example", 0, "The certificate is for 192.168.7.10 and not for hall.example"),
        (None, 40, "The certificate ended on"),
        (None, -3, "The certificate is valid only from"),
    ],
)
def test_a_real_certificate_that_does_not_fit_is_told(
    authority: Authority, name: str | None, days: int, sentence: str, tmp_path: Path
) -> None:
    pair = signed(tmp_path, authority, place())
    with pytest.raises(ClickException) as refused:
        given(pair, replace(place(), name=name), at=NOW + timedelta(days=days))
    assert said(refused)[: len(sentence)] == sentence


def test_a_key_of_another_certificate_and_a_missing_file_are_told(
    authority: Authority, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    pair, stranger = signed(tmp_path, authority, place()), signed(other, authority, place())
    with pytest.raises(ClickException) as refused:
        given(Pair(pair.certificate, stranger.key), place(), at=NOW)
    assert "does not belong to" in said(refused)
    with pytest.raises(ClickException) as refused:
        given(Pair(tmp_path / "no.crt", pair.key), place(), at=NOW)
    assert "cannot be read (No such file or directory)" in said(refused)
