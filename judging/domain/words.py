"""A text in the two languages of the competition, and the languages themselves."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the interface and of everything printed."""

    KM = "km"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Khmer and in English."""

    km: str
    en: str

    def in_(self, language: str) -> str:
        """The text in `language` ("km" or "en")."""
        return self.km if language == Language.KM else self.en
