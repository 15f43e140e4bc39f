"""Versions as tablets write them: sound ones are read, everything else is Unreadable."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from judging.domain.papers import PaperTicks
from judging.domain.rubric import Scorer
from judging.domain.version import Unreadable, Version, read_version

ONE, TWO = (f"0b1f5b0e-6a51-4f5e-8d6c-3f1f0a0e1c0{n}" for n in (1, 2))
SOUND: dict[str, Any] = {
    "format": 1,
    "identity": ONE,
    "competition": TWO,
    "round": 7,
    "judge": 12,
    "entry": "3201",
    "scorer": "panel",
    "rubric": "0123456789ab",
    "answers": {"C1.1": "3", "C2.1": "4.5"},
    "notes": {"C1.1": " ស្អាត ", "": "all", "C2.1": " "},
    "before": [TWO],
    "made_at": "2027-04-07T03:12:45.123Z",
}


def test_a_sound_version_is_read() -> None:
    papers = {"ticked": ["a"], "shown": []}
    assert read_version(json.dumps(SOUND | {"papers": papers, "more": "later"})) == Version(
        identity=ONE,
        competition=TWO,
        round=7,
        judge=12,
        entry="3201",
        scorer=Scorer.PANEL,
        rubric="0123456789ab",
        answers={"C1.1": Decimal(3), "C2.1": Decimal("4.5")},
        notes={"C1.1": "ស្អាត", "": "all"},
        papers=PaperTicks(frozenset({"a"}), frozenset()),
        before=(TWO,),
        made_at="2027-04-07T03:12:45.123Z",
    )


WRONG: list[tuple[str, object]] = [
    ("format", 2),
    ("format", True),
    ("identity", ONE.upper()),
    ("identity", "0b1f5b0e-6a51-1f5e-8d6c-3f1f0a0e1c01"),
    ("competition", None),
    ("round", "7"),
    ("round", 7.0),
    ("round", True),
    ("judge", 0),
    ("judge", 2**31),
    ("entry", "3201\n"),
    ("entry", "x" * 41),
    ("scorer", "chair"),
    ("scorer", []),
    ("rubric", ""),
    ("answers", []),
    ("answers", {"C1.1": 3}),
    ("answers", {"C1.1": "1e3"}),
    ("answers", {"C1.1": "៣"}),
    ("answers", {"C1.1": "NaN"}),
    ("answers", {"": "3"}),
    ("answers", {f"C{n}": "1" for n in range(501)}),
    ("notes", {"C1.1": 3}),
    ("notes", None),
    ("papers", []),
    ("papers", {"ticked": [1], "shown": []}),
    ("before", "x"),
    ("before", [7]),
    ("made_at", "x" * 41),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_field_that_is_not_sound_makes_it_unreadable(field: str, value: object) -> None:
    with pytest.raises(Unreadable):
        read_version(json.dumps(SOUND | {field: value}))


@pytest.mark.parametrize("field", sorted(set(SOUND)))
def test_every_field_has_to_be_there(field: str) -> None:
    with pytest.raises(Unreadable):
        read_version(json.dumps({name: value for name, value in SOUND.items() if name != field}))


def test_the_largest_text_is_read_and_a_larger_one_is_not() -> None:
    empty = len(json.dumps(SOUND | {"notes": {"": ""}}))
    text = json.dumps(SOUND | {"notes": {"": "x" * (64 * 1024 - empty)}})
    assert read_version(text).notes == {"": "x" * 2000}
    with pytest.raises(Unreadable):
        read_version(text + " ")


def test_half_a_character_and_a_nul_cost_no_score() -> None:
    text = json.dumps(SOUND | {"notes": {"": "a\ud83eb\0c"}})
    assert read_version(text).notes == {"": "a\ufffdbc"}


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.text() | plain.map(json.dumps))
def test_any_text_is_a_version_or_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_version(text)


@given(st.sampled_from(sorted(SOUND)), plain)
def test_any_field_is_read_or_unreadable(field: str, value: object) -> None:
    try:
        version = read_version(json.dumps(SOUND | {field: value}))
    except Unreadable:
        return
    assert isinstance(version, Version)


def test_a_mad_clock_costs_no_score() -> None:
    for told, kept in (("\ud800", "\ufffd"), ("2027\0", "2027"), ("", "")):
        text = json.dumps(SOUND | {"made_at": told})
        assert read_version(text).made_at == kept
