"""When an answer carries the session's cookie."""

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin


class PageSessions(SecureCookieSessionInterface):
    """Sessions live on with every page, not with files that any cache may keep.

    A style that comes late would otherwise bring back a session that has been ended meanwhile.
    What tablets ask for knows no session at all.
    """

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Whether to send the cookie along."""
        has_none = request.endpoint == "static" or request.blueprint == "tablet"
        return not has_none and super().should_set_cookie(app, session)
