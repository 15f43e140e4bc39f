"""Cards: the organiser chooses whose, and gets the file to print."""

from datetime import UTC, datetime

from flask import Response, render_template
from flask_babel import gettext, lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from judging.domain.cards import HOURS
from judging.queries.competitions import competition
from judging.queries.tablets import CardHolder, card_holders
from judging.services.carding import make_cards
from judging.web.filters import digits, moment, words
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.card_files import (
    card_file,
    is_of_this_machine,
    is_safe,
    tablet_address,
)
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


@blueprint.route("/competitions/<code>/cards", methods=["GET", "POST"])
@open_to(*STAFF)
def cards(code: str) -> Page | Response:
    """Choose and print; the answer to the button is the file itself, this once."""
    info, at = competition(code), datetime.now(UTC)
    holders = card_holders(info.id, at)
    form = _form(holders)
    if form.validate_on_submit():
        with form.refusing():
            made = make_cards(signed_in(), info.id, form.judges.data, hours=form.hours.data, at=at)
            return card_file(made, code=info.code, competition=info.title)
    address = tablet_address()
    page = render_template(
        "organiser/cards.html",
        info=info,
        form=form,
        address=address,
        is_safe=is_safe(address),
        is_of_this_machine=is_of_this_machine(address),
    )
    return page, form.status


def _form(holders: list[CardHolder]) -> CardsForm:
    """Ticked at first is who has neither a tablet nor a card that can be used."""
    waiting = [h.person.id for h in holders if not (h.tablets or h.card_until)]
    form = CardsForm(data={"judges": waiting})
    form.judges.choices = [SelectChoice(holder.person.id, _named(holder)) for holder in holders]
    form.hours.choices = [
        SelectChoice(hours, gettext("%(hours)s hours", hours=digits(hours))) for hours in HOURS
    ]
    return form


def _named(holder: CardHolder) -> str:
    """The person with what is there already, such as: Sok Vibol (judge1) – on T-02."""
    named = f"{words(holder.person.name)} ({holder.person.login})"
    if holder.tablets:
        named += " – " + gettext("on %(tablets)s", tablets=", ".join(holder.tablets))
    if holder.card_until:
        named += " – " + gettext("has a card until %(at)s", at=moment(holder.card_until))
    return named
