"""The tablet app: its files, and how it enrols, reads and sends; see docs/tablets.md."""

from judging.web.tablet.pages import blueprint

__all__ = ["blueprint"]
