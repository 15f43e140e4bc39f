"""Judges' cards as a file to print, given once: nobody can make the same again."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Response, current_app, request, url_for

from judging.documents.cards import PrintedCard, render_cards
from judging.domain.people import Role
from judging.domain.words import Words
from judging.services.carding import MadeCard

# Here a tablet that opened it would find itself.
OF_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


def tablet_address() -> str:
    """Where tablets find the app.

    The host by which the organiser came, if it was over https from elsewhere on the network;
    else PUBLIC_URL, which is right behind a proxy as well.
    """
    here = urlsplit(request.host_url)
    if here.scheme == "https" and here.hostname not in OF_THIS_MACHINE:
        base = request.host_url.rstrip("/")
    else:
        base = str(current_app.config["PUBLIC_URL"])
    return base + url_for("tablet.page")


def is_of_this_machine(address: str) -> bool:
    """Whether no other device can open the address."""
    return urlsplit(address).hostname in OF_THIS_MACHINE


def is_safe(address: str) -> bool:
    """Whether browsers let the app work there without a network: https, or the own machine."""
    return urlsplit(address).scheme == "https" or is_of_this_machine(address)


def card_file(cards: Sequence[MadeCard], *, code: str, competition: Words) -> Response:
    """The cards as a PDF that no cache keeps."""
    pdf = render_cards(
        [PrintedCard(card.judge.name, card.secret, card.judge.role is Role.DESK) for card in cards],
        competition=competition,
        address=tablet_address(),
        until=cards[0].expires_at,
    )
    name = f'attachment; filename="cards-{code}-{cards[0].expires_at:%Y%m%d-%H%M}.pdf"'
    response = Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": name})
    response.cache_control.no_store = True
    return response
