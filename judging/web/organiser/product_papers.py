"""Papers of products: recorded, corrected, taken out."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.queries.product_papers import needed_of, paper as paper_with, papers_of
from judging.queries.products import product as product_with
from judging.services.recording_papers import correct_paper, record_paper, remove_paper
from judging.web.guarding import open_to
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.paper_form import ProductPaperForm, paper_form
from judging.web.organiser.registry import standard_now, today
from judging.web.scan_files import scans_folder
from judging.web.signed_in import signed_in


def papers_section(product_id: int, group: str) -> dict[str, object]:
    """What `organiser/product_papers.html` shows of a product."""
    standard, on = standard_now().standard, today()
    return {
        "papers": papers_of(product_id, standard, on),
        "needed": needed_of(product_id, group, on, standard),
    }


@blueprint.route("/products/<int:product_id>/papers/new", methods=["GET", "POST"])
@open_to(*STAFF)
def new_paper(product_id: int) -> Page | Response:
    """Record a paper; `kind` in the address chooses one beforehand."""
    known, standard = product_with(product_id), standard_now().standard
    form = paper_form(standard, kind=request.args.get("kind", ""))
    if form.validate_on_submit():
        with form.refusing():
            record_paper(
                signed_in(),
                product_id,
                form.paper,
                datetime.now(UTC),
                standard=standard,
                scan=form.scanned,
                folder=scans_folder(),
            )
            return _back(product_id, gettext("The paper is recorded."))
    return _page(form, product_id=product_id, product=known.product.name, known=None)


@blueprint.route("/papers/<int:paper_id>", methods=["GET", "POST"])
@open_to(*STAFF)
def paper(paper_id: int) -> Page | Response:
    """Correct a paper."""
    standard = standard_now().standard
    known = paper_with(paper_id, standard, today())
    form = paper_form(standard, known)
    if form.validate_on_submit():
        with form.refusing():
            correct_paper(
                signed_in(),
                paper_id,
                form.paper,
                datetime.now(UTC),
                standard=standard,
                scan=form.scanned,
                keeps_scan=not form.without_scan.data,
                folder=scans_folder(),
            )
            return _back(known.product_id, gettext("The correction is kept."))
    return _page(form, product_id=known.product_id, product=known.product, known=known)


@blueprint.route("/papers/<int:paper_id>/remove", methods=["GET", "POST"])
@open_to(*STAFF)
def take_out_paper(paper_id: int) -> Page | Response:
    """Take a paper out of the registry, with a reason."""
    known, form = paper_with(paper_id, standard_now().standard, today()), ReasonForm()
    if form.validate_on_submit():
        with form.refusing():
            remove_paper(signed_in(), paper_id, form.reason.data, datetime.now(UTC))
            return _back(known.product_id, gettext("The paper is taken out."))
    return render_template("organiser/paper_removal.html", form=form, known=known), form.status


def _back(product_id: int, sentence: str) -> Response:
    flash(sentence, "good")
    return redirect(url_for("organiser.product", product_id=product_id) + "#papers")


def _page(form: ProductPaperForm, **facts: object) -> Page:
    return render_template("organiser/paper_form.html", form=form, **facts), form.status
