"""Products and producers as the cells of the registry's table, and back."""

from dataclasses import replace

from judging.domain.places import Place
from judging.domain.producers import Contact, Declared, Producer, ProducerForm
from judging.domain.products import Product
from judging.domain.provinces import province
from judging.domain.registry_table import COLUMNS, Value, Values
from judging.domain.words import Words

LEVELS = ("district", "commune", "village")
DECLARED = ("women_led", "youth_led", "with_disabilities")


def values_of(product: Product, producer: Producer) -> dict[str, Value]:
    """All that is known, by column; what is not known is left out."""
    known: dict[str, Value | None] = {
        "registration": product.registration,
        "product_km": product.name.km,
        "product_en": product.name.en,
        "group": product.group,
        "producer_km": producer.name.km,
        "producer_en": producer.name.en,
        "form": producer.form.value,
        "province": product.place.province.iso,
        "gazetteer": product.gazetteer,
        "contact_person": producer.contact.person,
        "contact_phone": producer.contact.phone,
        "contact_email": producer.contact.email,
    }
    for level in LEVELS:
        words = getattr(product.place, level) or Words("", "")
        known |= {f"{level}_km": words.km, f"{level}_en": words.en}
    known |= {name: getattr(producer.declared, name) for name in DECLARED}
    values = {column.key: known[column.key] for column in COLUMNS}
    return {key: value for key, value in values.items() if value is not None and value != ""}


def product_with(values: Values, known: Product | None = None) -> Product:
    """The product that the values tell of; what they leave out stays as it is `known`."""
    text = _texts(values)
    place = known.place if known else Place(province(text["province"]))
    told = {level: _words(getattr(place, level) or Words("", ""), text, level) for level in LEVELS}
    product = known or Product(Words("", ""), place)
    return replace(
        product,
        name=_words(product.name, text, "product") or product.name,
        place=Place(province(text.get("province", place.province.iso)), **told),
        group=text.get("group", product.group),
        registration=text.get("registration", product.registration),
        gazetteer=text.get("gazetteer", product.gazetteer),
    )


def producer_with(values: Values, known: Producer | None = None) -> Producer:
    """Likewise the producer."""
    text = _texts(values)
    producer = known or Producer(Words("", ""), ProducerForm(text["form"]))
    contact = producer.contact
    declared = {name: values.get(name, getattr(producer.declared, name)) for name in DECLARED}
    return replace(
        producer,
        name=_words(producer.name, text, "producer") or producer.name,
        form=ProducerForm(text.get("form", producer.form.value)),
        declared=Declared(**{name: _fact(value) for name, value in declared.items()}),
        contact=Contact(
            text.get("contact_person", contact.person),
            text.get("contact_phone", contact.phone),
            text.get("contact_email", contact.email),
        ),
    )


def _texts(values: Values) -> dict[str, str]:
    return {key: value for key, value in values.items() if isinstance(value, str)}


def _fact(value: Value | None) -> bool | None:
    return value if isinstance(value, bool) else None


def _words(known: Words, text: dict[str, str], what: str) -> Words | None:
    words = Words(text.get(f"{what}_km", known.km), text.get(f"{what}_en", known.en))
    return words if words.km or words.en else None
