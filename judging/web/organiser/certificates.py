"""The certificates of an announced competition."""

from datetime import date, datetime

from flask import Response, render_template, url_for

from judging.domain.calendar import CAMBODIA
from judging.domain.refusal import NotThere
from judging.queries.certificates import by_number, of_competition
from judging.queries.competitions import competition
from judging.web.certificate_files import certificate_file
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, blueprint, page_of


@blueprint.get("/competitions/<code>/certificates")
@open_to(*STAFF)
def certificates(code: str) -> str:
    """Every certificate with its file."""
    info = competition(code)
    issued = of_competition(code, _today())
    rows, page, last = page_of(issued)
    return render_template(
        "organiser/certificates.html",
        info=info,
        rows=rows,
        issued=len(issued),
        page=page,
        last=last,
        link=lambda number: url_for("organiser.certificates", code=code, page=number),
    )


@blueprint.get("/competitions/<code>/certificates/<number>.pdf")
@open_to(*STAFF)
def certificate(code: str, number: str) -> Response:
    """The file of one certificate."""
    found = by_number(number, _today())
    if found is None or found.competition_code != code:
        raise NotThere("There is no certificate with this number.")
    return certificate_file(found)


def _today() -> date:
    return datetime.now(CAMBODIA).date()
