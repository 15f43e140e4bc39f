"""Papers of products: recorded whole with their scans, or not at all."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from judging.documents.scans import read_scan
from judging.domain.product_papers import PaperState, ProductPaper
from judging.domain.refusal import NotAllowed, NotThere, Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.product_papers import ProductPaperRow
from judging.persistence.scans import keep_scan, kept_scan
from judging.queries.audits import lines
from judging.queries.entries import papers_seen
from judging.queries.product_papers import missing_of_entry, papers_of, registered_of_entry, scan_of
from judging.services.recording_papers import correct_paper, record_paper, remove_paper
from tests import story as told
from tests.papers import HYGIENE, pdf, picture, product_of, record, scans, written
from tests.story import NOON, Story, shipped

TODAY = date(2027, 4, 7)


@pytest.fixture
def story(app: Flask) -> Story:
    story = told.begin(judges=1)
    told.enter(story, 2, papers=False)
    return story


@pytest.fixture
def nothing_left(app: Flask, story: Story) -> Iterator[None]:
    """What was kept before the test's refusal is all that is kept after it."""

    def kept() -> tuple[list[object], ...]:
        db.session.rollback()
        audit = list(db.session.scalars(select(AuditRow.id)))
        papers = list(db.session.scalars(select(ProductPaperRow.id)))
        return audit, papers, sorted(scans(app).glob("*"))

    before = kept()
    yield
    assert kept() == before


def known(story: Story, entry_id: int) -> list[ProductPaper]:
    db.session.rollback()
    return [v.paper for v in papers_of(product_of(entry_id), shipped().standard, TODAY)]


def test_a_paper_is_recorded_with_its_scan(app: Flask, story: Story) -> None:
    entry = story.entry_ids[0]
    paper_id = record(app, story, entry, replace(HYGIENE, number="  ISC-0123 "), picture())
    assert known(story, entry) == [HYGIENE]
    assert known(story, story.entry_ids[1]) == []
    scan = scan_of(paper_id, scans(app))
    assert (scan.kind, scan.type) == ("food-hygiene", "jpeg")
    assert scan.content == read_scan(picture()).content
    line = lines(1)[0]
    assert (line.act, line.on) == ("paper.recorded", f"product:{product_of(entry)}")
    assert line.detail["is"]["number"] == "ISC-0123"
    assert line.detail["is"]["expires"] == "2029-01-04"


def test_a_scan_is_kept_once_for_its_owner_only(app: Flask, story: Story) -> None:
    for entry in story.entry_ids:
        record(app, story, entry, scan=picture())
    (file,) = scans(app).iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(scans(app).stat().st_mode) == 0o700


def test_a_scan_that_is_not_whole_any_more_is_not_given_out_but_kept_anew(
    app: Flask, story: Story
) -> None:
    paper_id = record(app, story, story.entry_ids[0], scan=picture())
    (file,) = scans(app).iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(NotThere, match="no scan"):
        scan_of(paper_id, scans(app))
    keep_scan(scans(app), read_scan(picture()).content)
    assert scan_of(paper_id, scans(app)).content == read_scan(picture()).content


def test_a_full_disk_leaves_neither_a_file_nor_a_paper(
    app: Flask, story: Story, nothing_left: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("judging.persistence.scans.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        record(app, story, story.entry_ids[0], scan=picture())


@pytest.mark.parametrize(
    ("paper", "why"),
    [
        (ProductPaper("licence"), "no paper “licence”"),
        (replace(HYGIENE, issued_on=date(2027, 4, 8)), "in the future"),
        (replace(HYGIENE, expires_on=date(2026, 1, 4)), "before it was issued"),
        (replace(HYGIENE, number="№"), "cannot be printed"),
        (replace(HYGIENE, issuer="x" * 301), "300 characters"),
    ],
)
def test_a_refusal_leaves_nothing(
    app: Flask, story: Story, nothing_left: None, paper: ProductPaper, why: str
) -> None:
    with pytest.raises(Refusal, match=why):
        record(app, story, story.entry_ids[0], paper, picture())


def test_the_same_paper_of_one_product_is_refused(app: Flask, story: Story) -> None:
    first, second = story.entry_ids
    paper_id = record(app, story, first)
    with pytest.raises(Refusal, match="in the registry already"):
        record(app, story, first, replace(HYGIENE, number="isc 0123", expires_on=None))
    record(app, story, second)
    other = record(app, story, first, replace(HYGIENE, number="ISC-9"))
    with pytest.raises(Refusal, match="in the registry already"):
        correct(app, story, other, HYGIENE)
    remove_paper(story.organiser, paper_id, "typed twice", NOON)
    correct(app, story, other, HYGIENE)
    assert known(story, first) == [HYGIENE]


def correct(app: Flask, story: Story, paper_id: int, paper: ProductPaper, **more: object) -> None:
    facts = {"standard": shipped().standard, "scan": None, "folder": scans(app)}
    correct_paper(story.organiser, paper_id, paper, NOON, **(facts | more))


def test_today_is_the_day_in_cambodia(app: Flask, story: Story) -> None:
    late = datetime(2027, 4, 7, 18, 0, tzinfo=UTC)  # the eighth in Phnom Penh
    paper = replace(HYGIENE, issued_on=date(2027, 4, 8))
    facts = {"standard": shipped().standard, "scan": None, "folder": scans(app)}
    product_id = product_of(story.entry_ids[0])
    record_paper(story.organiser, product_id, paper, late, **facts)
    with pytest.raises(Refusal, match="in the future"):
        record_paper(story.organiser, product_id, replace(paper, number="2"), NOON, **facts)


def test_a_correction_keeps_the_scan_replaces_it_or_takes_it_out(app: Flask, story: Story) -> None:
    entry = story.entry_ids[0]
    paper_id = record(app, story, entry, scan=picture())
    correct(app, story, paper_id, replace(HYGIENE, number="7"))
    assert [paper.number for paper in known(story, entry)] == ["7"]
    assert scan_of(paper_id, scans(app)).type == "jpeg"
    line = lines(1)[0]
    assert (line.detail["was"]["number"], line.detail["is"]["number"]) == ("ISC-0123", "7")
    correct(app, story, paper_id, HYGIENE, scan=read_scan(written(pdf())))
    assert scan_of(paper_id, scans(app)).type == "pdf"
    correct(app, story, paper_id, HYGIENE, keeps_scan=False)
    with pytest.raises(NotThere):
        scan_of(paper_id, scans(app))


def test_a_paper_taken_out_is_kept_with_who_and_why(app: Flask, story: Story) -> None:
    entry = story.entry_ids[0]
    paper_id = record(app, story, entry, scan=picture())
    with pytest.raises(Refusal, match="Write why"):
        remove_paper(story.organiser, paper_id, "  ", NOON)
    remove_paper(story.organiser, paper_id, "another product's", NOON)
    assert known(story, entry) == []
    assert registered_of_entry(entry, TODAY) == {}
    row = db.session.get_one(ProductPaperRow, paper_id)
    assert row.removed_at == NOON
    assert kept_scan(scans(app), row.scan or "") is not None
    line = lines(1)[0]
    assert (line.act, line.login) == ("paper.removed", "organiser")
    assert line.detail["reason"] == "another product's"
    for act in (lambda: remove_paper(story.organiser, paper_id, "again", NOON),
                lambda: correct(app, story, paper_id, HYGIENE)):  # fmt: skip
        with pytest.raises(NotThere, match="taken out"):
            act()
    with pytest.raises(NotThere):
        scan_of(paper_id, scans(app))


def test_only_staff_records_papers(app: Flask, story: Story) -> None:
    paper_id = record(app, story, story.entry_ids[0])
    for person in (story.desk, story.judges[0], story.producer):
        facts = {"standard": shipped().standard, "scan": None, "folder": scans(app)}
        with pytest.raises(NotAllowed):
            record_paper(person, product_of(story.entry_ids[1]), HYGIENE, NOON, **facts)
        with pytest.raises(NotAllowed):
            correct_paper(person, paper_id, HYGIENE, NOON, **facts)
        with pytest.raises(NotAllowed):
            remove_paper(person, paper_id, "because", NOON)


def test_a_registered_paper_ticks_nothing_and_is_missed_where_it_is_not_good(
    app: Flask, story: Story
) -> None:
    entry = story.entry_ids[0]
    record(app, story, entry, replace(HYGIENE, expires_on=date(2027, 4, 6)))
    record(app, story, entry, ProductPaper("ovop-recognition"))
    assert papers_seen(entry) == frozenset()
    missing = {one.kind.code: one.state for one in missing_of_entry(entry, TODAY)}
    assert missing == {
        "food-hygiene": PaperState.EXPIRED,
        "business-registration": PaperState.MISSING,
    }
    assert "food-hygiene" not in {
        one.kind.code for one in missing_of_entry(entry, date(2027, 4, 6))
    }
