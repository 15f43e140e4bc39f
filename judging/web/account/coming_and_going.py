"""Signing in and out, and the start page of each role."""

from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import DataRequired, InputRequired, Length

from judging.domain.people import Role
from judging.services.signing_in import sign_in as check_password
from judging.web.account.pages import blueprint
from judging.web.forms import HouseForm, TextField
from judging.web.guarding import open_to, open_to_everyone
from judging.web.languages import own_path
from judging.web.limits import sign_in_tries
from judging.web.menus import start_of
from judging.web.signed_in import end_session, signed_in, start_session

Page = tuple[str, int]


class SignInForm(HouseForm):
    """Login name and password."""

    login = TextField(
        _l("Sign-in name"), [DataRequired(_l("Write your sign-in name.")), Length(max=40)]
    )
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Write your password.")), Length(max=200)]
    )


@blueprint.route("/sign-in", methods=["GET", "POST"])
@sign_in_tries
@open_to_everyone
def sign_in() -> Page | Response:
    """Begin a session and go on to the page that was wanted."""
    form = SignInForm()
    if form.validate_on_submit():
        with form.refusing():
            person = check_password(form.login.data, form.password.data, at=datetime.now(UTC))
            start_session(person)
            return redirect(own_path(request.args.get("next"), url_for("account.start")))
    return render_template("account/sign_in.html", form=form), form.status


@blueprint.post("/sign-out")
@open_to_everyone
def sign_out() -> Response:
    """End the session."""
    end_session()
    return redirect(url_for("account.sign_in"))


@blueprint.get("/start")
@open_to(*Role)
def start() -> Response:
    """Lead to the page where the role starts."""
    return redirect(url_for(start_of(signed_in().role)))
