"""Two registries that went on apart from one common beginning: what becomes of each thing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from judging.domain.round_files import PaperCopy, ProducerCopy, ProductCopy, Registry
from judging.domain.spelling import look_of

T = TypeVar("T", ProducerCopy, ProductCopy)


class Fate(StrEnum):
    """What becomes of a producer or product that comes from the other side."""

    NEW = "new"
    ALIKE = "alike"
    SAME = "same"
    CHANGED_THERE = "changed_there"
    CHANGED_HERE = "changed_here"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Met(Generic[T]):
    """One thing from the other side; `here` is it as it is here, or what looks like it here."""

    fate: Fate
    there: T
    here: T | None = None

    @property
    def identity(self) -> str:
        """That of the thing that comes."""
        return self.there.identity


@dataclass(frozen=True, slots=True)
class RegistryMeeting:
    """All that comes from the other side, and the papers that are not here yet.

    `makers` are the producers here of the products here that what comes has met.
    """

    producers: tuple[Met[ProducerCopy], ...]
    products: tuple[Met[ProductCopy], ...]
    papers: tuple[PaperCopy, ...]
    makers: tuple[ProducerCopy, ...]

    @property
    def different(self) -> list["Met[ProducerCopy] | Met[ProductCopy]"]:
        """All that is not the same on both sides."""
        met: list[Met[ProducerCopy] | Met[ProductCopy]] = [*self.producers, *self.products]
        return [one for one in met if one.fate is not Fate.SAME]

    @property
    def proposed(self) -> frozenset[str]:
        """New products with the registration number of one that is here: they are one thing."""
        return frozenset(
            one.identity
            for one in self.products
            if one.fate is Fate.ALIKE and one.here and one.there.registration
            if one.there.registration == one.here.registration
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided, by identities: where the other side holds, and what is one thing."""

    theirs: frozenset[str] = field(default_factory=frozenset)
    one_thing: frozenset[str] = field(default_factory=frozenset)

    def takes(self, met: Met[ProducerCopy] | Met[ProductCopy]) -> bool:
        """Whether what comes is written: by itself, or where a person has ticked it."""
        if met.fate is Fate.CONFLICT:
            return met.identity in self.theirs
        return met.fate is Fate.CHANGED_THERE


def meet(base: Registry, here: Registry, there: Registry) -> RegistryMeeting:
    """What becomes of all that is `there`, when both sides began with `base`.

    What only one side has changed since holds; where both have, a person decides. Papers that were
    added there come along; none is taken away.
    """
    known = {(one.product, one.paper) for one in (*base.papers, *here.papers)}
    come = {one.identity for one in there.products}
    alike = _Alike(one for one in here.products if one.identity not in come)
    met = [alike.beside(one) for one in _met(base.products, here.products, there.products)]
    makers = {one.here.producer for one in met if one.here}
    return RegistryMeeting(
        producers=_met(base.producers, here.producers, there.producers),
        products=tuple(met),
        papers=tuple(one for one in there.papers if (one.product, one.paper) not in known),
        makers=tuple(one for one in here.producers if one.identity in makers),
    )


def _met(base: Iterable[T], here: Iterable[T], there: Iterable[T]) -> tuple[Met[T], ...]:
    began, ours = _by_identity(base), _by_identity(here)
    return tuple(
        Met(
            _fate(began.get(one.identity), ours.get(one.identity), one),
            one,
            ours.get(one.identity),
        )
        for one in there
    )


def _fate(base: T | None, here: T | None, there: T) -> Fate:
    if here is None:
        return Fate.NEW
    if here == there:
        return Fate.SAME
    if there == base:
        return Fate.CHANGED_HERE
    return Fate.CHANGED_THERE if here == base else Fate.CONFLICT


def _by_identity(things: Iterable[T]) -> Mapping[str, T]:
    return {one.identity: one for one in things}


class _Alike:
    """The products here that do not come, by registration and by what they look like."""

    def __init__(self, others: Iterable[ProductCopy]) -> None:
        self.by_registration: dict[str, ProductCopy] = {}
        self.by_look: dict[tuple[str, str], ProductCopy] = {}
        for other in others:
            self.by_registration[other.registration] = other
            self.by_look |= {(other.province, look): other for look in _looks(other)}
        self.by_registration.pop("", None)

    def beside(self, met: Met[ProductCopy]) -> Met[ProductCopy]:
        """A new product with what looks like it here: by the registration first, then the names."""
        if met.fate is not Fate.NEW:
            return met
        one = met.there
        looks = [self.by_look.get((one.province, look)) for look in sorted(_looks(one))]
        found = [self.by_registration.get(one.registration), *looks]
        alike = next((other for other in found if other), None)
        return Met(Fate.ALIKE, one, alike) if alike else met


def _looks(one: ProductCopy) -> set[str]:
    return {look_of(one.name.km), look_of(one.name.en)} - {""}
