"""A newer file of a round takes the place of the one that came home; an older one never."""

import json

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.refusal import Refusal
from judging.persistence.competitions import RoundRow
from judging.persistence.database import db
from judging.persistence.results import ResultRow
from judging.persistence.score_sheets import SheetRow
from judging.persistence.writing import writing
from judging.queries.entries import entries_of
from judging.queries.results import result_of
from judging.services.announcing_again import announce_again
from judging.services.carrying import carry_leading
from tests import story as told, travelling
from tests.travelling import at, home, product, renamed


def test_the_file_is_kept_whole_and_a_newer_one_takes_its_place(
    app: Flask, province: Flask
) -> None:
    journey = travelling.announced(province, entries=1, registered=1)
    old = travelling.packed(journey)
    home(journey)
    (identity,) = travelling.identities(journey)
    with at(province):
        renamed(identity, "Corrected later", journey.there.organiser)
    results = [row.id for row in db.session.scalars(select(ResultRow))]
    home(journey)
    assert product(identity).name_en == "Corrected later"
    assert [row.id for row in db.session.scalars(select(ResultRow))] == results
    with pytest.raises(Refusal, match="this one is older"):
        travelling.received(journey, old)


def test_a_newer_file_with_another_result_replaces_it(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province, entries=2, registered=0)
    data = travelling.packed(journey)
    file = travelling.opened(journey, data)
    home(journey)
    before = result_of(journey.centre.code)
    gone = file.entries[0].code
    fewer = travelling.without_entry(journey, data, gone, number=9)
    assert travelling.brought(journey, travelling.received(journey, fewer))
    after = result_of(journey.centre.code)
    assert before is not None
    assert after is not None
    assert before.digest != after.digest
    assert [one.code for one in entries_of(journey.centre.round_id)] == [file.entries[1].code]


def test_no_newer_file_once_leading_products_were_carried(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province, entries=1, registered=0)
    home(journey)
    (entry,) = entries_of(journey.centre.round_id)
    centre = journey.centre
    carry_leading(centre.organiser, centre.round_id, [entry.entry_id], "", told.NOON)
    with pytest.raises(Refusal, match="carried to the national round already"):
        travelling.received(journey, travelling.packed(journey))


def test_a_newer_version_of_the_result_comes_beside_the_one_before(
    app: Flask, province: Flask
) -> None:
    journey = travelling.announced(province, entries=2, registered=0)
    home(journey)
    first = result_of(journey.centre.code)
    with at(province):
        announce_anew(journey.there)
        there = result_of(journey.there.code)
    entries = [one.entry_id for one in entries_of(journey.centre.round_id)]
    home(journey)
    newest = result_of(journey.centre.code)
    assert first is not None
    assert newest is not None
    assert newest == there
    assert (first.version, newest.version) == (1, 2)
    assert [one.entry_id for one in entries_of(journey.centre.round_id)] == entries
    assert db.session.scalar(select(func.count(ResultRow.id))) == 2


def announce_anew(story: told.Story) -> None:
    """A sheet was added up wrongly; the round is announced again."""
    with writing() as session:
        round_ = session.get_one(RoundRow, story.round_id)
        sheets = select(SheetRow).where(SheetRow.entry_id == story.entry_ids[1])
        for row in session.scalars(sheets.where(SheetRow.scorer == "desk")):
            lower = dict.fromkeys(json.loads(row.answers), "0")
            row.answers = json.dumps(lower, sort_keys=True)
        announce_again(session, round_, "The desk had read another paper.", told.NOON)


def test_the_centre_does_not_announce_anew_what_a_province_has_judged(
    app: Flask, province: Flask
) -> None:
    journey = travelling.announced(province, entries=1, registered=0)
    home(journey)
    with writing() as session:
        round_ = session.get_one(RoundRow, journey.centre.round_id)
        with pytest.raises(Refusal, match="judged at the province's own server"):
            announce_again(session, round_, "An appeal.", told.NOON)
