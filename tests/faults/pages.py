"""Judges at the score sheet's page in the fault machine: the real page, as a browser asks."""

import contextvars
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import exists, select
from werkzeug.test import TestResponse

from judging.domain.people import Person
from judging.persistence.arrivals import ArrivalRow
from judging.persistence.audit import AuditRow
from judging.persistence.database import db
from judging.persistence.score_sheets import SheetRow
from judging.queries.sheets import sheet_page
from judging.web.judge.sheet_form import score_name, sheet_form
from tests import story as told
from tests.faults.facts import Facts, last_line

# Fields that the page carries along unseen.
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
STATE = re.compile(r"(\d+)-(draft|handed_in)-")


@dataclass(slots=True)
class OpenPage:
    """A sheet's page in a judge's browser; `top` is the number of the version that it knows."""

    person: Person
    code: str
    entry_id: int
    hidden: dict[str, list[str]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Its address."""
        return f"/judge/entries/{self.code}/sheet"

    @property
    def top(self) -> int:
        """The newest version that was handed in when the page was made; 0 if none."""
        found = STATE.match(self.hidden["as_of"][0])
        return int(found[1]) - (found[2] == "draft") if found else 0

    def read(self, page: str) -> None:
        """Take the fields of the page as it was answered."""
        self.hidden = {"papers_shown": []}
        for name, value in HIDDEN.findall(page):
            self.hidden.setdefault(name, []).append(html.unescape(value))
        self.hidden["csrf_token"] = TOKEN.findall(page)[:1]


class Pages:
    """The browsers of judges and the pages that are open in them."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self.shut()

    def shut(self) -> None:
        """Close all browsers: the next competition has other judges."""
        self._browsers: dict[int, FlaskClient] = {}
        self._open: list[OpenPage] = []

    def open(self, person: Person, code: str, entry_id: int) -> Facts:
        """Open a sheet; the number of the page and the papers that it shows as seen."""
        page = OpenPage(person, code, entry_id)
        answer = self._ask(person, "GET", page.path)
        page.read(answer.text)
        self._open.append(page)
        return {"page": len(self._open) - 1, "shown": page.hidden["papers_shown"]}

    def send(
        self, *, page: int, answers: dict[str, str], ticked: list[str], hands_in: bool
    ) -> Facts:
        """Press a button; what became of it: nothing, or the audit `line` and the version made."""
        here = self._open[page]
        before = last_line()
        form = {**here.hidden, **self._typed(here, answers), "papers": ticked}
        form["act"] = ["hand_in" if hands_in else "draft"]
        answer = self._ask(here.person, "POST", here.path, form)
        if answer.status_code != 302:
            # Refused, as where a tablet has sent meanwhile: the button may be pressed again.
            if 'name="as_of"' in answer.text:
                here.read(answer.text)
            return {"status": answer.status_code}
        line = _line(here.person, since=before, hands_in=hands_in)
        return {"status": 302, "line": line, "made": _made(here, hands_in=hands_in)}

    def _typed(self, page: OpenPage, answers: Mapping[str, str]) -> dict[str, list[str]]:
        points = {code: Decimal(given) for code, given in answers.items()}
        with self._app.test_request_context():
            form = sheet_form(sheet_page(page.person.id, page.code))
            return {score_name(q.name): [q.value_in(points)] for q in form.questions}

    def _browser(self, person: Person) -> FlaskClient:
        if person.id not in self._browsers:
            browser = self._browsers[person.id] = self._app.test_client()
            page = _apart(browser, "GET", "/sign-in").text
            signs = {"login": person.login, "password": told.PASSWORD}
            form = {"csrf_token": TOKEN.findall(page)[0], **signs}
            if _apart(browser, "POST", "/sign-in", form).status_code != 302:
                raise RuntimeError(f"{person.login} cannot sign in")
        return self._browsers[person.id]

    def _ask(
        self, person: Person, method: str, path: str, form: Mapping[str, object] | None = None
    ) -> TestResponse:
        answer = _apart(self._browser(person), method, path, form)
        if answer.status_code >= 500:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return answer


def _apart(
    browser: FlaskClient, method: str, path: str, form: Mapping[str, object] | None = None
) -> TestResponse:
    """A request that, as on a server, knows nothing of the organiser's own session."""
    db.session.rollback()
    return contextvars.Context().run(browser.open, path, method=method, data=form)


def _line(person: Person, *, since: int, hands_in: bool) -> int | None:
    """The audit line of what the page did; tablets' lines have an identity, or no papers."""
    acts = ["sheet.handed_in"] if hands_in else ["sheet.drafted", "papers.recorded"]
    lines = db.session.execute(
        select(AuditRow.id, AuditRow.detail).where(
            AuditRow.id > since, AuditRow.by_id == person.id, AuditRow.act.in_(acts)
        )
    )
    own = [
        line
        for line, detail in lines
        if '"identity"' not in detail and (hands_in or '"papers"' in detail)
    ]
    return max(own, default=None)


def _made(page: OpenPage, *, hands_in: bool) -> Facts | None:
    """The newest version that the page has made of its sheet, if it handed in."""
    if not hands_in:
        return None
    came = exists().where(ArrivalRow.sheet_id == SheetRow.id)
    run = db.session.execute(
        select(SheetRow.identity, SheetRow.version, came)
        .where(
            SheetRow.entry_id == page.entry_id,
            SheetRow.judge_id == page.person.id,
            SheetRow.state == "handed_in",
        )
        .order_by(SheetRow.version)
    ).all()
    mine = [row for row in run if not row[2]]
    if not mine:
        return None
    identity, version, _ = mine[-1]
    before = [row.identity for row in run if row.version < version]
    return {
        "identity": identity,
        "version": version,
        "before": before,
        "as_of": page.hidden["as_of"][0],
        "top": page.top,
    }
