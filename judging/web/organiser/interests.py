"""Interests of judges: choosing in what, declaring, taking back."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from judging.domain.interests import Interest, InterestKind
from judging.domain.localities import Locality
from judging.domain.words import Words
from judging.queries.interests import interest as interest_with, judge as judge_with
from judging.queries.producers import producer as producer_with, producers
from judging.queries.products import Wanted, product as product_with, products
from judging.services.declaring import declare_interest as declare, take_back_interest as take_back
from judging.web.filters import words
from judging.web.guarding import open_to
from judging.web.organiser.entry_form import ReasonForm
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.registry import today
from judging.web.organiser.registry_fields import PlaceForm
from judging.web.signed_in import signed_in

# More are not worth reading: look for another name.
MOST_FOUND = 20
# Where to declare, in what, and more about it.
Found = tuple[str, Words, str]


class InterestForm(ReasonForm):
    """What ties the judge, and how."""

    kind = SelectField(_l("Kind of tie"), [InputRequired(_l("Choose what ties the judge."))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [
            SelectChoice("", gettext("Choose")),
            *(SelectChoice(kind.value, words(kind.words)) for kind in InterestKind),
        ]

    def interest(self, **subject: Any) -> Interest:
        """What was typed, as the act wants it."""
        return Interest(InterestKind(self.kind.data), self.reason.data, **subject)


class PlaceInterestForm(PlaceForm, InterestForm):
    """An interest in all that comes from a place."""

    @property
    def locality(self) -> Locality:
        """The place as it was typed, with the number that the gazetteer has for it."""
        return Locality(self.place, self.found_number)


@blueprint.get("/judges/<int:account_id>/interests/new")
@open_to(*STAFF)
def choose_interest(account_id: int) -> str:
    """In what the interest is: looks for a producer or product, or leads to a place."""
    search = request.args.get("search", "").strip()
    return render_template(
        "organiser/choose_interest.html",
        known=judge_with(account_id),
        search=search,
        producers=_producers_like(account_id, search) if search else [],
        products=_products_like(account_id, search) if search else [],
    )


def _producers_like(account_id: int, search: str) -> list[Found]:
    return [
        (
            url_for(
                "organiser.declare_producer", account_id=account_id, producer_id=one.producer_id
            ),
            one.name,
            ", ".join(words(place.name) for place in one.provinces),
        )
        for one in producers(search, reach=signed_in().reach)[:MOST_FOUND]
    ]


def _products_like(account_id: int, search: str) -> list[Found]:
    return [
        (
            url_for("organiser.declare_product", account_id=account_id, product_id=one.product_id),
            one.name,
            f"{words(one.producer)} · {words(one.province.name)}",
        )
        for one in products(Wanted(search=search), today(), signed_in().reach)[:MOST_FOUND]
    ]


@blueprint.route(
    "/judges/<int:account_id>/interests/producer/<int:producer_id>", methods=["GET", "POST"]
)
@open_to(*STAFF)
def declare_producer(account_id: int, producer_id: int) -> Page | Response:
    """Declare an interest in a producer, and so in all its products."""
    name = producer_with(producer_id).producer.name
    return _declare(account_id, name, producer_id=producer_id)


@blueprint.route(
    "/judges/<int:account_id>/interests/product/<int:product_id>", methods=["GET", "POST"]
)
@open_to(*STAFF)
def declare_product(account_id: int, product_id: int) -> Page | Response:
    """Declare an interest in one product."""
    return _declare(account_id, product_with(product_id).product.name, product_id=product_id)


def _declare(account_id: int, subject: Words, **numbers: int) -> Page | Response:
    known, form = judge_with(account_id), InterestForm()
    if form.validate_on_submit():
        with form.refusing():
            return _kept(account_id, form.interest(**numbers))
    return render_template(
        "organiser/interest_form.html", form=form, known=known, subject=subject
    ), form.status


@blueprint.route("/judges/<int:account_id>/interests/place", methods=["GET", "POST"])
@open_to(*STAFF)
def declare_place(account_id: int) -> Page | Response:
    """Declare an interest in all that comes from a place."""
    known, form = judge_with(account_id), PlaceInterestForm()
    if form.validate_on_submit():
        with form.refusing():
            return _kept(account_id, form.interest(place=form.locality))
    return render_template(
        "organiser/interest_form.html", form=form, known=known, subject=None
    ), form.status


def _kept(account_id: int, interest: Interest) -> Response:
    declare(signed_in(), account_id, interest, datetime.now(UTC))
    flash(gettext("The interest is kept. Look at the panels for conflicts."), "good")
    return redirect(url_for("organiser.judge", account_id=account_id))


@blueprint.route("/interests/<int:interest_id>/take-back", methods=["GET", "POST"])
@open_to(*STAFF)
def take_back_interest(interest_id: int) -> Page | Response:
    """Take an interest back, for a reason."""
    (judge, view), form = interest_with(interest_id), ReasonForm()
    if form.validate_on_submit():
        with form.refusing():
            take_back(signed_in(), interest_id, form.reason.data, datetime.now(UTC))
            flash(gettext("The interest is taken back."), "good")
            return redirect(url_for("organiser.judge", account_id=judge.id))
    return render_template(
        "organiser/take_back_interest.html", form=form, judge=judge, view=view
    ), form.status
