"""The form of a product of the registry, and the groups that it can be in."""

from functools import partial

from flask_babel import gettext, lazy_gettext as _l
from wtforms import Field, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from judging.domain.places import Place
from judging.domain.products import Product, gazetteer_number, registration_number
from judging.domain.provinces import PROVINCE_BY_ISO
from judging.domain.words import Words
from judging.queries.products import ProductPage, registered_as
from judging.web.filters import words
from judging.web.forms import TextField
from judging.web.organiser.registry_fields import (
    Lawful,
    MayBeAnother,
    PlaceForm,
    Printable,
    typed_place,
)
from judging.web.signed_in import signed_in


class ProductForm(MayBeAnother, PlaceForm):
    """A product, its number in the register and its place."""

    name_km = TextField(
        _l("Name in Khmer"), [DataRequired(_l("Write the product's name in Khmer.")), Printable()]
    )
    name_en = TextField(
        _l("Name in English"),
        [DataRequired(_l("Write the product's name in English.")), Printable()],
    )
    group = SelectField(_l("Product group"))
    registration = TextField(_l("Registration number"), [Lawful(registration_number)])
    gazetteer = TextField(_l("Number of the place in the gazetteer"))

    @property
    def name(self) -> Words:
        """The name as it was typed."""
        return Words(self.name_km.data, self.name_en.data)

    @property
    def product(self) -> Product:
        """What was typed, as the act wants it."""
        return Product(
            name=self.name,
            place=self.place,
            group=self.group.data,
            registration=self.registration.data,
            gazetteer=self.gazetteer.data or self.found_number,
        )

    def says_no_others_number(self, product_id: int | None = None) -> bool:
        """Whether the registration number is nobody else's; complains at its field."""
        number = registration_number(self.registration.data)
        other = registered_as(number, signed_in().reach) if number else None
        if other is None or other.product_id == product_id:
            return True
        sentence = gettext(
            "The registration number %(number)s is that of another product: %(product)s.",
            number=number,
            product=words(other.product.name),
        )
        self.registration.errors = [sentence]
        return False

    def validate_gazetteer(self, field: Field) -> None:
        """The number fits the province."""
        within = PROVINCE_BY_ISO.get(self.province.data)
        Lawful(partial(gazetteer_number, within=within))(self, field)

    def forget_number_of(self, place: Place, number: str) -> None:
        """After a move the number of the place before is no longer right, unless typed anew."""
        has_moved = any(self[name].data != text for name, text in typed_place(place).items())
        if has_moved and self.gazetteer.data == number:
            self.gazetteer.data = ""


def product_form(groups: dict[str, Words], known: ProductPage | None = None) -> ProductForm:
    """The form with its choices in the language of the page, and what is known already."""
    form = ProductForm(data=_typed(known.product) if known else {})
    if known and form.is_submitted():
        form.forget_number_of(known.product.place, known.product.gazetteer)
    titles = {code: words(title) for code, title in groups.items()}
    if known and known.product.group:
        titles.setdefault(known.product.group, known.product.group)
    form.group.choices = [
        SelectChoice("", gettext("Not known yet")),
        *(SelectChoice(code, title) for code, title in titles.items()),
    ]
    return form


def _typed(known: Product) -> dict[str, str]:
    return {
        "name_km": known.name.km,
        "name_en": known.name.en,
        "group": known.group,
        "registration": known.registration,
        "gazetteer": known.gazetteer,
        **typed_place(known.place),
    }
