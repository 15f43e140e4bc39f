"""Judges and desk officers: what the organiser knows of them, and their interests."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from judging.queries.interests import judge as judge_with, judges as all_judges
from judging.services.declaring import describe_judge as describe
from judging.web.guarding import open_to
from judging.web.languages import NAME_BY_LANGUAGE
from judging.web.organiser.judge_form import profile_form
from judging.web.organiser.naming import ROLES
from judging.web.organiser.pages import STAFF, Page, blueprint, page_of
from judging.web.organiser.registry import titles_by_group
from judging.web.signed_in import signed_in


@blueprint.get("/judges")
@open_to(*STAFF)
def judges() -> str:
    """Everybody who scores, with expertise, province, languages, interests and panels."""
    rows, page, last = page_of(all_judges(signed_in().reach))
    return render_template(
        "organiser/judges.html",
        rows=rows,
        page=page,
        last=last,
        link=lambda number: url_for("organiser.judges", page=number),
        roles=ROLES,
        titles=titles_by_group(),
        languages_spoken=NAME_BY_LANGUAGE,
    )


@blueprint.get("/judges/<int:account_id>")
@open_to(*STAFF)
def judge(account_id: int) -> str:
    """One judge with profile, interests and panels."""
    return render_template(
        "organiser/judge.html",
        known=judge_with(account_id, signed_in().reach),
        roles=ROLES,
        titles=titles_by_group(),
        languages_spoken=NAME_BY_LANGUAGE,
    )


@blueprint.route("/judges/<int:account_id>/describe", methods=["GET", "POST"])
@open_to(*STAFF)
def describe_judge(account_id: int) -> Page | Response:
    """Write or correct a judge's profile."""
    known = judge_with(account_id)
    form = profile_form(titles_by_group(), known.profile)
    if form.validate_on_submit():
        with form.refusing():
            describe(signed_in(), account_id, form.profile, datetime.now(UTC))
            flash(gettext("The profile is kept."), "good")
            return redirect(url_for("organiser.judge", account_id=account_id))
    return render_template("organiser/judge_form.html", form=form, known=known), form.status
