"""Provincial rounds, their leading products, and the ways out of a round, on their pages."""

import re
from collections.abc import Callable

from judging.domain.people import Person
from judging.domain.rounds import Departure, RoundState
from judging.queries.competitions import rounds_of
from judging.queries.entries import entries_of, entry
from tests import provinces, story
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
NATIONAL = "/organiser/competitions/OVOP-2027"
KAMPOT = f"{NATIONAL}.KH-7"


def test_provinces_get_their_rounds_and_pages_of_their_own(signed_in: SignIn) -> None:
    told = story.begin()
    browser = signed_in(told.organiser)
    browser.see(f"{NATIONAL}/rounds")
    chosen = {"provinces": ["KH-7", "KH-8"], "leading_products": "3"}
    assert browser.send(f"{NATIONAL}/rounds", chosen).location == f"{NATIONAL}/rounds"
    rows = rows_of(browser.see(f"{NATIONAL}/rounds"))
    assert [row[0] for row in rows] == ["National round", "Kampot", "Kandal"]
    assert rows[1][1:4] == ["Entering", "0", "3"]
    assert "Provincial round: Kampot" in text_of(browser.see(KAMPOT))


def test_what_is_wrong_with_new_rounds_stands_at_its_field_and_adds_none(
    signed_in: SignIn,
) -> None:
    told = story.begin()
    browser = signed_in(told.organiser)
    browser.see(f"{NATIONAL}/rounds")
    for wrong, sentence in (
        ({"leading_products": "3"}, "Choose at least one province."),
        ({"provinces": ["KH-7"], "leading_products": "0"}, "Write a number from 1 to 100."),
        ({"provinces": ["KH-99"], "leading_products": "3"}, "is not a valid choice"),
    ):
        answer = browser.send(f"{NATIONAL}/rounds", wrong)
        assert (answer.status_code, sentence in answer.text) == (422, True)
    assert len(rounds_of(told.competition.id)) == 1


def test_a_round_that_is_not_there_is_not_found(signed_in: SignIn) -> None:
    browser = signed_in(story.begin().organiser)
    for code in ("OVOP-2027.KH-7", "OVOP-2027.KH-99", "OVOP-2027.", "OVOP-2027.KH-7.KH-7"):
        assert browser.get(f"/organiser/competitions/{code}").status_code == 404


def test_the_leading_products_are_ticked_and_carried(signed_in: SignIn) -> None:
    told = provinces.announced(entries=3, leading_products=2)
    browser = signed_in(told.organiser)
    page = browser.see(f"{KAMPOT}/leading")
    assert page.count("checked") == 2
    answer = browser.send(
        f"{KAMPOT}/leading", {"entries": [str(number) for number in told.entry_ids[:2]]}
    )
    assert answer.location == f"{KAMPOT}/leading"
    carried = entries_of(provinces.national(told).round_id)
    shown = rows_of(browser.see(f"{KAMPOT}/leading"))
    assert {row[-1] for row in shown} == {one.code for one in carried} | {"–"}
    own = f"{NATIONAL}/entries/{carried[0].entry_id}"
    assert "Carried from" in text_of(browser.see(own))


def test_another_choice_without_a_reason_is_said_at_the_top_and_carries_nothing(
    signed_in: SignIn,
) -> None:
    told = provinces.announced(entries=3, leading_products=2)
    browser = signed_in(told.organiser)
    browser.see(f"{KAMPOT}/leading")
    answer = browser.send(f"{KAMPOT}/leading", {"entries": [str(told.entry_ids[2])]})
    assert answer.status_code == 422
    assert "Write why other products lead on than their scores say." in answer.text
    assert entries_of(provinces.national(told).round_id) == []


def test_before_the_announcement_the_page_shows_how_things_stand(signed_in: SignIn) -> None:
    told = provinces.judged(entries=2)
    page = signed_in(told.organiser).see(f"{KAMPOT}/leading")
    assert "This is how things stand now." in page
    assert told.codes[0] in page
    assert "Carry to the national round" not in page


def test_the_national_round_has_no_leading_products(signed_in: SignIn) -> None:
    browser = signed_in(story.begin().organiser)
    assert browser.get(f"{NATIONAL}/leading").status_code == 404


def test_a_province_announces_and_gives_no_certificate(signed_in: SignIn) -> None:
    told = provinces.judged(entries=2)
    browser = signed_in(told.organiser)
    page = browser.see(f"{KAMPOT}/announce")
    assert "Certificates: 0" in text_of(page)
    ticked = {"have_read": "y", "digest": re.findall(r'name="digest"[^>]*value="(\w+)"', page)[0]}
    proposal = browser.send(f"{KAMPOT}/announce", ticked).location
    second = signed_in(told.admin)
    second.see(proposal)
    answer = second.send(proposal, ticked)
    assert answer.location == f"{KAMPOT}/leading"
    assert told.competition.round_state is RoundState.ANNOUNCED
    assert provinces.national(told).competition.round_state is RoundState.ENTERING
    public = browser.see("/results/OVOP-2027.KH-7")
    assert "Result of the provincial round: Kampot" in text_of(public)
    assert "Product Champion" not in text_of(public).replace("Product Champion 2027", "").replace(
        "OVOP Product Champion competition", ""
    )


def test_an_entry_is_disqualified_or_moved_from_its_page(signed_in: SignIn) -> None:
    told = story.ready_to_judge(entries=2)
    browser = signed_in(told.organiser)
    first, second = (f"{NATIONAL}/entries/{number}" for number in told.entry_ids)
    browser.see(f"{first}/disqualify")
    reason = {"reason": "The label named the maker."}
    proposal = browser.send(f"{first}/disqualify", reason).location
    second_person = signed_in(told.admin)
    second_person.see(proposal)
    second_person.send(proposal, {})
    assert entry(told.entry_ids[0]).departure is Departure.DISQUALIFIED
    assert "Disqualified: The label named the maker." in text_of(browser.see(first))
    browser.see(f"{second}/move")
    moved = browser.send(f"{second}/move", {"group": "DRINK", "reason": "It is a drink."})
    assert "Moved from" in text_of(browser.see(moved.location))
    assert "Moved to" in text_of(browser.see(second))
