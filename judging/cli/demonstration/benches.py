"""Who scores what: entries in panels of five judges, and in desk teams of one officer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from judging.cli.demonstration.fates import Key
from judging.domain.people import Person
from judging.domain.rubric import Scorer

# Two flights are the most for a panel; a desk officer takes papers faster.
MOST = {Scorer.PANEL: 30, Scorer.DESK: 50}
SEATS = {Scorer.PANEL: 5, Scorer.DESK: 1}


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry that has its code."""

    key: Key
    entry_id: int
    product_id: int
    code: str
    is_household: bool


@dataclass(frozen=True, slots=True)
class Bench:
    """Some entries of a group in serving order, and those who are to score them."""

    scorer: Scorer
    group: str
    number: int
    entries: tuple[Entered, ...]
    judges: tuple[Person, ...]

    @property
    def name(self) -> str:
        """What the panel or desk team is called."""
        return f"{self.group} {'desk ' if self.scorer is Scorer.DESK else ''}{self.number}"


def people_needed(scorer: Scorer, sizes: Iterable[int]) -> int:
    """How many judges (or officers) score groups of these sizes."""
    return SEATS[scorer] * sum(_number_of_benches(scorer, size) for size in sizes)


def seat(
    scorer: Scorer, entries_by_group: dict[str, list[Entered]], judges: Iterable[Person]
) -> Iterator[Bench]:
    """Every entry on one bench; by code, so that the order says nothing about the entries."""
    free = iter(judges)
    for group, entries in entries_by_group.items():
        benches = _number_of_benches(scorer, len(entries))
        ends = [len(entries) * n // benches for n in range(benches + 1)]
        for number in range(1, benches + 1):
            served = sorted(entries[ends[number - 1] : ends[number]], key=lambda entry: entry.code)
            seated = tuple(next(free) for _ in range(SEATS[scorer]))
            yield Bench(scorer, group, number, tuple(served), seated)


def _number_of_benches(scorer: Scorer, entries: int) -> int:
    return -(-entries // MOST[scorer])
