"""No page of a blind judge knows a name, a village or a producer."""

import re
from collections.abc import Callable

from judging.domain.rubric import Scorer
from tests import story
from tests.web.conftest import Browser

PLANTED = (
    "Product-1",
    "Producer-1",
    "ផលិតផលទី1",
    "ផលិតករទី1",
    "Kampot",
    "កំពត",
    "Tuek Chhou",
    "ទឹកឈូ",
    "Traeuy Kaoh",
    "ត្រើយកោះ",
)


def test_no_answer_to_a_judge_has_a_planted_name(signed_in: Callable[..., Browser]) -> None:
    told = story.ready_to_judge(entries=1, judges=1)
    browser, path = signed_in(told.judges[0]), f"/judge/entries/{told.codes[0]}"
    whole = {
        f"score-{code}": f"{code}={points}"
        for code, points in story.best(told.rubric(), Scorer.PANEL).items()
    }
    for language in ("km", "en"):
        browser.get(f"/language/{language}")
        answers = [
            browser.get("/judge/"),
            browser.get(f"{path}/sheet"),
            browser.send(f"{path}/sheet", {"act": "hand_in"}),
            browser.send(f"{path}/sheet", {"act": "draft", "score-C1.2": "C1.2=2"}),
            browser.send(f"{path}/sheet/so-far", {}),
            browser.get(f"{path}/interest"),
            browser.send(f"{path}/interest", {"reason": ""}),
            browser.send(f"{path}/sheet", {"act": "hand_in", **whole}),
            browser.get("/judge/"),
            browser.get(f"{path}/sheet"),
        ]
        statuses = [answer.status_code for answer in answers]
        assert statuses == [200, 200, 422, 302, 200, 200, 422, 302, 200, 200]
        for answer in answers:
            everything = f"{answer.headers} {answer.text}"
            assert [name for name in PLANTED if name in everything] == []


def test_a_judge_never_meets_the_number_that_stands_in_the_producers_address(
    signed_in: Callable[..., Browser],
) -> None:
    told = story.ready_to_judge(entries=3, judges=1)
    browser = signed_in(told.judges[0])
    pages = [browser.see("/judge/")]
    pages += [browser.see(f"/judge/entries/{code}/sheet") for code in told.codes]
    pages += [browser.see(f"/judge/entries/{code}/interest") for code in told.codes]
    linked = {name for page in pages for name in re.findall(r"/entries/(\w+)", page)}
    assert linked == set(told.codes)
    assert browser.get(f"/judge/entries/{told.entry_ids[0]}/sheet").status_code == 404
