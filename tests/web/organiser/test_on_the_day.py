"""From the room to where a thing is mended, and back: quorum, samples, judges who come and go."""

from collections.abc import Callable

from judging.domain.people import Person, Role
from judging.queries.panels import panels_of
from judging.services.announcing import announce
from judging.services.competing import close_judging
from tests import story
from tests.story import NOON, Story
from tests.web.conftest import Browser
from tests.web.reading import text_of

SignIn = Callable[[Person], Browser]
HOME = "/organiser/competitions/OVOP-2027"


def panel_id(told: Story) -> int:
    return next(p.id for p in panels_of(told.round_id) if p.name == "FOOD panel")


def with_two_of_three(told: Story) -> None:
    for scorer in [told.desk, *told.judges[:2]]:
        story.score(told, told.entry_ids[0], scorer)


def test_the_quorum_of_an_entry_is_lowered_and_every_page_says_so(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=3)
    with_two_of_three(told)
    entry, (code,) = f"{HOME}/entries/{told.entry_ids[0]}", told.codes
    browser = signed_in(told.organiser)
    assert "Panel: 2 sheets are enough" in text_of(browser.see(f"{entry}/quorum"))
    answer = browser.send(f"{entry}/quorum", {"quorum": "panel-2", "reason": "Dara fell ill"})
    assert answer.location == f"{HOME}/close#below"
    said = "The quorum was lowered. Panel: 2 sheets are enough. Dara fell ill"
    assert said in text_of(browser.see(f"{HOME}/standings/FOOD/{code}"))
    assert "Dara fell ill" in text_of(browser.see(entry))
    assert "do not let it be lowered any further" in text_of(browser.see(f"{entry}/quorum"))
    close_judging(told.organiser, told.round_id, NOON)
    announce(told.organiser, told.round_id, NOON, proposed_by=told.admin)
    frozen = text_of(browser.see(f"{HOME}/standings/FOOD/{code}"))
    assert "The quorum was lowered. Panel: 2 sheets are enough." in frozen
    public = browser.see(f"/results/OVOP-2027/entries/{code}")
    assert "2 sheets of the panel were enough for this score: the rules want 3" in text_of(public)
    assert "Dara" not in public


def test_the_quorum_of_the_round_needs_a_reason(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=3)
    browser = signed_in(told.organiser)
    assert f"{HOME}/quorum" in browser.see(f"{HOME}/close")
    browser.see(f"{HOME}/quorum")
    assert browser.send(f"{HOME}/quorum", {"quorum": "panel-2"}).status_code == 422
    assert browser.send(f"{HOME}/quorum", {"quorum": "panel-1", "reason": "x"}).status_code == 422
    assert browser.send(f"{HOME}/quorum", {"quorum": "panel-2", "reason": "x"}).status_code == 302


def test_a_broken_sample_is_in_the_room_until_a_new_one_is_served(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1)
    entry = f"{HOME}/entries/{told.entry_ids[0]}"
    browser = signed_in(told.organiser)
    browser.see(f"{entry}/sample")
    assert browser.send(f"{entry}/sample", {"reason": ""}).status_code == 422
    answer = browser.send(f"{entry}/sample", {"reason": "it fell"})
    assert answer.location == f"{HOME}/room"
    assert "it fell" in text_of(browser.see(f"{HOME}/room"))
    assert "The sample is broken: it fell" in text_of(browser.see(entry))
    browser.send(f"{entry}/sample/served", {})
    assert "it fell" not in text_of(browser.see(f"{HOME}/room"))
    assert browser.send(f"{entry}/sample/served", {}).status_code in (409, 422)


def test_a_judge_leaves_and_another_comes_from_the_room(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=3)
    story.score(told, told.entry_ids[0], told.judges[0])
    late = story.enrol(told.admin, "late", Role.JUDGE)
    panel = f"{HOME}/panels/{panel_id(told)}"
    browser = signed_in(told.organiser)
    off = f"{panel}/judges/{told.judges[0].id}/off"
    assert off in browser.see(f"{HOME}/room")
    browser.see(off)
    assert browser.send(off, {}).location == f"{HOME}/room"
    assert "Name of judge1 left the panel; sheets that stay and count: 1" in text_of(
        browser.see(f"{HOME}/room")
    )
    assert browser.get(off).status_code == 404
    assert "Name of late" in browser.see(f"{panel}/judges")
    assert browser.send(f"{panel}/judges", {"judge": ""}).status_code == 422
    assert browser.send(f"{panel}/judges", {"judge": str(late.id)}).location == f"{HOME}/room"
    assert "Name of late 0 of 1" in text_of(browser.see(f"{HOME}/room"))


def test_a_panel_of_another_round_is_not_there(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=3)
    other = story.next_edition(told)
    home = f"/organiser/competitions/{other.code}/panels/{panel_id(told)}/judges"
    browser = signed_in(told.organiser)
    assert browser.get(home).status_code == 404
    assert browser.get(f"{home}/{told.judges[0].id}/off").status_code == 404
