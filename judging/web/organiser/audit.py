"""The audit: who did what, on what, when."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request
from flask_babel import gettext

from judging.domain.words import Words
from judging.queries.audits import AuditLine, lines
from judging.web.addresses import asked_number
from judging.web.filters import words
from judging.web.guarding import open_to
from judging.web.organiser.naming import ACTS, DETAILS, KINDS
from judging.web.organiser.pages import ROWS_A_PAGE, STAFF, blueprint


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One act in words; `kind` and `name` say on what."""

    at: datetime
    who: Words | None
    login: str
    act: str
    kind: str
    name: str
    details: tuple[str, ...]


@blueprint.get("/audit")
@open_to(*STAFF)
def audit() -> str:
    """The newest acts; further down the address says where to read on."""
    before = request.args.get("before", type=asked_number)
    found = lines(ROWS_A_PAGE + 1, before)
    shown = found[:ROWS_A_PAGE]
    return render_template(
        "organiser/audit.html",
        lines=[_told(line) for line in shown],
        older=shown[-1].id if len(found) > ROWS_A_PAGE else None,
        is_newest=before is None,
    )


def _told(line: AuditLine) -> ToldLine:
    kind, _, name = line.on.rpartition(":")
    return ToldLine(
        at=line.at,
        who=line.who,
        login=line.login,
        act=str(ACTS.get(line.act, line.act)),
        kind=str(KINDS.get(kind, kind)),
        name=name,
        details=tuple(_detail(*item) for item in line.detail.items()),
    )


def _detail(name: str, value: object) -> str:
    return f"{DETAILS.get(name, name)}: {_text(value)}"


def _text(value: object) -> str:
    match value:
        case bool():
            return str(gettext("Yes") if value else gettext("No"))
        case {"km": str(km), "en": str(en), **rest} if not rest:
            return words(Words(km, en))
        case dict():
            return "; ".join(_detail(name, item) for name, item in value.items())
        case list():
            return ", ".join(map(_text, value))
        case None:
            return "–"
        case _:
            return str(value)
