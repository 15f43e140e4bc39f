"""Whatever is wrong with a round file, it is refused in one sentence and nothing is kept."""

from random import Random
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings, strategies as some

from judging.documents.sealed_files import read_round
from judging.domain.meaning import version_of
from judging.domain.refusal import Refusal
from judging.domain.registry_meeting import Choice
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.loans import living_loan, meeting_of
from judging.persistence.writing import writing
from judging.services.acts import Deeds
from judging.services.bringing_home import bring_home
from judging.services.lending import take_back
from judging.services.receiving_round import check_file
from judging.services.settling_registry import settle_registry
from tests import story as told, travelling
from tests.faulty_files import FAULTS, NOT_THERE, Fault, entry_with, plain, product_with, written
from tests.travelling import Journey, everything, opened


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_file_is_refused_and_nothing_is_kept(
    app: Flask, province: Flask, fault: str
) -> None:
    journey = travelling.announced(province, entries=2, registered=0)
    make, sentence = FAULTS[fault]
    data = make(journey, travelling.packed(journey))
    before = everything()
    with pytest.raises(Refusal, match=sentence):
        travelling.received(journey, data)
    assert everything() == before


def test_any_bit_that_is_flipped_is_found(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province, entries=1, registered=0)
    data = travelling.packed(journey)
    before, chance = everything(), Random(2027)
    places = [*range(230), *chance.sample(range(230, len(data)), 400), len(data) - 1]
    for place in places:
        flipped = bytearray(data)
        flipped[place] ^= 1 << chance.randrange(8)
        with pytest.raises(Refusal):
            travelling.received(journey, bytes(flipped))
    assert everything() == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (product_with(province="KH-99"), "is not a province"),
        (product_with(gazetteer="0801"), "gazetteer number"),
        (product_with(name=told.Words("ម្រេច ☃", "Pepper")), "cannot be printed"),
        (product_with(name=told.Words("", "Pepper")), "Write the product's name in Khmer"),
        (entry_with(moved_from="self"), NOT_THERE),
    ],
)
def test_what_no_registry_takes_is_refused_as_a_whole(
    app: Flask, province: Flask, change: Fault, sentence: str
) -> None:
    journey = travelling.announced(province, entries=2, registered=0)
    data = travelling.packed(journey)
    if sentence == NOT_THERE:
        code = opened(journey, data).entries[0].code
        change = entry_with(moved_from=code)
    file_id = travelling.received(journey, change(journey, data))
    before = everything()
    with pytest.raises(Refusal, match=sentence):
        travelling.brought(journey, file_id)
    assert everything() == before


ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=50),
    lambda inner: some.lists(inner, max_size=2) | some.dictionaries(some.text(), inner, max_size=2),
    max_leaves=4,
)


class Undone(Exception):
    """What was tried is not to be kept."""


def try_whole(journey: Journey, data: bytes) -> None:
    """Everything that is done with a file, but for keeping it."""
    session = db.session()
    loan = living_loan(session, journey.centre.round_id)
    assert loan is not None
    file, _ = read_round(data, loan.key)
    check_file(file, loan)
    meeting = meeting_of(session, file, loan)
    assert version_of(meeting)
    deeds = Deeds(None, journey.centre.organiser, told.NOON)
    with writing() as session:
        settle_registry(session, deeds, meeting, Choice())
        raise Undone


def test_a_file_with_anything_anywhere_is_refused_or_right(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province, entries=1, registered=1)
    file = plain(journey, travelling.packed(journey))
    paths = sorted(paths_of(file), key=repr)
    before = everything()

    @settings(max_examples=400, database=None)
    @given(some.sampled_from(paths), ANYTHING)
    def check(path: tuple[object, ...], value: object) -> None:
        try:
            data = written(journey, changed(file, path, value))
        except UnicodeEncodeError:
            return  # Half a character cannot be written.
        with pytest.raises((Refusal, Undone)):
            try_whole(journey, data)

    check()
    assert everything() == before


def paths_of(value: Any, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """The ways to everything in the file."""
    if not isinstance(value, dict | list):
        return []
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    paths = []
    for key, item in inner:
        paths += [(*path, key), *paths_of(item, (*path, key))]
    return paths


def changed(value: Any, path: tuple[object, ...], new: object) -> Any:
    """The same with something else at the end of the path."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


def test_a_file_waits_for_a_round_that_is_taken_back_in_vain(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province, entries=1, registered=0)
    file_id = travelling.received(journey, travelling.packed(journey))
    as_of = version_of(travelling.meeting(file_id))
    centre = journey.centre
    take_back(centre.organiser, centre.round_id, "It is judged here.", told.NOON)
    with pytest.raises(Refusal, match="not lent"):
        bring_home(centre.organiser, file_id, Choice(), as_of, told.NOON)
    assert db.session.get_one(RoundRow, centre.round_id).state == "entering"
