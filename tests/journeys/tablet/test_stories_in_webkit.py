"""The main path in the engine of iPads: enrolled, cut off, handed in, received."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.enrolled import secret_for
from tests.journeys.tablet.evidence import answers_of, counting, kept, receipts
from tests.journeys.tablet.khmer import RECEIVED, STILL_HERE, khmer, unsent
from tests.journeys.tablet.living_server import LivingServer
from tests.journeys.tablet.webkit import Hand, webkit
from tests.story import Story

pytestmark = pytest.mark.browser

IS_KEPT = """
  const done = arguments[arguments.length - 1];
  navigator.serviceWorker.ready.then(() => done(Boolean(navigator.serviceWorker.controller)));
"""


def test_webkit_opens_without_a_server_and_the_sheet_arrives_once(
    living: LivingServer, two_entries: Story, tmp_path: Path
) -> None:
    story, judge, code = two_entries, two_entries.judges[0], two_entries.codes[0]
    with webkit(tmp_path) as hand:
        hand.browser.get(
            f"{living.address}/tablet/#card={secret_for(story, judge, datetime.now(UTC))}"
        )
        hand.type_pin()
        hand.find("h1", khmer("Type the same six digits again"))
        hand.type_pin()
        hand.touch(".entries .entry", code)
        hand.answer("C1.1", "1")
        hand.until(lambda browser: browser.execute_async_script(IS_KEPT), "the app is kept")
        living.stop()
        score_the_rest(hand, answers_of(story, {"C1.1": "1"}))
        hand.touch(".foot .main-button")
        hand.touch("main .main-button")
        hand.find(".outcome", STILL_HERE)
        assert kept() == []

        hand.browser.refresh()
        hand.touch("button.person", judge.name.km)
        hand.type_pin()
        hand.find(".entries .entry.is-handed_in", code)
        hand.find(".top .unsent", unsent(1))
        living.start()
        hand.touch(".top .unsent")
        hand.touch("main .main-button", khmer("Send now"))
        hand.find(".top .unsent", unsent(0))
        assert kept() == [counting(judge.id, code, answers_of(story, {"C1.1": "1"}))]
        hand.browser.get(f"{living.address}/tablet/#/flight")
        entry = hand.find(".entries .entry", code)
        assert RECEIVED in entry.text
        assert receipts()[0] in entry.text


def score_the_rest(hand: Hand, answers: dict[str, str]) -> None:
    """Every answer, one after the other."""
    for code, points in answers.items():
        hand.answer(code, points)
