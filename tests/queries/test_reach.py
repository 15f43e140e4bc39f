"""Lists for who reaches one province: what is of it, and never more statements for more."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from judging.domain.people import Role
from judging.domain.reach import EVERYWHERE, Reach
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.entries import EntryRow
from judging.queries import (
    audits,
    competitions,
    exports,
    interests,
    past_entries,
    people,
    producers,
    product_papers,
    products,
)
from judging.queries.competitions import rounds_of
from judging.queries.reach import reaches_address
from tests import story as told
from tests.acts import product_of
from tests.country import Country, whole_country
from tests.papers import record
from tests.provinces import KAMPOT, KANDAL, in_province
from tests.queries.counting import statements
from tests.story import Story, shipped

TODAY = date(2027, 4, 10)
REACH = Reach(KAMPOT)
LISTS: dict[str, Callable[[Reach], object]] = {
    "products": lambda reach: products.products(products.Wanted(), TODAY, reach),
    "producers": lambda reach: producers.producers(reach=reach),
    "papers that expire": lambda reach: product_papers.expiring_papers(
        shipped().standard, TODAY, date(2030, 1, 1), reach=reach
    ),
    "judges": lambda reach: interests.judges(reach),
    "accounts of producers": lambda reach: people.people(Role.PRODUCER, reach=reach),
    "audit": lambda reach: audits.lines(reach=reach),
    "competitions": lambda reach: competitions.competitions(reach),
    "table of products": lambda reach: exports.products_table(reach).rows,
    "table of producers": lambda reach: exports.producers_table(reach).rows,
    "table of papers": lambda reach: exports.papers_table(reach).rows,
    "table of judges": lambda reach: exports.judges_table(reach).rows,
    "table of acts": lambda reach: exports.audit_table(reach).rows,
}


@pytest.fixture
def country(app: Flask) -> Country:
    """Kampot, Kandal and the national round."""
    return whole_country(app)


def kampot(app: Flask, entries: int) -> Story:
    """A round of Kampot with so many entries, each with a paper."""
    story = in_province(told.begin(judges=entries), KAMPOT)
    told.seat_everyone(story, told.enter(story, entries))
    for entry_id in story.entry_ids:
        record(app, story, entry_id)
    return story


def count_for(name: str) -> int:
    db.session.rollback()
    db.session.expunge_all()
    with statements() as sent:
        assert LISTS[name](REACH)
    return len(sent)


@pytest.mark.parametrize("name", LISTS)
def test_three_things_in_reach_cost_as_many_statements_as_one(
    app: Flask, fresh_house: Callable[[], None], name: str
) -> None:
    kampot(app, 1)
    few = count_for(name)
    fresh_house()
    kampot(app, 3)
    assert count_for(name) == few <= 6


def test_a_competition_is_seen_at_the_round_that_is_in_reach(country: Country) -> None:
    codes = [info.code for info in competitions.competitions(REACH)]
    assert codes == ["OVOP-2027.KH-7"]
    assert [info.code for info in competitions.competitions(Reach("KH-9"))] == []
    number = country.kampot.competition.id
    assert [info.code for info in competitions.competitions(Reach(None, number))] == ["OVOP-2027"]
    assert competitions.competitions(Reach(None, number + 1)) == []
    assert [info.code for info in rounds_of(number, REACH)] == codes
    assert len(rounds_of(number, EVERYWHERE)) == 3


def test_an_own_product_hides_its_entry_in_the_national_round(country: Country) -> None:
    carried = country.national.entry_ids[-1]
    number = db.session.get_one(EntryRow, carried).product_id
    everywhere, here = (past_entries.past_entries([number], r)[number] for r in (EVERYWHERE, REACH))
    assert [entry.competition for entry in everywhere] == ["OVOP-2027", "OVOP-2027.KH-7"]
    assert [entry.competition for entry in here] == ["OVOP-2027.KH-7"]


def test_of_a_producer_in_two_provinces_only_what_is_in_reach_is_told(country: Country) -> None:
    own, other = product_of(country.kampot), product_of(country.kandal)
    rows = {p.product_id: p for p in products.products(products.Wanted(), TODAY)}
    moved = db.session.get_one(EntryRow, country.kandal.entry_ids[0]).product
    moved.producer_id = rows[own].producer_id
    db.session.commit()
    found = {p.producer_id: p for p in producers.producers(reach=REACH)}[rows[own].producer_id]
    assert (found.products, [place.iso for place in found.provinces]) == (1, [KAMPOT])
    seen = products.products(products.Wanted(producer_id=found.producer_id), TODAY, REACH)
    assert [one.product_id for one in seen] == [own]
    assert not reaches_address(REACH, {"product_id": other})


def test_the_audit_has_the_acts_on_what_is_in_reach_and_no_others(country: Country) -> None:
    told_now = {(line.act, line.on) for line in audits.lines(500, reach=REACH)}
    codes = set(country.kampot.codes)
    assert {on for act, on in told_now if act == "entry.entered"} == {
        f"entry:OVOP-2027.KH-7/{code}" for code in codes
    }
    assert ("round.opened", "round:OVOP-2027.KH-7") in told_now
    everything = {(line.act, line.on) for line in audits.lines(500)}
    assert ("round.opened", "round:OVOP-2027.KH-8") in everything - told_now
    assert ("round.opened", "round:OVOP-2027") in everything - told_now
    kinds = {on.partition(":")[0] for _, on in told_now}
    assert kinds == {"entry", "panel", "product", "round"}


def test_a_code_that_another_round_has_too_is_told_of_the_own_round_alone(
    country: Country,
) -> None:
    code = country.kampot.codes[0]
    db.session.get_one(EntryRow, country.kandal.entry_ids[0]).code = code
    db.session.commit()
    with_act = {(line.act, line.on) for line in audits.lines(500, reach=REACH)}
    assert ("entry.entered", f"entry:OVOP-2027.KH-7/{code}") in with_act
    assert not [on for _, on in with_act if "KH-8" in on]


def test_an_old_line_without_its_round_is_told_where_no_other_round_has_the_code(
    country: Country,
) -> None:
    own, other = country.kampot.codes[:2]
    db.session.get_one(EntryRow, country.kandal.entry_ids[0]).code = other
    for code in (own, other):
        db.session.add(AuditRow(at=told.NOON, act="papers.recorded", on=f"entry:{code}"))
    db.session.commit()
    found = {line.on for line in audits.lines(500, reach=REACH)}
    assert f"entry:{own}" in found
    assert f"entry:{other}" not in found


def test_judges_of_the_province_and_of_none_are_seen_without_ties_elsewhere(
    country: Country,
) -> None:
    seen = {view.judge.login: view for view in interests.judges(REACH)}
    assert set(seen) >= {"kampot-judge1", "kampot-judge2", "kampot-desk", "wandering", "judge1"}
    assert [login for login in seen if login.startswith(("kandal", "national"))] == []
    assert seen["wandering"].interests == ()
    of_kandal = {view.judge.login: view for view in interests.judges(Reach(KANDAL))}
    assert len(of_kandal["wandering"].interests) == 1


def test_accounts_of_producers_are_seen_where_their_producers_are(country: Country) -> None:
    logins = {person.login for person in people.people(Role.PRODUCER, reach=REACH)}
    assert logins == {"kampot-producer", "producer"}
