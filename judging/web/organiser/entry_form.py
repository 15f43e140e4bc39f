"""The form for a product that is put forward: who made it, what it is, where it comes from."""

from flask_babel import gettext, lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from judging.domain.people import Person
from judging.domain.places import Place
from judging.domain.producers import ProducerForm
from judging.domain.provinces import PROVINCES, province
from judging.domain.words import Words
from judging.queries.competitions import CompetitionInfo
from judging.queries.entries import EntryView
from judging.services.entering import NewEntry
from judging.web.filters import words
from judging.web.forms import HouseForm, TextField

SHORT = Length(max=300, message=_l("Shorten this to 300 characters."))


class EntryForm(HouseForm):
    """Producer, product and place in Khmer and English; a place without English keeps its Khmer."""

    producer_km = TextField(
        _l("Producer in Khmer"), [DataRequired(_l("Write the producer's name in Khmer.")), SHORT]
    )
    producer_en = TextField(
        _l("Producer in English"),
        [DataRequired(_l("Write the producer's name in English.")), SHORT],
    )
    form = SelectField(_l("Form of the producer"))
    account = SelectField(_l("Account of the producer"))
    product_km = TextField(
        _l("Product in Khmer"), [DataRequired(_l("Write the product's name in Khmer.")), SHORT]
    )
    product_en = TextField(
        _l("Product in English"),
        [DataRequired(_l("Write the product's name in English.")), SHORT],
    )
    group = SelectField(
        _l("Product group"), [InputRequired(_l("Choose one of the competition's product groups."))]
    )
    province = SelectField(_l("Province"), [InputRequired(_l("Choose the province."))])
    district_km = TextField(_l("District in Khmer"), [SHORT])
    district_en = TextField(_l("District in English"), [SHORT])
    commune_km = TextField(_l("Commune in Khmer"), [SHORT])
    commune_en = TextField(_l("Commune in English"), [SHORT])
    village_km = TextField(_l("Village in Khmer"), [SHORT])
    village_en = TextField(_l("Village in English"), [SHORT])

    def new_entry(self) -> NewEntry:
        """What was typed, as the act wants it."""
        return NewEntry(
            producer=Words(self.producer_km.data, self.producer_en.data),
            form=ProducerForm(self.form.data),
            product=Words(self.product_km.data, self.product_en.data),
            group=self.group.data,
            place=Place(
                province=province(self.province.data),
                district=self._place_name("district"),
                commune=self._place_name("commune"),
                village=self._place_name("village"),
            ),
            account_id=int(self.account.data) if self.account.data else None,
        )

    def _place_name(self, level: str) -> Words | None:
        km, en = self[f"{level}_km"].data, self[f"{level}_en"].data
        return Words(km or en, en or km) if km or en else None


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
    form.form.choices = [SelectChoice(f.value, words(f.words)) for f in ProducerForm]
    form.account.choices = [
        SelectChoice("", gettext("No account")),
        *(SelectChoice(str(p.id), f"{words(p.name)} ({p.login})") for p in producers),
    ]
    form.group.choices = [choose, *(SelectChoice(g.code, words(g.title)) for g in info.groups)]
    form.province.choices = [choose, *(SelectChoice(p.iso, words(p.name)) for p in PROVINCES)]
    return form


def _known(entry: EntryView) -> dict[str, str]:
    names = {
        "producer": entry.producer,
        "product": entry.product,
        "district": entry.place.district,
        "commune": entry.place.commune,
        "village": entry.place.village,
    }
    typed = {
        f"{name}_{language}": both.in_(language) if both else ""
        for name, both in names.items()
        for language in ("km", "en")
    }
    return typed | {
        "form": entry.form.value,
        "group": entry.group,
        "province": entry.place.province.iso,
        "account": str(entry.account_id or ""),
    }
