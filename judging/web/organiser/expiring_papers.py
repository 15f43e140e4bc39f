"""Papers that expire: which products are soon without one, or are already."""

from datetime import date, timedelta

from flask import render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from judging.domain.product_papers import LATER, SOON
from judging.queries.competitions import CompetitionInfo, current_competition
from judging.queries.product_papers import expiring_papers
from judging.web.forms import HouseForm, TextField
from judging.web.guarding import open_to
from judging.web.organiser.pages import STAFF, blueprint, page_of
from judging.web.organiser.registry import standard_now, today
from judging.web.organiser.registry_fields import province_choices
from judging.web.signed_in import signed_in

DAY = timedelta(days=1)


class ExpiryFilter(HouseForm):
    """Which papers to list; it changes nothing, so it travels in the address."""

    class Meta(HouseForm.Meta):
        """No token in an address."""

        csrf = False

    until = SelectField(_l("Which papers"), validate_choice=False)
    province = SelectField(_l("Province"), validate_choice=False)
    search = TextField(_l("Product, producer or number"))


@blueprint.get("/papers")
@open_to(*STAFF)
def expiring() -> str:
    """The papers that are over or soon will be, those that end first before the others."""
    on, reach = today(), signed_in().reach
    info = current_competition(reach)
    form, days = ExpiryFilter(formdata=request.args), _last_days(on, info)
    form.until.choices = _choices(info, days)
    form.province.choices = [
        SelectChoice("", gettext("All provinces")),
        *province_choices(reach),
    ]
    chosen = days.get(form.until.data or "", days["later"])
    found = expiring_papers(
        standard_now().standard,
        on,
        chosen,
        form.province.data or "",
        form.search.data or "",
        reach,
    )
    rows, page, last = page_of(found)
    return render_template(
        "organiser/expiring_papers.html",
        form=form,
        rows=rows,
        found=len(found),
        page=page,
        last=last,
        link=lambda number: url_for(
            "organiser.expiring",
            page=number,
            until=form.until.data or None,
            province=form.province.data or None,
            search=form.search.data or None,
        ),
    )


def _last_days(on: date, info: CompetitionInfo | None) -> dict[str, date]:
    """Of each choice the last day on which a paper of the list is good."""
    days = {"later": on + LATER, "soon": on + SOON, "expired": on - DAY}
    if info and info.ends_on >= on:
        days["competition"] = info.ends_on - DAY
    return days


def _choices(info: CompetitionInfo | None, days: dict[str, date]) -> list[SelectChoice]:
    choices = [
        SelectChoice("later", gettext("Expired, or within 90 days")),
        SelectChoice("soon", gettext("Expired, or within 30 days")),
        SelectChoice("expired", gettext("Expired")),
    ]
    if info and "competition" in days:
        label = gettext("Before the last day of %(code)s", code=info.code)
        choices.append(SelectChoice("competition", label))
    return choices
