"""Cards: the organiser chooses whose, and gets the file to print."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import render_template, request
from flask_babel import gettext, lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from judging.domain.addresses import is_of_this_machine
from judging.domain.cards import HOURS
from judging.domain.refusal import Refusal
from judging.queries.competitions import competition
from judging.queries.tablets import CardHolder, card_holders
from judging.services.carding import EarlierCards, make_cards
from judging.web.filters import digits
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.card_files import cards_page, is_safe, tablet_address
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.ticking import TicksField
from judging.web.signed_in import signed_in


class CardsForm(HouseForm):
    """Whose cards, and for how long they are good."""

    # Who has left the panel since the page was opened is refused by the act, in its own words.
    judges = TicksField(_l("Whose cards"), coerce=int, validate_choice=False)
    hours = RadioField(
        _l("Good for"), [InputRequired(_l("Choose for how long."))], coerce=int, default=HOURS[-1]
    )
    ends_earlier = BooleanField(_l("Make new cards for them too; their earlier cards end"))
    asks = False

    def take_refusal(self, refusal: Refusal) -> None:
        """Keep what the act refused; whether earlier cards may end is asked only then."""
        super().take_refusal(refusal)
        self.asks = isinstance(refusal, EarlierCards)


@blueprint.route("/competitions/<code>/cards", methods=["GET", "POST"])
@open_to(*STAFF)
def cards(code: str) -> Page:
    """Choose and print; the answer to the button has the file in it, this once."""
    info, at = competition(code), datetime.now(UTC)
    holders = card_holders(info.round_id, at)
    form = _form(holders)
    if form.validate_on_submit():
        with form.refusing():
            made = make_cards(
                signed_in(),
                info.round_id,
                form.judges.data,
                hours=form.hours.data,
                at=at,
                ends_earlier=form.ends_earlier.data,
            )
            return cards_page(info, made, at), 200
    address = tablet_address()
    page = render_template(
        "organiser/cards.html",
        info=info,
        form=form,
        rows=list(zip(form.judges, holders, strict=True)),
        address=address,
        is_safe=is_safe(address),
        is_of_this_machine=is_of_this_machine(address),
    )
    return page, form.status


def _form(holders: list[CardHolder]) -> CardsForm:
    form = CardsForm(data={"judges": _ticked(holders)})
    form.judges.choices = [SelectChoice(h.person.id, h.person.login) for h in holders]
    form.hours.choices = [
        SelectChoice(hours, gettext("%(hours)s hours", hours=digits(hours))) for hours in HOURS
    ]
    return form


def _ticked(holders: list[CardHolder]) -> Sequence[int]:
    """At first who has neither a tablet nor a card that can be used; else as the address says."""
    tick = request.args.get("tick")
    if tick == "none":
        return ()
    return [h.person.id for h in holders if tick == "all" or not (h.tablets or h.card_until)]
