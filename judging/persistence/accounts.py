"""Accounts: who can sign in, with which role."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from judging.domain.people import Person, Role
from judging.domain.words import Words
from judging.persistence.base import Code, Name, Row


class AccountRow(Row):
    """One person's account; `epoch` rises when its sessions must end.

    With a province it reaches no further than that province, with a competition no further than
    that one; without, everywhere.
    """

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("role IN ('admin','organiser','desk','judge','producer')", "role_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(Code, unique=True)
    role: Mapped[str] = mapped_column(Code, index=True)
    name_km: Mapped[str] = mapped_column(Name)
    name_en: Mapped[str] = mapped_column(Name)
    password_hash: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    epoch: Mapped[int] = mapped_column(default=0)
    province: Mapped[str | None] = mapped_column(Code)
    competition_id: Mapped[int | None] = mapped_column(ForeignKey("competition.id"))

    def person(self) -> Person:
        """The account as the rest of the house knows it, without its password."""
        return Person(
            id=self.id,
            login=self.login,
            role=Role(self.role),
            name=Words(self.name_km, self.name_en),
            is_active=self.is_active,
            epoch=self.epoch,
            province=self.province,
            competition_id=self.competition_id,
        )
