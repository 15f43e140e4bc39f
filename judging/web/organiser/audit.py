"""The audit: who did what, on what, when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request
from flask_babel import LazyString, gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import DateField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from judging.domain.words import Words
from judging.queries.audits import AuditLine, WantedLines, lines
from judging.queries.exports import audit_table
from judging.web.addresses import asked_number
from judging.web.filters import words
from judging.web.forms import HouseForm, TextField
from judging.web.guarding import open_to
from judging.web.organiser.naming import ACTS, DETAILS, KINDS
from judging.web.organiser.pages import ROWS_A_PAGE, STAFF, blueprint
from judging.web.organiser.table_files import file_of
from judging.web.signed_in import signed_in


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One act in words; `kind` and `name` say on what, and `called` what the kind is called."""

    at: datetime
    who: Words | None
    login: str
    act: str
    kind: str
    called: str
    name: str
    details: tuple[str, ...]


class AuditFilter(HouseForm):
    """Which acts to list; it changes nothing, so it travels in the address."""

    class Meta(HouseForm.Meta):
        """No token in an address."""

        csrf = False

    login = TextField(_l("Sign-in name"))
    act = SelectField(_l("Act"), validate_choice=False)
    kind = SelectField(_l("On what"), validate_choice=False)
    name = TextField(_l("Its code or number"))
    day = DateField(_l("Day"), [Optional()])

    @property
    def wanted(self) -> WantedLines:
        """What was chosen, as the question wants it."""
        return WantedLines(
            login=self.login.data or "",
            act=self.act.data or "",
            kind=self.kind.data or "",
            name=self.name.data or "",
            day=self.day.data,
        )

    @property
    def chosen(self) -> dict[str, object]:
        """The choice as it stands in an address."""
        return {field.name: field.data for field in self if field.data}


@blueprint.get("/audit")
@open_to(*STAFF)
def audit() -> str:
    """The newest of the acts that were asked for; the address says where to read on."""
    form, before = _filter(), request.args.get("before", type=asked_number)
    found = lines(ROWS_A_PAGE + 1, before, signed_in().reach, form.wanted)
    shown = found[:ROWS_A_PAGE]
    return render_template(
        "organiser/audit.html",
        form=form,
        lines=[_told(line) for line in shown],
        older=shown[-1].id if len(found) > ROWS_A_PAGE else None,
        is_newest=before is None,
    )


@blueprint.get("/audit.<file_kind>")
@open_to(*STAFF)
def audit_file(file_kind: str) -> Response:
    """All the acts that were asked for, the oldest first, as a file."""
    return file_of(file_kind, "audit", audit_table(signed_in().reach, _filter().wanted))


def _filter() -> AuditFilter:
    form = AuditFilter(formdata=request.args)
    form.act.choices = [SelectChoice("", gettext("All acts")), *_choices(ACTS)]
    form.kind.choices = [SelectChoice("", gettext("All things")), *_choices(KINDS)]
    form.validate()
    return form


def _choices(names: Mapping[str, LazyString]) -> list[SelectChoice]:
    named = sorted((str(name), value) for value, name in names.items())
    return [SelectChoice(value, name) for name, value in named]


def _told(line: AuditLine) -> ToldLine:
    kind, _, name = line.on.partition(":")
    return ToldLine(
        at=line.at,
        who=line.who,
        login=line.login,
        act=str(ACTS.get(line.act, line.act)),
        kind=kind,
        called=str(KINDS.get(kind, kind)),
        name=name,
        details=tuple(_detail(*item) for item in line.detail.items()),
    )


def _detail(name: str, value: object) -> str:
    told = ACTS.get(value, value) if name == "act" and isinstance(value, str) else value
    return f"{DETAILS.get(name, name)}: {_text(told)}"


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
