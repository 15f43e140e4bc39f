"""Papers of products through the forms: recorded, refused without losing a word, given out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask

from judging.domain.calendar import CAMBODIA
from judging.domain.people import Person
from judging.domain.product_papers import ProductPaper
from judging.queries.product_papers import papers_of
from judging.services.papers import PaperTicks, record_papers
from judging.services.planning import recuse
from tests import story as told
from tests.papers import HYGIENE, picture, product_of, record
from tests.queries.counting import statements
from tests.story import NOON, Story, shipped
from tests.web.conftest import Browser, open_browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
TODAY = datetime.now(UTC).astimezone(CAMBODIA).date()
TYPED = {
    "kind": "food-hygiene",
    "issuer": "",
    "number": "ISC-0123",
    "issued_on": "2020-01-05",
    "expires_on": (TODAY + timedelta(days=400)).isoformat(),
}


@pytest.fixture
def story(app: Flask) -> Story:
    """Two entries of FOOD that a desk officer and judges have on their flights."""
    story = told.begin(judges=2)
    told.seat_everyone(story, told.enter(story, 2, papers=False))
    told.open_judging(story.organiser, story.round_id, NOON)
    return story


@pytest.fixture
def organiser(story: Story, signed_in: SignIn) -> Browser:
    return signed_in(story.organiser)


def page_of(story: Story, entry: int = 0) -> str:
    return f"/organiser/products/{product_of(story.entry_ids[entry])}"


def known(story: Story) -> list[ProductPaper]:
    product_id = product_of(story.entry_ids[0])
    return [view.paper for view in papers_of(product_id, shipped().standard, TODAY)]


def file(content: bytes, name: str = "../évil.exe") -> dict[str, object]:
    return {"scan": (BytesIO(content), name)}


def send(organiser: Browser, path: str, data: dict[str, object]) -> tuple[int, str]:
    organiser.see(path)
    answer = organiser.send(path, data)
    return answer.status_code, answer.location if answer.status_code == 302 else answer.text


def test_a_paper_is_recorded_and_its_scan_given_out(story: Story, organiser: Browser) -> None:
    home = page_of(story)
    assert "For 3 stars and more: Food hygiene certificate missing" in text_of(organiser.see(home))
    status, place = send(organiser, f"{home}/papers/new", TYPED | file(picture()))
    assert (status, place) == (302, f"{home}#papers")
    page = organiser.see(home)
    assert "For 3 stars and more: Food hygiene certificate there, good until" in text_of(page)
    assert "Institute of Standards of Cambodia ISC-0123 5 January 2020" in text_of(page)
    answer = organiser.get(
        page.split('href="/organiser/papers/')[1].join(["/organiser/papers/", ""]).split('"')[0]
    )
    assert answer.status_code == 200
    assert answer.mimetype == "image/jpeg"
    name = answer.headers["Content-Disposition"]
    assert name.startswith('attachment; filename="food-hygiene-')
    assert name.endswith('.jpg"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "Choose the kind of paper."),
        ({"number": "№ 1"}, "number", "cannot be printed"),
        ({"issued_on": "2570-01-01"}, "issued_on", "international calendar"),
        ({"issued_on": "tomorrow"}, "issued_on", "Not a valid date value."),
        ({"expires_on": "2019-01-01"}, "expires_on", "expires before it was issued"),
        (file(b"MZ"), "scan", "A scan is a JPEG or PNG picture or a PDF"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(
    story: Story, organiser: Browser, typed: dict[str, object], field: str, sentence: str
) -> None:
    status, page = send(organiser, f"{page_of(story)}/papers/new", TYPED | file(picture()) | typed)
    assert status == 422
    assert f'href="#{field}"' in page
    assert sentence in text_of(page)
    assert "Choose the file of the scan once more" in text_of(page)
    for name in {"number", "expires_on"} - typed.keys():
        assert f'value="{TYPED[name]}"' in page
    assert known(story) == []


def test_a_scan_that_is_too_large_is_told_at_its_field(
    app: Flask, story: Story, organiser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1_000
    for module in ("documents.scans", "web.organiser.paper_form"):
        monkeypatch.setattr(f"judging.{module}.LARGEST_FILE", 5_000)
    long = TYPED | file(picture() + bytes(5_000))
    status, page = send(organiser, f"{page_of(story)}/papers/new", long)
    assert status == 422
    assert "The scan is larger than 10 MB" in text_of(page)
    assert 'value="ISC-0123"' in page


def test_the_same_paper_twice_is_refused(app: Flask, story: Story, organiser: Browser) -> None:
    record(app, story, story.entry_ids[0])
    status, page = send(organiser, f"{page_of(story)}/papers/new", TYPED | {"number": "isc 0123"})
    assert status == 422
    assert "in the registry already" in text_of(page)
    assert 'value="isc 0123"' in page


def test_a_paper_is_corrected_and_taken_out(app: Flask, story: Story, organiser: Browser) -> None:
    paper_id = record(app, story, story.entry_ids[0], scan=picture())
    path = f"/organiser/papers/{paper_id}"
    assert 'value="2029-01-04"' in organiser.see(path)
    typed = TYPED | {"issuer": "Lab of Kampot", "expires_on": "", "without_scan": "y"}
    assert send(organiser, path, typed)[0] == 302
    page = organiser.see(page_of(story))
    assert "Lab of Kampot ISC-0123 5 January 2020 without an end –" in text_of(page)
    assert organiser.get(f"{path}/scan").status_code == 404
    assert "Write the reason" in text_of(send(organiser, f"{path}/remove", {"reason": ""})[1])
    assert send(organiser, f"{path}/remove", {"reason": "typed twice"})[0] == 302
    assert known(story) == []
    assert {organiser.get(f"{path}{end}").status_code for end in ("", "/remove")} == {404}


def test_a_scan_is_given_to_staff_and_to_the_desk_whose_entry_it_is(
    app: Flask, story: Story, signed_in: SignIn
) -> None:
    first, second = story.entry_ids
    paper_id = record(app, story, first, scan=picture())
    other_id = record(app, story, second, scan=picture("PNG"))
    code = story.codes[0]
    for_staff = f"/organiser/papers/{paper_id}/scan"
    for_desk = f"/judge/entries/{code}/papers/{paper_id}/scan"
    stranger = told.enrol(story.admin, "stranger", story.desk.role)
    expected = {
        story.admin: (200, 403),
        story.organiser: (200, 403),
        story.desk: (403, 200),
        stranger: (403, 404),
        story.judges[0]: (403, 403),
        story.producer: (403, 403),
    }
    for person, statuses in expected.items():
        browser = signed_in(person)
        found = tuple(browser.get(path).status_code for path in (for_staff, for_desk))
        assert found == statuses, person.login
    assert {open_browser(app).get(p).status_code for p in (for_staff, for_desk)} == {302}
    desk = signed_in(story.desk)
    assert desk.get(f"/judge/entries/{code}/papers/{other_id}/scan").status_code == 404
    page = desk.see(f"/judge/entries/{code}/sheet")
    assert "In the registry: ISC-0123 · 4 January 2029" in text_of(page)
    assert for_desk in page
    recuse(story.desk, judge_id=story.desk.id, entry_id=first, reason="my uncle's", at=NOON)
    assert desk.get(for_desk).status_code == 404
    assert for_desk not in desk.see(f"/judge/entries/{code}/sheet")


def test_a_blind_judge_reads_nothing_of_the_registry(
    app: Flask, story: Story, signed_in: SignIn
) -> None:
    record(app, story, story.entry_ids[0], scan=picture())
    page = signed_in(story.judges[0]).see(f"/judge/entries/{story.codes[0]}/sheet")
    assert "ISC-0123" not in page


def test_the_entry_is_shown_with_what_is_missing_and_what_is_there(
    app: Flask, story: Story, organiser: Browser
) -> None:
    record(app, story, story.entry_ids[0], replace(HYGIENE, expires_on=date(2026, 2, 1)))
    record(app, story, story.entry_ids[0], ProductPaper("ovop-recognition", number="NC-1"))
    page = text_of(organiser.see(f"/organiser/competitions/OVOP-2027/entries/{story.entry_ids[0]}"))
    assert "Food hygiene certificate of this product expired on 1 February 2026." in page
    assert "The registry has no Business or handicraft registration of this product." in page
    assert "The registry has no Recognition as an OVOP product" not in page
    assert "Recognition as an OVOP product : not seen In the registry: NC-1" in page
    ticks = PaperTicks(frozenset({"business-registration"}))
    record_papers(story.desk, story.entry_ids[0], ticks, NOON)
    page = text_of(organiser.see(f"/organiser/competitions/OVOP-2027/entries/{story.entry_ids[0]}"))
    assert "The registry has no" not in page


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def test_papers_are_listed_by_their_end_without_those_that_were_renewed(
    app: Flask, story: Story, organiser: Browser
) -> None:
    first, second = story.entry_ids
    for entry, kind, end in (
        (first, "gmp", days(-1)),
        (first, "gi", days(30)),
        (second, "gi", days(31)),
        (second, "halal", days(91)),
        (first, "haccp", days(-9)),
        (first, "haccp", days(500)),
        (second, "iso", None),
    ):
        record(app, story, entry, ProductPaper(kind, number=f"{kind}-{end}", expires_on=end))

    def listed(query: str) -> list[str]:
        return [row[3] for row in rows_of(organiser.see(f"/organiser/papers{query}"))]

    over, soon, later = f"gmp-{days(-1)}", f"gi-{days(30)}", f"gi-{days(31)}"
    assert listed("") == listed("?until=later") == [over, soon, later]
    assert listed("?until=soon") == [over, soon]
    assert listed("?until=expired") == [over]
    assert listed("?province=KH-1") == []
    assert listed("?province=KH-7&search=PRODUCT 2") == [later]
    assert "3 papers" in text_of(organiser.see("/organiser/papers"))


def test_the_list_costs_as_many_statements_for_three_papers_as_for_one(
    app: Flask, story: Story, organiser: Browser
) -> None:
    counts = []
    for number, more in enumerate(([0], [0, 1])):
        for entry in more:
            paper = ProductPaper("gi", number=f"{number}{entry}", expires_on=days(9 + number))
            record(app, story, story.entry_ids[entry], paper)
        for path in ("/organiser/papers", page_of(story)):
            with statements() as sent:
                organiser.see(path)
            counts.append(len(sent))
    assert counts[:2] == counts[2:]
