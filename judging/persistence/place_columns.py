"""The columns of a place below its province, for every row that is somewhere."""

from sqlalchemy.orm import Mapped, mapped_column

from judging.domain.places import Place
from judging.domain.provinces import province
from judging.domain.words import Words
from judging.persistence.base import Code, Name

LEVELS = ("district", "commune", "village")


class PlaceColumns:
    """The names of the levels of a place, and its number in the gazetteer."""

    district_km: Mapped[str] = mapped_column(Name, default="")
    district_en: Mapped[str] = mapped_column(Name, default="")
    commune_km: Mapped[str] = mapped_column(Name, default="")
    commune_en: Mapped[str] = mapped_column(Name, default="")
    village_km: Mapped[str] = mapped_column(Name, default="")
    village_en: Mapped[str] = mapped_column(Name, default="")
    gazetteer: Mapped[str] = mapped_column(Code, default="")

    def place_in(self, iso: str) -> Place:
        """The place in the province with this ISO code."""
        return Place(province(iso), **{level: self._words(level) for level in LEVELS})

    def write_levels(self, place: Place) -> None:
        """Write what is below the province into the row."""
        for level in LEVELS:
            words = getattr(place, level) or Words("", "")
            setattr(self, f"{level}_km", words.km)
            setattr(self, f"{level}_en", words.en)

    def _words(self, level: str) -> Words | None:
        km, en = getattr(self, f"{level}_km"), getattr(self, f"{level}_en")
        return Words(km or en, en or km) if km or en else None
