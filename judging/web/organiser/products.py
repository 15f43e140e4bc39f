"""Products of the registry: list, register, look at, correct."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from judging.domain.products import OriginTest, Product
from judging.domain.words import Words
from judging.queries.competitions import CompetitionInfo
from judging.queries.past_entries import past_entries
from judging.queries.producers import producer as producer_with, producers as all_producers
from judging.queries.products import (
    Lacking,
    Wanted,
    entered_products,
    product as product_with,
    products as all_products,
    products_like,
)
from judging.services.registering import correct_product as correct, register_product as register
from judging.web.filters import words
from judging.web.forms import HouseForm, TextField
from judging.web.guarding import open_to
from judging.web.organiser.naming import LACKING, ROUND_STATES
from judging.web.organiser.pages import STAFF, Page, blueprint, page_of
from judging.web.organiser.product_form import ProductForm, product_form
from judging.web.organiser.product_papers import papers_section
from judging.web.organiser.registry import (
    entering_now,
    rounds_entering,
    standard_now,
    titles_by_group,
    today,
    told_product,
    told_round,
)
from judging.web.organiser.registry_fields import province_choices
from judging.web.signed_in import signed_in


class ProductFilter(HouseForm):
    """Which products to list; it changes nothing, so it travels in the address."""

    class Meta(HouseForm.Meta):
        """No token in an address."""

        csrf = False

    search = TextField(_l("Product, producer or number"))
    province = SelectField(_l("Province"), validate_choice=False)
    group = SelectField(_l("Product group"), validate_choice=False)
    lacking = SelectField(_l("Which products"), validate_choice=False)
    round = SelectField(_l("To put forward in"), validate_choice=False)

    @property
    def wanted(self) -> Wanted:
        """What was chosen, as the question wants it."""
        return Wanted(
            search=self.search.data or "",
            group=self.group.data or "",
            iso=self.province.data or "",
            lacking=self.lacking.data or "",
        )

    def address(self, page: int, *, ticks_all: bool) -> str:
        """The address of a page of the list with this choice."""
        chosen = {field.name: field.data for field in self if field.data}
        tick = "all" if ticks_all else None
        return url_for("organiser.products", **chosen, page=page, tick=tick)


@blueprint.get("/products")
@open_to(*STAFF)
def products() -> str:
    """The products of the registry; `tick` ticks all of the list that can be put forward."""
    titles, rounds = titles_by_group(), rounds_entering()
    form = _filter(titles, rounds)
    info = next((one for one in rounds if one.code == form.round.data), next(iter(rounds), None))
    if info and info.province and not form.province.data:
        form.province.data = info.province.iso
    found = all_products(form.wanted, today(), signed_in().reach)
    rows, page, last = page_of(found)
    in_round = entered_products(info.round_id) if info else set()
    free = [row.product_id for row in found if row.product_id not in in_round]
    here = {row.product_id for row in rows}
    all_ticked = request.args.get("tick") == "all"
    return render_template(
        "organiser/products.html",
        form=form,
        rows=rows,
        found=len(found),
        page=page,
        last=last,
        link=lambda number: form.address(number, ticks_all=all_ticked),
        titles=titles,
        papers={kind.code: kind.title for kind in standard_now().standard.papers},
        tests=len(OriginTest),
        entered=past_entries(here, signed_in().reach),
        info=info,
        in_round=in_round,
        free=len(free),
        elsewhere=[number for number in free if number not in here],
        all_ticked=all_ticked,
        other_ticks=form.address(page, ticks_all=not all_ticked),
    )


def _filter(titles: dict[str, Words], rounds: list[CompetitionInfo]) -> ProductFilter:
    form = ProductFilter(formdata=request.args)
    form.province.choices = [
        SelectChoice("", gettext("All provinces")),
        *province_choices(signed_in().reach),
    ]
    form.group.choices = [
        SelectChoice("", gettext("All groups")),
        *(SelectChoice(code, words(title)) for code, title in titles.items()),
    ]
    form.lacking.choices = [
        SelectChoice("", gettext("All products")),
        *(SelectChoice(what.value, LACKING[what]) for what in Lacking),
    ]
    form.round.choices = [SelectChoice(one.code, told_round(one)) for one in rounds]
    return form


@blueprint.get("/products/new")
@open_to(*STAFF)
def choose_producer() -> str:
    """Whose product it is, before it is registered."""
    search = request.args.get("search", "").strip()
    found, page, last = page_of(all_producers(search, reach=signed_in().reach))
    return render_template(
        "organiser/choose_producer.html",
        search=search,
        rows=found,
        page=page,
        last=last,
        link=lambda number: url_for("organiser.choose_producer", search=search, page=number),
    )


@blueprint.route("/producers/<int:producer_id>/products/new", methods=["GET", "POST"])
@open_to(*STAFF)
def register_product(producer_id: int) -> Page | Response:
    """Write a product into the registry, unless it looks as if it were there already."""
    maker, form = producer_with(producer_id), product_form(titles_by_group())
    if (
        form.validate_on_submit()
        and form.says_no_others_number()
        and form.is_another(alike_products(form.name, form.province.data))
    ):
        with form.refusing():
            product_id = register(signed_in(), producer_id, form.product, datetime.now(UTC))
            flash(gettext("The product is registered. Answer the four tests next."), "good")
            return redirect(url_for("organiser.product", product_id=product_id))
    return render_template(
        "organiser/product_form.html",
        form=form,
        known=None,
        producer_id=producer_id,
        producer=maker.producer.name,
    ), form.status


@blueprint.get("/products/<int:product_id>")
@open_to(*STAFF)
def product(product_id: int) -> str:
    """One product with its place, tests, papers and entries."""
    known, info = product_with(product_id), entering_now()
    entries = past_entries([product_id], signed_in().reach)[product_id]
    is_entered = info is not None and info.code in {entry.competition for entry in entries}
    return render_template(
        "organiser/product.html",
        known=known,
        product=known.product,
        titles=titles_by_group(),
        tests=list(OriginTest),
        entries=entries,
        round_states=ROUND_STATES,
        info=None if is_entered else info,
        **papers_section(product_id, known.product.group),
    )


@blueprint.route("/products/<int:product_id>/correct", methods=["GET", "POST"])
@open_to(*STAFF)
def correct_product(product_id: int) -> Page | Response:
    """Correct what is known of a product."""
    known = product_with(product_id)
    form = product_form(titles_by_group(), known)
    if (
        form.validate_on_submit()
        and form.says_no_others_number(product_id)
        and form.is_another(_newly_alike(form, known.product))
    ):
        with form.refusing():
            correct(signed_in(), product_id, form.product, datetime.now(UTC))
            flash(gettext("The correction is kept."), "good")
            return redirect(url_for("organiser.product", product_id=product_id))
    return render_template(
        "organiser/product_form.html",
        form=form,
        known=known,
        producer_id=known.producer_id,
        producer=known.producer,
    ), form.status


def _newly_alike(form: ProductForm, known: Product) -> dict[int, tuple[str, str]]:
    """What looks like the corrected product and did not look like it before, nor is it itself."""
    before = alike_products(known.name, known.place.province.iso)
    now = alike_products(form.name, form.province.data)
    return {number: told for number, told in now.items() if number not in before}


def alike_products(name: Words, iso: str) -> dict[int, tuple[str, str]]:
    """The address and the name of each product of the province whose name looks the same."""
    return {
        one.product_id: (
            url_for("organiser.product", product_id=one.product_id),
            told_product(one),
        )
        for one in products_like(name, iso, today(), signed_in().reach)
    }
