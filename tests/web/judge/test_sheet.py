"""The score sheet in the browser: draft, hand in, refusals, corrections."""

from collections.abc import Callable
from decimal import Decimal

from judging.domain.people import Person
from judging.domain.rubric import Scorer
from judging.queries.sheets import SheetPage, sheet_page
from judging.services.competing import close_judging
from judging.services.planning import recuse
from tests import story
from tests.story import Story
from tests.web.conftest import Browser

SignIn = Callable[..., Browser]


def kept(judge: Person, told: Story) -> SheetPage:
    """What is kept of the judge's sheet of the first entry."""
    return sheet_page(judge.id, told.codes[0])


def typed(answers: dict[str, Decimal]) -> dict[str, str]:
    """The fields of a sheet on which each criterion is one choice."""
    return {f"score-{code}": f"{code}={points}" for code, points in answers.items()}


def open_sheet(told: Story, person: Person, signed_in: SignIn) -> tuple[Browser, str]:
    """The person's browser with the sheet of the first entry open."""
    browser, path = signed_in(person), f"/judge/entries/{told.codes[0]}/sheet"
    browser.see(path)
    return browser, path


def test_a_draft_is_kept_and_shown_again(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    draft = {"score-C1.2": "C1.2=3", "note-C1.2": "Even cubes.", "note": "Second sample."}
    assert browser.send(path, {"act": "draft", **draft}).location == path
    page = browser.see(path)
    assert 'value="C1.2=3" checked>' in page
    assert "Even cubes.</textarea>" in page
    assert "Second sample.</textarea>" in page
    assert "<span data-points>3</span> / 25" in page
    assert "<span data-answered>1</span>/<span data-asked>7</span>" in page
    sheet = kept(told.judges[0], told)
    assert (sheet.flight.sheet_state, sheet.flight.version) == ("draft", 0)


def test_a_whole_sheet_is_handed_in_and_its_receipt_shown(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    answers = story.best(told.rubric(), Scorer.PANEL)
    answer = browser.send(path, {"act": "hand_in", **typed(answers)})
    assert answer.location == "/judge/"
    sheet = kept(told.judges[0], told)
    assert f": score sheet {sheet.flight.code}, version 1, 25 of 25 points." in browser.see(
        "/judge/"
    )
    assert (sheet.flight.sheet_state, sheet.flight.version) == ("handed_in", 1)
    assert sheet.answers == answers


def test_a_blank_line_is_refused_marked_and_linked_and_nothing_typed_is_lost(
    signed_in: SignIn,
) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    answers = typed(story.best(told.rubric(), Scorer.PANEL))
    del answers["score-C1.4"]
    answer = browser.send(path, {"act": "hand_in", "note-C1.5": "A little salty.", **answers})
    assert answer.status_code == 422
    assert answer.text.count('<a href="#line-') == 1
    assert '<a href="#line-C1.4">C1.4 ' in answer.text
    assert '<div class="line is-wrong" id="line-C1.4"' in answer.text
    assert answer.text.count(" checked>") == 6
    assert "A little salty.</textarea>" in answer.text
    assert kept(told.judges[0], told).flight.sheet_state == "to_do"


def test_an_answer_that_the_rubric_does_not_have_is_refused(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    for forged in ("C1.2=99", "C1.3=3", "nonsense", "=3"):
        answer = browser.send(path, {"act": "draft", "score-C1.2": forged})
        assert answer.status_code == 422
        assert '<a href="#line-C1.2">' in answer.text
    assert kept(told.judges[0], told).answers == {}


def test_scoring_can_stop_at_a_gate(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    assert "Stops scoring: Foreign matter was found in the product." in browser.see(path)
    browser.send(path, {"act": "draft", "score-C1.1": "C1.1=0"})
    assert "Scoring stops here: Foreign matter was found" in browser.see(path)
    assert browser.send(path, {"act": "hand_in", "score-C1.1": "C1.1=0"}).location == "/judge/"


def test_a_sheet_is_corrected_as_a_new_version_while_the_round_is_open(
    signed_in: SignIn,
) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    story.score(told, told.entry_ids[0], told.judges[0])
    assert "Version 1 is with the organiser since 7 April 2027 at 12:00." in browser.see(path)
    answers = story.best(told.rubric(), Scorer.PANEL, less={"C1.5": 1})
    browser.send(path, {"act": "hand_in", **typed(answers)})
    assert "version 2, 23 of 25 points." in browser.see("/judge/")
    assert kept(told.judges[0], told).answers == answers


def test_looking_at_a_sheet_that_was_handed_in_begins_no_correction(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    story.score(told, told.entry_ids[0], told.judges[0])
    answers = typed(kept(told.judges[0], told).answers)
    browser.send(path, {"act": "draft", **answers})
    assert kept(told.judges[0], told).flight.sheet_state == "handed_in"


def test_changing_the_language_on_a_sheet_keeps_what_was_touched(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    assert browser.send(path, {"language": "km", "score-C1.2": "C1.2=3"}).location == path
    page = browser.see(path)
    assert '<html lang="km"' in page
    assert 'value="C1.2=3" checked>' in page
    assert "<span data-points>៣</span> / ២៥" in page
    assert "បញ្ឈប់ការដាក់ពិន្ទុ" in page


def test_a_closed_round_shows_the_sheet_and_refuses_a_late_one(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    close_judging(told.organiser, told.round_id, story.NOON)
    answers = typed(story.best(told.rubric(), Scorer.PANEL))
    late = browser.send(path, {"act": "hand_in", **answers})
    assert late.status_code == 422
    assert "The round is closed; ask the organiser to open it again." in late.text
    page = browser.see(path)
    assert "The round is not open: the sheet can be read, not changed." in page
    assert '<fieldset class="whole" disabled>' in page
    assert 'value="hand_in"' not in page


def test_an_entry_of_another_flight_is_not_there(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    stranger = story.enrol(told.admin, "stranger", told.judges[0].role)
    browser = signed_in(stranger)
    browser.see("/judge/")
    path = f"/judge/entries/{told.codes[0]}/sheet"
    assert browser.get(path).status_code == 404
    assert browser.send(path, {"act": "draft"}).status_code == 404
    assert browser.send(f"{path}/so-far", {}).status_code == 404


def test_the_page_is_told_what_its_answers_come_to_and_nothing_is_kept(
    signed_in: SignIn,
) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    answer = browser.send(f"{path}/so-far", {"score-C1.2": "C1.2=3", "score-C1.3": "C1.3=1"})
    assert answer.json == {
        "points": "4",
        "parts": {"C": "4"},
        "asked": ["C1.1", "C1.2", "C1.3", "C1.4", "C1.5", "C1.6", "C2.1"],
        "answered_text": "2",
        "asked_text": "7",
    }
    assert kept(told.judges[0], told).answers == {}


def test_a_judge_steps_back_from_an_entry_with_a_reason(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    interest = path.replace("sheet", "interest")
    browser.see(interest)
    assert "Write in a few words" in browser.send(interest, {"reason": " "}).text
    assert browser.send(interest, {"reason": "My aunt makes it."}).location == "/judge/"
    assert "Not yours to score" in browser.see("/judge/")
    assert "You do not score this entry." in browser.see(path)


def test_a_recused_judge_cannot_hand_in(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    judge = told.judges[0]
    browser, path = open_sheet(told, judge, signed_in)
    recuse(
        told.organiser, judge_id=judge.id, entry_id=told.entry_ids[0], reason="Kin", at=story.NOON
    )
    answers = typed(story.best(told.rubric(), Scorer.PANEL))
    assert browser.send(path, {"act": "hand_in", **answers}).status_code == 422
    assert kept(judge, told).flight.sheet_state == "to_do"


def hidden(page: str, name: str) -> str:
    """What stands in a hidden field of the sheet."""
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def test_a_window_that_is_out_of_date_asks_before_it_replaces(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = open_sheet(told, told.judges[0], signed_in)
    opened = hidden(browser.see(path), "as_of")
    whole = typed(story.best(told.rubric(), Scorer.PANEL))
    browser.send(path, {"act": "hand_in", "as_of": opened, **whole})
    old_window = {"act": "draft", "score-C1.2": "C1.2=1"}
    refused = browser.send(path, {"as_of": opened, **old_window})
    assert refused.status_code == 422
    assert "This sheet was changed in another window" in refused.text
    assert 'value="C1.2=1" checked>' in refused.text
    assert kept(told.judges[0], told).flight.sheet_state == "handed_in"
    again = hidden(refused.text, "as_of")
    assert browser.send(path, {"as_of": again, **old_window}).status_code == 302
    assert kept(told.judges[0], told).answers == {"C1.2": Decimal(1)}


def test_one_judges_open_page_is_never_sent_as_anothers(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=2)
    first, second = told.judges
    browser, path = open_sheet(told, second, signed_in)
    filled = {"act": "draft", "score-C1.2": "C1.2=1", "filled_by": str(first.id)}
    answer = browser.send(path, filled)
    assert answer.status_code == 403
    assert "Somebody else filled in this sheet" in answer.text
    assert kept(second, told).answers == {}
