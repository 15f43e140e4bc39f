"""A scan of a paper as a file to keep, and where scans lie; who may have it is for the caller."""

from contextlib import closing
from pathlib import Path

from flask import Response, current_app, request

from judging.documents.scans import LARGEST_FILE, Scan, read_scan
from judging.queries.product_papers import KeptScan

TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
ENDINGS = {"pdf": "pdf", "jpeg": "jpg", "png": "png"}


def scans_folder() -> Path:
    """The folder in which scans are kept."""
    return Path(current_app.config["DATA_DIR"]) / "scans"


def scan_file(scan: KeptScan) -> Response:
    """The scan as a download, named by its paper and never by what somebody typed."""
    name = f'attachment; filename="{scan.kind}-{scan.paper_id}.{ENDINGS[scan.type]}"'
    kind = TYPES[scan.type]
    return Response(scan.content, mimetype=kind, headers={"Content-Disposition": name})


def sent_scan(name: str) -> Scan | None:
    """The file that was sent in this field, read and written anew; None if there is none."""
    file = request.files.get(name)
    if not file or not file.filename:
        return None
    # A long file lies in a temporary one.
    with closing(file):
        return read_scan(file.read(LARGEST_FILE + 1))
