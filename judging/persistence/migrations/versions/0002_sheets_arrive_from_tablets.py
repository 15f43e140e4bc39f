"""Sheets arrive from tablets, each version once under its identity."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "tablet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(length=40), nullable=False),
        sa.Column("browser", sa.String(length=200), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("app_version", sa.String(length=40), nullable=False),
        sa.Column("unsent", sa.Integer(), nullable=False),
        sa.Column("drafts", sa.Integer(), nullable=False),
        sa.Column("battery", sa.Integer(), nullable=True),
        sa.Column("keeps_storage", sa.Boolean(), nullable=True),
        sa.Column("clock_ahead", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_because", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_because IS NULL)",
            name=op.f("ck_tablet_revoked_for_a_reason"),
        ),
        sa.CheckConstraint("battery BETWEEN 0 AND 100", name=op.f("ck_tablet_battery_in_percent")),
        sa.CheckConstraint("unsent >= 0 AND drafts >= 0", name=op.f("ck_tablet_counts_count")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tablet")),
        sa.UniqueConstraint("identity", name=op.f("uq_tablet_identity")),
    )
    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("competition_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("secret_digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tablet_id", sa.Integer(), nullable=True),
        sa.Column("key_digest", sa.String(length=64), nullable=True),
        sa.Column("handover_key", sa.String(length=64), nullable=True),
        sa.Column("pin_hash", sa.String(length=200), nullable=True),
        sa.Column("wrong_pins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pass_digest", sa.String(length=64), nullable=True),
        sa.Column("pass_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(used_at IS NULL) = (key_digest IS NULL)", name=op.f("ck_card_used_for_a_key")
        ),
        sa.CheckConstraint(
            "(used_at IS NULL) = (tablet_id IS NULL)", name=op.f("ck_card_used_on_a_tablet")
        ),
        sa.ForeignKeyConstraint(
            ["competition_id"], ["competition.id"], name=op.f("fk_card_competition_id_competition")
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["account.id"], name=op.f("fk_card_judge_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["tablet_id"], ["tablet.id"], name=op.f("fk_card_tablet_id_tablet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("key_digest", name=op.f("uq_card_key_digest")),
        sa.UniqueConstraint("secret_digest", name=op.f("uq_card_secret_digest")),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_card_competition_id"), ["competition_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_card_judge_id"), ["judge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_tablet_id"), ["tablet_id"], unique=False)
        batch_op.create_index(
            "uq_card_one_living",
            ["tablet_id", "judge_id", "competition_id"],
            unique=True,
            sqlite_where=sa.text("used_at IS NOT NULL AND revoked_at IS NULL"),
            postgresql_where=sa.text("used_at IS NOT NULL AND revoked_at IS NULL"),
        )

    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("competition_id", sa.Integer(), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("tablet_id", sa.Integer(), nullable=True),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        sa.Column("via", sa.String(length=40), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("receipt", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_because", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "(outcome IN ('accepted','left_out')) = (decided_at IS NOT NULL)",
            name=op.f("ck_arrival_decided_at_a_time"),
        ),
        sa.CheckConstraint(
            "outcome IN ('received','older','waiting','clash','settled','accepted','left_out')",
            name=op.f("ck_arrival_outcome_known"),
        ),
        sa.CheckConstraint("via IN ('tablet','codes','file')", name=op.f("ck_arrival_via_known")),
        sa.ForeignKeyConstraint(
            ["competition_id"],
            ["competition.id"],
            name=op.f("fk_arrival_competition_id_competition"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_arrival_decided_by_id_account")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_arrival_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["account.id"], name=op.f("fk_arrival_judge_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["score_sheet.id"], name=op.f("fk_arrival_sheet_id_score_sheet")
        ),
        sa.ForeignKeyConstraint(
            ["tablet_id"], ["tablet.id"], name=op.f("fk_arrival_tablet_id_tablet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint("identity", "digest", name=op.f("uq_arrival_identity_digest")),
    )
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_arrival_competition_id"), ["competition_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_arrival_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_arrival_judge_id"), ["judge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_arrival_outcome"), ["outcome"], unique=False)
        batch_op.create_index(batch_op.f("ix_arrival_sheet_id"), ["sheet_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_arrival_tablet_id"), ["tablet_id"], unique=False)
        batch_op.create_index(
            "uq_arrival_one_a_identity",
            ["identity"],
            unique=True,
            sqlite_where=sa.text("outcome <> 'clash'"),
            postgresql_where=sa.text("outcome <> 'clash'"),
        )

    _give_identities("competition")
    _give_identities("score_sheet")
    op.execute(
        "ALTER TABLE score_sheet ADD COLUMN tablet_id INTEGER"
        " CONSTRAINT fk_score_sheet_tablet_id_tablet REFERENCES tablet (id)"
    )
    op.create_index("ix_score_sheet_tablet_id", "score_sheet", ["tablet_id"])


def _give_identities(table: str) -> None:
    """A column with a fresh identity for every row that is there.

    Nothing is copied into a new table, as Alembic's batches do on SQLite: they would lose checks,
    and other tables refer to these rows.
    """
    op.execute(f"ALTER TABLE {table} ADD COLUMN identity VARCHAR(40) DEFAULT '' NOT NULL")
    rows = sa.table(table, sa.column("id", sa.Integer), sa.column("identity", sa.String))
    connection = op.get_bind()
    for (number,) in connection.execute(sa.select(rows.c.id)).all():
        fresh = rows.update().where(rows.c.id == number).values(identity=str(uuid4()))
        connection.execute(fresh)
    op.create_index(f"ix_{table}_identity", table, ["identity"], unique=True)
