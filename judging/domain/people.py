"""People who sign in, and their roles."""

from dataclasses import dataclass
from enum import StrEnum

from judging.domain.words import Words


class Role(StrEnum):
    """What an account is for."""

    ADMIN = "admin"
    ORGANISER = "organiser"
    DESK = "desk"
    JUDGE = "judge"
    PRODUCER = "producer"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with an account; `epoch` rises when every open session must end.

    `province` and `competition_id` say how far the account reaches; None is no limit.
    """

    id: int
    login: str
    role: Role
    name: Words
    is_active: bool = True
    epoch: int = 0
    province: str | None = None
    competition_id: int | None = None
