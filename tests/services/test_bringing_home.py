"""A round comes home as its province has frozen it, once, and leads on from there."""

import json
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.refusal import NotAllowed, Refusal
from judging.domain.registry_meeting import Choice, Fate
from judging.domain.rounds import Departure, Purpose, RoundState
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.persistence.producers import ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.counting import count_of
from judging.queries.entries import entries_of, papers_seen
from judging.queries.leading import leading_of
from judging.queries.province_sheets import province_sheets
from judging.queries.results import result_of
from judging.services.announcing import announce
from judging.services.bringing_home import bring_home
from judging.services.carrying import carry_leading
from judging.services.competing import close_judging, open_judging
from judging.services.leaving import move_entry, withdraw_entry
from judging.services.packing_round import pack_round
from judging.services.planting import plant_repeats
from judging.services.receiving_round import receive_round_file
from tests import story as told, travelling
from tests.enrolled import enrol
from tests.travelling import at, everything, home, product, renamed
from tests.versions import send, version


def test_a_round_comes_home_as_it_was_frozen(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province)
    with at(province):
        there = result_of(journey.there.code)
        entered = [(one.code, one.product, one.group) for one in entries_of(journey.there.round_id)]
        count = count_of(journey.there.round_id)
        leading = [one.code for one in leading_of(journey.there.round_id) if one.is_first]
    home(journey)
    info = journey.centre.competition
    assert (info.round_state, info.away_since) == (RoundState.ANNOUNCED, None)
    assert result_of(journey.centre.code) == there
    here = entries_of(info.round_id)
    assert [(one.code, one.product, one.group) for one in here] == entered
    assert papers_seen(here[0].entry_id) | papers_seen(here[1].entry_id) == set(told.PAPERS)
    assert count_of(info.round_id) == count
    assert (count.judged, count.adds_up) == (4, True)
    assert [one.code for one in leading_of(info.round_id) if one.is_first] == leading


def test_what_was_planted_comes_home_as_such(app: Flask, province: Flask) -> None:
    journey = travelling.begun(province, registered=3)
    with at(province):
        story = journey.there
        told.enter(story, 6)
        told.seat_everyone(story, story.entry_ids)
        sample = product(travelling.identities(journey)[0]).id
        plant_repeats(story.organiser, story.round_id, {"FOOD": sample}, seed=7, at=told.NOON)
        open_judging(story.organiser, story.round_id, told.NOON)
        told.score_all(story)
        close_judging(story.organiser, story.round_id, told.NOON)
        announce(story.organiser, story.round_id, told.NOON, proposed_by=story.admin)
        there = [(one.code, one.purpose) for one in entries_of(story.round_id)]
    home(journey)
    info = journey.centre.competition
    assert [(one.code, one.purpose) for one in entries_of(info.round_id)] == there
    assert {purpose for _, purpose in there} == set(Purpose)
    assert count_of(info.round_id).entered == 6
    rows = db.session.scalars(select(EntryRow).where(EntryRow.round_id == info.round_id)).all()
    [twin] = [row for row in rows if row.repeat_of_id]
    [original] = [row for row in rows if row.id == twin.repeat_of_id]
    assert original.product_id == twin.product_id


def test_leading_products_are_carried_from_a_round_that_came_home(
    app: Flask, province: Flask
) -> None:
    journey = travelling.announced(province)
    home(journey)
    leading = [one.entry_id for one in leading_of(journey.centre.round_id) if one.is_first]
    carried = carry_leading(
        journey.centre.organiser, journey.centre.round_id, leading, "", told.NOON
    )
    national = replace(journey.centre, code="OVOP-2027")
    assert {one.entry_id for one in entries_of(national.round_id)} == set(carried)
    assert len(carried) == 2


def test_provincial_sheets_are_shown_from_the_file_and_are_in_no_table(
    app: Flask, province: Flask
) -> None:
    journey = travelling.announced(province, entries=1, registered=0)
    home(journey)
    (entry,) = entries_of(journey.centre.round_id)
    shown = province_sheets(entry.entry_id)
    assert [one.login for one in shown] == ["desk", "judge1", "judge2", "judge3"]
    assert all(one.total for one in shown)
    assert db.session.scalar(select(func.count(SheetRow.id))) == 0
    assert db.session.scalar(select(func.count(ArrivalRow.id))) == 0


def test_the_same_file_again_changes_nothing(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province)
    data = travelling.packed(journey)
    file_id = travelling.received(journey, data)
    assert travelling.brought(journey, file_id)
    before = everything()
    assert travelling.received(journey, data) == file_id
    assert not travelling.brought(journey, file_id)
    assert everything() == before


def test_the_registry_is_known_again_by_identity(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province, entries=1, registered=2)
    home(journey)
    assert db.session.scalar(select(func.count(ProductRow.id))) == 3
    entered = {one.product_id for one in db.session.scalars(select(EntryRow))}
    assert set(journey.product_ids) < entered


def test_what_only_the_province_has_changed_is_taken_over_with_its_line(
    app: Flask, province: Flask
) -> None:
    journey = travelling.announced(province, entries=0, registered=2)
    first, second = travelling.identities(journey)
    with at(province):
        renamed(first, "Better name", journey.there.organiser)
    renamed(second, "Name of the centre", journey.centre.organiser)
    home(journey)
    assert product(first).name_en == "Better name"
    assert product(second).name_en == "Name of the centre"
    lines = db.session.scalars(
        select(AuditRow.detail).where(AuditRow.on == f"product:{product(first).id}")
    ).all()
    assert json.loads(lines[-1])["is"]["name"]["en"] == "Better name"


@pytest.mark.parametrize(("ticked", "name"), [(False, "Of the centre"), (True, "Of the province")])
def test_where_both_have_changed_a_person_decides(
    app: Flask, province: Flask, ticked: bool, name: str
) -> None:
    journey = travelling.announced(province, entries=0, registered=1)
    (identity,) = travelling.identities(journey)
    with at(province):
        renamed(identity, "Of the province", journey.there.organiser)
    renamed(identity, "Of the centre", journey.centre.organiser)
    file_id = travelling.received(journey, travelling.packed(journey))
    (met,) = travelling.meeting(file_id).products
    assert met.fate is Fate.CONFLICT
    assert met.here is not None
    assert (met.here.name.en, met.there.name.en) == ("Of the centre", "Of the province")
    theirs = frozenset({identity} if ticked else ())
    assert travelling.brought(journey, file_id, Choice(theirs=theirs))
    assert product(identity).name_en == name


@pytest.mark.parametrize("is_one", [False, True])
def test_a_product_that_looks_like_one_here_is_another_unless_it_is_ticked(
    app: Flask, province: Flask, is_one: bool
) -> None:
    journey = travelling.begun(province, registered=0)
    twin = travelling.register(journey.centre, 7, name="Twin")
    with at(province):
        story = journey.there
        number = travelling.register(story, 7, name="Twin")
        identity = db.session.get_one(ProductRow, number).identity
        story.entry_ids.append(travelling.enter_known(story, identity))
        travelling.finish(story)
    file_id = travelling.received(journey, travelling.packed(journey))
    (met,) = travelling.meeting(file_id).products
    assert (met.fate, met.identity) == (Fate.ALIKE, identity)
    one_thing = frozenset({identity} if is_one else ())
    assert travelling.brought(journey, file_id, Choice(one_thing=one_thing))
    (entry,) = db.session.scalars(select(EntryRow)).all()
    assert (entry.product_id == twin) is is_one
    assert db.session.scalar(select(func.count(ProductRow.id))) == (1 if is_one else 2)
    papers = select(func.count()).where(ProductPaperRow.product_id == entry.product_id)
    assert db.session.scalar(papers) == 1


def test_withdrawn_and_moved_entries_come_home_as_they_are(app: Flask, province: Flask) -> None:
    journey = travelling.begun(province, registered=0)
    with at(province):
        story = journey.there
        first, second, _ = told.enter(story, 3)
        withdraw_entry(story.organiser, first, "It is sold out.", told.NOON)
        other = next(one.code for one in story.competition.groups if one.code != "FOOD")
        story.entry_ids.remove(first)
        story.entry_ids.remove(second)
        move_entry(story.organiser, second, other, "It is a drink.", told.NOON)
        travelling.finish(story)
        there = {one.code: (one.departure, one.group) for one in entries_of(story.round_id)}
        count = count_of(story.round_id)
    home(journey)
    here = {one.code: (one.departure, one.group) for one in entries_of(journey.centre.round_id)}
    assert here == there
    assert {departure for departure, _ in here.values()} == {
        None,
        Departure.WITHDRAWN,
        Departure.MOVED,
    }
    assert count_of(journey.centre.round_id) == count


def test_nothing_else_is_done_than_what_was_shown(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province, entries=0, registered=1)
    (identity,) = travelling.identities(journey)
    file_id = travelling.received(journey, travelling.packed(journey))
    renamed(identity, "Meanwhile", journey.centre.organiser)
    before = everything()
    with pytest.raises(Refusal, match="The registry has changed"):
        bring_home(journey.centre.organiser, file_id, Choice(), "other", told.NOON)
    assert everything() == before
    assert journey.centre.competition.round_state is RoundState.ENTERING


def test_only_organisers_of_the_whole_country_bring_home(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province, entries=1, registered=0)
    data = travelling.packed(journey)
    limited = replace(journey.centre.organiser, province="KH-7")
    for person in (journey.centre.judges[0], limited):
        with pytest.raises(NotAllowed):
            receive_round_file(person, journey.centre.round_id, "f", data, told.NOON)


def test_no_secret_of_any_kind_is_in_the_round_file(app: Flask, province: Flask) -> None:
    journey = travelling.begun(province, registered=0)
    with at(province):
        story = journey.there
        told.seat_everyone(story, told.enter(story, 2))
        open_judging(story.organiser, story.round_id, told.NOON)
        enrolled = enrol(story, story.judges[0])
        sent = version(story, story.judges[0], story.entry_ids[0])
        send(story, story.judges[0], sent, tablet_id=enrolled.tablet_id)
        told.score_all(story)
        close_judging(story.organiser, story.round_id, told.NOON)
        announce(story.organiser, story.round_id, told.NOON, proposed_by=story.admin)
        secrets = [*travelling.secrets_here(), enrolled.key]
    file = travelling.opened(journey, travelling.packed(journey))
    plain = repr(file)
    assert len(secrets) >= 12
    assert [secret for secret in secrets if secret in plain] == []
    assert journey.there.judges[0].login in plain
    (arrival,) = file.arrivals
    assert json.loads(arrival.body)["identity"] == sent["identity"]


def test_a_file_is_made_once_the_result_is_announced_and_only_where_it_was_begun(
    app: Flask, province: Flask
) -> None:
    journey = travelling.begun(province)
    with at(province), pytest.raises(Refusal, match="Announce the result"):
        pack_round(journey.there.organiser, journey.there.round_id, told.NOON)
    with pytest.raises(Refusal, match="not begun with a starter file"):
        pack_round(journey.centre.organiser, journey.centre.round_id, told.NOON)


def test_the_files_of_a_province_are_counted_and_each_is_in_its_audit(
    app: Flask, province: Flask
) -> None:
    journey = travelling.announced(province, entries=1, registered=0)
    files = [travelling.opened(journey, travelling.packed(journey)) for _ in range(2)]
    assert [file.number for file in files] == [1, 2]
    acts = [line.act for line in files[1].lines]
    assert acts.count("round.packed") == 1
    assert {"round.begun", "entry.entered", "panel.formed", "result.announced"} <= set(acts)
    assert {line.by for line in files[1].lines if line.act == "result.announced"} == {"organiser"}
