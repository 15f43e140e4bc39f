"""Judges' cards to print, given once with the page that tells of them: none is made twice."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from urllib.parse import urlsplit

from flask import current_app, render_template, request, url_for

from judging.documents.cards import PrintedCard, render_cards
from judging.domain.addresses import is_of_this_machine
from judging.domain.people import Role
from judging.queries.competitions import CompetitionInfo
from judging.queries.tablets import card_holders
from judging.services.carding import MadeCard


def tablet_address() -> str:
    """Where tablets find the app.

    The host by which the organiser came, if it was over https from elsewhere on the network;
    else PUBLIC_URL, which is right behind a proxy as well.
    """
    if request.scheme == "https" and not is_of_this_machine(request.host_url):
        base = request.host_url.rstrip("/")
    else:
        base = str(current_app.config["PUBLIC_URL"])
    return base + url_for("tablet.page")


def is_safe(address: str) -> bool:
    """Whether browsers let the app work there without a network: https, or the own machine."""
    return urlsplit(address).scheme == "https" or is_of_this_machine(address)


def cards_page(info: CompetitionInfo, cards: Sequence[MadeCard], at: datetime) -> str:
    """For whom cards were made and until when they are good, with the file in the page itself.

    A file of secrets has no place on the server, and an address would open it again.
    """
    seats = {
        h.person.id: (place, h.panels) for place, h in enumerate(card_holders(info.round_id, at))
    }
    placed = sorted(
        ((*seats.get(card.judge.id, (len(seats), ())), card) for card in cards),
        key=itemgetter(0),
    )
    pdf = render_cards(
        [PrintedCard(c.judge.name, c.secret, c.judge.role is Role.DESK) for *_, c in placed],
        competition=info.title,
        address=tablet_address(),
        until=cards[0].expires_at,
    )
    return render_template(
        "organiser/cards_made.html",
        info=info,
        rows=[(card.judge, panels) for _, panels, card in placed],
        until=cards[0].expires_at,
        file=f"data:application/pdf;base64,{b64encode(pdf).decode()}",
        file_name=f"cards-{info.code}.pdf",
    )
