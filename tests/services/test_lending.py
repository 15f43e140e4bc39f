"""A round is lent with a starter file, begun at the province once, and can be taken back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.documents.sealed_files import pack_starter, read_starter
from judging.domain.refusal import NotAllowed, Refusal
from judging.domain.rounds import RoundState
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import CompetitionRow, RoundRow
from judging.persistence.database import db
from judging.persistence.loans import LoanRow
from judging.persistence.producers import FindingRow, ProductRow
from judging.persistence.product_papers import ProductPaperRow
from judging.queries.competitions import rounds_of
from judging.queries.loans import loan_of
from judging.rubric_files import load_all
from judging.services.beginning_round import begin_round
from judging.services.competing import add_rounds, open_judging, renew_standard
from judging.services.entering import enter_product
from judging.services.lending import lend_round, take_back
from judging.services.planning import form_panel
from tests import story as told, travelling
from tests.travelling import at, everything, product, renamed


def test_the_centre_keeps_the_public_key_alone(app: Flask, province: Flask) -> None:
    journey = travelling.lent(province)
    (loan,) = db.session.scalars(select(LoanRow)).all()
    assert loan.secret is None
    assert journey.secret not in repr(vars(loan)) + loan.began_with
    line = db.session.scalars(select(AuditRow).where(AuditRow.act == "round.lent")).one()
    assert journey.secret not in line.detail
    assert loan.digest in line.detail


def test_a_lent_round_is_neither_entered_nor_judged_here(app: Flask, province: Flask) -> None:
    journey = travelling.lent(province)
    centre, number = journey.centre, journey.centre.round_id
    attempts: tuple[Callable[[], object], ...] = (
        lambda: enter_product(centre.organiser, number, told.new_entry(9), told.NOON),
        lambda: open_judging(centre.organiser, number, told.NOON),
        lambda: renew_standard(
            centre.organiser, centre.competition.id, load_all(told.RUBRICS), told.NOON
        ),
        lambda: form_panel(
            centre.organiser,
            number,
            name="Panel",
            scorer=told.Scorer.PANEL,
            group="FOOD",
            judge_ids=[centre.judges[0].id],
            chair_id=None,
            entry_ids=[],
            at=told.NOON,
        ),
    )
    before = everything()
    for attempt in attempts:
        with pytest.raises(Refusal, match="worked on at the province's own server"):
            attempt()
    assert everything() == before


def test_the_province_begins_with_the_same_competition_and_registry(
    app: Flask, province: Flask
) -> None:
    journey = travelling.begun(province)
    identity = db.session.scalars(select(CompetitionRow.identity)).one()
    versions = journey.centre.competition.groups
    with at(province):
        assert db.session.scalars(select(CompetitionRow.identity)).one() == identity
        assert journey.there.competition.groups == versions
        assert [one.code for one in rounds_of(journey.there.competition.id)] == [
            "OVOP-2027",
            "OVOP-2027.KH-7",
        ]
        found = loan_of(journey.there.round_id)
        assert found is not None
        assert (found.digest, found.is_borrowed) == (journey.starter.digest, True)
        for kind, count in ((ProductRow, 2), (FindingRow, 2), (ProductPaperRow, 2)):
            assert db.session.scalar(select(func.count()).select_from(kind)) == count
        (row, _) = db.session.scalars(select(ProductRow)).all()
        assert row.producer.contact_phone == "012 345 678"


def test_nothing_is_entered_in_the_national_round_at_the_province(
    app: Flask, province: Flask
) -> None:
    journey = travelling.begun(province)
    with at(province):
        story = replace(journey.there, code="OVOP-2027")
        for attempt in (
            lambda: enter_product(story.organiser, story.round_id, told.new_entry(1), told.NOON),
            lambda: add_rounds(story.organiser, story.competition.id, ["KH-8"], told.NOON),
            lambda: lend_round(story.organiser, journey.there.round_id, told.NOON),
        ):
            with pytest.raises(Refusal, match="worked on at the centre's server"):
                attempt()


def test_the_same_starter_file_again_changes_nothing(app: Flask, province: Flask) -> None:
    journey = travelling.begun(province)
    with at(province):
        before = everything()
        begun = begin_round(journey.there.organiser, journey.starter.data, told.NOON)
        assert (begun.is_known, begun.code) == (True, "OVOP-2027.KH-7")
        assert everything() == before


def test_a_file_of_another_competition_may_stand_beside_it(app: Flask, province: Flask) -> None:
    journey = travelling.begun(province)
    other = told.next_edition(journey.centre)
    add_rounds(other.organiser, other.competition.id, ["KH-7"], told.NOON)
    other = replace(other, code="OVOP-2028.KH-7")
    starter = lend_round(other.organiser, other.round_id, told.NOON)
    with at(province):
        begun = begin_round(journey.there.organiser, starter.data, told.NOON)
        assert begun.code == "OVOP-2028.KH-7"
        assert db.session.scalar(select(func.count(ProductRow.id))) == 2


def test_two_provinces_may_share_a_server(app: Flask, province: Flask) -> None:
    journey = travelling.begun(province)
    national = replace(journey.centre, code="OVOP-2027")
    add_rounds(national.organiser, national.competition.id, ["KH-8"], told.NOON)
    kandal = replace(national, code="OVOP-2027.KH-8")
    starter = lend_round(kandal.organiser, kandal.round_id, told.NOON)
    with at(province):
        begin_round(journey.there.organiser, starter.data, told.NOON)
        assert len(rounds_of(journey.there.competition.id)) == 3


def test_a_newer_starter_file_replaces_the_key_of_before(app: Flask, province: Flask) -> None:
    journey = travelling.announced(province, entries=1, registered=0)
    data = travelling.packed(journey)
    lend_round(journey.centre.organiser, journey.centre.round_id, told.NOON)
    with pytest.raises(Refusal, match="not signed with the key of this round"):
        travelling.received(journey, data)


def test_an_announced_province_takes_the_newer_key_and_signs_anew(
    app: Flask, province: Flask
) -> None:
    journey = travelling.announced(province, entries=1, registered=1)
    journey.starter = lend_round(journey.centre.organiser, journey.centre.round_id, told.NOON)
    with at(province):
        begin_round(journey.there.organiser, journey.starter.data, told.NOON)
    assert travelling.brought(journey, travelling.received(journey, travelling.packed(journey)))


def test_a_newer_starter_file_brings_what_changed_at_the_centre_and_not_here(
    app: Flask, province: Flask
) -> None:
    journey = travelling.begun(province)
    first, second = travelling.identities(journey)
    with at(province):
        renamed(first, "Of the province", journey.there.organiser)
    for identity in (first, second):
        renamed(identity, "Of the centre", journey.centre.organiser)
    starter = lend_round(journey.centre.organiser, journey.centre.round_id, told.NOON)
    with at(province):
        begin_round(journey.there.organiser, starter.data, told.NOON)
        names = [product(identity).name_en for identity in (first, second)]
        assert names == ["Of the province", "Of the centre"]
        assert db.session.scalar(select(func.count(RoundRow.id))) == 2


def test_a_round_is_taken_back_for_a_reason_and_its_key_proves_nothing(
    app: Flask, province: Flask
) -> None:
    journey = travelling.announced(province, entries=1, registered=0)
    data = travelling.packed(journey)
    centre = journey.centre
    with pytest.raises(Refusal, match="Write why"):
        take_back(centre.organiser, centre.round_id, " ", told.NOON)
    assert centre.competition.away_since is not None
    take_back(centre.organiser, centre.round_id, "The laptop was stolen.", told.NOON)
    assert centre.competition.away_since is None
    with pytest.raises(Refusal, match="not lent"):
        travelling.received(journey, data)
    told.enter(centre, 1)
    with pytest.raises(Refusal, match="nothing to take back"):
        take_back(centre.organiser, centre.round_id, "Again.", told.NOON)
    with pytest.raises(Refusal, match="before anything is entered"):
        lend_round(centre.organiser, centre.round_id, told.NOON)


def test_a_starter_file_does_not_begin_where_it_was_made(app: Flask, province: Flask) -> None:
    journey = travelling.lent(province)
    before = everything()
    with pytest.raises(Refusal, match="This file was made here"):
        begin_round(journey.centre.organiser, journey.starter.data, told.NOON)
    assert everything() == before


def test_the_national_round_is_never_lent(app: Flask) -> None:
    story = told.begin(judges=1)
    with pytest.raises(Refusal, match="Only the round of a province"):
        lend_round(story.organiser, story.round_id, told.NOON)


def test_a_judged_round_is_not_lent_any_more(app: Flask, province: Flask) -> None:
    journey = travelling.lent(province)
    row = db.session.get_one(RoundRow, journey.centre.round_id)
    row.away_since, row.state = None, RoundState.JUDGING.value
    db.session.commit()
    with pytest.raises(Refusal, match="Judging of this round has opened here"):
        lend_round(journey.centre.organiser, journey.centre.round_id, told.NOON)


def test_only_organisers_of_the_whole_country_lend(app: Flask, province: Flask) -> None:
    journey = travelling.lent(province)
    limited = replace(journey.centre.organiser, province="KH-7")
    for person in (journey.centre.judges[0], limited):
        with pytest.raises(NotAllowed):
            lend_round(person, journey.centre.round_id, told.NOON)
        with pytest.raises(NotAllowed):
            begin_round(person, journey.starter.data, told.NOON)


@pytest.mark.parametrize("place", [0, 5, 18, 22, 60, 84, 90, 120, 400, 2000, -1])
def test_a_starter_file_with_a_bit_flipped_is_refused(
    app: Flask, province: Flask, place: int
) -> None:
    journey = travelling.lent(province)
    data = bytearray(journey.starter.data)
    data[place] ^= 1
    with at(province):
        people = told.enrol_everyone(judges=1)
        before = everything()
        with pytest.raises(Refusal):
            begin_round(people.organiser, bytes(data), told.NOON)
        assert everything() == before


def test_a_starter_file_with_another_standard_than_it_names_is_refused(
    app: Flask, province: Flask
) -> None:
    journey = travelling.lent(province)
    starter, _ = read_starter(journey.starter.data)
    competition = starter.competition
    first, *others = competition.written
    for written in (
        (replace(first, meaning=first.meaning.replace("1", "2", 1)), *others),
        tuple(others),
        (replace(first, meaning="[]"), *others),
        (replace(first, kind="paper"), *others),
    ):
        wrong = replace(starter, competition=replace(competition, written=written))
        with at(province):
            with pytest.raises(Refusal, match="not of the version that it names"):
                begin_round(journey.centre.organiser, pack_starter(wrong)[0], told.NOON)
            assert set(everything().values()) == {0}


def test_another_competition_of_the_same_code_is_in_the_way(app: Flask, province: Flask) -> None:
    journey = travelling.lent(province)
    with at(province):
        people = told.enrol_everyone(judges=1)
        told.make_competition(people, "OVOP-2027")
        with pytest.raises(Refusal, match="has the code OVOP-2027 already"):
            begin_round(people.organiser, journey.starter.data, told.NOON)
