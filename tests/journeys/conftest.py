"""Journeys use the strict browser of the web tests, and a real one."""

from tests.web.conftest import browser, signed_in

__all__ = ["browser", "signed_in"]
