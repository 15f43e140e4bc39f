"""Journeys use the strict browser of the web tests."""

from tests.web.conftest import browser, signed_in

__all__ = ["browser", "signed_in"]
