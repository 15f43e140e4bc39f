"""What somebody sent in vain, kept on a page from which it can be sent once more.

Either nobody is signed in any more, or the page was opened in a session that has ended since.
"""

from urllib.parse import urlsplit

from flask import render_template, request

Page = tuple[str, int]

# The token is made anew; a password is typed again by whoever knows it.
NEVER_KEPT = {"csrf_token", "password"}


def comes_from_here() -> bool:
    """Whether a page of this site sent the form, as far as the browser says.

    What another site sends is never offered for sending again: nobody here has typed it.
    """
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def kept_page(status: int) -> Page:
    """The page with every field that was sent, in their order, and a token of this session."""
    sent = request.form.items(multi=True)
    fields = [(name, text) for name, text in sent if name not in NEVER_KEPT]
    page = render_template("errors/kept.html", fields=fields)
    return page, status
