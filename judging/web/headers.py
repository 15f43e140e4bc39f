"""What a browser may do with our pages: only what they need."""

from flask import Response, request

from judging.web.signed_in import person_or_nobody

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

# The camera reads codes on these pages only: cards on the tablet, handovers at the organiser's.
WITH_CAMERA = frozenset({"organiser.handover", "tablet.page"})

PERMISSIONS_POLICY = "camera=({camera}), geolocation=(), microphone=(), payment=()"

# Scripts, styles and fonts of the tablet, some eighty answers: there, what speaks of pages alone
# weighed an eighth of all that a tablet has to fetch.
WITHOUT_PAGES = frozenset({"tablet.file"})

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def set_security_headers(response: Response) -> Response:
    """Add the headers; what a signed-in person sees stays in no cache, for tablets are shared."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    if request.endpoint not in WITHOUT_PAGES or response.mimetype == "text/html":
        response.headers.update(HEADERS)
        camera = "self" if request.endpoint in WITH_CAMERA else ""
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY.format(camera=camera)
    if person_or_nobody() and not response.cache_control.max_age:
        response.headers["Cache-Control"] = "no-store"
    return response
