"""An organiser draws the panels with the keyboard alone, reads the plan and keeps it."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests import story as told
from tests.journeys.test_axe import AXE, FIND

pytestmark = pytest.mark.browser


def test_a_plan_is_drawn_read_and_kept(app: Flask, open_tablet: Callable[..., Page]) -> None:
    story = told.begin(judges=5)
    told.enter(story, 4)
    page = open_tablet(story.organiser, bypass_csp=True)
    page.goto(f"/organiser/competitions/{story.code}/draw")
    seed = page.get_by_label("Seed")
    seed.fill("7")
    seed.press("Enter")
    expect(page.get_by_text("The plan keeps all rules.")).to_be_visible()
    for code in story.codes:
        expect(page.locator(".plan-cards").get_by_text(code).first).to_be_visible()
    for language in ("km", "en"):
        here = page.url
        page.goto(f"/language/{language}")
        page.goto(here)
        page.evaluate(AXE.read_text())
        assert page.evaluate(FIND) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 800
    keep = page.get_by_role("button", name="Keep this plan")
    assert (keep.bounding_box() or {})["height"] >= 48
    keep.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The plan is kept: 2 panels.")).to_be_visible()
    for here in ("draw", "hall-papers"):
        page.goto(f"/organiser/competitions/{story.code}/{here}")
        page.evaluate(AXE.read_text())
        assert page.evaluate(FIND) == []
    page.goto(f"/organiser/competitions/{story.code}/panels")
    for name in ("FOOD 1", "FOOD desk 1"):
        expect(page.get_by_role("link", name=name)).to_be_visible()
