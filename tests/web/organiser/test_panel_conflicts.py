"""Conflicts where panels are planned: shown, refused, and the ways out."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from judging.domain.localities import Locality
from judging.domain.people import Person, Role
from judging.queries.entries import entry
from judging.queries.panels import panels_of, recusals_of
from tests import story
from tests.judges import NEIGHBOUR, TAKEO, declare, describe
from tests.story import NOON, Story
from tests.web.conftest import Browser
from tests.web.reading import text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027"
NEW = f"{HOME}/panels/new/FOOD/panel"
BUTTON = "Recuse for these entries, and keep"


@pytest.fixture
def told(app: object) -> Story:
    """Two products of FOOD; the first of two judges lives in their commune."""
    told = story.begin(judges=2)
    story.enter(told, 2)
    describe(told)
    return told


@pytest.fixture
def organiser(told: Story, signed_in: SignIn) -> Browser:
    browser = signed_in(told.organiser)
    browser.see(NEW)
    return browser


def form(told: Story, **changed: object) -> dict[str, object]:
    judges = [judge.id for judge in told.judges]
    return {"name": "One", "judges": judges, "chair": "", "entries": told.entry_ids, **changed}


def pairs(told: Story, *numbers: int) -> list[str]:
    return [f"{told.judges[0].id}-{told.entry_ids[number]}" for number in numbers]


def recused(told: Story) -> list[tuple[str, str, str]]:
    found = recusals_of(told.round_id)
    return [(one.judge.login, one.entry_code, one.reason) for one in found]


def test_the_form_tells_beside_each_judge_the_expertise_and_the_conflicts(
    told: Story, organiser: Browser
) -> None:
    text = text_of(organiser.see(NEW))
    codes = ", ".join(sorted(told.codes))
    about = f"Name of judge1 (judge1) Knows this group well {codes} : Same commune"
    assert about.replace(" :", ":") in text.replace(" :", ":")
    assert text.count("Same commune") == 1
    assert BUTTON not in text


def test_a_refused_panel_shows_the_conflicts_and_is_formed_once_they_are_recused(
    told: Story, organiser: Browser
) -> None:
    answer = organiser.send(NEW, form(told))
    assert answer.status_code == 422
    assert "Name of judge1 lives in the commune from which entry" in answer.text
    assert BUTTON in answer.text
    for pair in pairs(told, 0, 1):
        assert f'name="pair" value="{pair}"' in answer.text
    assert panels_of(told.round_id) == []
    again = form(told, recuse="yes", pair=pairs(told, 0, 1))
    assert organiser.send(NEW, again).location == f"{HOME}/panels"
    assert recused(told) == [("judge1", code, "Same commune") for code in sorted(told.codes)]
    (panel,) = panels_of(told.round_id)
    assert len(panel.judges) == 2


def test_only_what_the_page_has_shown_is_recused(told: Story, organiser: Browser) -> None:
    answer = organiser.send(NEW, form(told, recuse="yes", pair=pairs(told, 1)))
    assert answer.status_code == 422
    assert recused(told) == [("judge1", told.codes[1], "Same commune")]
    assert f'name="pair" value="{pairs(told, 0)[0]}"' in answer.text
    assert f'name="pair" value="{pairs(told, 1)[0]}"' not in answer.text


def test_a_panel_without_entries_has_nobody_to_recuse(told: Story, organiser: Browser) -> None:
    wrong = form(told, entries=[], judges=[told.judges[0].id], chair=told.judges[1].id)
    answer = organiser.send(NEW, wrong)
    assert answer.status_code == 422
    assert "Same commune" in answer.text
    assert BUTTON not in answer.text


def test_after_the_announcement_no_conflict_is_listed(told: Story, organiser: Browser) -> None:
    describe(told, 0, replace(NEIGHBOUR, home=Locality(TAKEO)))
    told.judges.append(story.enrol(told.admin, "judge3", Role.JUDGE))
    story.seat_everyone(told, told.entry_ids)
    describe(told)
    story.open_judging(told.organiser, told.round_id, NOON)
    story.score_all(told)
    story.close_judging(told.organiser, told.round_id, NOON)
    page = organiser.see(f"{HOME}/panels")
    assert "Conflicts that stand" in page
    assert "Take off the panel" not in page
    story.announce(told.organiser, told.round_id, NOON, proposed_by=told.admin)
    assert "Conflicts that stand" not in organiser.see(f"{HOME}/panels")


def test_keeping_without_that_button_recuses_nobody(told: Story, organiser: Browser) -> None:
    assert organiser.send(NEW, form(told, pair=pairs(told, 0, 1))).status_code == 422
    assert recused(told) == []


def test_an_older_panel_shows_its_conflicts_and_recuses_from_them(
    told: Story, signed_in: SignIn
) -> None:
    organiser = signed_in(told.organiser)
    second = told.judges[1]
    story.form_panel(
        told.organiser,
        told.round_id,
        name="One",
        scorer=story.Scorer.PANEL,
        group="FOOD",
        judge_ids=[second.id],
        chair_id=None,
        entry_ids=told.entry_ids[:1],
        at=NOON,
    )
    (panel,) = panels_of(told.round_id)
    assert "Conflicts that stand" not in organiser.see(f"{HOME}/panels")
    describe(told, 1)
    declare(told, 1)
    page = organiser.see(f"{HOME}/panels")
    code = entry(told.entry_ids[0]).code
    assert f"{code} : Same commune".replace(" :", ":") in text_of(page).replace(" :", ":")
    assert BUTTON in organiser.see(f"{HOME}/panels/{panel.id}")
    path = f"{HOME}/panels/{panel.id}/recuse"
    stranger = f"{told.judges[0].id}-{told.entry_ids[0]}"
    organiser.send(path, {"pair": [stranger, "nonsense"]})
    assert recused(told) == []
    pair = f"{second.id}-{told.entry_ids[0]}"
    assert organiser.send(path, {"pair": [pair]}).location == f"{HOME}/panels"
    assert recused(told) == [("judge2", code, "Same commune")]
    assert "Conflicts that stand" not in organiser.see(f"{HOME}/panels")


def test_a_panel_of_another_competition_recuses_nobody(told: Story, organiser: Browser) -> None:
    other = story.next_edition(told)
    story.enter(other, 1)
    organiser.send(NEW, form(told, judges=[told.judges[1].id]))
    (panel,) = panels_of(told.round_id)
    path = f"/organiser/competitions/{other.code}/panels/{panel.id}/recuse"
    assert organiser.send(path, {"pair": pairs(told, 0)}).status_code == 404
    assert recused(told) == []
