"""From a table of 961 products over two provinces to the closed national round.

On the way: a recusal, a judge who left, a withdrawn entry, a re-grouped one, a moderation, five
paper sheets with one keying error, a late sheet from a tablet; and every entry is always somewhere.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from judging.domain.people import Person
from judging.domain.rubric import Scorer
from judging.queries.panels import panels_of
from judging.services.keying import key_sheet
from judging.services.planning import form_panel
from tests import story as told
from tests.journeys.whole import (
    ROUND,
    Desk,
    draw,
    in_round,
    judge_all,
    put_forward,
    registry,
    see_papers,
    to_do,
    work,
)
from tests.keyed import read_by
from tests.story import NOON
from tests.versions import became, send, version

pytestmark = pytest.mark.browser
KAMPOT, KANDAL = "KH-7", "KH-8"
OpenTablet = Callable[..., Page]


def test_two_provinces_and_the_nation(app: Flask, open_tablet: OpenTablet, tmp_path: Path) -> None:
    story = told.begin(judges=5)
    nation = Desk(open_tablet(story.organiser), story)
    second = Desk(open_tablet(story.admin), story)
    bring_in(nation, tmp_path)
    add_provinces(nation)
    kampot, kandal = in_round(nation, KAMPOT), in_round(nation, KANDAL)
    eventful_round(kampot, second)
    plain_round(kandal, second)
    for province in (kampot, kandal):
        carry(province)
    nation.story.entry_ids = [one.entry_id for one in nation.entries]
    nation.shows(entered=20, not_yet=20)
    draw(nation, judges=5)
    judged_and_closed(nation)
    nation.shows(entered=20, judged=20, not_yet=0)


def bring_in(desk: Desk, folder: Path) -> None:
    """The registry comes from a table, as its dry run says."""
    page, table = desk.page, folder / "registry.xlsx"
    table.write_bytes(registry())
    page.goto("/organiser/imports")
    page.get_by_label("Table (XLSX or CSV)").set_input_files(table)
    page.get_by_role("button", name="Show what it would do").click()
    page.get_by_text("Nobody works on jobs").wait_for()
    work()
    page.get_by_role("heading", name="What the table would do").wait_for()
    page.get_by_role("button", name="Bring it into the registry").click()
    page.get_by_role("heading", name="The table is being brought in").wait_for()
    work()
    page.get_by_text("In the registry since").wait_for()
    page.goto("/organiser/products")
    expect(page.get_by_text("961 products")).to_be_visible()


def add_provinces(desk: Desk) -> None:
    """Kampot and Kandal judge their own products first."""
    page = desk.at("rounds")
    for province in ("Kampot", "Kandal"):
        page.get_by_label(province, exact=True).check()
    desk.press("Add these rounds")
    expect(page.get_by_text("Rounds added: 2")).to_be_visible()


def plain_round(desk: Desk, second: Desk) -> None:
    """A province in which nothing goes wrong."""
    put_forward(desk)
    entered = len(desk.story.entry_ids)
    draw(desk, judges=5)
    judged_and_closed(desk)
    desk.shows(entered=entered, judged=entered, not_yet=0)
    announce(desk, second)


def judged_and_closed(desk: Desk) -> None:
    """Judging opens, everybody scores, judging closes."""
    desk.at("open")
    desk.press("Open judging")
    judge_all(desk.story, [desk.story.desk, *desk.story.judges])
    desk.at("close")
    desk.press("Close judging")


def eventful_round(desk: Desk, second: Desk) -> None:
    """A province in which everything happens that can."""
    put_forward(desk)
    story, entered = desk.story, len(desk.story.entry_ids)
    draw(desk, judges=5)
    desk.shows(entered=entered, not_yet=entered)
    recused, withdrawn, moved, far, late, *_ = [one.code for one in desk.entries]
    desk.at("open")
    desk.press("Open judging")
    recuse(desk, story.judges[0], recused)
    withdraw(desk, withdrawn)
    regroup(desk, moved)
    desk.shows(entered=entered, withdrawn=1, not_yet=entered - 1, moved=1)
    five_sheets(desk, Desk(second.page, story))
    leaves(desk, story.judges[4])
    judge_all(story, [story.desk, *story.judges[:4]], but=[far, late])
    disagree(desk, far)
    judge_all(story, [story.desk, *story.judges[:3]])
    desk.at("close")
    desk.press("Close judging")
    decide_late(desk, late)
    desk.shows(entered=entered, judged=entered - 1, withdrawn=1, not_yet=0, moved=1)
    announce(desk, second)


def recuse(desk: Desk, judge: Person, code: str) -> None:
    """A judge has an interest in an entry."""
    page = desk.at(f"recusals?entry={code}")
    page.locator("[name=judge]").select_option(str(judge.id))
    desk.reason("A cousin of the producer.", "Recuse")


def withdraw(desk: Desk, code: str) -> None:
    """A producer leaves."""
    desk.at(f"entries/{number_of(desk, code)}/withdraw")
    desk.reason("Everything is sold.", "Withdraw the entry")


def regroup(desk: Desk, code: str) -> None:
    """What was a food is a drink, and other people score it."""
    page = desk.at(f"entries/{number_of(desk, code)}/move")
    page.get_by_label("New product group").select_option("DRINK")
    desk.reason("It is a drink.", "Move the entry")
    new = next(one for one in desk.entries if one.group == "DRINK")
    for scorer, judges in (
        (Scorer.PANEL, [judge.id for judge in desk.story.judges]),
        (Scorer.DESK, [desk.story.desk.id]),
    ):
        form_panel(
            desk.story.organiser,
            desk.story.round_id,
            name=f"Drinks {scorer.value}",
            scorer=scorer,
            group="DRINK",
            judge_ids=judges,
            chair_id=judges[0],
            entry_ids=[new.entry_id],
            at=NOON,
        )
    see_papers(desk)


def five_sheets(desk: Desk, second: Desk) -> None:
    """Five sheets of one judge come on paper; the second person reads one of them otherwise."""
    story, judge = desk.story, desk.story.judges[1]
    *alike, other = [one for one in to_do(story, judge) if one.group == "FOOD"][:5]
    criterion = next(c.code for c in story.rubric().criteria(Scorer.PANEL) if not c.gate)
    right, wrong = read_by(story, judge), read_by(story, judge, less={criterion: 1})
    for one in alike:
        key_sheet(story.organiser, one.entry_id, judge.id, right, NOON)
        assert key_sheet(story.admin, one.entry_id, judge.id, right, NOON).state == "done"
    key_sheet(story.organiser, other.entry_id, judge.id, right, NOON)
    assert key_sheet(story.admin, other.entry_id, judge.id, wrong, NOON).state == "differs"
    page = second.at(f"paper-sheets/{other.entry_id}/{judge.id}/settle")
    expect(page.get_by_role("group", name=criterion)).to_have_count(1)
    page.locator("#settle input[type=radio][value=first]").check()
    second.press("This stands on the paper")
    expect(page.get_by_text(f"The sheet of entry {other.code} counts.")).to_be_visible()


def leaves(desk: Desk, judge: Person) -> None:
    """A judge falls ill after the first sheets; what is handed in stays."""
    first = to_do(desk.story, judge)[0]
    told.score(desk.story, first.entry_id, judge, group=first.group)
    for panel in panels_of(desk.story.round_id):
        if judge.id in {one.id for one in panel.judges}:
            desk.at(f"panels/{panel.id}/judges/{judge.id}/off")
            desk.press("Take off")
    expect(desk.at("room").get_by_text("left the panel").first).to_be_visible()


def disagree(desk: Desk, code: str) -> None:
    """One judge is far away; the panel looks again, and the chair lets the rest stand."""
    story, entry_id = desk.story, number_of(desk, code)
    criteria = [c.code for c in story.rubric().criteria(Scorer.PANEL) if not c.gate]
    told.score(story, entry_id, story.desk)
    for judge in story.judges[:3]:
        told.score(story, entry_id, judge)
    told.score(story, entry_id, story.judges[3], less=dict.fromkeys(criteria, 1))
    page = desk.at("moderation")
    expect(page.get_by_text(code).first).to_be_visible()
    desk.press("Ask all panels")
    for judge in story.judges[:3]:
        told.score(story, entry_id, judge)
    told.score(story, entry_id, story.judges[3], less=dict.fromkeys(criteria, 1))
    desk.at(f"entries/{entry_id}/let-stand")
    desk.reason("The chair: tastes differ here.", "The scores stand")
    expect(page.get_by_text("The chair lets it stand", exact=True)).to_be_visible()


def decide_late(desk: Desk, code: str) -> None:
    """A tablet comes back after the closing; its sheet waits, and the organiser lets it count."""
    judge, entry_id = desk.story.judges[3], number_of(desk, code)
    assert became(*send(desk.story, judge, version(desk.story, judge, entry_id))) == [
        ("waiting", "late", None)
    ]
    page = desk.at("waiting")
    page.get_by_role("button", name="Decide").click()
    page.locator("[name=decision]").first.check()
    desk.reason("The tablet had no network.", "Decide")
    expect(desk.at("waiting").get_by_text("No sheet waits.")).to_be_visible()


def announce(desk: Desk, second: Desk) -> None:
    """One proposes, another confirms what both have read."""
    page = desk.at("announce")
    page.get_by_label("I have read what will be announced").check()
    desk.press("Propose the announcement")
    other = Desk(second.page, desk.story)
    second.page.goto(f"{ROUND}/{desk.story.code}")
    second.page.get_by_role("button", name="Announce the result").click()
    second.page.get_by_label("I have read what will be announced").check()
    other.press("Confirm")
    expect(second.page.get_by_text("The result is announced.").first).to_be_visible()


def carry(desk: Desk) -> None:
    """The ten leading products go on; equal ones at the last place are drawn by lot."""
    page = desk.at("leading")
    for place, tick in enumerate(page.locator("#entries input[type=checkbox]").all()):
        tick.set_checked(place < 10)
    desk.reason("Equal at the last place: drawn by lot.", "Carry to the national round")
    expect(page.get_by_text("Products in the national round: 10")).to_be_visible()


def number_of(desk: Desk, code: str) -> int:
    return next(one.entry_id for one in desk.entries if one.code == code)
