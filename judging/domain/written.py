"""The whole written standard of a competition: every rubric, the standard and the rules."""

from dataclasses import dataclass

from judging.domain.rubric import Rubric
from judging.domain.rules import Rules
from judging.domain.standard import Standard


@dataclass(frozen=True, slots=True)
class WrittenStandard:
    """Rubrics in the order of their groups, the standard and the rules of judging."""

    rubrics: tuple[Rubric, ...]
    standard: Standard
    rules: Rules
