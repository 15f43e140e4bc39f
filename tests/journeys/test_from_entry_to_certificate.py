"""The whole way in a browser: entered, scored, ranked, announced, printed, checked."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from judging.domain.people import Person
from judging.queries.entries import entries_of
from judging.services.papers import record_papers
from tests import story as told
from tests.story import NOON, Story

OpenTablet = Callable[..., Page]
PRODUCT_KM, PRODUCT_EN = "ទឹកត្រីកំពត-កែប", "Kampot-Kep fish sauce"
PRODUCER_KM, PRODUCER_EN = "សហគមន៍ទឹកត្រីត្រើយកោះ", "Traeuy Kaoh Fish Sauce Community"

pytestmark = [pytest.mark.browser, pytest.mark.documents]


def enter_the_product(page: Page, story: Story) -> str:
    """The organiser enters a product; its entry code."""
    page.goto(f"/organiser/competitions/{story.code}/entries/new")
    for label, text in (
        ("Producer in Khmer", PRODUCER_KM),
        ("Producer in English", PRODUCER_EN),
        ("Product in Khmer", PRODUCT_KM),
        ("Product in English", PRODUCT_EN),
        ("Commune in Khmer", "ត្រើយកោះ"),
        ("Commune in English", "Traeuy Kaoh"),
    ):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Form of the producer").select_option("community")
    page.get_by_label("Account of the producer").select_option(str(story.producer.id))
    page.get_by_label("Product group", exact=True).select_option("FOOD")
    page.get_by_label("Province").select_option("KH-7")
    page.get_by_role("main").locator("form button").last.click()
    page.goto(f"/organiser/competitions/{story.code}/entries")
    return page.locator("td .code, .code").first.inner_text().strip()


def form_a_panel(page: Page, story: Story, scorer: str, people: list[Person]) -> None:
    """Everybody of `people` scores all entries of FOOD."""
    page.goto(f"/organiser/competitions/{story.code}/panels/new/FOOD/{scorer}")
    page.get_by_label("Name of the panel").fill(f"{scorer} one")
    for person in people:
        page.get_by_label(person.name.en).check()
    page.get_by_label("All entries of the group").check()
    page.get_by_role("button", name="Keep").click()


def give_the_act(page: Page, story: Story, act: str, button: str) -> None:
    """Open or close the judging on its own page."""
    page.goto(f"/organiser/competitions/{story.code}/{act}")
    page.get_by_role("main").get_by_role("button", name=button).click()


def score_all_best(page: Page, code: str) -> None:
    """Take the best answer of every question and hand in."""
    page.goto("/judge/")
    page.get_by_role("link", name=code).first.click()
    for question in page.locator("#sheet fieldset.question").all():
        typed = question.locator("input[inputmode=decimal]")
        if typed.count():
            typed.fill("5")
        else:
            question.locator("input[type=radio]").last.check()
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/judge/")
    expect(page.get_by_role("main")).to_contain_text("version 1")


def text_of(path: Path) -> str:
    """What the text layer of the first page says."""
    return pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()


def prepare(organiser: Page, story: Story) -> str:
    """Entered, with panel, desk team and papers, and judging open; the entry code."""
    code = enter_the_product(organiser, story)
    form_a_panel(organiser, story, "panel", story.judges)
    form_a_panel(organiser, story, "desk", [story.desk])
    (entry,) = entries_of(story.round_id)
    assert entry.code == code
    record_papers(story.organiser, entry.entry_id, told.ALL_PAPERS, NOON)
    give_the_act(organiser, story, "open", "Open judging")
    return code


def announce(organiser: Page, admin: Page, story: Story) -> None:
    """Close the judging, read what will be announced, and announce it by two people."""
    organiser.goto(f"/organiser/competitions/{story.code}/standings/FOOD")
    expect(organiser.get_by_role("main")).to_contain_text(PRODUCT_EN)
    # A household gets 1 of the 2 points of A3.2.
    expect(organiser.get_by_role("main")).to_contain_text("99")
    give_the_act(organiser, story, "close", "Close judging")
    organiser.goto(f"/organiser/competitions/{story.code}/announce")
    organiser.get_by_label("I have read what will be announced").check()
    organiser.get_by_role("button", name="Propose the announcement").click()
    expect(organiser.get_by_role("main")).to_contain_text("You have proposed this.")
    admin.goto("/organiser/")
    admin.get_by_role("button", name="Announce the result").click()
    admin.get_by_label("I have read what will be announced").check()
    admin.get_by_role("button", name="Confirm: Announce the result").click()


def download_all(producer: Page, folder: Path) -> list[str]:
    """Download the producer's certificates and read them; their numbers."""
    producer.goto("/producer/")
    numbers = []
    for link in producer.get_by_role("main").locator("a[href$='.pdf']").all():
        with producer.expect_download() as download:
            link.click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        text = text_of(path)
        assert PRODUCT_KM in text
        assert PRODUCER_KM in text
        numbers.append(next(word for word in text.split() if word.startswith("OVOP-KH07-")))
    return numbers


def check(public: Page, number: str) -> None:
    """Check a certificate by its number, as it may be typed."""
    public.goto("/v")
    public.get_by_label("number").fill(number.lower())
    public.get_by_role("main").get_by_role("button").first.click()
    expect(public.get_by_role("main")).to_contain_text("Valid")
    expect(public.get_by_role("main")).to_contain_text(PRODUCT_EN)


def test_a_product_becomes_champion_and_its_certificate_is_checked(
    app: Flask, open_tablet: OpenTablet, tmp_path: Path
) -> None:
    story = told.begin()
    organiser, public = open_tablet(story.organiser), open_tablet()
    code = prepare(organiser, story)
    score_all_best(open_tablet(story.desk), code)
    for judge in story.judges:
        page = open_tablet(judge)
        score_all_best(page, code)
        assert PRODUCT_EN not in page.content()

    early = public.goto(f"/results/{story.code}")
    assert early is not None
    assert early.status == 404
    announce(organiser, open_tablet(story.admin), story)
    public.goto(f"/results/{story.code}/FOOD")
    expect(public.get_by_role("main")).to_contain_text(PRODUCER_EN)

    numbers = download_all(open_tablet(story.producer), tmp_path)
    assert len(set(numbers)) == 2
    for number in numbers:
        check(public, number)
