"""How far an account reaches: everywhere, or one province or one competition alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """The province and the competition outside which nothing is seen or changed; None: no limit."""

    province: str | None = None
    competition_id: int | None = None

    @property
    def is_limited(self) -> bool:
        """Whether there is anything out of reach."""
        return self != EVERYWHERE

    def covers(self, province: str | None, competition_id: int | None = None) -> bool:
        """Whether a thing of this province and competition is in reach.

        Without a province it is of the whole country, like the national round, and out of reach of
        who reaches one province. Without a competition it is of the registry, which all share.
        """
        return self.province in (None, province) and (
            competition_id is None or self.competition_id in (None, competition_id)
        )


EVERYWHERE = Reach()
