"""The shell of the tablet app: its page, its files, and the worker that keeps them there."""

import gzip
import json
from functools import lru_cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from flask import Response, abort, current_app, request, url_for
from flask_babel import lazy_gettext as _l

from judging.domain.words import Language
from judging.web.compression import COMPRESSED, WAYS, WORTH_IT
from judging.web.guarding import open_to_everyone
from judging.web.languages import speaking
from judging.web.tablet.pages import blueprint
from judging.web.tablet.shell_files import (
    SCANNER,
    WORDS,
    Addresses,
    Shell,
    ShellFile,
    build_shell,
    read_sources,
)

KEY = "tablet-shell"
TITLE = _l("OVOP judging")
NO_SCRIPT = _l("This browser has JavaScript switched off. Switch it on, or take another tablet.")
OPENING = _l("Opening … If nothing comes within a minute, check the network and load it again.")
# The icons keep their addresses, or tablets would fetch the app's picture with every version.
ICONS = "tablet/icons/"
ANY_TIME = 31_536_000


@blueprint.get("/")
@open_to_everyone
def page() -> Response:
    """The page of the app: the same bytes for everybody, so that a tablet can keep them."""
    return _sent(newest_shell().page)


@blueprint.get("/worker.js")
@open_to_everyone
def worker() -> Response:
    """The worker, with the list of what it keeps."""
    shell = newest_shell()
    return _sent(ShellFile(request.path, "text/javascript", shell.worker))


@blueprint.get("/manifest.webmanifest")
@open_to_everyone
def manifest() -> Response:
    """What a tablet needs to install the app."""
    return _sent(running_shell().manifest)


@blueprint.get("/files/<version>/<path:name>")
@open_to_everyone
def file(version: str, name: str) -> Response:
    """A file of this very version: a page of another gets none, rather than a wrong one."""
    shell = running_shell()
    found = shell.by_name.get(name)
    if found is None or (version != shell.version and name not in SCANNER):
        abort(404)
    response = _sent(found)
    if version == shell.version:
        # Nobody asks again for what never changes.
        del response.headers["ETag"]
        response.cache_control.no_cache = None
        response.cache_control.public = True
        response.cache_control.max_age = ANY_TIME
        response.cache_control.immutable = True
    return response


def running_shell() -> Shell:
    """The version that this process serves, whatever has become of the files on disk since."""
    shell = current_app.extensions.get(KEY) or read_shell()
    current_app.extensions[KEY] = shell
    return shell


def newest_shell() -> Shell:
    """The version that this process serves; whoever works on the files gets them as they are."""
    if current_app.debug or current_app.testing:
        current_app.extensions.pop(KEY, None)
    return running_shell()


def read_shell() -> Shell:
    """The version that lies on disk."""
    static, catalogue = _folders()
    return build_shell(
        read_sources(static, catalogue),
        addresses=Addresses(url_for("tablet.page"), url_for("tablet.manifest"), _address_of_file),
        render_page=_render_page,
        manifest=_manifest(),
    )


def _folders() -> tuple[Path, Path]:
    root = Path(current_app.root_path)
    return root / "static", root / "translations" / "km" / "LC_MESSAGES" / "tablet.po"


def _address_of_file(version: str, name: str) -> str:
    if name.startswith(ICONS):
        return url_for("static", filename=name)
    return url_for("tablet.file", version=version, name=name)


def _render_page(version: str, modules: list[str], others: list[str]) -> bytes:
    # Not `render_template`: it would ask the session who reads, and all read the same.
    template = current_app.jinja_env.get_template("tablet/app.html")
    page = template.render(
        version=version,
        files=url_for("tablet.file", version=version or "-", name=""),
        modules=modules,
        others=others,
        words=WORDS,
        title=_said(TITLE)["km"],
        opening=_said(OPENING),
        no_script=_said(NO_SCRIPT),
    )
    return page.encode()


def _said(text: object) -> dict[str, str]:
    """What a lazy sentence says in each language."""
    said = {}
    for language in Language:
        with speaking(language):
            said[language.value] = str(text)
    return said


def _manifest() -> bytes:
    icons = [
        {"src": url_for("static", filename=f"{ICONS}{file}.png"), "type": "image/png", **facts}
        for file, facts in (
            ("192", {"sizes": "192x192", "purpose": "any"}),
            ("512", {"sizes": "512x512", "purpose": "any"}),
            ("maskable", {"sizes": "512x512", "purpose": "maskable"}),
        )
    ]
    home = url_for("tablet.page")
    told = {
        "id": home,
        "start_url": home,
        "scope": home,
        "name": _said(TITLE)["km"],
        "short_name": "OVOP",
        "lang": Language.KM.value,
        "display": "fullscreen",
        "background_color": "#faf6ee",
        "theme_color": "#8a2b3a",
        "icons": icons,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _sent(found: ShellFile) -> Response:
    response = Response(found.content, mimetype=found.mimetype)
    response.cache_control.no_cache = True
    way = _way(found)
    if way:
        response.set_data(_packed(found.content, way))
        response.content_encoding = way
    response.set_etag(f"{found.integrity}:{way or 'plain'}")
    response.make_conditional(request)
    return response


def _way(found: ShellFile) -> str | None:
    """How the file is compressed, if it gains by it and the browser can read it.

    Also the page: it is the same for everybody and carries no token.
    """
    if found.mimetype not in (*COMPRESSED, "text/html") or len(found.content) < WORTH_IT:
        return None
    return next((way for way in WAYS if request.accept_encodings[way]), None)


@lru_cache(maxsize=512)
def _packed(content: bytes, way: str) -> bytes:
    """As small as it gets, once: what every tablet loads may take its time here."""
    packed: bytes = brotli.compress(content) if way == "br" else gzip.compress(content, mtime=0)
    return packed
