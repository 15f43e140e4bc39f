"""The pages: read the request, call one act or one question, choose the page."""

from datetime import timedelta

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from judging.web import (
    account,
    addresses,
    compression,
    errors,
    filters,
    guarding,
    headers,
    judge,
    languages,
    menus,
    organiser,
    producer,
    public,
    signed_in,
    tablet,
)
from judging.web.cookies import PageSessions
from judging.web.limits import allow_longer, limiter

BLUEPRINTS = (
    public.blueprint,
    account.blueprint,
    judge.blueprint,
    organiser.blueprint,
    producer.blueprint,
    tablet.blueprint,
)

# What is the same on every machine.
FIXED = {
    "SESSION_COOKIE_NAME": "judging",
    "SESSION_COOKIE_SAMESITE": "Lax",
    "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
    # A judge may look at one page for hours; the token ends with the session.
    "WTF_CSRF_TIME_LIMIT": None,
    "MAX_CONTENT_LENGTH": 1_000_000,
}


def open_doors(app: Flask) -> None:
    """Register everything that the pages need, in the order in which a request meets it."""
    app.config.update(FIXED)
    app.session_interface = PageSessions()
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    addresses.bound_numbers(app)
    languages.init_languages(app)
    filters.add_filters(app)
    menus.add_menus(app)
    app.before_request(allow_longer)
    app.before_request(guarding.refuse_nul)
    app.before_request(signed_in.load_person)
    # Before CSRF: a session that has ended leads to sign-in, not to a complaint about a token.
    app.before_request(guarding.guard)
    # Tablets prove themselves by a key, which no other site can make a browser send.
    CSRFProtect(app).exempt(tablet.blueprint)
    limiter.init_app(app)
    compression.init_compression(app)
    app.after_request(headers.set_security_headers)
    errors.add_error_pages(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    guarding.open_to_everyone(app.view_functions["static"])
