"""Panels, desk teams and recusals through the forms."""

from collections.abc import Callable

import pytest

from judging.domain.people import Person
from judging.domain.rubric import Scorer
from judging.queries.entries import entry
from judging.queries.panels import panels_of, recusals_of
from tests import story
from tests.story import Story
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027"
NEW = f"{HOME}/panels/new/FOOD/panel"


@pytest.fixture
def told(app: object) -> Story:
    """A competition with three products of FOOD and no panel."""
    told = story.begin(judges=3)
    story.enter(told, 3)
    return told


@pytest.fixture
def organiser(told: Story, signed_in: SignIn) -> Browser:
    """Its organiser, with the form of a new panel open."""
    browser = signed_in(told.organiser)
    browser.see(NEW)
    return browser


def test_a_panel_is_formed_for_all_entries_of_the_group(told: Story, organiser: Browser) -> None:
    first, second, _ = told.judges
    typed = {"name": "Food one", "judges": [first.id, second.id], "chair": second.id}
    assert organiser.send(NEW, typed | {"whole_group": "y"}).location == f"{HOME}/panels"
    (panel,) = panels_of(told.round_id)
    assert (panel.name, panel.scorer, panel.chair_id) == ("Food one", Scorer.PANEL, second.id)
    assert [judge.id for judge in panel.judges] == [first.id, second.id]
    assert {entry_id for entry_id, _ in panel.entries} == set(told.entry_ids)


def test_a_panel_is_formed_for_some_entries(told: Story, organiser: Browser) -> None:
    typed = {"name": "Food one", "judges": [told.judges[0].id], "chair": ""}
    organiser.send(NEW, typed | {"entries": told.entry_ids[:2]})
    (panel,) = panels_of(told.round_id)
    assert {entry_id for entry_id, _ in panel.entries} == set(told.entry_ids[:2])
    text = text_of(organiser.see(f"{HOME}/panels"))
    assert "Panel: 1 entries wait for one" in text
    assert "Desk team: 3 entries wait for one" in text


def test_a_desk_team_offers_desk_officers_only(told: Story, organiser: Browser) -> None:
    page = organiser.see(f"{HOME}/panels/new/FOOD/desk")
    assert "Name of desk (desk)" in page
    assert "Name of judge1" not in page


def test_a_panel_without_judges_is_refused_and_what_was_typed_stays(
    told: Story, organiser: Browser
) -> None:
    answer = organiser.send(NEW, {"name": "Food one", "chair": "", "entries": told.entry_ids[:1]})
    assert answer.status_code == 422
    assert "Choose at least one judge." in answer.text
    assert 'value="Food one"' in answer.text
    assert answer.text.count(" checked ") == 1
    assert panels_of(told.round_id) == []


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (["999"], "&#39;999&#39; is not a valid choice for this field."),
        (["998", "999"], "&#39;998&#39;, &#39;999&#39; are not valid choices for this field."),
    ],
)
def test_judges_who_are_gone_meanwhile_are_refused_with_a_sentence(
    told: Story, organiser: Browser, numbers: list[str], sentence: str
) -> None:
    typed = {"name": "Food one", "judges": numbers, "chair": ""}
    answer = organiser.send(NEW, typed)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_chair_from_outside_the_panel_is_refused(told: Story, organiser: Browser) -> None:
    typed = {"name": "Food one", "judges": [told.judges[0].id], "chair": told.judges[1].id}
    answer = organiser.send(NEW, typed)
    assert "The chair has to be one of the panel&#39;s judges." in answer.text


def test_a_panel_is_changed_and_keeps_its_serving_order(told: Story, organiser: Browser) -> None:
    story.seat_everyone(told, [told.entry_ids[2], told.entry_ids[0]])
    panel = next(p for p in panels_of(told.round_id) if p.scorer is Scorer.PANEL)
    path = f"{HOME}/panels/{panel.id}"
    assert organiser.see(path).count(" checked ") == 5
    changed = {"judges": [told.judges[1].id], "chair": "", "whole_group": "y"}
    assert organiser.send(path, changed).location == f"{HOME}/panels"
    after = next(p for p in panels_of(told.round_id) if p.id == panel.id)
    assert [entry_id for entry_id, _ in after.entries] == [
        told.entry_ids[2],
        told.entry_ids[0],
        told.entry_ids[1],
    ]
    assert [judge.id for judge in after.judges] == [told.judges[1].id]


def test_a_judge_is_recused_by_the_code_on_the_sample(told: Story, organiser: Browser) -> None:
    code = entry(told.entry_ids[0]).code
    path = f"{HOME}/recusals"
    assert f'value="{code}"' in organiser.see(f"{path}?entry={code}")
    typed = {"judge": told.judges[0].id, "entry": code, "reason": "Sister of the producer."}
    assert organiser.send(path, typed).location == path
    (recusal,) = recusals_of(told.round_id)
    assert (recusal.judge.id, recusal.entry_code) == (told.judges[0].id, code)
    rows = rows_of(organiser.see(path))
    assert rows == [[code, "Name of judge1", "Sister of the producer."]]


def test_a_recusal_from_an_unknown_code_is_refused_and_what_was_typed_stays(
    told: Story, organiser: Browser
) -> None:
    path = f"{HOME}/recusals"
    organiser.see(path)
    typed = {"judge": told.judges[0].id, "entry": "1", "reason": "Sister of the producer."}
    answer = organiser.send(path, typed)
    assert answer.status_code == 422
    assert "No entry has the code 1; look at the sample again." in answer.text
    assert "Sister of the producer.</textarea>" in answer.text
    assert recusals_of(told.round_id) == []
