"""Who reaches one province changes nothing of another, whatever door is used."""

from dataclasses import astuple, replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from judging.domain.localities import Locality
from judging.domain.people import Person, Role
from judging.domain.reach import Reach
from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.domain.words import Words
from judging.persistence.audit import AuditRow
from judging.persistence.competitions import CompetitionRow
from judging.persistence.database import db
from judging.persistence.interests import InterestRow
from judging.persistence.reach import is_in_reach
from judging.queries import people
from judging.queries.panels import panel
from judging.queries.producers import producer
from judging.queries.products import product
from judging.services import (
    carrying,
    declaring,
    entering,
    leaving,
    planning,
    registering,
    revoking,
)
from judging.services.acts import act
from judging.services.looking_up import PEOPLE
from judging.services.permissions import OF_THE_WHOLE_COUNTRY
from tests import provinces, story as told
from tests.acts import (
    ACTS,
    IN_KANDAL,
    card_of,
    change,
    number,
    producer_of,
    product_of,
    seat,
    tie,
)
from tests.country import Country, limited, whole_country
from tests.provinces import KAMPOT, KANDAL
from tests.story import NOON, Story, new_entry


@pytest.fixture
def country(app: Flask) -> Country:
    """Kampot, Kandal and the national round."""
    return whole_country(app)


def audit_lines() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(AuditRow)) or 0


def is_found(by: Person, story: Story, name: str) -> bool:
    """Whether the act finds what it is about; its own rules may refuse it then."""
    try:
        ACTS[name](by, story)
    except NotThere:
        return False
    except Refusal:
        pass  # e.g. a round that is open cannot be opened
    return True


def test_an_act_on_what_is_out_of_reach_finds_nothing_and_leaves_nothing(
    country: Country,
) -> None:
    before = audit_lines()
    for story in country.foreign:
        assert [name for name in ACTS if is_found(country.organiser, story, name)] == []
    assert audit_lines() == before


def test_the_same_acts_find_what_is_of_the_own_province(country: Country) -> None:
    lost = [name for name in ACTS if not is_found(country.organiser, country.kampot, name)]
    assert lost == []


@pytest.mark.parametrize("name", sorted(OF_THE_WHOLE_COUNTRY))
@pytest.mark.parametrize("reach", [Reach(KAMPOT), Reach(competition_id=1)])
def test_what_is_of_the_whole_country_is_not_done_by_who_is_limited(
    app: Flask, name: str, reach: Reach
) -> None:
    name_of_all = Words("សុខ", "Sok")
    person = Person(1, "sok", Role.ORGANISER, name_of_all, True, 0, *astuple(reach))
    with pytest.raises(NotAllowed), act(name, by=person, at=NOON):
        raise AssertionError("the act was let in")


def test_nothing_is_put_into_another_province(country: Country) -> None:
    by, story = country.organiser, country.kampot
    own = product(product_of(story)).product
    there = replace(own, place=IN_KANDAL, gazetteer="", registration="")
    before = audit_lines()
    for change_it in (
        lambda: registering.register_product(by, producer_of(story), there, NOON),
        lambda: registering.correct_product(by, product_of(story), there, NOON),
        lambda: entering.correct_entry(
            by, story.entry_ids[0], replace(new_entry(9), place=IN_KANDAL), NOON
        ),
        lambda: tie(by, story.judges[0], place=Locality(IN_KANDAL)),
    ):
        with pytest.raises(Refusal, match="does not reach"):
            change_it()
    assert audit_lines() == before


def test_a_product_out_of_reach_is_not_put_forward_in_the_own_round(app: Flask) -> None:
    first = told.begin(judges=1)
    kampot = provinces.in_province(first, KAMPOT)
    told.enter(first, 1)
    by = limited(first, "organiser-of-kandal", Reach(KANDAL))
    kandal = provinces.in_province(first, KANDAL)
    with pytest.raises(NotThere):
        entering.enter_registered(by, kandal.round_id, product_of(first), "FOOD", NOON)
    of_kampot = limited(first, "organiser-of-kampot", Reach(KAMPOT))
    assert entering.enter_registered(of_kampot, kampot.round_id, product_of(first), "FOOD", NOON)


def test_a_number_of_a_product_out_of_reach_does_not_tell_its_name(country: Country) -> None:
    taken = replace(product(product_of(country.kandal)).product, registration="OVOP-1")
    registering.correct_product(country.kandal.organiser, product_of(country.kandal), taken, NOON)
    own = replace(product(product_of(country.kampot)).product, registration="OVOP-1")
    with pytest.raises(Refusal) as refusal:
        registering.correct_product(country.organiser, product_of(country.kampot), own, NOON)
    assert "out of your reach" in str(refusal.value)


def test_an_account_out_of_reach_is_not_given_to_a_producer(country: Country) -> None:
    known = producer(producer_of(country.kampot)).producer
    others = replace(known, account_id=country.kandal.producer.id)
    with pytest.raises(Refusal, match="account of a producer"):
        registering.correct_producer(country.organiser, producer_of(country.kampot), others, NOON)
    registering.correct_producer(country.organiser, producer_of(country.kampot), known, NOON)


def test_judges_of_no_province_are_seated_and_those_of_another_are_not(country: Country) -> None:
    wandering = people.person_named("wandering")
    assert wandering is not None
    with pytest.raises(NotThere):
        seat(country.organiser, country.kampot, country.kandal.judges[0].id)
    assert seat(country.organiser, country.kampot, wandering.id)


def test_a_judge_of_another_province_whom_the_secretariat_seated_stays(country: Country) -> None:
    stranger, story = country.kandal.judges[0], country.kampot
    seated = seat(story.organiser, story, stranger.id)
    change(country.organiser, int(str(seated)))
    planning.recuse(
        country.organiser,
        judge_id=stranger.id,
        entry_id=story.entry_ids[2],
        reason="because",
        at=NOON,
    )
    assert [judge.id for judge in panel(int(str(seated))).judges] == [stranger.id]


def test_a_judge_of_a_province_scores_on_a_national_panel(country: Country) -> None:
    judge, story = country.kampot.judges[0], country.national
    seat(story.organiser, story, judge.id)
    assert told.score(story, story.entry_ids[2], judge)


def test_the_province_carries_its_leading_products_to_the_national_round(app: Flask) -> None:
    story = provinces.announced(entries=2)
    by = limited(story, "organiser-of-kampot", Reach(KAMPOT))
    (carried,) = carrying.carry_leading(by, story.round_id, story.entry_ids[:1], "because", NOON)
    with pytest.raises(NotThere):
        leaving.withdraw_entry(by, carried, "because", NOON)


def test_a_tablet_on_which_others_work_too_is_not_taken_out_of_use(country: Country) -> None:
    own, other = card_of(country.kampot), card_of(country.kandal)
    other.tablet_id = own.tablet_id
    db.session.commit()
    with pytest.raises(NotThere):
        revoking.revoke_tablet(country.organiser, own.tablet_id or 0, "why", NOON)
    revoking.revoke_enrolment(country.kandal.organiser, other.id, "why", NOON)
    revoking.revoke_tablet(country.organiser, own.tablet_id or 0, "why", NOON)


def test_who_is_limited_takes_no_interest_back_that_is_in_another_province(
    country: Country,
) -> None:
    found = number(InterestRow)
    with pytest.raises(NotThere):
        declaring.take_back_interest(country.organiser, found, "why", NOON)
    declaring.take_back_interest(country.kandal.organiser, found, "why", NOON)


def test_a_row_of_which_nobody_said_how_far_it_reaches_is_out_of_reach(country: Country) -> None:
    row = db.session.scalars(select(CompetitionRow)).one()
    for reach, is_there in ((Reach(KAMPOT), False), (Reach(), True)):
        assert is_in_reach(db.session(), CompetitionRow, row.id, reach) is is_there


def test_after_an_act_nobody_is_looked_for(country: Country) -> None:
    with pytest.raises(NotThere):
        ACTS["round.closed"](country.organiser, country.kandal)
    assert PEOPLE not in db.session().info
