"""What a round file would do to the registry, in words: both sides where they differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext as _l

from judging.domain.places import Place
from judging.domain.producers import Producer
from judging.domain.products import Product
from judging.domain.provinces import PROVINCES
from judging.domain.registry_meeting import Fate, Met, RegistryMeeting
from judging.domain.registry_table import OF_THE_PRODUCER, Values
from judging.domain.registry_values import values_of
from judging.domain.round_files import ProducerCopy, ProductCopy
from judging.domain.words import Words
from judging.web.filters import words
from judging.web.organiser.dry_run_rows import column_title, told_value

FATES = {
    Fate.CONFLICT: _l("Changed at both places"),
    Fate.ALIKE: _l("Perhaps here already"),
    Fate.NEW: _l("New"),
    Fate.CHANGED_THERE: _l("Changed in the province"),
    Fate.CHANGED_HERE: _l("Changed here"),
    Fate.SAME: _l("The same"),
}
NOBODY = Product(Words("", ""), Place(PROVINCES[0]))


@dataclass(frozen=True, slots=True)
class Side:
    """One value that differs: what it is, here and in the province."""

    title: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Line:
    """A producer or product that is not the same on both sides; `here` names what is like it."""

    identity: str
    is_product: bool
    fate: Fate
    name: Words
    here: Words | None
    sides: tuple[Side, ...]


def lines_of(meeting: RegistryMeeting) -> list[Line]:
    """All that is not the same; first what a person has to decide."""
    makers = {one.identity: one.there for one in meeting.producers}
    makers |= {one.identity: one for one in meeting.makers}
    lines = [_line(met, _producer(met.there), _producer(met.here)) for met in meeting.producers]
    lines += [
        _line(met, _product(met.there, makers), _product(met.here, makers))
        for met in meeting.products
    ]
    order = list(FATES)
    shown = [line for line in lines if line.fate is not Fate.SAME]
    return sorted(shown, key=lambda line: order.index(line.fate))


def fates_of(meeting: RegistryMeeting) -> dict[Fate, int]:
    """How many products have which fate."""
    fates = [one.fate for one in meeting.products]
    return {fate: fates.count(fate) for fate in FATES}


Told = Mapping[str, str]


def _line(met: Met[ProducerCopy] | Met[ProductCopy], there: Told, here: Told) -> Line:
    keys = dict.fromkeys([*here, *there])
    differ = [key for key in keys if here.get(key) != there.get(key)] if met.here else []
    return Line(
        identity=met.identity,
        is_product=isinstance(met.there, ProductCopy),
        fate=met.fate,
        name=met.there.name,
        here=met.here.name if met.here else None,
        sides=tuple(Side(key, here.get(key, "–"), there.get(key, "–")) for key in differ),
    )


def _producer(copy: ProducerCopy | None) -> Told:
    if copy is None:
        return {}
    values = values_of(NOBODY, copy.about)
    return _told(values, OF_THE_PRODUCER)


def _product(copy: ProductCopy | None, makers: Mapping[str, ProducerCopy]) -> Told:
    if copy is None:
        return {}
    maker: Producer = makers[copy.producer].about
    values = values_of(copy.product, maker)
    told = dict(_told(values, values.keys() - OF_THE_PRODUCER))
    told[str(gettext("Producer"))] = words(maker.name)
    for finding in copy.findings:
        answer = gettext("Yes") if finding.holds else gettext("No")
        told[words(finding.test.words)] = f"{answer}: {finding.reason}"
    return told


def _told(values: Values, keys: Iterable[str]) -> Told:
    wanted = set(keys)
    return {column_title(key): told_value(key, values[key]) for key in values if key in wanted}
