"""Written standards as they were when judged by: kept by version, never changed."""

from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import Mapped, mapped_column

from judging.persistence.base import Code, Row


class WrittenRow(Row):
    """The meaning of one rubric, standard or rules file as canonical JSON."""

    __tablename__ = "written"
    __table_args__ = (CheckConstraint("kind IN ('rubric','standard','rules')", "kind_known"),)

    version: Mapped[str] = mapped_column(Code, primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    meaning: Mapped[str] = mapped_column(Text)
