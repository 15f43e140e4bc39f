"""The four tests of an OVOP product: each is answered with its reason."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from judging.domain.products import Finding, OriginTest
from judging.domain.refusal import NotThere
from judging.queries.products import product as product_with
from judging.services.registering import answer_origin_test
from judging.web.forms import HouseForm
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.signed_in import signed_in


class FindingForm(HouseForm):
    """Whether the test holds, and why."""

    holds = RadioField(
        _l("Answer"),
        [InputRequired(_l("Choose yes or no."))],
        choices=[SelectChoice("yes", _l("Yes")), SelectChoice("no", _l("No"))],
    )
    reason = TextAreaField(
        _l("Reason"),
        [
            DataRequired(_l("Write the reason; it is kept in the audit.")),
            Length(max=500, message=_l("Shorten the reason to 500 characters.")),
        ],
    )


@blueprint.route("/products/<int:product_id>/tests/<test>", methods=["GET", "POST"])
@open_to(*STAFF)
def origin_test(product_id: int, test: str) -> Page | Response:
    """Answer one of the four tests, or answer it anew."""
    if test not in list(OriginTest):
        raise NotThere("There is no such test.")
    known, asked = product_with(product_id), OriginTest(test)
    form = FindingForm(data=_typed(known.product.findings.get(asked)))
    if form.validate_on_submit():
        with form.refusing():
            finding = Finding(form.holds.data == "yes", form.reason.data)
            answer_origin_test(signed_in(), product_id, asked, finding, datetime.now(UTC))
            flash(gettext("The answer is kept."), "good")
            return redirect(url_for("organiser.product", product_id=product_id))
    return render_template(
        "organiser/origin_test.html", known=known, test=asked, form=form
    ), form.status


def _typed(finding: Finding | None) -> dict[str, str]:
    if finding is None:
        return {}
    return {"holds": "yes" if finding.holds else "no", "reason": finding.reason}
