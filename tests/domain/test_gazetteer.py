"""The gazetteer's file: headings in any order, numbers as spreadsheets spoil them, every fault."""

import pytest

from judging.domain.gazetteer import GazetteerRefusal, read_gazetteer, refuse_orphans
from judging.domain.refusal import Refusal

HEAD = "number,name_km,name_en\n"


def numbers(text: str) -> list[str]:
    return [place.number for place in read_gazetteer(text).place_by_line.values()]


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_columns_stand_in_any_order_and_others_are_named(between: str) -> None:
    rows = ["Name_EN, ,Number ,area,name_km", "Invented,x,0701,9,កន្លែង", ",,,,"]
    file = read_gazetteer("\r\n".join(row.replace(",", between) for row in rows))
    assert file.ignored == ("area",)
    ((line, place),) = file.place_by_line.items()
    assert (line, place.number, place.parent) == (2, "0701", "07")
    assert (place.name.km, place.name.en) == ("កន្លែង", "Invented")


def test_a_number_gets_its_nought_back_and_khmer_figures_are_read() -> None:
    text = HEAD + "701,ក,A\n" + "០៧០២០១,ខ,B\n7020103,គ,C\n"
    assert numbers(text) == ["0701", "070201", "07020103"]


@pytest.mark.parametrize("name", ["កំពត,Kampot", "កំពត,Kâmpôt", "ផ្សេង,KAMPOT"])
def test_a_province_is_checked_and_not_loaded(name: str) -> None:
    assert numbers(f"{HEAD}07,{name}\n0701,ក,A\n") == ["0701"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("ABC,ក,A", "“ABC” is no number"),
        ("²²,ក,A", "is no number"),
        (",ក,A", "“” is no number"),
        ("070102030,ក,A", "is no number"),
        ("2601,ក,A", "begins with no number of a province"),
        ("0001,ក,A", "begins with no number of a province"),
        ("05,កំពត,Kampot", "05 is the province កំពង់ស្ពឺ / Kampong Speu and not"),
        ("0701,,A", "missing in Khmer or in English"),
        ("0701,ក", "missing in Khmer or in English"),
        ("0701,漢,A", "cannot be printed"),
        ("0701," + "ក" * 71 + ",A", "70 characters"),
    ],
)
def test_a_wrong_line_is_refused_by_its_number(line: str, why: str) -> None:
    with pytest.raises(GazetteerRefusal) as refused:
        read_gazetteer(f"{HEAD}0702,ខ,B\n{line}\n")
    ((number, fault),) = refused.value.faults
    assert number == 3
    assert why in str(fault)


def test_every_wrong_line_is_told_at_once() -> None:
    with pytest.raises(GazetteerRefusal) as refused:
        read_gazetteer(HEAD + "0701,ក,A\n701,ខ,B\nx,គ,C\n")
    assert [(line, str(fault)) for line, fault in refused.value.faults] == [
        (3, "0701 stands on line 2 already; delete one of the two."),
        (4, "“x” is no number of 2, 4, 6 or 8 figures."),
    ]
    assert str(refused.value) == "Lines that must be corrected: 2. Nothing is loaded."


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "first line must name"),
        ("number,name_km\n0701,ក\n", "first line must name"),
        ("number,number,name_km,name_en\n", "first line must name"),
        (HEAD, "no places under its headings"),
        (HEAD + '0701,"ក,A\n', "is not CSV"),
    ],
)
def test_what_is_no_gazetteer_is_refused(text: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        read_gazetteer(text)


def test_the_place_around_must_be_there() -> None:
    file = read_gazetteer(HEAD + "0701,ក,A\n070101,ខ,B\n070202,គ,C\n07010101,ឃ,D\n")
    with pytest.raises(GazetteerRefusal) as refused:
        refuse_orphans(file, set())
    assert [(line, str(fault)) for line, fault in refused.value.faults] == [
        (4, "070202 lies in 0702, which is not there.")
    ]
    refuse_orphans(file, {"0702"})
