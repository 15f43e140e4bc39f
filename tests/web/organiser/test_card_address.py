"""Where a card leads: to an address that a tablet can open."""

from flask import Flask

from judging.web.organiser.card_files import tablet_address


def test_a_card_never_leads_a_tablet_to_itself(app: Flask) -> None:
    with app.test_request_context(base_url="https://localhost:8443"):
        assert tablet_address() == "https://ovop.example/tablet/"
