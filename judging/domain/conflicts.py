"""Conflicts of interest: why a judge should not score an entry, as declared or found by rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from judging.domain.interests import Interest
from judging.domain.localities import Level, Locality, PlaceKey, closest_keys_of, keys_of
from judging.domain.names import plain_digits
from judging.domain.rules import Conflicts
from judging.domain.spelling import look_of
from judging.domain.words import Words

COUNTRY = "855"
# What a judge and an entry may have in common: of which kind it is, and which one.
Tie = tuple[str, object]
# No telephone number of Cambodia is shorter, with its area or operator.
SHORTEST_PHONE = 8


class ConflictKind(StrEnum):
    """What a conflict comes from."""

    DECLARED = "declared"
    SAME_ENTERPRISE = "same_enterprise"
    SAME_PHONE = "same_phone"
    SAME_COMMUNE = "same_commune"
    SAME_DISTRICT = "same_district"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One reason; `interest` is what was declared, None for what the rule found."""

    kind: ConflictKind
    interest: Interest | None = None

    @property
    def is_declared(self) -> bool:
        """Whether somebody declared it; all others are automatic."""
        return self.kind is ConflictKind.DECLARED


@dataclass(frozen=True, slots=True)
class Marks:
    """By what two people are found to belong together: names, telephone numbers, places."""

    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    places: frozenset[PlaceKey] = frozenset()


@dataclass(frozen=True, slots=True)
class JudgeFacts:
    """What is known of a judge: no marks without a profile; the interests are those that stand."""

    marks: Marks = Marks()
    interests: Sequence[Interest] = ()


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What is known of an entry behind its code."""

    producer_id: int
    product_id: int
    marks: Marks


def marks_of(name: Words, phone: str, place: Locality) -> Marks:
    """The marks of somebody with this name of an enterprise, telephone number and place."""
    names = frozenset(filter(None, map(look_of, (name.km, name.en))))
    return Marks(names, phones_in(phone), keys_of(place))


def phones_in(text: str) -> frozenset[str]:
    """The telephone numbers of a line, each as it is dialled inside the country.

    A stroke separates two numbers where both sides are long enough for one.
    """
    parts = [_dialled(part) for part in text.split("/")]
    if any(len(part) < SHORTEST_PHONE for part in parts):
        parts = [_dialled(text)]
    return frozenset(part for part in parts if len(part) >= SHORTEST_PHONE)


def _dialled(text: str) -> str:
    figures = "".join(letter for letter in plain_digits(text) if letter.isdecimal())
    inside = figures.removeprefix("00")
    if inside.startswith(COUNTRY):
        return "0" + inside.removeprefix(COUNTRY).removeprefix("0")
    return figures


def ties_of_entry(entry: EntryFacts) -> set[Tie]:
    """All by which a judge can be in conflict with the entry."""
    return {("product", entry.product_id), ("producer", entry.producer_id), *_ties_of(entry.marks)}


def ties_of_judge(judge: JudgeFacts) -> set[Tie]:
    """All by which the judge can be in conflict: whoever shares none with an entry is in none."""
    ties: set[Tie] = set(_ties_of(judge.marks))
    for interest in judge.interests:
        if interest.place is not None:
            ties |= {("place", key) for key in closest_keys_of(interest.place)}
        else:
            ties |= {("product", interest.product_id), ("producer", interest.producer_id)}
    return ties


def _ties_of(marks: Marks) -> Iterator[Tie]:
    for kind, found in (("name", marks.names), ("phone", marks.phones), ("place", marks.places)):
        yield from ((kind, one) for one in found)


def conflicts_between(judge: JudgeFacts, entry: EntryFacts, rule: Conflicts) -> list[Conflict]:
    """Every conflict of a judge with an entry: what was declared, then what the rule finds."""
    declared = [
        Conflict(ConflictKind.DECLARED, interest)
        for interest in judge.interests
        if _touches(interest, entry)
    ]
    return [*declared, *map(Conflict, _found(judge.marks, entry.marks, rule))]


def _touches(interest: Interest, entry: EntryFacts) -> bool:
    if interest.place is not None:
        return bool(closest_keys_of(interest.place) & entry.marks.places)
    if interest.product_id is not None:
        return interest.product_id == entry.product_id
    return interest.producer_id == entry.producer_id


def _found(judge: Marks, entry: Marks, rule: Conflicts) -> Iterator[ConflictKind]:
    if judge.names & entry.names:
        yield ConflictKind.SAME_ENTERPRISE
    if judge.phones & entry.phones:
        yield ConflictKind.SAME_PHONE
    shared = {level for level, _ in judge.places & entry.places}
    if rule.same_commune and Level.COMMUNE in shared:
        yield ConflictKind.SAME_COMMUNE
    elif rule.same_district and Level.DISTRICT in shared:
        yield ConflictKind.SAME_DISTRICT
