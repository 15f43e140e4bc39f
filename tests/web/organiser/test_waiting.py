"""The page of sheets that wait: whole, beside what counts, and decided with a reason."""

from collections.abc import Callable

import pytest
from flask import Flask

from judging.domain.people import Person
from judging.services.competing import close_judging
from judging.services.leaving import withdraw_entry
from judging.services.planning import recuse
from tests import story as told
from tests.queries.counting import statements
from tests.story import NOON
from tests.versions import send, sent, version
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
PAGE = "/organiser/competitions/OVOP-2027/waiting"


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=2, judges=2)


@pytest.fixture
def browser(story: told.Story, signed_in: SignIn) -> Browser:
    return signed_in(story.organiser)


def link(page: str) -> str:
    return PAGE + "/" + page.partition(f'href="{PAGE}/')[2].partition('"')[0]


def two_versions(story: told.Story) -> str:
    """Two that know nothing of each other; the receipt of the one that waits."""
    judge, entry = story.judges[0], story.entry_ids[0]
    one = version(story, judge, entry, notes={"C1.1": "the first"})
    two = version(story, judge, entry, less={"C1.2": 1}, notes={"": "the second"})
    return send(story, judge, one, two)[1].receipt


def test_nothing_waits_at_first(browser: Browser) -> None:
    assert "No sheet waits." in text_of(browser.see(PAGE))


def test_a_sheet_that_waits_is_shown_whole_beside_what_counts(
    story: told.Story, browser: Browser
) -> None:
    receipt = two_versions(story)
    page = browser.see(PAGE)
    text = text_of(page)
    assert f"Entry {story.codes[0]}" in text
    assert "two sheets of this entry that know nothing of each other" in text
    assert receipt in text
    assert "Name of judge1" in text
    assert "Sent by the tablet" in text
    lines = {cells[0].split()[0]: cells for cells in rows_of(page)}
    assert lines["C1.2"][1:] == ["2", "3"]
    assert lines["C1.2"][0].endswith("different")
    assert lines["C1.1"][1:] == ["2", "2 the first"]
    assert lines["On"][1:] == ["– the second", "–"]
    assert not lines["C1.3"][0].endswith("different")


def test_the_overview_counts_what_waits(story: told.Story, browser: Browser) -> None:
    assert "Sheets that wait for a decision: 0" in browser.see("/organiser/")
    two_versions(story)
    assert "Sheets that wait for a decision: 1" in browser.see("/organiser/")


def test_an_accepted_sheet_counts_and_is_in_the_record(story: told.Story, browser: Browser) -> None:
    receipt = two_versions(story)
    one = link(browser.see(PAGE))
    browser.see(one)
    answer = browser.send(one, {"decision": "accept", "reason": "the judge said so"})
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    page = browser.see(PAGE)
    assert "No sheet waits." in text_of(page)
    ((_, judge, code, shown, became),) = rows_of(page)
    assert (judge, code, shown) == ("Name of judge1", story.codes[0], receipt)
    assert became == "Accepted the judge said so"
    assert "Decided by Name of organiser" in text_of(browser.see(one))


def test_leaving_out_needs_a_choice_and_a_reason(story: told.Story, browser: Browser) -> None:
    two_versions(story)
    one = link(browser.see(PAGE))
    browser.see(one)
    answer = browser.send(one, {"reason": ""})
    assert answer.status_code == 422
    assert "Choose what becomes of it." in answer.text
    assert "Write the reason" in answer.text
    assert browser.send(one, {"decision": "leave_out", "reason": "old"}).status_code == 302
    assert "Left out old" in " ".join(rows_of(browser.see(PAGE))[0])


def offered(page: str) -> set[str]:
    """The decisions that a page offers."""
    return {value for value in ("accept", "leave_out") if f'value="{value}"' in page}


def test_the_sheet_of_a_recused_judge_can_only_be_left_out_and_the_page_says_why(
    story: told.Story, browser: Browser
) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    recuse(judge, judge_id=judge.id, entry_id=entry, reason="own", at=NOON)
    send(story, judge, version(story, judge, entry))
    one = link(browser.see(PAGE))
    page = browser.see(one)
    assert offered(page) == {"leave_out"}
    assert "can only be left out: The judge is recused from the entry." in text_of(page)
    assert "checked" in page
    answer = browser.send(one, {"decision": "accept", "reason": "please"})
    assert answer.status_code == 422


BARRED_LATER = {
    "The entry is withdrawn.": lambda story: withdraw_entry(
        story.organiser, story.entry_ids[0], "broken", NOON
    ),
    "The judge is recused from the entry.": lambda story: recuse(
        story.organiser,
        judge_id=story.judges[0].id,
        entry_id=story.entry_ids[0],
        reason="own",
        at=NOON,
    ),
}


@pytest.mark.parametrize("why", BARRED_LATER)
def test_what_waited_for_something_else_is_barred_by_what_came_later(
    story: told.Story, browser: Browser, why: str
) -> None:
    two_versions(story)
    one = link(browser.see(PAGE))
    assert offered(browser.see(one)) == {"accept", "leave_out"}
    BARRED_LATER[why](story)
    page = browser.see(one)
    assert offered(page) == {"leave_out"}
    assert f"can only be left out: {why}" in text_of(page)


def test_a_judge_who_is_recused_from_another_entry_bars_nothing(
    story: told.Story, browser: Browser
) -> None:
    two_versions(story)
    judge, other = story.judges
    for person, entry in ((judge, story.entry_ids[1]), (other, story.entry_ids[0])):
        recuse(story.organiser, judge_id=person.id, entry_id=entry, reason="own", at=NOON)
    assert offered(browser.see(link(browser.see(PAGE)))) == {"accept", "leave_out"}


def test_after_the_announcement_nothing_is_offered_but_leaving_out(
    app: Flask, signed_in: SignIn
) -> None:
    story = told.announced(entries=1)
    judge = story.judges[0]
    send(story, judge, version(story, judge, story.entry_ids[0]))
    browser = signed_in(story.organiser)
    page = browser.see(link(browser.see(PAGE)))
    assert offered(page) == {"leave_out"}
    assert "can only be left out: The result is announced." in text_of(page)


def test_a_decision_that_is_refused_meanwhile_says_why_on_the_page(
    app: Flask, signed_in: SignIn
) -> None:
    story = told.begin(judges=1)
    told.seat_everyone(story, told.enter(story, 1))
    judge, browser = story.judges[0], signed_in(story.organiser)
    send(story, judge, version(story, judge, story.entry_ids[0]))
    one = link(browser.see(PAGE))
    browser.see(one)
    answer = browser.send(one, {"decision": "accept", "reason": "please"})
    assert answer.status_code == 422
    assert "Judging has not opened yet" in answer.text


def test_what_cannot_count_is_offered_for_leaving_out_only(
    story: told.Story, browser: Browser
) -> None:
    judge = story.judges[0]
    wrong = version(story, judge, story.entry_ids[0])
    send(story, judge, sent(wrong, answers="<b>bytes</b>"))
    page = browser.see(PAGE)
    assert "It cannot be read as a score sheet." in text_of(page)
    assert '"answers": "<b>bytes</b>"' in text_of(page)
    form = browser.see(link(page))
    assert 'value="leave_out"' in form
    assert 'value="accept"' not in form


def test_a_clash_is_shown_until_the_sheet_is_handed_in_once_more(
    story: told.Story, browser: Browser
) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    one = version(story, judge, entry)
    send(story, judge, one, sent(one, notes={"": "other"}))
    text = text_of(browser.see(PAGE))
    assert "It came under the identity of another sheet" in text
    assert "ask the judge to hand in the sheet once more" in text
    again = version(story, judge, entry, before=[one])
    send(story, judge, again, at=NOON.replace(hour=6))
    assert "No sheet waits." in text_of(browser.see(PAGE))
    assert rows_of(browser.see(PAGE))[0][-1].startswith("Clash")


def test_the_page_asks_as_much_for_one_as_for_many(
    app: Flask, story: told.Story, browser: Browser
) -> None:
    close_judging(story.organiser, story.round_id, NOON)
    judge, other = story.judges
    send(story, judge, version(story, judge, story.entry_ids[0]))
    with statements() as few:
        browser.see(PAGE)
    for one in (judge, other):
        send(story, one, *[version(story, one, entry) for entry in story.entry_ids])
    with statements() as many:
        browser.see(PAGE)
    assert len(few) == len(many)


def test_another_competition_shows_none_of_it(story: told.Story, browser: Browser) -> None:
    two_versions(story)
    one = link(browser.see(PAGE))
    told.next_edition(story)
    other = PAGE.replace("2027", "2028")
    assert "No sheet waits." in text_of(browser.see(other))
    assert browser.get(one.replace("2027", "2028")).status_code == 404
