"""Two registries that went on apart: one side's change holds, both sides' is asked."""

from dataclasses import replace

import pytest

from judging.domain.producers import Producer, ProducerForm
from judging.domain.product_papers import ProductPaper
from judging.domain.registry_meeting import Choice, Fate, meet
from judging.domain.round_files import PaperCopy, ProducerCopy, ProductCopy, Registry
from judging.domain.words import Words

MAKER = ProducerCopy("maker", Producer(Words("អ្នកផលិត", "Maker"), ProducerForm.GROUP))
PEPPER = ProductCopy(
    identity="pepper",
    producer="maker",
    name=Words("ម្រេច", "Pepper"),
    province="KH-7",
    gazetteer="",
    registration="",
    group="FOOD",
    findings=(),
)


def holding(*products: ProductCopy, papers: tuple[PaperCopy, ...] = ()) -> Registry:
    return Registry((MAKER,), products, papers)


def called(name: str, **changes: str) -> ProductCopy:
    return replace(PEPPER, name=Words("ម្រេចផ្សេង", name), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("base", "here", "there", "fate"),
    [
        (PEPPER, PEPPER, PEPPER, Fate.SAME),
        (PEPPER, PEPPER, called("There"), Fate.CHANGED_THERE),
        (PEPPER, called("Here"), PEPPER, Fate.CHANGED_HERE),
        (PEPPER, called("Both"), called("Both"), Fate.SAME),
        (PEPPER, called("Here"), called("There"), Fate.CONFLICT),
        (None, None, PEPPER, Fate.NEW),
        (None, called("Here"), called("There"), Fate.CONFLICT),
    ],
)
def test_what_becomes_of_a_product(
    base: ProductCopy | None, here: ProductCopy | None, there: ProductCopy, fate: Fate
) -> None:
    sides = [holding(*(one for one in [side] if one)) for side in (base, here)]
    (met,) = meet(sides[0], sides[1], holding(there)).products
    assert (met.fate, met.here) == (fate, here)


@pytest.mark.parametrize(
    ("here", "there", "is_alike"),
    [
        ({"name": Words("ម្រេច", "A")}, {"name": Words("ម្រេច", "B")}, True),
        ({"name": Words("ក", "Kampot Pepper")}, {"name": Words("ខ", "kampot-pepper")}, True),
        ({"name": Words("ក", "Salt")}, {"name": Words("ខ", "Pepper")}, False),
        ({"name": PEPPER.name, "province": "KH-8"}, {"name": PEPPER.name}, False),
        (
            {"name": Words("ក", "A"), "registration": "R-1"},
            {"name": Words("ខ", "B"), "registration": "R-1"},
            True,
        ),
        ({"name": Words("ក", "A")}, {"name": Words("ខ", "B")}, False),
    ],
)
def test_a_new_product_is_pointed_out_where_it_looks_like_one_here(
    here: dict[str, object], there: dict[str, object], is_alike: bool
) -> None:
    ours = replace(PEPPER, identity="ours", **here)  # type: ignore[arg-type]
    theirs = replace(PEPPER, identity="theirs", **there)  # type: ignore[arg-type]
    meeting = meet(Registry(), holding(ours), holding(theirs))
    (met,) = meeting.products
    assert met.fate is (Fate.ALIKE if is_alike else Fate.NEW)
    assert meeting.proposed == ({"theirs"} if ours.registration else set())
    assert meeting.makers == ((MAKER,) if is_alike else ())


def test_what_comes_itself_is_not_what_something_else_looks_like() -> None:
    other = replace(PEPPER, identity="other")
    meeting = meet(holding(PEPPER), holding(PEPPER), holding(PEPPER, other))
    assert [one.fate for one in meeting.products] == [Fate.SAME, Fate.NEW]


def test_papers_that_were_added_come_along_and_none_is_taken_away() -> None:
    old, new = (PaperCopy("pepper", ProductPaper("food-hygiene", number=n)) for n in "12")
    meeting = meet(
        holding(PEPPER, papers=(old,)),
        holding(PEPPER, papers=(old,)),
        holding(PEPPER, papers=(new,)),
    )
    assert meeting.papers == (new,)


def test_a_paper_that_was_taken_out_here_does_not_come_back() -> None:
    paper = PaperCopy("pepper", ProductPaper("food-hygiene", number="1"))
    meeting = meet(
        holding(PEPPER, papers=(paper,)), holding(PEPPER), holding(PEPPER, papers=(paper,))
    )
    assert meeting.papers == ()


def test_only_what_a_person_ticked_is_taken_from_a_conflict() -> None:
    (met,) = meet(holding(PEPPER), holding(called("A")), holding(called("B"))).products
    assert not Choice().takes(met)
    assert Choice(theirs=frozenset({"pepper"})).takes(met)
    assert not Choice(one_thing=frozenset({"pepper"})).takes(met)
