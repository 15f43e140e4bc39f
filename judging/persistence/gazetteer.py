"""Districts, communes and villages by their gazetteer numbers, as the operator loads them."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from judging.domain.words import Words
from judging.persistence.base import Code, Name, Row


class GazetteerRow(Row):
    """One place: 4 digits are a district, 6 a commune, 8 a village; provinces ship with the app.

    `parent` is the number of the place around it.
    """

    __tablename__ = "gazetteer_place"
    __table_args__ = (CheckConstraint("length(number) IN (4, 6, 8)", "number_of_a_level"),)

    number: Mapped[str] = mapped_column(Code, primary_key=True)
    parent: Mapped[str] = mapped_column(Code, index=True)
    name_km: Mapped[str] = mapped_column(Name)
    name_en: Mapped[str] = mapped_column(Name)

    @property
    def name(self) -> Words:
        """The place's name."""
        return Words(self.name_km, self.name_en)
