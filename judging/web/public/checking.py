"""Checking a certificate by its number, typed or from the code printed on it."""

import re
from datetime import datetime

from flask import render_template, request

from judging.domain.calendar import CAMBODIA
from judging.queries import entries
from judging.queries.certificates import by_number
from judging.web.guarding import open_to_everyone
from judging.web.public.pages import blueprint

# People copy numbers from paper: with Khmer digits, blanks, or the dash that the phone makes.
AS_PRINTED = str.maketrans("០១២៣៤៥៦៧៨៩‐‑‒–—−", "0123456789------", "\u200b")


@blueprint.get("/v")
@open_to_everyone
def check() -> str | tuple[str, int]:
    """The box for a number, and what is found for the one that was typed."""
    return _page(request.args.get("number", ""))


@blueprint.get("/v/<number>")
@open_to_everyone
def check_number(number: str) -> str | tuple[str, int]:
    """The address in the code on a certificate."""
    return _page(number)


def _page(typed: str) -> str | tuple[str, int]:
    # Whatever stands between the pieces of a number, it was a hyphen on paper.
    number = "-".join(re.findall("[A-Z0-9]+", typed.translate(AS_PRINTED).upper()))[:40]
    found = by_number(number, datetime.now(CAMBODIA).date()) if number else None
    html = render_template(
        "public/check.html",
        number=number,
        found=found,
        entry=entries.entry(found.entry_id) if found else None,
    )
    return html if found or not number else (html, 404)
