"""Papers for the hall as PDF: labels of samples, flight sheets, table cards, the guide."""

from collections.abc import Callable, Sequence
from io import BytesIO

from flask import render_template, request, send_file
from werkzeug.wrappers import Response

from judging.documents.hall import (
    PrintedFlight,
    PrintedTable,
    render_flight_sheets,
    render_judges_guide,
    render_labels,
    render_table_cards,
)
from judging.domain.refusal import NotThere, Refusal
from judging.queries.competitions import CompetitionInfo, competition
from judging.queries.hall import hall_panels, samples_of
from judging.web.addresses import asked_number
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, blueprint

COPIES = (1, 2, 3, 5, 8)


@blueprint.get("/competitions/<code>/hall-papers")
@open_to(*STAFF)
def hall_papers(code: str) -> str:
    """What can be printed, once there are panels."""
    info = competition(code)
    panels = hall_panels(info.round_id)
    return render_template(
        "organiser/hall_papers.html",
        info=info,
        samples=len(samples_of(info.round_id)),
        panels=len(panels),
        flights=sum(len(panel.flights) for panel in panels),
        copies=COPIES,
    )


@blueprint.get("/competitions/<code>/hall-papers/<hall_paper>.pdf")
@open_to(*STAFF)
def hall_paper(code: str, hall_paper: str) -> Response:
    """One of the papers, as the panels are now."""
    info = competition(code)
    if hall_paper not in PAPERS:
        raise NotThere("There is no such paper.")
    return send_file(
        BytesIO(PAPERS[hall_paper](info)),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"{hall_paper}-{info.code}.pdf",
    )


def _labels(info: CompetitionInfo) -> bytes:
    copies = request.args.get("copies", 1, type=asked_number)
    samples = [(sample.code, sample.group) for sample in samples_of(info.round_id)]
    if not samples:
        raise Refusal("There is nothing to print yet: enter the products first.")
    return render_labels(
        samples,
        competition=info.title,
        round_code=info.code,
        copies=copies if copies in COPIES else 1,
    )


def _flights(info: CompetitionInfo) -> bytes:
    flights = [
        PrintedFlight(
            panel=panel.name,
            group=panel.group,
            number=flight.number,
            day=flight.day,
            seats=len(panel.judges),
            orders=flight.orders,
        )
        for panel in hall_panels(info.round_id)
        for flight in panel.flights
    ]
    _refuse_none(flights)
    return render_flight_sheets(flights, competition=info.title)


def _tables(info: CompetitionInfo) -> bytes:
    panels = hall_panels(info.round_id)
    _refuse_none(panels)
    return render_table_cards(
        [
            PrintedTable(
                panel=panel.name,
                group=panel.group,
                judges=tuple(judge.name for judge in panel.judges),
                chair=next(
                    (at for at, judge in enumerate(panel.judges) if judge.id == panel.chair_id),
                    None,
                ),
            )
            for panel in panels
        ],
        competition=info.title,
    )


def _guide(info: CompetitionInfo) -> bytes:
    return render_judges_guide(info.title)


def _refuse_none(found: Sequence[object]) -> None:
    if not found:
        raise Refusal("There is nothing to print yet: draw or form the panels first.")


PAPERS: dict[str, Callable[[CompetitionInfo], bytes]] = {
    "labels": _labels,
    "flight-sheets": _flights,
    "table-cards": _tables,
    "judges-guide": _guide,
}
