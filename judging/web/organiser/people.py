"""People: who has an account; administrators make accounts, give passwords, switch them off."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from judging.domain.people import Person, Role
from judging.domain.refusal import NotThere, Refusal
from judging.domain.words import Words
from judging.queries.people import people as everybody, person as person_with
from judging.services.enrolling import (
    LIMITED,
    create_account,
    limit_account,
    set_active,
    set_password,
)
from judging.services.passwords import draw_password
from judging.web.forms import HouseForm, TextField
from judging.web.guarding import open_to
from judging.web.organiser.naming import ROLES
from judging.web.organiser.pages import STAFF, Page, blueprint
from judging.web.organiser.reach_form import ReachForm, code_by_competition, reach_form, told_reach
from judging.web.sentences import sentence_of
from judging.web.signed_in import signed_in


class AccountForm(ReachForm):
    """Who gets an account, and what for."""

    login = TextField(
        _l("Sign-in name"), [DataRequired(_l("Write a sign-in name.")), Length(max=40)]
    )
    role = SelectField(_l("Role"), [InputRequired(_l("Choose the role."))])
    name_km = TextField(
        _l("Name in Khmer"), [DataRequired(_l("Write the name in Khmer.")), Length(max=300)]
    )
    name_en = TextField(
        _l("Name in English"), [DataRequired(_l("Write the name in English.")), Length(max=300)]
    )


class PasswordForm(HouseForm):
    """Nothing but the button."""


@blueprint.get("/people")
@open_to(*STAFF, whole_country=True)
def people() -> str:
    """Everybody with an account, by role."""
    codes = code_by_competition()
    by_role: dict[Role, list[Person]] = {role: [] for role in Role}
    for person in everybody():
        by_role[person.role].append(person)
    return render_template(
        "organiser/people.html",
        by_role=by_role,
        roles=ROLES,
        reach_by_id={
            person.id: told_reach(person, codes) for role in LIMITED for person in by_role[role]
        },
        can_change=signed_in().role is Role.ADMIN,
    )


@blueprint.route("/people/new", methods=["GET", "POST"])
@open_to(Role.ADMIN, whole_country=True)
def make_account() -> Page | Response:
    """Make an account; its password is shown once."""
    form = AccountForm()
    form.role.choices = [
        SelectChoice("", gettext("Choose")),
        *(SelectChoice(role.value, str(name)) for role, name in ROLES.items()),
    ]
    if form.validate_on_submit():
        with form.refusing():
            password = draw_password()
            account_id = create_account(
                signed_in(),
                login=form.login.data,
                password=password,
                role=Role(form.role.data),
                name=Words(form.name_km.data, form.name_en.data),
                at=datetime.now(UTC),
                reach=form.reach,
            )
            return _show_password(_person(account_id), password), 200
    return render_template("organiser/account_form.html", form=form), form.status


@blueprint.route("/people/<int:account_id>/password", methods=["GET", "POST"])
@open_to(Role.ADMIN, whole_country=True)
def new_password(account_id: int) -> Page | Response:
    """Give somebody a new password; it is shown once."""
    person, form = _person(account_id), PasswordForm()
    if form.validate_on_submit():
        password = draw_password()
        set_password(signed_in(), account_id, password, datetime.now(UTC))
        return _show_password(person, password), 200
    return render_template("organiser/new_password.html", form=form, account=person), form.status


@blueprint.route("/people/<int:account_id>/reach", methods=["GET", "POST"])
@open_to(Role.ADMIN, whole_country=True)
def reach(account_id: int) -> Page | Response:
    """Limit somebody to one province or competition, or lift the limit."""
    person = _person(account_id)
    form = reach_form(person)
    if form.validate_on_submit():
        with form.refusing():
            limit_account(signed_in(), account_id, form.reach, datetime.now(UTC))
            flash(gettext("The reach is kept."), "good")
            return redirect(url_for("organiser.people"))
    return render_template("organiser/account_reach.html", form=form, account=person), form.status


@blueprint.post("/people/<int:account_id>/switch")
@open_to(Role.ADMIN, whole_country=True)
def switch(account_id: int) -> Response:
    """Switch an account off, or on again."""
    person = _person(account_id)
    try:
        set_active(signed_in(), account_id, not person.is_active, datetime.now(UTC))
    except Refusal as refusal:
        flash(sentence_of(refusal), "bad")
    return redirect(url_for("organiser.people"))


def _show_password(person: Person, password: str) -> str:
    # Shown in the answer itself: a password has no place in a cookie or an address.
    return render_template(
        "organiser/password.html", account=person, password=password, roles=ROLES
    )


def _person(account_id: int) -> Person:
    person = person_with(account_id)
    if person is None:
        raise NotThere("There is no such account.")
    return person
