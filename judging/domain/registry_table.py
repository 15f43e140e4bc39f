"""The registry as a table: its columns, and what one cell of a column says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from judging.domain.names import LONGEST_PLACE, plain_digits, printable
from judging.domain.producers import ProducerForm, email_address, phone_number
from judging.domain.products import gazetteer_number, registration_number
from judging.domain.provinces import PROVINCE_BY_ISO, PROVINCES
from judging.domain.refusal import Refusal, sentence
from judging.domain.spelling import look_of
from judging.domain.words import Words

# What a cell says; a blank one says nothing.
Value = str | bool
Values = Mapping[str, Value]


def both(words: Words) -> str:
    """Both languages in one cell."""
    return f"{words.km} / {words.en}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its headings; without a needed one no table is read."""

    key: str
    title: Words
    needed: bool = False

    @property
    def heading(self) -> str:
        """What stands at its top: both languages."""
        return both(self.title)


COLUMNS = (
    Column("registration", Words("លេខចុះបញ្ជី OVOP", "Registration number")),
    Column("product_km", Words("ឈ្មោះផលិតផល (ខ្មែរ)", "Product in Khmer"), needed=True),
    Column("product_en", Words("ឈ្មោះផលិតផល (អង់គ្លេស)", "Product in English"), needed=True),
    Column("group", Words("ក្រុមផលិតផល", "Product group")),
    Column("producer_km", Words("ឈ្មោះផលិតករ (ខ្មែរ)", "Producer in Khmer"), needed=True),
    Column("producer_en", Words("ឈ្មោះផលិតករ (អង់គ្លេស)", "Producer in English"), needed=True),
    Column("form", Words("ទម្រង់ផលិតករ", "Form of the producer"), needed=True),
    Column("province", Words("ខេត្ត", "Province"), needed=True),
    Column("district_km", Words("ស្រុក (ខ្មែរ)", "District in Khmer")),
    Column("district_en", Words("ស្រុក (អង់គ្លេស)", "District in English")),
    Column("commune_km", Words("ឃុំ (ខ្មែរ)", "Commune in Khmer")),
    Column("commune_en", Words("ឃុំ (អង់គ្លេស)", "Commune in English")),
    Column("village_km", Words("ភូមិ (ខ្មែរ)", "Village in Khmer")),
    Column("village_en", Words("ភូមិ (អង់គ្លេស)", "Village in English")),
    Column("gazetteer", Words("លេខកូដភូមិសាស្ត្រ", "Gazetteer number")),
    Column("women_led", Words("ដឹកនាំដោយស្ត្រី", "Led by women")),
    Column("youth_led", Words("ដឹកនាំដោយយុវជន", "Led by young people")),
    Column("with_disabilities", Words("មានជនពិការចូលរួម", "With people with disabilities")),
    Column("contact_person", Words("អ្នកទំនាក់ទំនង", "Contact person")),
    Column("contact_phone", Words("លេខទូរស័ព្ទ", "Telephone")),
    Column("contact_email", Words("អ៊ីមែល", "E-mail")),
)
COLUMN_BY_KEY = {column.key: column for column in COLUMNS}
OF_THE_PRODUCER = frozenset(
    [
        "producer_km",
        "producer_en",
        "form",
        "women_led",
        "youth_led",
        "with_disabilities",
        "contact_person",
        "contact_phone",
        "contact_email",
    ]
)
PLACES = frozenset(
    f"{level}_{language}"
    for level in ("district", "commune", "village")
    for language in ("km", "en")
)
YES_NO_COLUMNS = ("women_led", "youth_led", "with_disabilities")
YES, NO = Words("បាទ/ចាស", "Yes"), Words("ទេ", "No")
YES_OR_NO = {
    **dict.fromkeys(
        map(look_of, (YES.km, YES.en, YES.km + YES.en, "y", "1", "បាទ", "ចាស", "មាន", "true")), True
    ),
    **dict.fromkeys(
        map(look_of, (NO.km, NO.en, NO.km + NO.en, "n", "0", "គ្មាន", "មិនមាន", "false")), False
    ),
}
# The row of a template that shows how rows are written begins with this.
SPECIMEN = Words("គំរូ", "SPECIMEN")


NO_GROUP = sentence("“%(text)s” is no product group; choose one of the list.")
NO_PROVINCE = sentence("“%(text)s” is no province; choose one of the 25.")
NO_FORM = sentence("“%(text)s” is no form of a producer; choose one of the 5.")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell (of the column `key`) is refused; `facts` fill the places of the sentence."""

    key: str
    sentence: str
    facts: Mapping[str, str | int]


def columns_of(headings: list[str]) -> tuple[dict[int, str], list[str]]:
    """The columns' keys by their places, in any order and either language; and other headings.

    Raises Refusal for a column that stands there twice, and for one that is missing.
    """
    key_by_place: dict[int, str] = {}
    unknown = []
    for place, heading in enumerate(headings):
        key = KEY_BY_LOOK.get(look_of(heading))
        if key in key_by_place.values():
            raise Refusal("The column “%(column)s” stands there twice.", column=heading)
        if key:
            key_by_place[place] = key
        elif heading.strip():
            unknown.append(heading.strip())
    missing = [c.heading for c in COLUMNS if c.needed and c.key not in key_by_place.values()]
    if missing:
        raise Refusal(
            "The first row lacks the heading of a column: %(columns)s.",
            columns=", ".join(f"“{heading}”" for heading in missing),
        )
    return key_by_place, unknown


KEY_BY_LOOK = {
    look_of(text): column.key
    for column in COLUMNS
    for text in (column.title.km, column.title.en, column.heading)
}


def cell_of(key: str, value: Value) -> Value:
    """A value as it is written into a cell of the column: what is chosen, in both languages."""
    if key == "province":
        at = PROVINCE_BY_ISO[str(value)]
        return f"{at.full_name.km} / {at.name.en}"
    if key == "form":
        return both(ProducerForm(str(value)).words)
    return value


def is_specimen(cells: Mapping[str, str]) -> bool:
    """Whether it is the row of a template that shows how rows are written."""
    return look_of(cells.get("registration", "")) == look_of(both(SPECIMEN))


def read_cells(
    cells: Mapping[str, str], group_by_look: Mapping[str, str]
) -> tuple[dict[str, Value], list[Fault]]:
    """What the cells of a row say, by column, and what is wrong; blank cells are left out."""
    values: dict[str, Value] = {}
    faults = []
    for key, text in cells.items():
        if not text.strip():
            continue
        try:
            values[key] = _value(key, text.strip(), group_by_look)
        except Refusal as refusal:
            faults.append(Fault(key, refusal.sentence, _plain(refusal.facts)))
    return {key: value for key, value in values.items() if value != ""}, faults


def _value(key: str, text: str, group_by_look: Mapping[str, str]) -> Value:
    if key == "group":
        return _one_of(group_by_look, text, NO_GROUP)
    if key in PLACES:
        return printable(text, LONGEST_PLACE)
    return READ.get(key, printable)(text)


def _plain(facts: Mapping[str, object]) -> dict[str, str | int]:
    return {name: fact if isinstance(fact, int) else str(fact) for name, fact in facts.items()}


def _one_of(choices: Mapping[str, str], text: str, otherwise: str) -> str:
    chosen = choices.get(look_of(text))
    if chosen is None:
        raise Refusal(otherwise, text=text)
    return chosen


def _province(text: str) -> str:
    return _one_of(ISO_BY_LOOK, text, NO_PROVINCE)


def _form(text: str) -> str:
    return _one_of(FORM_BY_LOOK, text, NO_FORM)


def _yes_or_no(text: str) -> bool:
    answer = YES_OR_NO.get(look_of(text))
    if answer is None:
        raise Refusal("“%(text)s” is neither yes nor no.", text=text)
    return answer


def _phone(text: str) -> str:
    """A spreadsheet takes the zero away from a number that it thinks one can reckon with."""
    number = phone_number(text)
    lost_its_zero = number.isdigit() and number[0] != "0" and len(number) in (8, 9)
    return f"0{number}" if lost_its_zero else number


def _gazetteer(text: str) -> str:
    """Likewise: every level has two digits."""
    number = plain_digits(text)
    return gazetteer_number(f"0{number}" if number.isdigit() and len(number) % 2 else number)


READ: dict[str, Callable[[str], Value]] = {
    "registration": registration_number,
    "form": _form,
    "province": _province,
    "gazetteer": _gazetteer,
    "women_led": _yes_or_no,
    "youth_led": _yes_or_no,
    "with_disabilities": _yes_or_no,
    "contact_phone": _phone,
    "contact_email": email_address,
}
FORM_BY_LOOK = {
    look_of(text): form.value
    for form in ProducerForm
    for text in (form.value, form.words.km, form.words.en, form.words.km + form.words.en)
}
ISO_BY_LOOK = {
    look_of(text): province.iso
    for province in PROVINCES
    for text in (
        province.iso,
        str(province.number),
        f"{province.number:02}",
        province.name.km,
        province.name.en,
        province.full_name.km,
        f"{province.name.en} province",
        f"{province.full_name.km} / {province.name.en}",
    )
}
