"""Scans of papers, for the desk officers whose entry it is."""

from flask import Response

from judging.domain.people import Role
from judging.domain.refusal import NotThere
from judging.domain.rubric import Scorer
from judging.queries.product_papers import scan_of
from judging.queries.sheets import sheet_page
from judging.web.guarding import open_to
from judging.web.judge.pages import blueprint
from judging.web.scan_files import scan_file, scans_folder
from judging.web.signed_in import signed_in


@blueprint.get("/entries/<entry_code>/papers/<int:paper_id>/scan")
@open_to(Role.DESK)
def paper_scan(entry_code: str, paper_id: int) -> Response:
    """The scan of a paper of an entry on the own flight."""
    entry = sheet_page(signed_in().id, entry_code).flight
    if entry.scorer is not Scorer.DESK or entry.is_recused:
        raise NotThere("There is no scan of this paper.")
    return scan_file(scan_of(paper_id, scans_folder(), entry.entry_id))
