"""Producers of the registry: list, register, look at, correct."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from judging.domain.people import Role
from judging.domain.producers import ProducerForm
from judging.domain.words import Words
from judging.queries.past_entries import past_entries
from judging.queries.people import people
from judging.queries.producers import (
    producer as producer_with,
    producers as all_producers,
    producers_like,
)
from judging.queries.products import Wanted, products
from judging.services.registering import correct_producer as correct, register_producer as register
from judging.web.filters import words
from judging.web.forms import HouseForm, TextField
from judging.web.guarding import open_to
from judging.web.organiser.naming import ANSWERS, ROUND_STATES
from judging.web.organiser.pages import STAFF, Page, blueprint, page_of
from judging.web.organiser.producer_form import producer_form
from judging.web.organiser.registry import titles_by_group, today, told_producer
from judging.web.organiser.registry_fields import province_choices
from judging.web.signed_in import signed_in


class ProducerFilter(HouseForm):
    """Which producers to list; it changes nothing, so it travels in the address."""

    class Meta(HouseForm.Meta):
        """No token in an address."""

        csrf = False

    search = TextField(_l("Name"))
    province = SelectField(_l("Province"), validate_choice=False)
    form = SelectField(_l("Form of the producer"), validate_choice=False)


@blueprint.get("/producers")
@open_to(*STAFF)
def producers() -> str:
    """The producers of the registry."""
    form, reach = ProducerFilter(formdata=request.args), signed_in().reach
    form.province.choices = [
        SelectChoice("", gettext("All provinces")),
        *province_choices(reach),
    ]
    form.form.choices = [
        SelectChoice("", gettext("All forms")),
        *(SelectChoice(kind.value, words(kind.words)) for kind in ProducerForm),
    ]
    typed = {name: field.data for name, field in form._fields.items() if field.data}
    chosen = (form.search.data or "", form.province.data or "", form.form.data or "")
    found = all_producers(*chosen, reach)
    rows, page, last = page_of(found)
    return render_template(
        "organiser/producers.html",
        form=form,
        rows=rows,
        found=len(found),
        page=page,
        last=last,
        link=lambda number: url_for("organiser.producers", page=number, **typed),
    )


@blueprint.route("/producers/new", methods=["GET", "POST"])
@open_to(*STAFF)
def register_producer() -> Page | Response:
    """Write a producer into the registry, unless it looks as if it were there already."""
    form = producer_form(people(Role.PRODUCER, reach=signed_in().reach))
    if form.validate_on_submit() and form.is_another(alike_producers(form.name)):
        with form.refusing():
            producer_id = register(signed_in(), form.producer, datetime.now(UTC))
            flash(gettext("The producer is registered. Register its products next."), "good")
            return redirect(url_for("organiser.producer", producer_id=producer_id))
    return render_template("organiser/producer_form.html", form=form, known=None), form.status


@blueprint.get("/producers/<int:producer_id>")
@open_to(*STAFF)
def producer(producer_id: int) -> str:
    """One producer with its contact, products and entries."""
    known = producer_with(producer_id)
    reach = signed_in().reach
    own = products(Wanted(producer_id=producer_id), today(), reach)
    entered = past_entries([product.product_id for product in own], reach)
    return render_template(
        "organiser/producer.html",
        known=known,
        answers=ANSWERS,
        products=own,
        titles=titles_by_group(),
        entries=[(product, entry) for product in own for entry in entered[product.product_id]],
        round_states=ROUND_STATES,
    )


@blueprint.route("/producers/<int:producer_id>/correct", methods=["GET", "POST"])
@open_to(*STAFF)
def correct_producer(producer_id: int) -> Page | Response:
    """Correct what is known of a producer."""
    known = producer_with(producer_id)
    form = producer_form(people(Role.PRODUCER, reach=signed_in().reach), known.producer)
    if form.validate_on_submit() and form.is_another(_newly_alike(form.name, known.producer.name)):
        with form.refusing():
            correct(signed_in(), producer_id, form.producer, datetime.now(UTC))
            flash(gettext("The correction is kept."), "good")
            return redirect(url_for("organiser.producer", producer_id=producer_id))
    return render_template("organiser/producer_form.html", form=form, known=known), form.status


def _newly_alike(name: Words, known: Words) -> dict[int, tuple[str, str]]:
    """Who looks like the corrected producer and did not look like it before, nor is it itself."""
    before = alike_producers(known)
    return {number: told for number, told in alike_producers(name).items() if number not in before}


def alike_producers(name: Words) -> dict[int, tuple[str, str]]:
    """The address and the name of each producer whose name looks the same."""
    return {
        one.producer_id: (
            url_for("organiser.producer", producer_id=one.producer_id),
            told_producer(one),
        )
        for one in producers_like(name, signed_in().reach)
    }
