"""The form of a producer of the registry."""

from flask_babel import gettext, lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from judging.domain.people import Person
from judging.domain.producers import (
    Contact,
    Declared,
    Producer,
    ProducerForm as Kind,
    email_address,
    phone_number,
)
from judging.domain.words import Words
from judging.web.filters import words
from judging.web.forms import TextField
from judging.web.organiser.registry_fields import Lawful, MayBeAnother, Printable

DECLARED = ("women_led", "youth_led", "with_disabilities")
ANSWERS = {"": None, "yes": True, "no": False}


class ProducerForm(MayBeAnother):
    """Who makes products, what they say of themselves, and whom the secretariat calls."""

    name_km = TextField(
        _l("Name in Khmer"),
        [DataRequired(_l("Write the producer's name in Khmer.")), Printable()],
    )
    name_en = TextField(
        _l("Name in English"),
        [DataRequired(_l("Write the producer's name in English.")), Printable()],
    )
    form = SelectField(_l("Form of the producer"))
    account = SelectField(_l("Account of the producer"))
    women_led = SelectField(_l("Led by women"))
    youth_led = SelectField(_l("Led by young people"))
    with_disabilities = SelectField(_l("With people with disabilities"))
    person = TextField(_l("Person to call"), [Printable()])
    phone = TextField(_l("Telephone"), [Lawful(phone_number)])
    email = TextField(_l("E-mail address"), [Lawful(email_address)])

    @property
    def name(self) -> Words:
        """The name as it was typed."""
        return Words(self.name_km.data, self.name_en.data)

    @property
    def producer(self) -> Producer:
        """What was typed, as the act wants it."""
        return Producer(
            name=self.name,
            form=Kind(self.form.data),
            declared=Declared(*(ANSWERS[self[name].data] for name in DECLARED)),
            contact=Contact(self.person.data, self.phone.data, self.email.data),
            account_id=int(self.account.data) if self.account.data else None,
        )


def producer_form(accounts: list[Person], known: Producer | None = None) -> ProducerForm:
    """The form with its choices in the language of the page, and what is known already."""
    form = ProducerForm(data=_typed(known) if known else {})
    form.form.choices = form_choices()
    form.account.choices = account_choices(accounts)
    for name in DECLARED:
        form[name].choices = [
            SelectChoice("", gettext("Not asked")),
            SelectChoice("yes", gettext("Yes")),
            SelectChoice("no", gettext("No")),
        ]
    return form


def form_choices() -> list[SelectChoice]:
    """The forms in which producers work."""
    return [SelectChoice(kind.value, words(kind.words)) for kind in Kind]


def account_choices(accounts: list[Person]) -> list[SelectChoice]:
    """The accounts of producers, or none."""
    return [
        SelectChoice("", gettext("No account")),
        *(SelectChoice(str(p.id), f"{words(p.name)} ({p.login})") for p in accounts),
    ]


def _typed(known: Producer) -> dict[str, str]:
    answers = {answer: typed for typed, answer in ANSWERS.items()}
    return {
        "name_km": known.name.km,
        "name_en": known.name.en,
        "form": known.form.value,
        "account": str(known.account_id or ""),
        **{name: answers[getattr(known.declared, name)] for name in DECLARED},
        "person": known.contact.person,
        "phone": known.contact.phone,
        "email": known.contact.email,
    }
