"""Names to sign in with."""

import re

from judging.domain.refusal import Refusal

LOGIN = re.compile(r"[a-z0-9][a-z0-9.-]{1,39}")


def checked_login(typed: str) -> str:
    """The name as it is kept: without blanks around it, in lower case."""
    login = typed.strip().lower()
    if not LOGIN.fullmatch(login):
        raise Refusal("A sign-in name has 2 to 40 Latin letters, digits, dots or hyphens.")
    return login
