"""What an answer can set off: a gate on the entry, or the asking of another criterion."""

from collections.abc import Iterator
from decimal import Decimal

from judging.domain.rubric import Answer, Condition, Effect, Gate, Levels, Scale
from judging.rubric_files.fault import FileFault
from judging.rubric_files.written.base import Written
from judging.rubric_files.written.scalars import Code, Count, Exact
from judging.rubric_files.written.words import WrittenWords


class WithEffect(Written):
    """A gate, whatever makes it fire."""

    effect: Effect
    """What happens to the entry: stop (scoring does not go on), eliminate, or cap (the star)."""
    star: Count | None = None
    """Only with `effect: cap`: the highest star that is left."""
    reason: WrittenWords
    """One sentence that is shown beside the star."""

    def faults(self) -> Iterator[FileFault]:
        """A cap needs its star, and only a cap has one."""
        if self.effect is Effect.CAP and self.star is None:
            yield self.fault("`effect: cap` needs `star`; write the highest star left", "effect")
        if self.effect is not Effect.CAP and self.star is not None:
            yield self.fault("`star` goes only with `effect: cap`; delete it", "star")


class WrittenGate(WithEffect):
    """A gate that fires at the low answers of its criterion."""

    at_most: Exact
    """The gate fires when the answer has this many points or fewer."""

    def meaning(self) -> Gate:
        """The gate meant."""
        return Gate(self.at_most, self.effect, self.reason.meaning(), self.star)


class WrittenCondition(Written):
    """The criterion is asked only after a good enough answer to an earlier one."""

    criterion: Code
    """The code of an earlier criterion of the same scorer."""
    at_least: Exact
    """The points that its answer must have."""

    def meaning(self) -> Condition:
        """The condition meant."""
        return Condition(criterion=self.criterion, at_least=self.at_least)


def gate_faults(gate: WrittenGate, answer: Answer) -> Iterator[FileFault]:
    """A gate must fire at the lowest answer, and not at the highest."""
    if gate.at_most < lowest(answer):
        yield gate.fault(
            f"the gate can never fire: the lowest answer has {lowest(answer)} points; "
            "raise `at_most`",
            "at_most",
        )
    if gate.at_most >= answer.highest:
        yield gate.fault(
            f"the gate always fires: the highest answer has {answer.highest} points; "
            "lower `at_most`",
            "at_most",
        )


def lowest(answer: Answer) -> Decimal:
    """The points of the worst answer."""
    if isinstance(answer, Levels):
        return answer.levels[0].points
    return answer.low if isinstance(answer, Scale) else Decimal(0)
