"""The scan of a paper, for the staff."""

from flask import Response

from judging.queries.product_papers import scan_of
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, blueprint
from judging.web.scan_files import scan_file, scans_folder


@blueprint.get("/papers/<int:paper_id>/scan")
@open_to(*STAFF)
def scan(paper_id: int) -> Response:
    """The scan as a file."""
    return scan_file(scan_of(paper_id, scans_folder()))
