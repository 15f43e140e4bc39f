"""The desk officer's sheet: names and papers are shown, and papers seen are kept with it."""

from collections.abc import Callable
from decimal import Decimal

from judging.queries.sheets import sheet_page
from tests import story
from tests.web.conftest import Browser

SignIn = Callable[..., Browser]


def test_the_desk_sees_product_producer_place_and_papers(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    page = signed_in(told.desk).see(f"/judge/entries/{told.codes[0]}/sheet")
    for shown in ("Product-1", "Producer-1", "Kampot", "Food hygiene certificate"):
        assert shown in page
    assert "Papers seen: 5" in page


def test_papers_seen_are_kept_with_the_draft(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    code = told.codes[0]
    browser, path = signed_in(told.desk), f"/judge/entries/{code}/sheet"
    browser.see(path)
    ticked = ["food-hygiene", "gi"]
    kept = {"papers": ticked, "papers_shown": list(story.PAPERS)}
    browser.send(path, {"act": "draft", "score-A1.6": "A1.6=1", **kept})
    page = sheet_page(told.desk.id, code)
    assert page.papers_seen == {"food-hygiene", "gi"}
    assert page.answers == {"A1.6": Decimal(1)}


def test_either_or_is_one_choice_with_a_heading_for_each_case(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    code = told.codes[0]
    browser, path = signed_in(told.desk), f"/judge/entries/{code}/sheet"
    page = browser.see(path)
    line = page.split('id="line-A3.2"')[1].split('id="line-A3.3"')[0]
    assert line.count('class="case"') == 2
    assert line.count('name="score-A3.2"') == 4
    browser.send(path, {"act": "draft", "score-A3.2": "A3.2-house=1"})
    assert sheet_page(told.desk.id, code).answers == {"A3.2-house": Decimal(1)}
    browser.see(path)
    browser.send(path, {"act": "draft", "score-A3.2": "A3.2-org=2"})
    assert sheet_page(told.desk.id, code).answers == {"A3.2-org": Decimal(2)}


def test_a_criterion_with_a_condition_says_so_and_counts_only_when_asked(
    signed_in: SignIn,
) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser = signed_in(told.desk)
    path = f"/judge/entries/{told.codes[0]}/sheet"
    page = browser.see(path)
    assert page.count("Answer only if “Product story” got 1 or more.") == 2

    def asked(**answers: str) -> tuple[bool, str]:
        answer = browser.send(f"{path}/so-far", {f"score-{k}": v for k, v in answers.items()})
        return "B2.2" in answer.json["asked"], answer.json["points"]

    assert asked(**{"B2.1": "B2.1=0", "B2.2": "B2.2=3"}) == (False, "0")
    assert asked(**{"B2.1": "B2.1=2", "B2.2": "B2.2=3"}) == (True, "5")
