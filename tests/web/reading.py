"""Reading a page as a person does: its text without the marks, and its tables by rows."""

from xml.etree.ElementTree import Element

import html5lib


def rows_of(html: str) -> list[list[str]]:
    """The cells of every row of every table body, blanks made one."""
    page: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return [
        [" ".join(" ".join(cell.itertext()).split()) for cell in row]
        for body in page.iter("tbody")
        for row in body.iter("tr")
    ]


def text_of(html: str) -> str:
    """What stands in the main part of the page, blanks made one."""
    page: Element = html5lib.parse(html, namespaceHTMLElements=False)
    main = page.find(".//main")
    assert main is not None
    return " ".join(" ".join(main.itertext()).split())
