"""Tablets, and the cards by which judges enrol on them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.persistence.accounts import AccountRow
from judging.persistence.base import Code, Row, Text, UtcTime
from judging.persistence.competitions import CompetitionRow

Digest = String(64)


class TabletRow(Row):
    """One browser on one device, and what it told of itself when it was last in contact.

    `identity` was drawn by the tablet; `battery` is in percent, `clock_ahead` in seconds (negative
    where the tablet's clock is late). What a browser does not tell is None.
    """

    __tablename__ = "tablet"
    __table_args__ = (
        CheckConstraint("unsent >= 0 AND drafts >= 0", "counts_count"),
        CheckConstraint("battery BETWEEN 0 AND 100", "battery_in_percent"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_because IS NULL)", "revoked_for_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(Code, unique=True)
    browser: Mapped[str] = mapped_column(String(200))
    enrolled_at: Mapped[datetime] = mapped_column(UtcTime)
    last_contact_at: Mapped[datetime] = mapped_column(UtcTime)
    app_version: Mapped[str] = mapped_column(Code)
    unsent: Mapped[int] = mapped_column(default=0)
    drafts: Mapped[int] = mapped_column(default=0)
    battery: Mapped[int | None]
    keeps_storage: Mapped[bool | None]
    clock_ahead: Mapped[int | None]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    revoked_because: Mapped[str | None] = mapped_column(Text)


class CardRow(Row):
    """A judge's card for one competition; once used, the judge's enrolment on one tablet.

    `round_id` is the round whose organisers made it. Only digests are kept: of the `secret` on the
    card, of the `key` that the tablet then sends with each request, and of the `pass` that a right
    PIN gives for some hours. `handover_key` proves sheets that leave the tablet without a network;
    it never travels again.
    """

    __tablename__ = "card"
    __table_args__ = (
        CheckConstraint("(used_at IS NULL) = (tablet_id IS NULL)", "used_on_a_tablet"),
        CheckConstraint("(used_at IS NULL) = (key_digest IS NULL)", "used_for_a_key"),
        # One judge has at most one living enrolment on a tablet.
        Index(
            "uq_card_one_living",
            "tablet_id",
            "judge_id",
            "competition_id",
            unique=True,
            sqlite_where=text("used_at IS NOT NULL AND revoked_at IS NULL"),
            postgresql_where=text("used_at IS NOT NULL AND revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    competition_id: Mapped[int] = mapped_column(ForeignKey("competition.id"), index=True)
    competition: Mapped[CompetitionRow] = relationship()
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    judge: Mapped[AccountRow] = relationship()
    secret_digest: Mapped[str] = mapped_column(Digest, unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)
    tablet_id: Mapped[int | None] = mapped_column(ForeignKey("tablet.id"), index=True)
    tablet: Mapped[TabletRow | None] = relationship()
    key_digest: Mapped[str | None] = mapped_column(Digest, unique=True)
    handover_key: Mapped[str | None] = mapped_column(Digest)
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    wrong_pins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcTime)
    pass_digest: Mapped[str | None] = mapped_column(Digest)
    pass_until: Mapped[datetime | None] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)
