"""The tablet app: its files, and how it enrols, reads and sends; see docs/tablets.md."""

from judging.web.tablet import (
    competition as competition,
    contact as contact,
    drafts as drafts,
    enrolment as enrolment,
    sheets as sheets,
    shell as shell,
)
from judging.web.tablet.pages import blueprint

__all__ = ["blueprint"]
