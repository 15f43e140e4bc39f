"""Runs the worked tables about conflicts."""

from judging.domain.conflicts import EntryFacts, JudgeFacts, Marks, conflicts_between, marks_of
from judging.domain.interests import Interest, InterestKind
from judging.domain.localities import Locality
from judging.domain.places import Place
from judging.domain.provinces import PROVINCES, province
from judging.domain.rules import Conflicts
from judging.domain.words import Words
from tests.domain.worked_tables import Table, listed

KAMPOT = province("KH-7")
PROVINCE_BY_NAME = {one.name.en: one for one in PROVINCES}
ENTRY = EntryFacts(
    producer_id=1,
    product_id=2,
    marks=marks_of(
        Words("", ""),
        "",
        Locality(
            Place(KAMPOT, Words("", "Tuek Chhou"), Words("", "Traeuy Kaoh")), gazetteer="070401"
        ),
    ),
)


def in_common(table: Table) -> None:
    """Each row is a judge, an entry and a rule."""
    for row in table:
        judge = _marks(row, "enterprise of the judge", "judge")
        entry = EntryFacts(1, 2, _marks(row, "producer", "entry"))
        on = listed(row["on"])
        rule = Conflicts(same_commune="commune" in on, same_district="district" in on)
        found = conflicts_between(JudgeFacts(judge), entry, rule)
        assert [one.kind for one in found] == listed(row["conflicts"]), row


def declared(table: Table) -> None:
    """Each row is one interest in something."""
    for row in table:
        judge = JudgeFacts(interests=(_interest(row["interest in"]),))
        touches = bool(conflicts_between(judge, ENTRY, Conflicts()))
        assert touches == (row["touches the entry"] == "yes"), row


def _marks(row: dict[str, str], name: str, whose: str) -> Marks:
    phone = row[f"telephone of the {'producer' if whose == 'entry' else 'judge'}"]
    place = _place(row[f"place of the {whose}"])
    return marks_of(Words("", _known(row[name])), _known(phone), place)


def _known(cell: str) -> str:
    return "" if cell == "–" else cell


def _place(cell: str) -> Locality:
    if "/" in cell:
        district, commune = (Words("", name) for name in cell.split("/"))
        return Locality(Place(KAMPOT, district, commune))
    return Locality(Place(KAMPOT), _known(cell))


def _interest(cell: str) -> Interest:
    kind, _, number = cell.partition(" ")
    match kind:
        case "producer":
            return Interest(InterestKind.OTHER, "A tie.", producer_id=int(number))
        case "product":
            return Interest(InterestKind.OTHER, "A tie.", product_id=int(number))
        case name if name in PROVINCE_BY_NAME:
            place = Locality(Place(PROVINCE_BY_NAME[name]))
            return Interest(InterestKind.OTHER, "A tie.", place=place)
    return Interest(InterestKind.OTHER, "A tie.", place=_place(cell))
