"""Texts in both languages, and whether a reader of each language has checked them."""

from judging.domain.words import Words
from judging.rubric_files.written.base import Written
from judging.rubric_files.written.scalars import Code, Flag, Text


class WrittenWords(Written):
    """One text in Khmer and in English; both must be written."""

    km: Text
    """The text in Khmer."""
    en: Text
    """The text in English."""

    def meaning(self) -> Words:
        """The words meant."""
        return Words(km=self.km, en=self.en)


class Titled(Written):
    """Something with a code and a title."""

    code: Code
    """The short code by which it is named: letters, digits, `.` and `-`."""
    title: WrittenWords
    """Its title in both languages."""


class Reviewed(Written):
    """Whether a native reader has checked the texts of the file."""

    km: Flag
    """true once a native reader has checked the Khmer."""
    en: Flag
    """true once a native reader has checked the English."""


class Provisional(Written):
    """A file that says how final its texts are."""

    provisional: Flag = True
    """true while the official text is not public; screens say so."""
    reviewed: Reviewed | None = None
    """Which languages a native reader has checked."""

    @property
    def khmer_reviewed(self) -> bool:
        """Whether a native reader has checked the Khmer."""
        return self.reviewed is not None and self.reviewed.km
