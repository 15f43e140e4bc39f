"""A refusal: the rules do not allow it, and the person can do something about it."""

from collections.abc import Mapping


class Refusal(Exception):
    """One sentence that says what to do.

    `sentence` is an English message of the catalogue with `%(name)s` places; `facts` fill them.
    """

    def __init__(self, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        return self.sentence % self.facts


class SheetRefusal(Refusal):
    """A refusal of a score sheet; `lines` are the codes that the scorer has to look at."""

    def __init__(self, sentence: str, lines: tuple[str, ...], **facts: object) -> None:
        super().__init__(sentence, **facts)
        self.lines = lines


class NotAllowed(Refusal):
    """The person's role does not do this act."""


class NotThere(Refusal):
    """There is no such thing, or the person may not know of it."""


def sentence(text: str) -> str:
    """Marks a refusal's sentence that is kept in a table, so that the catalogue finds it."""
    return text
