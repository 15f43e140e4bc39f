"""The language of a page: chosen at its top, Khmer until somebody chooses."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from flask import Flask, g, session
from flask_babel import Babel, Domain, force_locale

from judging.domain.words import Language

# One catalogue an audience; `shared` for what several show, `refusals` for the rooms below.
# The tablet app has its own, `tablet.po`, which travels to the tablets.
CATALOGUES = (
    "shared",
    "account",
    "judge",
    "organiser",
    "drawing",
    "room",
    "provinces",
    "people",
    "registry",
    "public",
    "producer",
    "refusals",
)

# Browsers read a backslash as a slash and leave control characters out.
LEADS_AWAY = re.compile(r"//|.*[\\\x00-\x1f\x7f]", re.DOTALL)

NAME_BY_LANGUAGE = {Language.KM: "ភាសាខ្មែរ", Language.EN: "English"}


class KeptBabel(Babel):
    """Babel that reads the catalogues once, not again in every request."""

    @cached_property
    def domain_instance(self) -> Domain:
        """All our catalogues as one."""
        return Domain(domain=";".join(CATALOGUES))


def init_languages(app: Flask) -> None:
    """Teach the app its languages."""
    app.config["BABEL_DOMAIN"] = ";".join(CATALOGUES)
    KeptBabel().init_app(
        app,
        default_translation_directories=";".join("translations" for _ in CATALOGUES),
        default_timezone="Asia/Phnom_Penh",
        locale_selector=language,
    )
    app.context_processor(lambda: {"language": language(), "languages": NAME_BY_LANGUAGE})


def language() -> Language:
    """The language of this request."""
    return Language(g.get("speaking") or session.get("language", Language.KM))


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Say what comes in this language, whatever the session's."""
    with force_locale(chosen.value):
        g.speaking = chosen
        try:
            yield
        finally:
            del g.speaking


def choose_language(code: str) -> None:
    """Keep the choice for the rest of the session; an unknown language changes nothing."""
    if code in set(Language):
        session["language"] = code


def own_path(path: str | None, otherwise: str) -> str:
    """The path if it stays on this site, for going back to where somebody came from."""
    if path and path.startswith("/") and not LEADS_AWAY.match(path):
        return path
    return otherwise
