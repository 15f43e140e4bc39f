"""A page as WeasyPrint lays it out, read as XML: its reader of HTML takes ten times as long."""

from typing import Any, Final
from xml.etree import ElementTree

import cssselect2  # type: ignore[import-untyped]
from weasyprint import CSS, HTML
from weasyprint.html import UA
from weasyprint.urls import URLFetcher

# Without the rules for footnotes, which give every element of a page five more styles.
_BROWSER_CSS: Final = CSS(
    string="".join(
        line
        for line in UA.splitlines(keepends=True)
        if not line.startswith(("::footnote-", "::note-"))
    )
)


class PageTree(HTML):  # type: ignore[misc]
    """A page from the well-formed text of a design's template."""

    def __init__(self, text: str, base_url: str, url_fetcher: URLFetcher) -> None:
        # The text is a template of the house, and what is set into it is escaped.
        self.etree_element = ElementTree.fromstring(text)  # noqa: S314
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(
            self.etree_element, content_language=None
        )
        self.base_url, self.url_fetcher, self.media_type = base_url, url_fetcher, "print"

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_BROWSER_CSS]
