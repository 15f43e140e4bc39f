"""The page of one entry's standing says the same before the announcement and after it."""

from collections.abc import Callable

from flask import Flask

from judging.domain.people import Person
from judging.services.announcing import announce
from tests import story as told
from tests.web.conftest import Browser
from tests.web.endings import judged
from tests.web.reading import text_of

HOME = "/organiser/competitions/OVOP-2027/standings/FOOD"
FROZEN = " This is what was announced; it is not computed again."


def test_what_was_computed_is_what_is_announced(
    app: Flask, signed_in: Callable[[Person], Browser]
) -> None:
    endings = judged()
    browser = signed_in(endings.story.organiser)

    def figures() -> dict[str, str]:
        """Of each entry that has a rank: all above the sheets or the levels."""
        pages = {name: text_of(browser.see(f"{HOME}/{code}")) for name, code in ranked.items()}
        heads = (page.partition(" Desk team:")[0] for page in pages.values())
        return {
            name: head.partition(" Level by criterion")[0]
            for name, head in zip(pages, heads, strict=True)
        }

    ranked = {name: endings.codes[name] for name in ("champion", "tied", "equal", "capped")}
    before = figures()
    assert (
        "Final score 96.00 of 100 Part A 35 of 35 Part B 25 of 25 Part C 21 of 25"
        in (before["capped"])
    )
    announce(
        endings.story.organiser, endings.story.round_id, told.NOON, proposed_by=endings.story.admin
    )
    after = figures()
    assert all(FROZEN in page for page in after.values())
    assert {name: page.replace(FROZEN, "") for name, page in after.items()} == {
        name: page.replace(" Spread of the panel 0", "") for name, page in before.items()
    }
