"""That sheets were printed is kept, and so are their scans; a refusal leaves nothing."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from judging.documents.scans import Scan, ScanType
from judging.domain.refusal import NotAllowed, Refusal
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.paper_sheets import PaperSheetRow
from judging.services.paper_sheets import keep_sheet_scan, record_printing
from tests import story as told
from tests.story import NOON


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=1, judges=1)


def rows(kind: type) -> list:
    db.session.rollback()
    return list(db.session.scalars(select(kind).order_by(kind.id)))


def test_a_sheet_that_is_printed_again_is_the_same_sheet(story: told.Story) -> None:
    pairs = [(story.entry_ids[0], story.judges[0].id), (story.entry_ids[0], story.desk.id)]
    record_printing(story.organiser, story.round_id, pairs, NOON)
    later = NOON + timedelta(hours=1)
    record_printing(story.organiser, story.round_id, pairs[:1], later)
    assert [(row.scorer, row.printed_at) for row in rows(PaperSheetRow)] == [
        ("panel", later),
        ("desk", NOON),
    ]


def test_nothing_is_printed_for_another_round_or_for_who_scores_nothing(story: told.Story) -> None:
    (entry,), (judge,) = story.entry_ids, story.judges
    other = told.next_edition(story)
    with pytest.raises(Refusal, match="of another round"):
        record_printing(story.organiser, other.round_id, [(entry, judge.id)], NOON)
    pairs = [(entry, judge.id), (entry, story.producer.id)]
    with pytest.raises(Refusal, match="scores nothing"):
        record_printing(story.organiser, story.round_id, pairs, NOON)
    with pytest.raises(NotAllowed):
        record_printing(judge, story.round_id, [(entry, judge.id)], NOON)
    assert rows(PaperSheetRow) == []


def test_a_new_scan_takes_the_place_of_the_one_before_which_stays_in_the_record(
    story: told.Story, tmp_path: Path
) -> None:
    (entry,), (judge,) = story.entry_ids, story.judges
    for content in (b"first", b"second"):
        scan = Scan(ScanType.PNG, content)
        keep_sheet_scan(story.organiser, entry, judge.id, scan, NOON, folder=tmp_path / "scans")
    [sheet] = rows(PaperSheetRow)
    before, after = (json.loads(row.detail) for row in rows(AuditRow)[-2:])
    assert (after["was"], after["digest"]) == (before["digest"], sheet.scan)
    assert len(list((tmp_path / "scans").iterdir())) == 2


def test_a_refused_scan_leaves_no_file(story: told.Story, tmp_path: Path) -> None:
    scan, entry = Scan(ScanType.PNG, b"first"), story.entry_ids[0]
    folder = tmp_path / "scans"
    with pytest.raises(NotAllowed):
        keep_sheet_scan(story.desk, entry, story.desk.id, scan, NOON, folder=folder)
    with pytest.raises(Refusal, match="scores nothing"):
        keep_sheet_scan(story.organiser, entry, story.producer.id, scan, NOON, folder=folder)
    assert (rows(PaperSheetRow), folder.exists()) == ([], False)
