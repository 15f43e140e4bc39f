"""Taking unsent sheets from a tablet by its codes or its file."""

import io
import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from judging.domain.handover import Pack
from judging.domain.people import Person
from judging.domain.version import identity_in
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.database import db
from judging.persistence.tablets import TabletRow
from judging.services import handing_over
from judging.services.receiving import Answer, receive_versions
from judging.services.sending import Sent
from tests import story as told
from tests.enrolled import enrol
from tests.handovers import codes_of, file_of, pack
from tests.story import NOON
from tests.versions import send, sent, version
from tests.web.conftest import Browser
from tests.web.reading import rows_of, text_of

SignIn = Callable[[Person], Browser]
PAGE = "/organiser/competitions/OVOP-2027/handover"


@pytest.fixture
def story(app: Flask) -> told.Story:
    return told.ready_to_judge(entries=3, judges=2)


@pytest.fixture
def browser(story: told.Story, signed_in: SignIn) -> Browser:
    browser = signed_in(story.organiser)
    browser.see(PAGE)
    return browser


def packed(story: told.Story, number: int = 0, key: str | None = None) -> Pack:
    """Two sheets of a judge who is enrolled on a tablet."""
    judge = story.judges[number]
    enrolled = enrol(story, judge, number + 1)
    texts = [sent(version(story, judge, entry)).text for entry in story.entry_ids[:2]]
    return pack(texts, enrolled.enrolment, key or enrolled.handover_key)


def arrivals() -> list[tuple[str, str, str | None, int]]:
    db.session.rollback()
    columns = ArrivalRow.via, ArrivalRow.outcome, ArrivalRow.reason, ArrivalRow.judge_id
    return [tuple(row) for row in db.session.execute(select(*columns).order_by(ArrivalRow.id))]


def test_pasted_codes_bring_the_sheets_in_as_their_judges(
    story: told.Story, browser: Browser
) -> None:
    codes = codes_of([packed(story), packed(story, 1)], 500)
    answer = browser.send(PAGE, {"codes": "\n".join(reversed(codes))})
    assert answer.status_code == 200
    receipts = db.session.scalars(select(ArrivalRow.receipt).order_by(ArrivalRow.id)).all()
    assert rows_of(answer.text) == [
        [f"Name of judge{number} judge{number}", code, "Counts", receipt]
        for (number, code), receipt in zip(product((1, 2), story.codes[:2]), receipts, strict=True)
    ]
    first, second = (judge.id for judge in story.judges)
    came = ("codes", "received", None)
    assert arrivals() == [(*came, first), (*came, first), (*came, second), (*came, second)]


def test_a_file_brings_them_in_once(story: told.Story, browser: Browser) -> None:
    text = file_of(packed(story)).encode()
    shown = []
    for _ in range(2):
        answer = browser.send(PAGE, {"file": (io.BytesIO(text), "unsent.json")})
        assert answer.status_code == 200
        shown.append(rows_of(answer.text))
    first, second = shown
    assert [cells[2] for cells in first] == ["Counts"] * 2
    assert [cells[2] for cells in second] == ["Already here: Counts"] * 2
    assert [(c[0], c[1], c[3]) for c in first] == [(c[0], c[1], c[3]) for c in second]
    assert [via for via, *_ in arrivals()] == ["file"] * 2


def totals(page: str) -> dict[str, str]:
    """How many sheets of the handover became what."""
    found = re.findall(r"<dt>([^<]+)</dt><dd>(?:<span.*?</svg>)?(\d+)", page, re.DOTALL)
    return dict(found)


def test_the_totals_say_how_many_came_were_here_and_wait(
    story: told.Story, browser: Browser
) -> None:
    judge, (first, second, third) = story.judges[0], story.entry_ids
    enrolled = enrol(story, judge)
    known, fresh, left = (version(story, judge, entry) for entry in (first, second, third))
    send(story, judge, known)
    send(story, judge, version(story, judge, third))
    texts = [sent(one).text for one in (known, fresh, left)]
    one = pack([*texts, texts[1], "rubbish"], enrolled.enrolment, enrolled.handover_key)
    answer = browser.send(PAGE, {"codes": "\n".join(codes_of([one], 3000))})
    assert totals(answer.text) == {
        "Received now": "1",
        "Already here": "2",
        "Wait for a decision": "2",
        "Not taken": "0",
    }
    assert [cells[1] for cells in rows_of(answer.text)] == [*story.codes, story.codes[1], "–"]
    assert "To the sheets that wait" in answer.text


def test_what_a_later_sheet_of_the_same_handover_has_replaced_is_for_the_record(
    story: told.Story, browser: Browser
) -> None:
    judge, entry = story.judges[0], story.entry_ids[0]
    enrolled = enrol(story, judge)
    old = version(story, judge, entry)
    new = version(story, judge, entry, before=[old])
    send(story, judge, new)
    one = pack([sent(old).text], enrolled.enrolment, enrolled.handover_key)
    answer = browser.send(PAGE, {"codes": "\n".join(codes_of([one], 3000))})
    assert totals(answer.text)["Kept for the record"] == "1"
    assert rows_of(answer.text)[0][2] == "Older than what counts"
    assert "To the sheets that wait" not in answer.text


def test_a_sheet_that_the_database_would_not_take_is_told_to_be_on_its_tablet_only(
    story: told.Story, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_but_one(*args: Any, **more: Any) -> list[Answer]:
        return receive_versions(*args, **more)[:1]

    monkeypatch.setattr(handing_over, "receive_versions", all_but_one)
    answer = browser.send(PAGE, {"codes": "\n".join(codes_of([packed(story)], 3000))})
    assert totals(answer.text)["Not taken"] == "1"
    assert [cells[2].split(" It is")[0] for cells in rows_of(answer.text)] == [
        "Counts",
        "Not taken",
    ]
    assert "It is still on its tablet only." in text_of(answer.text)


def test_a_file_may_be_longer_than_what_pages_send(
    app: Flask, story: told.Story, browser: Browser
) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1_000
    text = file_of(packed(story)).encode() + b" " * 1_000
    answer = browser.send(PAGE, {"file": (io.BytesIO(text), "unsent.json")})
    assert answer.status_code == 200


def test_what_the_tablet_sends_later_is_the_same_sheet(story: told.Story, browser: Browser) -> None:
    one = packed(story)
    browser.send(PAGE, {"codes": "\n".join(codes_of([one], 3000))})
    judge = story.judges[0]
    plain = version(story, judge, story.entry_ids[2])
    (text, _) = one.texts()
    answers = send(story, judge, Sent(identity_in(text), text), plain)
    assert [a.verdict.outcome.value for a in answers] == ["received", "received"]
    assert len(arrivals()) == 3


def test_a_handover_without_a_right_proof_waits(story: told.Story, browser: Browser) -> None:
    forged = packed(story, key="00" * 32)
    answer = browser.send(PAGE, {"codes": "\n".join(codes_of([forged], 3000))})
    assert "Nothing proves that the judge's own tablet packed it." in text_of(answer.text)
    assert [row[:3] for row in arrivals()] == [("codes", "waiting", "unproven")] * 2


def test_a_tablet_that_was_taken_out_of_use_proves_nothing(
    story: told.Story, browser: Browser
) -> None:
    one = packed(story)
    row = db.session.scalars(select(TabletRow)).one()
    row.revoked_at, row.revoked_because = NOON, "stolen"
    db.session.commit()
    browser.send(PAGE, {"codes": "\n".join(codes_of([one], 3000))})
    assert [reason for _, _, reason, _ in arrivals()] == ["unproven"] * 2


def test_missing_codes_are_asked_for_and_those_read_stay(
    story: told.Story, browser: Browser
) -> None:
    codes = codes_of([packed(story)], 300)
    answer = browser.send(PAGE, {"codes": "\n".join([codes[0], *codes[2:]])})
    assert answer.status_code == 422
    assert f"still missing: 2 of {len(codes)}" in answer.text
    assert codes[0] in answer.text
    assert arrivals() == []


@pytest.mark.parametrize("codes", ["", "hello", "91010111777"])
def test_what_is_no_handover_is_refused(story: told.Story, browser: Browser, codes: str) -> None:
    assert browser.send(PAGE, {"codes": codes}).status_code == 422
    assert browser.send(PAGE, {"file": (io.BytesIO(b"\xff{"), "x.json")}).status_code == 422
    assert arrivals() == []


def test_a_handover_of_another_competition_is_refused_whole(
    story: told.Story, browser: Browser
) -> None:
    codes = codes_of([packed(story)], 3000)
    told.next_edition(story)
    other = PAGE.replace("2027", "2028")
    browser.see(other)
    answer = browser.send(other, {"codes": "\n".join(codes)})
    assert answer.status_code == 422
    assert "of another competition or of another server" in answer.text
    assert arrivals() == []


def test_what_cannot_be_read_is_kept_by_its_digest(story: told.Story, browser: Browser) -> None:
    judge = story.judges[0]
    enrolled = enrol(story, judge)
    one = pack(["rubbish", "rubbish", "more"], enrolled.enrolment, enrolled.handover_key)
    answer = browser.send(PAGE, {"codes": "\n".join(codes_of([one], 3000))})
    assert answer.status_code == 200
    assert [row[:3] for row in arrivals()] == [("codes", "waiting", "unreadable")] * 2


def test_the_camera_is_allowed_here_and_not_elsewhere(browser: Browser) -> None:
    allowed = browser.get(PAGE).headers["Permissions-Policy"]
    assert allowed.startswith("camera=(self), ")
    assert browser.get("/organiser/").headers["Permissions-Policy"].startswith("camera=(), ")
    assert browser.get("/tablet/").headers["Permissions-Policy"].startswith("camera=(self), ")
