"""The announced result: every product group, one group, one entry."""

import pytest
from flask import Flask

from tests.web import endings
from tests.web.conftest import Browser
from tests.web.endings import Endings
from tests.web.reading import rows_of, text_of


@pytest.fixture
def told(app: Flask) -> Endings:
    return endings.announced()


def test_the_first_page_leads_to_the_result(told: Endings, browser: Browser) -> None:
    html = browser.see("/")
    assert "Product Champion 2027 Announced on 7 April 2027 at 12:00" in text_of(html)
    assert 'href="/results/OVOP-2027"' in html
    assert 'href="/sign-in"' in html


def test_a_result_shows_champions_and_how_many_earned_which_star(
    told: Endings, browser: Browser
) -> None:
    text = text_of(browser.see("/results/OVOP-2027"))
    assert "Product Champion Product-1 ផលិតផលទី1 Producer-1" in text
    assert "100.00 of 100" in text
    assert "5 stars: 3 4 stars: 0 3 stars: 0 2 stars: 1 1 stars: 0" in text
    assert text.count("There is no champion in this group.") == 7
    assert "SPECIMEN" in text
    assert "Provisional" in text
    assert "Product-2" not in text


def test_a_group_lists_its_ranked_entries_with_shared_ranks(
    told: Endings, browser: Browser
) -> None:
    rows = rows_of(browser.see("/results/OVOP-2027/FOOD"))
    ends = [(row[0], row[2].split()[0], row[5], row[6]) for row in rows]
    assert ends[0] == ("1", "Product-1", "100.00", "Product Champion")
    assert sorted(ends[1:3]) == [("=2", "Product-2", "98.00", ""), ("=2", "Product-3", "98.00", "")]
    assert ends[3] == ("4", "Product-4", "96.00", "")
    assert len(ends) == 4


def test_a_group_can_be_narrowed_to_a_province(told: Endings, browser: Browser) -> None:
    assert len(rows_of(browser.see("/results/OVOP-2027/FOOD?province=KH-7"))) == 4
    elsewhere = browser.see("/results/OVOP-2027/FOOD?province=KH-1")
    assert rows_of(elsewhere) == []
    assert "No product from there is ranked in this group; choose another province." in elsewhere


def test_an_entry_shows_its_parts_and_the_level_of_each_criterion(
    told: Endings, browser: Browser
) -> None:
    html = browser.see(told.page("tied"))
    text = text_of(html)
    assert "Final score 98.00 of 100 Rank =2" in text
    assert "The rank is shared: entries with this final score could not be set apart." in text
    assert "90 and more this score" in text
    assert '<meter min="0" max="25" value="23"' in html
    assert ["Smell", "Natural, right for the product", "2 of 4"] in rows_of(html)


def test_an_entry_tells_what_lowered_its_star(told: Endings, browser: Browser) -> None:
    text = text_of(browser.see(told.page("capped")))
    assert "At most 2 stars: The food hygiene certificate is missing." in text
    assert "90 and more this score" in text


def test_an_entry_without_a_rank_is_nobodys_business(told: Endings, browser: Browser) -> None:
    pages = [browser.see(path) for path in ("/results/OVOP-2027", "/results/OVOP-2027/FOOD")]
    for name in ("eliminated", "stopped", "short", "withdrawn"):
        assert browser.get(told.page(name)).status_code == 404, name
        product = f"Product-{endings.NAMES.index(name) + 1}"
        assert [product in page for page in pages] == [False, False], name


def test_what_does_not_exist_is_not_found(told: Endings, browser: Browser) -> None:
    for path in ("OVOP-2028", "OVOP-2027/NONE", "OVOP-2027/entries/0"):
        assert browser.get(f"/results/{path}").status_code == 404, path


def test_every_page_speaks_khmer_with_khmer_digits(told: Endings, browser: Browser) -> None:
    browser.get("/language/km")
    assert "បានប្រកាសនៅថ្ងៃទី៧ ខែមេសា ឆ្នាំ២០២៧" in text_of(browser.see("/"))
    assert "១០០.០០ លើ ១០០" in text_of(browser.see("/results/OVOP-2027"))
    assert rows_of(browser.see("/results/OVOP-2027/FOOD"))[3][0] == "៤"
    assert "បានត្រឹមផ្កាយ ២៖ ខ្វះវិញ្ញាបនបត្រអនាម័យចំណីអាហារ។" in text_of(browser.see(told.page("capped")))
