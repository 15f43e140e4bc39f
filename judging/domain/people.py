"""People who sign in, and their roles."""

from dataclasses import dataclass
from enum import StrEnum

from judging.domain.reach import EVERYWHERE, Reach
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

    @property
    def reach(self) -> Reach:
        """How far this person sees and changes things as an organiser.

        Panels say what judges and desk officers score, wherever they come from: their province
        only tells organisers of other provinces to leave them alone.
        """
        if self.role is Role.ORGANISER:
            return Reach(self.province, self.competition_id)
        return EVERYWHERE

    def reaches(self, province: str | None, competition_id: int | None = None) -> bool:
        """Whether what is of this province (None: of the whole country) is in the reach."""
        return self.reach.covers(province, competition_id)
