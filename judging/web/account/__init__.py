"""The pages by which a person comes, goes and chooses a language."""

from judging.web.account import choosing_language, coming_and_going
from judging.web.account.pages import blueprint

__all__ = ["blueprint", "choosing_language", "coming_and_going"]
