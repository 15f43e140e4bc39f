"""How far an account reaches."""

import pytest

from judging.domain.people import Person, Role
from judging.domain.reach import EVERYWHERE, Reach
from judging.domain.words import Words

KAMPOT, KANDAL = "KH-7", "KH-8"


def person(role: Role, province: str | None = None, competition_id: int | None = None) -> Person:
    return Person(
        1, "sok", role, Words("សុខ", "Sok"), province=province, competition_id=competition_id
    )


@pytest.mark.parametrize("province", [None, KAMPOT, KANDAL])
@pytest.mark.parametrize("competition_id", [None, 1, 2])
def test_without_a_limit_everything_is_in_reach(
    province: str | None, competition_id: int | None
) -> None:
    assert person(Role.ORGANISER).reaches(province, competition_id)
    assert not EVERYWHERE.is_limited


def test_an_organiser_of_a_province_reaches_what_is_of_it_in_every_competition() -> None:
    organiser = person(Role.ORGANISER, KAMPOT)
    assert organiser.reach.is_limited
    assert [organiser.reaches(KAMPOT, number) for number in (None, 1, 2)] == [True] * 3
    assert [organiser.reaches(KANDAL, number) for number in (None, 1, 2)] == [False] * 3


def test_the_national_round_is_out_of_the_reach_of_a_province() -> None:
    assert not person(Role.ORGANISER, KAMPOT).reaches(None, 1)


def test_an_organiser_of_a_competition_reaches_all_its_rounds_and_the_registry() -> None:
    organiser = person(Role.ORGANISER, competition_id=1)
    assert all(organiser.reaches(province, 1) for province in (None, KAMPOT, KANDAL))
    assert not any(organiser.reaches(province, 2) for province in (None, KAMPOT, KANDAL))
    assert organiser.reaches(KANDAL)


def test_both_limits_hold_together() -> None:
    reach = Reach(KAMPOT, 1)
    assert reach.covers(KAMPOT, 1)
    assert not reach.covers(KAMPOT, 2)
    assert not reach.covers(KANDAL, 1)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ORGANISER])
def test_a_province_takes_from_nobody_else_what_the_role_gives(role: Role) -> None:
    one = person(role, KAMPOT, 1)
    assert one.reach == EVERYWHERE
    assert one.reaches(None, 2)
