"""The table that organisers fill in to bring producers and products into the registry."""

from collections.abc import Mapping

from judging.documents.workbooks import Table
from judging.domain.producers import ProducerForm
from judging.domain.provinces import PROVINCES
from judging.domain.registry_table import (
    COLUMNS,
    NO,
    PLACES,
    SPECIMEN,
    YES,
    YES_NO_COLUMNS,
    Column,
    both,
    cell_of,
)
from judging.domain.words import Words

EXAMPLE = {
    "registration": both(SPECIMEN),
    "product_km": "ម្រេចកំពត",
    "product_en": "Kampot pepper",
    "producer_km": "សហគមន៍ម្រេចគំរូ",
    "producer_en": "Specimen Pepper Community",
    "form": cell_of("form", ProducerForm.COMMUNITY.value),
    "province": cell_of("province", "KH-7"),
    "district_km": "ទឹកឈូ",
    "district_en": "Tuek Chhou",
    "gazetteer": "0702",
    "women_led": both(YES),
    "contact_person": "សុខ សុខា",
    "contact_phone": "012 345 678",
    "contact_email": "name@example.org",
}
NEEDED = Words("ចាំបាច់", "needed")
HELP = {
    "registration": Words(
        "លេខក្នុងបញ្ជី OVOP; ទុកទទេបើមិនទាន់មាន",
        "the number in the OVOP register; blank if there is none yet",
    ),
    "gazetteer": Words(
        "លេខ ២ ៤ ៦ ឬ ៨ ខ្ទង់; ចាប់ផ្ដើមដោយលេខខេត្ត",
        "2, 4, 6 or 8 figures; begins with those of the province",
    ),
    "contact_phone": Words("ឧ. 012 345 678", "e.g. 012 345 678"),
    "contact_email": Words("ឧ. name@example.org", "e.g. name@example.org"),
}
PLACE = Words("តែឈ្មោះ គ្មានពាក្យ ភូមិ ឃុំ ស្រុក", "the name only, without village, commune or district")
CHOOSE = Words("ជ្រើសរើសពីបញ្ជី", "choose from the list")
NAME = Words("តាមដែលត្រូវបោះពុម្ពលើវិញ្ញាបនបត្រ", "as it is to be printed on a certificate")
FREE = Words("ទុកទទេបើមិនដឹង", "blank if not known")


def template_tables(groups: Mapping[str, Words]) -> tuple[Table, Table]:
    """The table with its headings and one row that shows how, and the sheet that explains it.

    The row that shows how is left out when the table is read.
    """
    choices = choices_by_key(groups)
    example = {**EXAMPLE, "group": next(iter(groups), "")}
    table = Table(
        "registry",
        [column.heading for column in COLUMNS],
        [[example.get(column.key) for column in COLUMNS]],
        {at: choices[c.key] for at, c in enumerate(COLUMNS) if c.key in choices},
    )
    headings = (
        Words("ជួរឈរ", "Column"),
        Words("ចាំបាច់", "Needed"),
        Words("អ្វីដែលត្រូវសរសេរ", "What to write"),
        Words("អាចជា", "May be"),
    )
    lines = [
        [
            column.heading,
            both(NEEDED) if column.needed else "",
            both(_help(column, choices)),
            "; ".join(_titles(column.key, choices, groups)),
        ]
        for column in COLUMNS
    ]
    return table, Table("explanations", [both(words) for words in headings], lines)


def choices_by_key(groups: Mapping[str, Words]) -> dict[str, list[str]]:
    """What the cells of a column may say, where that is a closed set."""
    return {
        "group": list(groups),
        "form": [str(cell_of("form", form.value)) for form in ProducerForm],
        "province": [str(cell_of("province", one.iso)) for one in PROVINCES],
        **{key: [both(YES), both(NO)] for key in YES_NO_COLUMNS},
    }


def _help(column: Column, choices: Mapping[str, list[str]]) -> Words:
    if column.key in choices:
        return CHOOSE
    if column.key in PLACES:
        return PLACE
    return HELP.get(column.key, NAME if column.needed else FREE)


def _titles(key: str, choices: Mapping[str, list[str]], groups: Mapping[str, Words]) -> list[str]:
    if key == "group":
        return [f"{code} = {both(title)}" for code, title in groups.items()]
    return choices.get(key, [])
