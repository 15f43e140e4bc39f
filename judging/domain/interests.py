"""Interests of judges: what ties them to a producer, a product or a place."""

from dataclasses import dataclass, field
from enum import StrEnum

from judging.domain.localities import Locality
from judging.domain.words import Language, Words


class InterestKind(StrEnum):
    """How a judge is tied; `family` is the same household."""

    OWN = "own"
    FAMILY = "family"
    ENTERPRISE = "enterprise"
    CLIENT = "client"
    ADVISED = "advised"
    OTHER = "other"

    @property
    def words(self) -> Words:
        """The tie in words."""
        return TIES[self]


TIES = {
    InterestKind.OWN: Words("ផលិតផលផ្ទាល់ខ្លួន", "Own product"),
    InterestKind.FAMILY: Words("នៅក្នុងគ្រួសារតែមួយ", "Same household"),
    InterestKind.ENTERPRISE: Words("ធ្វើការ ឬធ្លាប់ធ្វើការនៅទីនោះ", "Works or worked there"),
    InterestKind.CLIENT: Words("អតិថិជន", "Client"),
    InterestKind.ADVISED: Words("ធ្លាប់ផ្តល់ប្រឹក្សា", "Gave advice"),
    InterestKind.OTHER: Words("ចំណងផ្សេងទៀត", "Another tie"),
}


@dataclass(frozen=True, slots=True)
class Interest:
    """A declared interest, in exactly one of a producer, a product and a place."""

    kind: InterestKind
    reason: str
    producer_id: int | None = None
    product_id: int | None = None
    place: Locality | None = None


@dataclass(frozen=True, slots=True)
class JudgeProfile:
    """Where a judge lives and works, which languages they speak, which groups they know well."""

    home: Locality
    languages: frozenset[Language] = frozenset()
    enterprise: Words = field(default=Words("", ""))
    phone: str = ""
    expertise: frozenset[str] = frozenset()
