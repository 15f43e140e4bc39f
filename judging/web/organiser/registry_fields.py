"""What the forms of the registry and of entries share: names, places, and who looks the same."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext as _l
from wtforms import Field, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from judging.domain.gazetteer import GazetteerPlace
from judging.domain.names import LONGEST, LONGEST_PLACE, printable
from judging.domain.places import Place
from judging.domain.provinces import PROVINCE_BY_ISO, PROVINCES, province
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.refusal import Refusal
from judging.domain.words import Words
from judging.queries.gazetteer import how_many_by_level, number_of, places_within
from judging.web.filters import words
from judging.web.forms import HouseForm, TextField
from judging.web.sentences import sentence_of
from judging.web.signed_in import signed_in

LEVELS = ("district", "commune", "village")


def province_choices(reach: Reach = EVERYWHERE) -> list[SelectChoice]:
    """The provinces in reach, to choose one."""
    return [SelectChoice(one.iso, words(one.name)) for one in PROVINCES if reach.covers(one.iso)]


class Lawful:
    """Says at the field what the law refuses; `law` reads what was typed or raises Refusal."""

    def __init__(self, law: Callable[[str], object]) -> None:
        self.law = law

    def __call__(self, form: HouseForm, field: Field) -> None:
        """Complain in the words of the law."""
        try:
            self.law(field.data or "")
        except Refusal as refusal:
            raise ValidationError(sentence_of(refusal)) from refusal


class Printable(Lawful):
    """Says at the field what no certificate could print, and what is too long for one."""

    def __init__(self, longest: int = LONGEST) -> None:
        super().__init__(partial(printable, longest=longest))


PLACE_NAME = [Printable(LONGEST_PLACE)]


class PlaceForm(HouseForm):
    """A place in Khmer and English; a level without English keeps its Khmer."""

    province = SelectField(_l("Province"), [InputRequired(_l("Choose the province."))])
    district_km = TextField(_l("District in Khmer"), PLACE_NAME)
    district_en = TextField(_l("District in English"), PLACE_NAME)
    commune_km = TextField(_l("Commune in Khmer"), PLACE_NAME)
    commune_en = TextField(_l("Commune in English"), PLACE_NAME)
    village_km = TextField(_l("Village in Khmer"), PLACE_NAME)
    village_en = TextField(_l("Village in English"), PLACE_NAME)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.province.choices = [
            SelectChoice("", gettext("Choose")),
            *province_choices(signed_in().reach),
        ]

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Not where somebody only looks what places the province has."""
        return "look" not in request.form and bool(super().validate_on_submit(extra_validators))

    @property
    def has_gazetteer(self) -> bool:
        """Whether there are places to choose from."""
        return any(how_many_by_level().values())

    @property
    def found_number(self) -> str:
        """The number of the smallest place that the gazetteer knows by what was typed."""
        place = self.place
        return number_of(place.province, place.district, place.commune, place.village)

    @property
    def known_places(self) -> dict[str, list[GazetteerPlace]]:
        """The places to choose from by level; villages only once the district is known."""
        if self.province.data not in PROVINCE_BY_ISO:
            return {}
        number = self.found_number
        district, commune = number[:4], number[:6]
        return {
            "district": places_within(number[:2], 4),
            "commune": places_within(district, 6),
            "village": places_within(commune, 8) if len(number) > 2 else [],
        }

    @property
    def place(self) -> Place:
        """The place as it was typed."""
        return Place(province(self.province.data), *(self._level(level) for level in LEVELS))

    def _level(self, level: str) -> Words | None:
        km, en = self[f"{level}_km"].data, self[f"{level}_en"].data
        return Words(km or en, en or km) if km or en else None


def typed_place(place: Place) -> dict[str, str]:
    """The place as its fields show it."""
    typed = {"province": place.province.iso}
    for level in LEVELS:
        known = getattr(place, level)
        typed |= {f"{level}_{language}": known.in_(language) if known else "" for language in LANGS}
    return typed


LANGS = ("km", "en")


class MayBeAnother(HouseForm):
    """A form that says first what is there already and looks the same as what was typed."""

    # What the tick says: the numbers of those that looked the same when it was shown.
    another = TextField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alike: dict[int, tuple[str, str]] = {}

    def is_another(self, alike: dict[int, tuple[str, str]]) -> bool:
        """Whether nothing looks the same, or somebody has said of all that they are others.

        `alike` are the address and the name of what looks the same, by its number.
        """
        self.alike = alike
        return {str(number) for number in alike} <= set(self.another.data.split(","))

    @property
    def ticked(self) -> str:
        """What the tick says when it is ticked now."""
        return ",".join(map(str, self.alike))

    @property
    def status(self) -> int:
        """The status of the page that shows the form."""
        return 422 if self.alike else super().status
