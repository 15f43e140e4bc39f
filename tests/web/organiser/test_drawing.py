"""The draw through its page: choices in the address, the plan, keeping it."""

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from judging.domain.people import Person
from judging.domain.rubric import Scorer
from judging.queries.panels import panels_of
from judging.services.competing import open_judging
from judging.services.planning import change_panel
from tests import story
from tests.story import NOON, Story
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
PAGE = "/organiser/competitions/OVOP-2027/draw"
CHOICES = {
    "judges": 3,
    "officers": 1,
    "days": 2,
    "seed": 7,
    "spread": "few",
    "order": "same",
}
DIGEST = re.compile(r'name="digest" value="([0-9a-f]+)"')


def page(**changed: object) -> str:
    return f"{PAGE}?{urlencode(CHOICES | changed, doseq=True)}"


@pytest.fixture
def told(app: object) -> Story:
    """A competition with seventeen products of FOOD, six judges and no panel."""
    told = story.begin(judges=6)
    story.enter(told, 17)
    return told


@pytest.fixture
def organiser(told: Story, signed_in: SignIn) -> Browser:
    """Its organiser."""
    return signed_in(told.organiser)


def keep(organiser: Browser, address: str, digest: str | None = None) -> int:
    seen = organiser.see(address)
    digests = DIGEST.findall(seen)
    sent = organiser.send(address, {"digest": digest or digests[0]})
    return sent.status_code


def test_the_page_begins_with_five_judges_all_days_and_a_seed(organiser: Browser) -> None:
    seen = organiser.see(PAGE)
    assert re.search(r'name="judges"[^>]* value="5"', seen)
    assert re.search(r'name="seed"[^>]* value="[1-9][0-9]*"', seen)
    assert "The proposed plan" not in seen
    # Nobody's expertise is recorded, so it cannot be asked for.
    assert not re.search(r'name="experts_only"[^>]* checked|checked[^>]* name="experts_only"', seen)


def test_a_plan_shows_panels_codes_and_loads_and_keeps_nothing(
    told: Story, organiser: Browser
) -> None:
    seen = organiser.see(page())
    text = text_of(seen)
    assert "The plan keeps all rules." in text
    assert "Flight 1, day 1" in text
    assert "Flight 2, day 2" in text
    assert all(code in text for code in told.codes)
    loads = [(name, panels, count) for name, _, panels, count in rows_of(seen)]
    assert sorted(count for *_, count in loads) == ["0", "0", "0", "17", "17", "17", "17"]
    assert ("Name of desk", "FOOD desk 1", "17") in loads
    assert panels_of(told.round_id) == []


def test_the_same_address_shows_the_same_plan(organiser: Browser) -> None:
    assert DIGEST.findall(organiser.see(page())) == DIGEST.findall(organiser.see(page()))
    assert DIGEST.findall(organiser.see(page())) != DIGEST.findall(organiser.see(page(seed=8)))


def test_the_plan_that_was_read_is_kept(told: Story, organiser: Browser) -> None:
    assert keep(organiser, page()) == 302
    assert "The plan is kept: 2 panels." in organiser.see(f"{PAGE[:-5]}/panels")
    panels = {panel.scorer: panel for panel in panels_of(told.round_id)}
    assert len(panels[Scorer.PANEL].judges) == 3
    assert [judge.login for judge in panels[Scorer.DESK].judges] == ["desk"]
    text = text_of(organiser.see(PAGE))
    assert "The panels keep all rules." in text
    assert "It replaces the 2 panels" in text_of(organiser.see(page(seed=8)))


def test_a_plan_that_was_not_read_is_not_kept(told: Story, organiser: Browser) -> None:
    assert keep(organiser, page(), digest="0123456789ab") == 422
    assert panels_of(told.round_id) == []
    answer = organiser.send(page(), {"digest": "0123456789ab"})
    assert "have changed meanwhile" in answer.text
    assert DIGEST.search(answer.text)


def test_who_is_left_out_sits_nowhere(told: Story, organiser: Browser) -> None:
    away = [judge.id for judge in told.judges[:3]]
    assert keep(organiser, page(left_out=away)) == 302
    sitting = {judge.id for panel in panels_of(told.round_id) for judge in panel.judges}
    assert sitting == {judge.id for judge in [*told.judges[3:], told.desk]}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"judges": 2}, "Write a number from 3 to 15."),
        ({"judges": "many"}, "Not a valid integer value."),
        ({"days": 99}, "Write a number from 1 to 3."),
        ({"seed": 0}, "Write a number from 1 to 999999."),
        ({"spread": "wide"}, "Not a valid choice."),
    ],
)
def test_what_cannot_be_drawn_is_said_at_its_field(
    organiser: Browser, wrong: dict[str, object], said: str
) -> None:
    answer = organiser.get(page(**wrong))
    assert (answer.status_code, said in answer.text) == (422, True)
    assert "The proposed plan" not in answer.text


def test_too_few_judges_are_told_in_words(told: Story, organiser: Browser) -> None:
    away = [judge.id for judge in told.judges[:2]]
    text = text_of(organiser.see(page(judges=5, left_out=away)))
    assert "FOOD 1 has 4 judges instead of 5: nobody else knows this group well" in text
    text = text_of(organiser.see(page(left_out=[told.desk.id])))
    title = next(group.title.en for group in told.competition.groups if group.code == "FOOD")
    assert f"17 entries of {title} have no desk team: nobody can sit." in text


def test_a_panel_changed_by_hand_says_which_rule_it_breaks(told: Story, organiser: Browser) -> None:
    keep(organiser, page())
    panel = next(p for p in panels_of(told.round_id) if p.scorer is Scorer.PANEL)
    change_panel(
        told.organiser,
        panel.id,
        judge_ids=[told.judges[0].id],
        chair_id=None,
        entry_ids=[entry_id for entry_id, _ in panel.entries],
        at=NOON,
    )
    text = text_of(organiser.see(PAGE))
    assert "FOOD 1 has 1 judges and needs 3 for a final score" in text


def test_once_there_are_sheets_there_is_no_button(told: Story, organiser: Browser) -> None:
    story.seat_everyone(told, told.entry_ids)
    open_judging(told.organiser, told.round_id, NOON)
    story.score(told, told.entry_ids[0], told.judges[0])
    seen = organiser.see(page())
    assert "panels are not drawn any more" in seen
    assert "Keep this plan" not in seen


def test_papers_for_the_hall_are_offered_when_there_are_panels(
    told: Story, organiser: Browser
) -> None:
    home = PAGE.removesuffix("/draw") + "/hall-papers"
    assert organiser.get(f"{home}/flight-sheets.pdf").status_code == 422
    assert "There are no panels yet." in organiser.see(home)
    keep(organiser, page(order="balanced"))
    assert "2 flights, a page each" in text_of(organiser.see(home))
    for paper in ("labels", "flight-sheets", "table-cards"):
        answer = organiser.get(f"{home}/{paper}.pdf?copies=2")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert answer.data.startswith(b"%PDF")
    assert organiser.get(f"{home}/names.pdf").status_code == 404
