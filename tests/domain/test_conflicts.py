"""A conflict is what was declared, or what name, telephone number and place have in common."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from judging.domain.conflicts import (
    Conflict,
    ConflictKind,
    EntryFacts,
    JudgeFacts,
    Marks,
    conflicts_between,
    marks_of,
    phones_in,
    ties_of_entry,
    ties_of_judge,
)
from judging.domain.interests import Interest, InterestKind
from judging.domain.localities import Locality
from judging.domain.places import Place
from judging.domain.provinces import province
from judging.domain.rules import Conflicts
from judging.domain.words import Words

KAMPOT, TAKEO = province("KH-7"), province("KH-21")
TUEK_CHHOU, TRAEUY_KAOH = Words("ទឹកឈូ", "Tuek Chhou"), Words("ត្រើយកោះ", "Traeuy Kaoh")
NOBODY = Words("", "")
NEITHER = Conflicts()
COMMUNE = Conflicts(same_commune=True)
DISTRICT = Conflicts(same_district=True)
BOTH = Conflicts(same_commune=True, same_district=True)
HERE = Locality(Place(KAMPOT, TUEK_CHHOU, TRAEUY_KAOH))


def entry(name: Words = NOBODY, phone: str = "", place: Locality = HERE) -> EntryFacts:
    return EntryFacts(producer_id=1, product_id=2, marks=marks_of(name, phone, place))


def found(
    judge: Locality,
    other: Locality,
    rule: Conflicts = BOTH,
    *,
    names: tuple[Words, Words] = (NOBODY, NOBODY),
    phones: tuple[str, str] = ("", ""),
) -> list[ConflictKind]:
    facts = JudgeFacts(marks_of(names[0], phones[0], judge))
    there = entry(names[1], phones[1], other)
    return [conflict.kind for conflict in conflicts_between(facts, there, rule)]


def numbered(number: str) -> Locality:
    return Locality(Place(KAMPOT), number)


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("070401", "070401", [ConflictKind.SAME_COMMUNE]),
        ("07040102", "070401", [ConflictKind.SAME_COMMUNE]),
        ("07040102", "07040103", [ConflictKind.SAME_COMMUNE]),
        ("070401", "070402", [ConflictKind.SAME_DISTRICT]),
        ("0704", "070402", [ConflictKind.SAME_DISTRICT]),
        ("070401", "070501", []),
        ("07", "07", []),
        ("", "", []),
    ],
)
def test_places_are_compared_by_the_first_figures_of_their_numbers(
    one: str, other: str, kinds: list[ConflictKind]
) -> None:
    assert found(numbered(one), numbered(other)) == kinds
    assert found(numbered(other), numbered(one)) == kinds


def test_the_same_names_are_the_same_commune_however_they_are_typed() -> None:
    typed = Locality(Place(KAMPOT, Words("ទឹក​ឈូ", "x"), Words("ត្រើយ កោះ", "y")), "")
    assert found(typed, HERE) == [ConflictKind.SAME_COMMUNE]
    english = Locality(Place(KAMPOT, Words("x", "tuek chhou"), Words("y", "Traeuy-Kaoh")))
    assert found(english, HERE) == [ConflictKind.SAME_COMMUNE]


@pytest.mark.parametrize(
    "other",
    [
        Place(TAKEO, TUEK_CHHOU, TRAEUY_KAOH),
        Place(KAMPOT, Words("ឈូក", "Chhuk"), TRAEUY_KAOH),
        Place(KAMPOT, None, TRAEUY_KAOH),
        Place(KAMPOT),
    ],
)
def test_a_commune_of_the_same_name_elsewhere_is_another(other: Place) -> None:
    assert found(Locality(other), HERE) == []


def test_a_number_and_a_name_alone_do_not_meet() -> None:
    assert found(numbered("070401"), HERE) == []
    assert found(replace(HERE, gazetteer="070401"), HERE) == [ConflictKind.SAME_COMMUNE]


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        (NEITHER, []),
        (COMMUNE, [ConflictKind.SAME_COMMUNE]),
        (DISTRICT, [ConflictKind.SAME_DISTRICT]),
        (BOTH, [ConflictKind.SAME_COMMUNE]),
    ],
)
def test_the_rule_switches_what_places_mean(rule: Conflicts, kinds: list[ConflictKind]) -> None:
    assert found(HERE, HERE, rule) == kinds


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        (Words("សហគ្រាស ក", "Palm House"), Words("ផ្ទះ", "PALM-HOUSE"), True),
        (Words("សហគ្រាស ក", ""), Words("សហគ្រាសក", ""), True),
        (Words("សហគ្រាស ក", "Palm House"), Words("សហគ្រាស ខ", "Palm Home"), False),
        (NOBODY, NOBODY, False),
        (Words("–", "-"), Words("–", "-"), False),
    ],
)
def test_an_enterprise_is_the_same_if_its_name_looks_the_same(
    one: Words, other: Words, meets: bool
) -> None:
    kinds = [ConflictKind.SAME_ENTERPRISE] if meets else []
    assert found(numbered(""), HERE, NEITHER, names=(one, other)) == kinds


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ("012 345 678", "012345678", True),
        ("+855 12 345 678", "012 345 678", True),
        ("00855 12 345 678", "+855 (0)12 345-678", True),
        ("012 345 678", "098 765 432 / 012 345 678", True),
        ("012 345 678", "012/345678", True),
        ("012 345 678", "012 345 679", False),
        ("123 456", "123 456", False),
        ("", "", False),
    ],
)
def test_a_telephone_number_is_the_same_however_it_is_dialled(
    one: str, other: str, meets: bool
) -> None:
    kinds = [ConflictKind.SAME_PHONE] if meets else []
    assert found(numbered(""), HERE, NEITHER, phones=(one, other)) == kinds


def test_khmer_figures_are_figures() -> None:
    assert phones_in("០១២ ៣៤៥ ៦៧៨") == phones_in("012 345 678") == {"012345678"}


@pytest.mark.parametrize(
    ("interest", "touches"),
    [
        ({"producer_id": 1}, True),
        ({"producer_id": 2}, False),
        ({"product_id": 2}, True),
        ({"product_id": 1}, False),
        ({"place": Locality(Place(KAMPOT))}, True),
        ({"place": Locality(Place(TAKEO))}, False),
        ({"place": Locality(Place(KAMPOT, TUEK_CHHOU))}, True),
        ({"place": HERE}, True),
        ({"place": Locality(Place(KAMPOT, TUEK_CHHOU, Words("កូនសត្វ", "Koun Satv")))}, False),
        ({"place": Locality(Place(KAMPOT), "0704")}, False),
        ({"place": replace(HERE, gazetteer="070401")}, True),
    ],
)
def test_a_declared_interest_touches_its_subject_and_what_lies_in_its_place(
    interest: dict[str, object], touches: bool
) -> None:
    declared = Interest(InterestKind.CLIENT, "We buy there.", **interest)
    judge = JudgeFacts(interests=(declared,))
    expected = [Conflict(ConflictKind.DECLARED, declared)] if touches else []
    assert conflicts_between(judge, entry(), NEITHER) == expected


def test_all_reasons_are_told_and_what_was_declared_comes_first() -> None:
    declared = Interest(InterestKind.OWN, "Mine.", producer_id=1)
    name, phone = Words("ផ្ទះត្នោត", "Palm House"), "012 345 678"
    judge = JudgeFacts(marks_of(name, phone, HERE), (declared,))
    conflicts = conflicts_between(judge, entry(name, phone), BOTH)
    assert [(one.kind, one.is_declared) for one in conflicts] == [
        (ConflictKind.DECLARED, True),
        (ConflictKind.SAME_ENTERPRISE, False),
        (ConflictKind.SAME_PHONE, False),
        (ConflictKind.SAME_COMMUNE, False),
    ]


def test_without_a_profile_there_is_only_what_was_declared() -> None:
    assert conflicts_between(JudgeFacts(), entry(), BOTH) == []


# Few of everything, so that many have something in common.
SOME_NAMES = st.sampled_from([NOBODY, Words("ផ្ទះត្នោត", "Palm House"), Words("", "Palm House")])
SOME_PHONES = st.sampled_from(["", "012 345 678", "+855 12 345 678 / 098 765 432", "098 765 432"])
SOME_PLACES = st.sampled_from(
    [HERE, Locality(Place(TAKEO)), Locality(Place(KAMPOT), "0704"), Locality(Place(KAMPOT))]
)
SOME_INTERESTS = st.lists(
    st.one_of(
        st.builds(lambda number: {"product_id": number}, st.integers(1, 3)),
        st.builds(lambda number: {"producer_id": number}, st.integers(1, 3)),
        st.builds(lambda place: {"place": place}, SOME_PLACES),
    ).map(lambda subject: Interest(InterestKind.CLIENT, "a tie", **subject)),
    max_size=2,
)
SOME_MARKS = st.builds(marks_of, SOME_NAMES, SOME_PHONES, SOME_PLACES)


@given(SOME_MARKS, SOME_INTERESTS, SOME_MARKS, st.integers(1, 3), st.integers(1, 3))
def test_whoever_is_in_conflict_with_an_entry_shares_a_tie_with_it(
    own: Marks, interests: list[Interest], marks: Marks, producer_id: int, product_id: int
) -> None:
    judge, there = JudgeFacts(own, interests), EntryFacts(producer_id, product_id, marks)
    shared = ties_of_judge(judge) & ties_of_entry(there)
    assert shared or not conflicts_between(judge, there, BOTH)
