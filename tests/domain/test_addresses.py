"""Which addresses no other device can open."""

import pytest

from judging.domain.addresses import is_of_this_machine


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000", "https://LOCALHOST/tablet/", "http://[::1]:8443"]
)
def test_the_own_machine_is_told_by_name_and_number(address: str) -> None:
    assert is_of_this_machine(address)


@pytest.mark.parametrize(
    "address", ["http://192.168.1.7:8000", "https://localhost.example", "https://ovop.example"]
)
def test_other_machines_are_not_the_own(address: str) -> None:
    assert not is_of_this_machine(address)
