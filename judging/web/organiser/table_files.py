"""Downloads: every table of the registry and of a competition, as XLSX and CSV."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from flask import render_template, send_file
from flask_babel import LazyString, lazy_gettext as _l
from werkzeug.wrappers import Response

from judging.documents.registry_template import template_tables
from judging.documents.workbooks import MIMETYPES, Table, table_bytes
from judging.domain.calendar import CAMBODIA
from judging.domain.refusal import NotThere
from judging.queries.competition_exports import COMPETITION_TABLES
from judging.queries.competitions import competition
from judging.queries.exports import REGISTRY_TABLES
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, blueprint
from judging.web.organiser.registry import titles_by_group
from judging.web.signed_in import signed_in


@dataclass(frozen=True, slots=True)
class Download:
    """One table by its name, and what is in it."""

    name: str
    title: LazyString
    about: LazyString


TEMPLATE = "template"
OF_THE_REGISTRY = (
    Download(
        "products",
        _l("Products with their producers"),
        _l("In the columns of an import: change it, and bring it in again."),
    ),
    Download("producers", _l("Producers"), _l("With contacts: keep the file to yourself.")),
    Download("papers", _l("Papers of the products"), _l("One line a paper.")),
    Download(
        "judges",
        _l("Judges and desk officers"),
        _l("With interests and telephone numbers: keep the file to yourself."),
    ),
    Download("audit", _l("Audit"), _l("Every act, the oldest first.")),
)
OF_A_COMPETITION = (
    Download("entries", _l("Entries"), _l("With the names behind the codes.")),
    Download("panels", _l("Panels"), _l("One line a judge, with the entries in order.")),
    Download("scores", _l("Scores"), _l("Each judge's points and notes, one line a criterion.")),
    Download(
        "standings", _l("Standings"), _l("As announced, or else as the sheets say at this moment.")
    ),
)


@blueprint.get("/tables")
@open_to(*STAFF)
def tables() -> str:
    """What can be downloaded of the registry."""
    return render_template("organiser/tables.html", downloads=OF_THE_REGISTRY)


@blueprint.get("/tables/<registry_table>.<file_kind>")
@open_to(*STAFF)
def table(registry_table: str, file_kind: str) -> Response:
    """One table of the registry, or the one to fill in."""
    if registry_table == TEMPLATE:
        return file_of(file_kind, TEMPLATE, *template_tables(titles_by_group()))
    if registry_table not in REGISTRY_TABLES or file_kind not in MIMETYPES:
        raise NotThere("There is no such table.")
    return file_of(file_kind, registry_table, REGISTRY_TABLES[registry_table](signed_in().reach))


@blueprint.get("/competitions/<code>/tables")
@open_to(*STAFF)
def competition_tables(code: str) -> str:
    """What can be downloaded of a competition."""
    return render_template(
        "organiser/competition_tables.html", info=competition(code), downloads=OF_A_COMPETITION
    )


@blueprint.get("/competitions/<code>/tables/<competition_table>.<file_kind>")
@open_to(*STAFF)
def competition_file(code: str, competition_table: str, file_kind: str) -> Response:
    """One table of a competition."""
    info = competition(code)
    if competition_table not in COMPETITION_TABLES or file_kind not in MIMETYPES:
        raise NotThere("There is no such table.")
    told = COMPETITION_TABLES[competition_table](info)
    return file_of(file_kind, f"{code}-{competition_table}", told)


def file_of(kind: str, name: str, *sheets: Table) -> Response:
    """Tables as one file, whose name tells the day; nobody on the way keeps a copy."""
    if kind not in MIMETYPES:
        raise NotThere("There is no such table.")
    today = datetime.now(UTC).astimezone(CAMBODIA).date()
    answer = send_file(
        BytesIO(table_bytes(kind, *sheets)),
        mimetype=MIMETYPES[kind],
        as_attachment=True,
        download_name=f"{name}-{today}.{kind}",
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
