"""Products as the registry knows them, and what makes one an OVOP product."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from judging.domain.names import plain_digits, printable
from judging.domain.places import Place
from judging.domain.provinces import Province
from judging.domain.refusal import Refusal
from judging.domain.words import Words

GAZETTEER = re.compile(r"(?:[0-9]{2}){0,4}")
LONGEST_NUMBER = 40


class OriginTest(StrEnum):
    """The four tests of an OVOP product (National Policy 2016-2026, section 1)."""

    VILLAGE = "village"
    CULTURE = "culture"
    POTENTIAL = "potential"
    APPROVED = "approved"

    @property
    def words(self) -> Words:
        """The test as a question."""
        return QUESTIONS[self]


QUESTIONS = {
    OriginTest.VILLAGE: Words(
        "ផលិតដោយប្រជាជននៃភូមិមួយ ឬច្រើន?", "Is it made by people of one or more villages?"
    ),
    OriginTest.CULTURE: Words(
        "ឆ្លុះបញ្ចាំងវប្បធម៌ និងប្រពៃណី ហើយជាមោទនភាពរបស់ភូមិ?",
        "Does it reflect culture and tradition, and give pride to the village?",
    ),
    OriginTest.POTENTIAL: Words(
        "មានសក្តានុពលរីកចម្រើនទាំងបរិមាណ គុណភាព និងសោភ័ណភាព?",
        "Can it grow in quantity, quality and beauty?",
    ),
    OriginTest.APPROVED: Words(
        "បានស្នើចុះបញ្ជី ហើយគណៈកម្មាធិការជាតិបានអនុម័ត?",
        "Was it put forward for registration, and approved by the National Committee?",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one of the four tests, with its reason."""

    holds: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Product:
    """A thing made, where it comes from and its product group; `group` is empty if not known.

    `registration` is the number in the OVOP register, empty if there is none yet. `gazetteer` is
    the number of the smallest known place in the national gazetteer: 2, 4, 6 or 8 digits.
    """

    name: Words
    place: Place
    group: str = ""
    registration: str = ""
    gazetteer: str = ""
    findings: dict[OriginTest, Finding] = field(default_factory=dict)


def registration_number(text: str) -> str:
    """A number of the OVOP register as it is kept, empty for none."""
    return printable(plain_digits(text), LONGEST_NUMBER).upper()


def gazetteer_number(text: str, within: Province | None = None) -> str:
    """A number of the national gazetteer, empty for none; `within` a province, if that is known."""
    number = plain_digits(text).strip()
    is_one = GAZETTEER.fullmatch(number)
    if not is_one or (number and within and int(number[:2]) != within.number):
        raise Refusal(
            "The gazetteer number has 2, 4, 6 or 8 digits and begins with the province's."
        )
    return number
