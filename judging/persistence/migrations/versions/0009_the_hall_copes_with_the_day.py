"""A quorum may be lowered with a reason; a broken sample is marked until a new one is served."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    _create_lowerings()
    _create_broken_samples()


def _create_lowerings() -> None:
    op.create_table(
        "quorum_lowering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("scorer", sa.String(length=40), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("lowered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "scorer IN ('desk','panel')", name=op.f("ck_quorum_lowering_scorer_known")
        ),
        sa.CheckConstraint("sheets >= 1", name=op.f("ck_quorum_lowering_sheets_count")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_quorum_lowering_round_id_round")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_quorum_lowering_entry_id_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quorum_lowering")),
    )
    op.create_index(op.f("ix_quorum_lowering_round_id"), "quorum_lowering", ["round_id"])
    op.create_index(op.f("ix_quorum_lowering_entry_id"), "quorum_lowering", ["entry_id"])


def _create_broken_samples() -> None:
    op.create_table(
        "broken_sample",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("broken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "broken_at <= replaced_at", name=op.f("ck_broken_sample_replaced_after_it_broke")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_broken_sample_entry_id_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broken_sample")),
    )
    op.create_index(op.f("ix_broken_sample_entry_id"), "broken_sample", ["entry_id"])
    op.create_index(
        "uq_broken_sample_one_at_a_time",
        "broken_sample",
        ["entry_id"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
