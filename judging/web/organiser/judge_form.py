"""The form of a judge's profile."""

from typing import Any

from flask_babel import gettext, lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from judging.domain.interests import JudgeProfile
from judging.domain.localities import Locality
from judging.domain.producers import phone_number
from judging.domain.words import Language, Words
from judging.web.filters import words
from judging.web.forms import TextField
from judging.web.languages import NAME_BY_LANGUAGE
from judging.web.organiser.registry_fields import (
    Lawful,
    PlaceForm,
    Printable,
    province_choices,
    typed_place,
)
from judging.web.organiser.ticking import TicksField


class ProfileForm(PlaceForm):
    """Where a judge lives and works, which languages the judge speaks and groups it knows."""

    expertise = TicksField(_l("Knows these groups well"))
    languages = TicksField(_l("Languages"))
    enterprise_km = TextField(_l("Enterprise in Khmer"), [Printable()])
    enterprise_en = TextField(_l("Enterprise in English"), [Printable()])
    phone = TextField(_l("Telephone"), [Lawful(phone_number)])

    @property
    def locality(self) -> Locality:
        """The place as it was typed, with the number that the gazetteer has for it."""
        return Locality(self.place, self.found_number)

    @property
    def profile(self) -> JudgeProfile:
        """What was typed, as the act wants it."""
        km, en = self.enterprise_km.data, self.enterprise_en.data
        return JudgeProfile(
            home=self.locality,
            languages=frozenset(map(Language, self.languages.data)),
            enterprise=Words(km or en, en or km),
            phone=self.phone.data,
            expertise=frozenset(self.expertise.data),
        )


def profile_form(groups: dict[str, Words], known: JudgeProfile | None) -> ProfileForm:
    """The form with its choices in the language of the page, and what is known already."""
    form = ProfileForm(data=_typed(known) if known else {"languages": [Language.KM.value]})
    # A judge may live where the organiser does not reach.
    form.province.choices = [SelectChoice("", gettext("Choose")), *province_choices()]
    titles = {code: words(title) for code, title in groups.items()}
    for code in sorted(known.expertise) if known else ():
        titles.setdefault(code, code)
    form.expertise.choices = [SelectChoice(code, title) for code, title in titles.items()]
    form.languages.choices = [SelectChoice(one.value, n) for one, n in NAME_BY_LANGUAGE.items()]
    return form


def _typed(known: JudgeProfile) -> dict[str, Any]:
    return {
        **typed_place(known.home.place),
        "expertise": sorted(known.expertise),
        "languages": sorted(known.languages),
        "enterprise_km": known.enterprise.km,
        "enterprise_en": known.enterprise.en,
        "phone": known.phone,
    }
