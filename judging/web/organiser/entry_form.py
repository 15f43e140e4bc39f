"""The form for a product that is put forward: who made it, what it is, where it comes from."""

from flask_babel import gettext, lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from judging.domain.people import Person
from judging.domain.producers import ProducerForm
from judging.domain.words import Words
from judging.queries.competitions import CompetitionInfo
from judging.queries.entries import EntryView
from judging.services.entering import NewEntry
from judging.web.filters import words
from judging.web.forms import HouseForm, TextField
from judging.web.organiser.producer_form import account_choices, form_choices
from judging.web.organiser.registry_fields import (
    MayBeAnother,
    PlaceForm,
    Printable,
    typed_place,
)


class EntryForm(MayBeAnother, PlaceForm):
    """A producer who is not in the registry yet, the product and its place."""

    producer_km = TextField(
        _l("Producer in Khmer"),
        [DataRequired(_l("Write the producer's name in Khmer.")), Printable()],
    )
    producer_en = TextField(
        _l("Producer in English"),
        [DataRequired(_l("Write the producer's name in English.")), Printable()],
    )
    form = SelectField(_l("Form of the producer"))
    account = SelectField(_l("Account of the producer"))
    product_km = TextField(
        _l("Product in Khmer"),
        [DataRequired(_l("Write the product's name in Khmer.")), Printable()],
    )
    product_en = TextField(
        _l("Product in English"),
        [DataRequired(_l("Write the product's name in English.")), Printable()],
    )
    group = SelectField(
        _l("Product group"), [InputRequired(_l("Choose one of the competition's product groups."))]
    )

    def new_entry(self) -> NewEntry:
        """What was typed, as the act wants it."""
        return NewEntry(
            producer=Words(self.producer_km.data, self.producer_en.data),
            form=ProducerForm(self.form.data),
            product=Words(self.product_km.data, self.product_en.data),
            group=self.group.data,
            place=self.place,
            account_id=int(self.account.data) if self.account.data else None,
        )


class ReasonForm(HouseForm):
    """Why something is done that cannot simply be undone."""

    reason = TextAreaField(
        _l("Reason"),
        [
            DataRequired(_l("Write the reason; it is kept in the audit.")),
            Length(max=500, message=_l("Shorten the reason to 500 characters.")),
        ],
    )


def entry_form(
    info: CompetitionInfo, producers: list[Person], known: EntryView | None = None
) -> EntryForm:
    """The form with its choices in the language of the page, and what is known of the entry."""
    form = EntryForm(data=_known(known) if known else {})
    choose = SelectChoice("", gettext("Choose"))
    form.form.choices = form_choices()
    form.account.choices = account_choices(producers)
    form.group.choices = [choose, *(SelectChoice(g.code, words(g.title)) for g in info.groups)]
    return form


def _known(entry: EntryView) -> dict[str, str]:
    names = {"producer": entry.producer, "product": entry.product}
    typed = {
        f"{name}_{language}": both.in_(language)
        for name, both in names.items()
        for language in ("km", "en")
    }
    return (
        typed
        | typed_place(entry.place)
        | {
            "form": entry.form.value,
            "group": entry.group,
            "account": str(entry.account_id or ""),
        }
    )
