"""The pages that everybody may read."""

from judging.web.public import checking, home, results
from judging.web.public.pages import blueprint

__all__ = ["blueprint", "checking", "home", "results"]
