"""Putting products of the registry forward in a competition: one that is chosen, or many."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from judging.queries.competitions import CompetitionInfo, competition, written_standard
from judging.queries.entries import entries_of
from judging.queries.past_entries import past_entries
from judging.queries.product_papers import papers_missing
from judging.queries.products import (
    ProductPage,
    Wanted,
    product as product_with,
    products as all_products,
)
from judging.services.entering import enter_registered as enter
from judging.services.entering_many import put_forward as put_all_forward
from judging.web.addresses import asked_number
from judging.web.filters import words
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, Page, blueprint, page_of
from judging.web.organiser.registry import titles_by_group, today
from judging.web.sentences import sentence_of
from judging.web.signed_in import signed_in


class PutForwardForm(HouseForm):
    """The group in which a product of the registry competes."""

    group = SelectField(
        _l("Product group"), [InputRequired(_l("Choose one of the competition's product groups."))]
    )


@blueprint.get("/competitions/<code>/entries/choose")
@open_to(*STAFF)
def choose_product(code: str) -> str:
    """Look for the product in the registry, or write a new one."""
    info = competition(code)
    search = request.args.get("search", "").strip()
    reach = signed_in().reach
    rows, page, last = page_of(all_products(Wanted(search=search), today(), reach))
    entered = past_entries([row.product_id for row in rows], reach)
    return render_template(
        "organiser/choose_product.html",
        info=info,
        search=search,
        rows=rows,
        page=page,
        last=last,
        link=lambda number: url_for(
            "organiser.choose_product", code=code, search=search, page=number
        ),
        titles=titles_by_group(),
        entry_by_product={
            product_id: entry
            for product_id, past in entered.items()
            for entry in past
            if entry.competition == code
        },
    )


@blueprint.route(
    "/competitions/<code>/entries/registered/<int:product_id>", methods=["GET", "POST"]
)
@open_to(*STAFF)
def enter_registered(code: str, product_id: int) -> Page | Response:
    """Put a product of the registry forward."""
    info, known = competition(code), product_with(product_id)
    form, standard = _put_forward_form(info, known), written_standard(code).standard
    if form.validate_on_submit():
        with form.refusing():
            at = datetime.now(UTC)
            entry_id = enter(signed_in(), info.round_id, product_id, form.group.data, at)
            flash(gettext("The product is entered. Write its code on the sample."), "good")
            return redirect(url_for("organiser.entry", code=code, entry_id=entry_id))
    return render_template(
        "organiser/enter_registered.html",
        info=info,
        known=known,
        form=form,
        missing=papers_missing(product_id, form.group.data or "", info.ends_on, standard),
    ), form.status


@blueprint.post("/competitions/<code>/entries/registered")
@open_to(*STAFF)
def put_forward(code: str) -> str:
    """Put the ticked products forward, each in its own group; tell what became of each."""
    info = competition(code)
    try:
        ticked = [asked_number(text) for text in _ticked()]
    except ValueError:
        abort(404)
    outcomes = put_all_forward(signed_in(), info.round_id, ticked, datetime.now(UTC))
    seen = all_products(Wanted(), today(), signed_in().reach)
    views = {view.product_id: view for view in seen}
    codes = {entry.entry_id: entry.code for entry in entries_of(info.round_id)}
    return render_template(
        "organiser/put_forward.html",
        info=info,
        entered=[
            (views[one.product_id], one.entry_id, codes[one.entry_id])
            for one in outcomes
            if one.entry_id is not None
        ],
        refused=[
            (views.get(one.product_id), sentence_of(one.refusal))
            for one in outcomes
            if one.refusal is not None
        ],
    )


def _ticked() -> list[str]:
    """What is ticked on the page of the list, and on the others where all of them are."""
    return [*request.form.getlist("product"), *request.form.get("elsewhere", "").split()]


def _put_forward_form(info: CompetitionInfo, known: ProductPage) -> PutForwardForm:
    form = PutForwardForm(data={"group": known.product.group})
    form.group.choices = [
        SelectChoice("", gettext("Choose")),
        *(SelectChoice(group.code, words(group.title)) for group in info.groups),
    ]
    return form
