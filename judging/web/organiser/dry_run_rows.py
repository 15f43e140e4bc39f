"""The rows of a dry run in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, lazy_gettext as _l

from judging.documents.workbooks import Cell, Table
from judging.domain.producers import ProducerForm
from judging.domain.provinces import PROVINCE_BY_ISO
from judging.domain.refusal import Refusal
from judging.domain.registry_plan import Fate, Planned
from judging.domain.registry_table import COLUMN_BY_KEY, Fault, Value
from judging.domain.words import Words
from judging.queries.imports import names_of
from judging.web.filters import digits, words
from judging.web.sentences import sentence_of

FATES = {
    Fate.NEW: _l("New"),
    Fate.CHANGED: _l("Changed"),
    Fate.DUPLICATE: _l("Perhaps there already"),
    Fate.REFUSED: _l("Refused"),
    Fate.SAME: _l("The same"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number in the file, what becomes of it, and why.

    `changes` are column, before and after; `alike` are an address (or none) and a text.
    """

    number: int
    fate: Fate
    product: str
    producer: str
    province: str
    changes: tuple[tuple[str, str, str], ...]
    faults: tuple[tuple[str, str], ...]
    alike: tuple[tuple[str, str], ...]
    is_ticked: bool


def lines_of(plan: Iterable[Planned], ticked: frozenset[int]) -> list[Line]:
    """Rows of a dry run as a page shows them."""
    rows = list(plan)
    names = names_of({mark for planned in rows for mark in planned.alike})
    return [_line(planned, ticked, names) for planned in rows]


def table_of(lines: Sequence[Line]) -> Table:
    """The same as a table."""
    headings = [
        gettext("Row"),
        gettext("What becomes of it"),
        gettext("Product"),
        gettext("Producer"),
        gettext("Province"),
        gettext("Why"),
    ]
    rows: list[list[Cell]] = [
        [line.number, str(FATES[line.fate]), line.product, line.producer, line.province, _why(line)]
        for line in lines
    ]
    return Table("dry run", headings, rows)


def _why(line: Line) -> str:
    changes = [f"{column}: {was} → {now}" for column, was, now in line.changes]
    faults = [f"{column}: {sentence}" for column, sentence in line.faults]
    alike = [text for _, text in line.alike]
    return "\n".join([*faults, *changes, *alike])


def _line(
    planned: Planned, ticked: frozenset[int], names: dict[str, tuple[Words, Words | None]]
) -> Line:
    values = planned.row.values
    return Line(
        number=planned.row.number,
        fate=planned.fate,
        product=_name(planned, "product"),
        producer=_name(planned, "producer"),
        province=told_value("province", values["province"]) if "province" in values else "",
        changes=tuple(
            (
                column_title(c.key),
                "–" if c.was is None else told_value(c.key, c.was),
                told_value(c.key, c.now),
            )
            for c in planned.changes
        ),
        faults=tuple((column_title(fault.key), _sentence(fault)) for fault in planned.faults),
        alike=tuple(_alike(mark, names) for mark in planned.alike),
        is_ticked=planned.row.number in ticked,
    )


def _name(planned: Planned, what: str) -> str:
    values = planned.row.values
    name = Words(str(values.get(f"{what}_km", "")), str(values.get(f"{what}_en", "")))
    return words(name) or name.km or name.en


def column_title(key: str) -> str:
    """What a column of the registry is called."""
    return words(COLUMN_BY_KEY[key].title)


def told_value(key: str, value: Value) -> str:
    """What a cell of a column says, in words."""
    if isinstance(value, bool):
        return str(gettext("Yes") if value else gettext("No"))
    if key == "province":
        return words(PROVINCE_BY_ISO[value].name)
    if key == "form":
        return words(ProducerForm(value).words)
    return value


def _sentence(fault: Fault) -> str:
    facts = {
        name: told_value(fault.key, fact) if isinstance(fact, bool) else fact
        for name, fact in fault.facts.items()
    }
    return sentence_of(Refusal(fault.sentence, **facts))


def _alike(mark: str, names: dict[str, tuple[Words, Words | None]]) -> tuple[str, str]:
    kind, _, number = mark.partition(":")
    if kind == "row":
        return "", str(gettext("Row %(row)s of this table", row=digits(number)))
    name, producer = names.get(mark, (Words("–", "–"), None))
    if kind == "producer":
        return url_for("organiser.producer", producer_id=int(number)), words(name)
    told = " · ".join(words(one) for one in (name, producer) if one)
    return url_for("organiser.product", product_id=int(number)), told
