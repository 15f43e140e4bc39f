"""Printing score sheets on the organiser's pages: of a panel, and blank ones."""

import re

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import select

from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.paper_sheets import PaperSheetRow
from judging.services.planning import recuse
from tests import story as told
from tests.keyed import blind_panel
from tests.story import NOON


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=2, judges=2)


def rows(kind: type) -> list:
    db.session.rollback()
    return list(db.session.scalars(select(kind).order_by(kind.id)))


def test_a_panels_sheets_are_printed_and_known(story: told.Story, signed_in) -> None:
    browser = signed_in(story.organiser)
    recuse(
        story.organiser,
        judge_id=story.judges[0].id,
        entry_id=story.entry_ids[0],
        reason="A sister.",
        at=NOON,
    )
    listed = browser.see(f"/organiser/competitions/{story.code}/paper-sheets")
    path = re.search(
        r'href="([^"]+/panels/\d+/paper-sheets)"[^>]*>Print sheets<[^>]*>: FOOD panel', listed
    )
    assert path
    browser.see(path[1])
    answer = browser.send(path[1], {"judge": "", "flight": "", "entry": ""})
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    # Two judges and two entries, and one of them does not score one.
    assert len(rows(PaperSheetRow)) == 3
    pages = pypdfium2.PdfDocument(answer.data)
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "Product-" not in text
    assert "Producer-" not in text
    assert "Name of judge2" in text
    line = rows(AuditRow)[-1]
    assert (line.act, line.on) == ("sheets.printed", f"round:{story.code}")
    assert "Not keyed yet: 3" in browser.see(f"/organiser/competitions/{story.code}/paper-sheets")


def test_too_many_sheets_at_once_are_refused_and_none_is_kept(
    story: told.Story, signed_in, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("judging.web.organiser.printing.MOST_AT_ONCE", 3)
    browser = signed_in(story.organiser)
    path = f"/organiser/competitions/{story.code}/panels/{blind_panel(story)}/paper-sheets"
    browser.see(path)
    answer = browser.send(path, {"judge": "", "flight": "", "entry": ""})
    assert (answer.status_code, "3 are printed at once" in answer.text) == (422, True)
    assert rows(PaperSheetRow) == []
    one = {"judge": str(story.judges[0].id), "flight": "", "entry": str(story.entry_ids[0])}
    assert browser.send(path, one).mimetype == "application/pdf"
    assert len(rows(PaperSheetRow)) == 1


def test_a_blank_sheet_is_of_a_group_alone(story: told.Story, signed_in) -> None:
    browser = signed_in(story.organiser)
    base = f"/organiser/competitions/{story.code}/groups"
    answer = browser.get(f"{base}/FOOD/blank-sheet/panel")
    assert answer.mimetype == "application/pdf"
    for wrong in ("FOOD/blank-sheet/nobody", "NONE/blank-sheet/panel"):
        assert browser.get(f"{base}/{wrong}").status_code == 404
    assert rows(PaperSheetRow) == []
