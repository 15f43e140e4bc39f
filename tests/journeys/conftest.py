"""Journeys use the strict browser of the web tests, and a real one."""

from tests.journeys.browsing import chromium, open_tablet, server
from tests.web.conftest import browser, signed_in

__all__ = ["browser", "chromium", "open_tablet", "server", "signed_in"]
