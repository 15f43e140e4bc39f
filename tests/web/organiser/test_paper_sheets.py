"""Paper sheets on the organiser's pages: opened by their code, keyed twice, settled, scanned."""

import re
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from judging.domain.meaning import plain_number
from judging.domain.paper_marks import PaperMark
from judging.domain.people import Person, Role
from judging.domain.rubric import Scorer
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.paper_sheets import KeyingRow, PaperSheetRow
from judging.persistence.score_sheets import SheetRow
from judging.queries.entries import entry as entry_with
from judging.services.keying import key_sheet
from tests import story as told
from tests.keyed import blind_panel, key_twice, read_by
from tests.story import NOON
from tests.versions import identity_of


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=2, judges=2)


def rows(kind: type) -> list:
    db.session.rollback()
    return list(db.session.scalars(select(kind).order_by(kind.id)))


def address(story: told.Story, judge: Person, more: str = "") -> str:
    sheets = f"/organiser/competitions/{story.code}/paper-sheets"
    return f"{sheets}/{story.entry_ids[0]}/{judge.id}{more}"


def typed(story: told.Story, judge: Person, **less: int) -> dict[str, str]:
    """The fields of the form, filled in; a code with an underscore for its point."""
    codes = {code.replace("_", "."): steps for code, steps in less.items()}
    answers = read_by(story, judge, less=codes).answers
    return {f"score-{code}": f"{code}={plain_number(p)}" for code, p in answers.items()}


def mark_of(story: told.Story, judge: Person, **other: object) -> PaperMark:
    facts = {
        "competition": identity_of(story),
        "round": story.code,
        "entry": story.codes[0],
        "judge": judge.id,
        "scorer": Scorer.PANEL,
        "rubric": "0" * 12,
    }
    return PaperMark(**(facts | other))


def test_a_scanned_code_opens_the_sheet(story: told.Story, signed_in) -> None:
    browser, judge = signed_in(story.organiser), story.judges[0]
    path = f"/organiser/competitions/{story.code}/paper-sheets"
    browser.see(path)
    scanned = {"mark": mark_of(story, judge).text.lower(), "entry": "", "judge": ""}
    assert browser.send(path, scanned).location == address(story, judge)
    by_hand = {"mark": "", "entry": story.codes[0], "judge": str(judge.id)}
    assert browser.send(path, by_hand).location == address(story, judge)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"competition": "00000000-aaaa"}, "of another round"),
        ({"round": "OVOP-2026"}, "of another round: OVOP-2026"),
        ({"entry": None}, "blank sheet"),
        ({"entry": "999"}, "No entry has the code 999"),
    ],
)
def test_a_code_that_opens_nothing_says_why(story: told.Story, signed_in, changed, says) -> None:
    browser = signed_in(story.organiser)
    path = f"/organiser/competitions/{story.code}/paper-sheets"
    browser.see(path)
    mark = mark_of(story, story.judges[0], **changed).text
    answer = browser.send(path, {"mark": mark, "entry": "", "judge": ""})
    assert (answer.status_code, says in answer.text) == (422, True)


def test_nonsense_and_nothing_open_nothing(story: told.Story, signed_in) -> None:
    browser = signed_in(story.organiser)
    path = f"/organiser/competitions/{story.code}/paper-sheets"
    browser.see(path)
    for mark, says in (
        ("https://example", "not the code of a printed sheet"),
        ("", "Scan the code"),
    ):
        answer = browser.send(path, {"mark": mark, "entry": "", "judge": ""})
        assert (answer.status_code, says in answer.text) == (422, True)


def test_two_people_key_a_sheet_and_it_counts(story: told.Story, signed_in) -> None:
    judge = story.judges[0]
    for person in (story.organiser, story.admin):
        browser = signed_in(person)
        browser.see(address(story, judge))
        browser.see(address(story, judge, "/key"))
        answer = browser.send(address(story, judge, "/key"), typed(story, judge))
        assert answer.status_code == 302
    assert "counts" in browser.see(answer.location)
    [sheet] = rows(SheetRow)
    assert (sheet.judge_id, sheet.handed_in_at is not None) == (judge.id, True)
    page = browser.see(address(story, judge))
    assert ("Name of organiser" in page, "Admin" in page, "What was keyed" in page) == (True,) * 3
    assert "keyed twice already" in browser.see(address(story, judge, "/key"))


def test_what_is_blank_is_told_and_what_was_keyed_stays_on_the_page(
    story: told.Story, signed_in
) -> None:
    browser, judge = signed_in(story.organiser), story.judges[0]
    browser.see(address(story, judge, "/key"))
    fields = typed(story, judge)
    taken_out = fields.pop("score-C1.2")
    answer = browser.send(address(story, judge, "/key"), fields)
    assert (answer.status_code, "Not keyed yet: 1" in answer.text) == (422, True)
    assert 'href="#line-C1.2"' in answer.text
    assert answer.text.count(" checked") == len(fields)
    assert taken_out
    assert rows(KeyingRow) == []


def test_who_keys_the_second_time_sees_nothing_of_the_first(story: told.Story, signed_in) -> None:
    judge = story.judges[0]
    browser = signed_in(story.admin)
    before = browser.see(address(story, judge, "/key"))
    note = {"": "only the first person knows"}
    read = read_by(story, judge)
    key_sheet(story.organiser, story.entry_ids[0], judge.id, type(read)(read.answers, note), NOON)
    after = browser.see(address(story, judge, "/key"))
    token = re.compile(r'name="csrf_token" value="[^"]+"')
    assert token.sub("", after) == token.sub("", before)
    for path in (address(story, judge), f"/organiser/competitions/{story.code}/paper-sheets"):
        page = browser.see(path)
        assert "Name of organiser" in page
        assert "only the first person knows" not in page
        assert "What was keyed" not in page
    assert "only the first" not in browser.see("/organiser/audit")


def test_after_reopening_nothing_of_the_keying_before_is_told(story: told.Story, signed_in) -> None:
    judge = story.judges[0]
    read = read_by(story, judge)
    read = type(read)(read.answers, {"": "from the first keying"})
    key_twice(story, judge, read, read)
    browser = signed_in(story.admin)
    assert "from the first keying" in browser.see(address(story, judge))
    browser.see(address(story, judge, "/reopen"))
    empty = browser.send(address(story, judge, "/reopen"), {"reason": ""})
    assert empty.status_code == 422
    browser.send(address(story, judge, "/reopen"), {"reason": "a 3 looked like an 8"})
    page = browser.see(address(story, judge))
    assert ("a 3 looked like an 8" in page, "from the first keying" in page) == (True, False)


def test_the_first_person_is_told_to_find_another(story: told.Story, signed_in) -> None:
    browser, judge = signed_in(story.organiser), story.judges[0]
    key_sheet(story.organiser, story.entry_ids[0], judge.id, read_by(story, judge), NOON)
    for more in ("", "/key"):
        assert "somebody else keys it the second time" in browser.see(address(story, judge, more))
    answer = browser.send(address(story, judge, "/key"), typed(story, judge))
    assert (answer.status_code, "somebody else keys it" in answer.text) == (422, True)


def test_what_one_person_typed_is_not_kept_as_anothers(story: told.Story, signed_in) -> None:
    browser, judge = signed_in(story.admin), story.judges[0]
    page = browser.see(address(story, judge, "/key"))
    assert f'name="filled_by" value="{story.admin.id}"' in page
    fields = typed(story, judge) | {"filled_by": str(story.organiser.id)}
    assert browser.send(address(story, judge, "/key"), fields).status_code == 403
    assert rows(KeyingRow) == []


def test_differences_are_shown_field_by_field_and_each_is_settled(
    story: told.Story, signed_in
) -> None:
    judge = story.judges[0]
    first, second = read_by(story, judge), read_by(story, judge, less={"C1.2": 1, "C1.3": 1})
    key_twice(story, judge, first, second)
    browser = signed_in(story.organiser)
    page = browser.see(address(story, judge, "/settle"))
    assert page.count('class="question" id="line-') == 2
    assert ('id="line-C1.2"' in page, 'id="line-C1.1"' in page) == (True, False)
    half = browser.send(address(story, judge, "/settle"), {"line-C1.2": "first"})
    assert (half.status_code, "choose what stands on it" in half.text) == (422, True)
    assert rows(ArrivalRow) == []
    whole = {"line-C1.2": "first", "line-C1.3": "neither"} | {
        "score-C1.3": typed(story, judge, C1_3=2)["score-C1.3"]
    }
    assert browser.send(address(story, judge, "/settle"), whole).location == address(story, judge)
    [sheet] = rows(SheetRow)
    right = read_by(story, judge, less={"C1.3": 2}).answers
    assert f'"C1.3": "{plain_number(right["C1.3"])}"' in sheet.answers
    assert f'"C1.2": "{plain_number(first.answers["C1.2"])}"' in sheet.answers
    assert browser.get(address(story, judge, "/settle")).location == address(story, judge)
    assert 'class="differs"' in browser.see(address(story, judge))


def test_the_desks_papers_are_keyed_and_settled_too(story: told.Story, signed_in) -> None:
    first = read_by(story, story.desk)
    second = type(first)(first.answers, {"": "a note"}, frozenset({"halal"}))
    key_twice(story, story.desk, first, second)
    browser = signed_in(story.organiser)
    page = browser.see(address(story, story.desk, "/settle"))
    assert ('id="paper-halal"' in page, 'id="note-"' in page) == (True, True)
    chosen = {"paper-halal": "second", "note-": "neither", "note": "the true note"}
    assert browser.send(address(story, story.desk, "/settle"), chosen).status_code == 302
    [sheet] = rows(SheetRow)
    assert "the true note" in sheet.notes
    assert "halal" in rows(AuditRow)[-1].detail


def test_the_running_count_follows_and_keeps_nothing(story: told.Story, signed_in) -> None:
    browser, judge = signed_in(story.organiser), story.judges[0]
    browser.see(address(story, judge, "/key"))
    answer = browser.send(address(story, judge, "/so-far"), {"score-C1.2": "C1.2=0"})
    assert (answer.json["answered_text"], rows(PaperSheetRow)) == ("1", [])


def test_the_scan_is_kept_with_the_sheet_as_a_plain_file(story: told.Story, signed_in) -> None:
    browser, judge = signed_in(story.organiser), story.judges[0]
    assert browser.get(address(story, judge, "/scan/file")).status_code == 404
    browser.see(address(story, judge, "/scan"))
    for wrong, says in ((b"MZ", "A scan is a JPEG"), (None, "Choose the file")):
        data = {"scan": (BytesIO(wrong), "x.jpg")} if wrong else {}
        answer = browser.send(address(story, judge, "/scan"), data)
        assert (answer.status_code, says in answer.text) == (422, True)
    assert rows(PaperSheetRow) == []
    picture = BytesIO()
    Image.new("L", (60, 80), 200).save(picture, "PNG")
    picture.seek(0)
    browser.send(address(story, judge, "/scan"), {"scan": (picture, "sheet.png")})
    file = browser.get(address(story, judge, "/scan/file"))
    assert (file.mimetype, file.data[:4]) == ("image/png", b"\x89PNG")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert rows(AuditRow)[-1].act == "sheet.scanned"


def test_only_the_staff_see_paper_sheets(story: told.Story, signed_in) -> None:
    judge = story.judges[0]
    for person in (judge, story.desk, story.producer):
        browser = signed_in(person)
        for path in (address(story, judge), f"/organiser/competitions/{story.code}/paper-sheets"):
            assert browser.get(path).status_code == 403


def test_a_sheet_of_another_round_or_of_nobody_is_not_there(story: told.Story, signed_in) -> None:
    other = told.next_edition(story)
    browser = signed_in(story.organiser)
    entry, judge = story.entry_ids[0], story.judges[0]
    assert entry_with(entry).competition == story.code
    for path in (
        f"/organiser/competitions/{other.code}/paper-sheets/{entry}/{judge.id}",
        f"/organiser/competitions/{story.code}/paper-sheets/{entry}/9999",
        f"/organiser/competitions/{other.code}/panels/{blind_panel(story)}/paper-sheets",
    ):
        assert browser.get(path).status_code == 404
    far = told.enrol(story.admin, "nobody", Role.PRODUCER)
    assert browser.get(address(story, far)).status_code == 422


def test_in_khmer_the_pages_speak_khmer(story: told.Story, signed_in) -> None:
    browser, judge = signed_in(story.organiser), story.judges[0]
    key_twice(story, judge, read_by(story, judge), read_by(story, judge, less={"C1.2": 1}))
    browser.get("/language/km")
    for path, says in (
        (f"/organiser/competitions/{story.code}/paper-sheets", "សន្លឹកលើក្រដាស"),
        (address(story, judge), "សន្លឹកលើក្រដាស"),
        (address(story, judge, "/settle"), "ក្រដាស"),
    ):
        assert says in browser.see(path)
