"""What a table would do to the registry, row by row, before anything is done."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from judging.domain.products import gazetteer_number
from judging.domain.provinces import province
from judging.domain.refusal import Refusal, sentence
from judging.domain.registry_table import COLUMN_BY_KEY, OF_THE_PRODUCER, Fault, Value, Values
from judging.domain.spelling import look_of


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Read:
    """A row of a table: its number there, what it says and what is wrong with it."""

    number: int
    values: Values
    faults: Sequence[Fault] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A product of the registry with its producer, by the columns of the table."""

    product_id: int
    producer_id: int
    values: Values


@dataclass(frozen=True, slots=True)
class Change:
    """A column and what it says before (nothing, if it was not known) and after."""

    key: str
    was: Value | None
    now: Value


@dataclass(slots=True)
class Planned:
    """A row and what becomes of it.

    `product_id` is None for a product that is not in the registry yet. `producer` is the number
    of a known producer, or a key under which the rows of one new producer meet. `alike` names
    what looks the same: "product:12", "producer:3" or "row:7".
    """

    row: Read
    fate: Fate
    product_id: int | None = None
    producer: int | str = ""
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    alike: list[str] = field(default_factory=list)


NEEDED = (
    ("product_km", sentence("Write the product's name in Khmer.")),
    ("product_en", sentence("Write the product's name in English.")),
    ("producer_km", sentence("Write the producer's name in Khmer.")),
    ("producer_en", sentence("Write the producer's name in English.")),
    ("form", sentence("Write the form of the producer.")),
    ("province", sentence("Write the province.")),
)
SEVERAL = sentence(
    "%(count)s products of the registry look like this one; write the registration number."
)
SEVERAL_PRODUCERS = sentence(
    "%(count)s producers of the registry look like this one; register this product on a page."
)
TWICE = sentence("Row %(row)s is about this product already.")
OTHERWISE = sentence("Row %(row)s says otherwise of this producer: %(other)s.")
ANOTHERS = sentence(
    "In the registry this is a product of %(producer)s, who has other products too;"
    " correct it on the product's page."
)


def plan_rows(
    rows: Sequence[Read], registry: Iterable[Known], tell: Callable[[int], None] = lambda _: None
) -> list[Planned]:
    """What becomes of each row; `tell` is told how many rows are done."""
    plan = _Plan(list(registry))
    planned = []
    for count, row in enumerate(rows, 1):
        planned.append(plan.of(row))
        tell(count)
    return planned


class _Plan:
    """The registry by what its products and producers look like, and the rows so far."""

    def __init__(self, registry: list[Known]) -> None:
        self.by_registration = {
            known.values["registration"]: known
            for known in registry
            if "registration" in known.values
        }
        self.by_key: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        self.products: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.producers: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self.producer_ids: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self.products_of: dict[int, set[int]] = defaultdict(set)
        self.producer_values: dict[int, Values] = {}
        self.row_by_product: dict[int, int] = {}
        self.said: dict[tuple[int | str, str], tuple[int, Value]] = {}
        for known in registry:
            self._remember(known)

    def _remember(self, known: Known) -> None:
        values = known.values
        self.by_key[_key(values)].append(known)
        self.producer_ids[_producer_key(values)].add(known.producer_id)
        self.producer_values[known.producer_id] = values
        self.products_of[known.producer_id].add(known.product_id)
        self._note_looks(values, f"product:{known.product_id}", f"producer:{known.producer_id}")

    def _note_looks(self, values: Values, product: str, producer: str) -> None:
        for look in _looks(values, "product"):
            self.products[_province(values), look].append(product)
        for look in _looks(values, "producer"):
            self.producers[_province(values), look][producer] = None

    def of(self, row: Read) -> Planned:
        """What becomes of the next row."""
        planned = Planned(row, Fate.REFUSED, faults=list(row.faults))
        if planned.faults:
            return planned
        known = self._known(planned)
        if planned.faults:
            return planned
        if known:
            self._compare(planned, known)
        else:
            self._take_in(planned)
        if not planned.faults:
            for key in OF_THE_PRODUCER & row.values.keys():
                self.said.setdefault((planned.producer, key), (row.number, row.values[key]))
        else:
            planned.fate, planned.changes, planned.alike = Fate.REFUSED, [], []
        return planned

    def _known(self, planned: Planned) -> Known | None:
        """The product of the registry that the row is about."""
        values = planned.row.values
        found = self.by_registration.get(values.get("registration", ""))
        if found:
            return found
        if not {"product_km", "producer_km", "province"} <= values.keys():
            return None
        alike = [
            known
            for known in self.by_key.get(_key(values), ())
            if "registration" not in values or "registration" not in known.values
        ]
        if len(alike) > 1:
            planned.faults.append(Fault("registration", SEVERAL, {"count": len(alike)}))
            return None
        return alike[0] if alike else None

    def _compare(self, planned: Planned, known: Known) -> None:
        row = planned.row
        planned.product_id, planned.producer = known.product_id, known.producer_id
        first = self.row_by_product.setdefault(known.product_id, row.number)
        if first != row.number:
            planned.faults.append(Fault("product_km", TWICE, {"row": first}))
        if self._is_anothers(known, row.values):
            owner = {"producer": str(known.values["producer_km"])}
            planned.faults.append(Fault("producer_km", ANOTHERS, owner))
        self._look_for_contradictions(planned)
        _look_at_gazetteer(planned, {**known.values, **row.values})
        planned.changes = _changes(known.values, row.values, COLUMN_BY_KEY)
        planned.fate = Fate.CHANGED if planned.changes else Fate.SAME

    def _is_anothers(self, known: Known, values: Values) -> bool:
        """Whether the row would give another name to the producer of other products too."""
        names = [key for key in ("producer_km", "producer_en") if key in values]
        others = len(self.products_of[known.producer_id]) > 1
        return (
            others
            and bool(names)
            and all(look_of(str(known.values[key])) != look_of(str(values[key])) for key in names)
        )

    def _look_for_contradictions(self, planned: Planned) -> None:
        row = planned.row
        for key in sorted(OF_THE_PRODUCER & row.values.keys()):
            number, said = self.said.get((planned.producer, key), (0, row.values[key]))
            if said != row.values[key]:
                planned.faults.append(Fault(key, OTHERWISE, {"row": number, "other": said}))

    def _take_in(self, planned: Planned) -> None:
        """A product that is not in the registry."""
        row = planned.row
        planned.fate = Fate.NEW
        planned.faults += [Fault(key, why, {}) for key, why in NEEDED if key not in row.values]
        if planned.faults:
            return
        _look_at_gazetteer(planned, row.values)
        ids = self.producer_ids.get(_producer_key(row.values), set())
        if len(ids) > 1:
            planned.faults.append(Fault("producer_km", SEVERAL_PRODUCERS, {"count": len(ids)}))
        planned.producer = next(iter(ids)) if ids else "|".join(_producer_key(row.values))
        if isinstance(planned.producer, int):
            known = self.producer_values[planned.producer]
            planned.changes = _changes(known, row.values, OF_THE_PRODUCER)
        self._look_for_contradictions(planned)
        if planned.faults:
            return
        self._look_for_alikes(planned)
        producer = f"producer:{planned.producer}" if ids else f"row:{row.number}"
        self._note_looks(row.values, f"row:{row.number}", producer)

    def _look_for_alikes(self, planned: Planned) -> None:
        values = planned.row.values
        at = _province(values)
        products = [a for look in _looks(values, "product") for a in self.products[at, look]]
        producers: list[str] = []
        if isinstance(planned.producer, str) and (planned.producer, "form") not in self.said:
            producers = [a for look in _looks(values, "producer") for a in self.producers[at, look]]
        planned.alike = list(dict.fromkeys([*products, *producers]))
        if planned.alike:
            planned.fate = Fate.DUPLICATE


def _changes(known: Values, values: Values, keys: Container[str]) -> list[Change]:
    return [
        Change(key, known.get(key), value)
        for key, value in values.items()
        if key in keys and known.get(key) != value
    ]


def _look_at_gazetteer(planned: Planned, values: Values) -> None:
    number = str(values.get("gazetteer", ""))
    try:
        gazetteer_number(number, within=province(_province(values)))
    except Refusal as refusal:
        planned.faults.append(Fault("gazetteer", refusal.sentence, {}))


def _province(values: Values) -> str:
    return str(values["province"])


def _key(values: Values) -> tuple[str, ...]:
    return (*_producer_name(values), look_of(str(values["product_km"])))


def _producer_key(values: Values) -> tuple[str, ...]:
    return (*_producer_name(values), str(values["form"]))


def _producer_name(values: Values) -> tuple[str, str]:
    return _province(values), look_of(str(values["producer_km"]))


def _looks(values: Values, what: str) -> set[str]:
    looks = {look_of(str(values[f"{what}_{language}"])) for language in ("km", "en")}
    return looks - {""}
