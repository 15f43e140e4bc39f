"""The product groups and their rubrics, as they are judged by."""

from collections.abc import Callable

from judging.domain.people import Person
from judging.services.competing import open_judging
from judging.services.scoring import save_draft
from tests import story
from tests.web.conftest import Browser
from tests.web.reading import text_of

SignIn = Callable[[Person], Browser]


def test_the_groups_show_points_version_and_that_they_are_provisional(signed_in: SignIn) -> None:
    told = story.begin()
    story.enter(told, 2)
    text = text_of(signed_in(told.organiser).see("/organiser/competitions/OVOP-2027/groups"))
    food = next(group for group in told.competition.groups if group.code == "FOOD")
    assert text.count("Provisional: the official standard is not yet published") == 8
    assert f"Rubric version {food.rubric_version}" in text
    assert "FOOD · 2 entries" in text
    assert "C · Quality (1 of 2): tasted blind: 25 points (Panel)" in text


def test_a_rubric_shows_every_level_and_gate(signed_in: SignIn) -> None:
    told = story.begin()
    page = signed_in(told.organiser).see("/organiser/competitions/OVOP-2027/groups/FOOD")
    text = text_of(page)
    levels = [x for c in told.rubric().criteria() for x in getattr(c.answer, "levels", ())]
    assert page.count('<span class="points">') == len(levels)
    assert "C1.1 · Foreign matter" in text
    assert "0 Insect, hair, grit or other foreign matter" in text
    assert "Gate at 0 points or fewer Scoring stops: Foreign matter was found" in text


def test_the_files_are_read_again_until_the_first_score_sheet(signed_in: SignIn) -> None:
    told = story.begin(judges=1)
    story.seat_everyone(told, story.enter(told, 1))
    organiser = signed_in(told.organiser)
    path = f"/organiser/competitions/{told.code}/groups"
    assert "Read the files again" in organiser.see(path)
    organiser.send(f"{path}/read-again", {})
    assert "The written standard is read again." in organiser.see(path)
    open_judging(told.organiser, told.round_id, story.NOON)
    save_draft(told.judges[0], told.entry_ids[0], {}, {}, story.NOON)
    organiser.send(f"{path}/read-again", {})
    assert "The rules are frozen" in organiser.see(path)
