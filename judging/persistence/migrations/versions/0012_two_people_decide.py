"""What two people do is proposed by one and confirmed by another; the audit is searched."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    _create_proposals()
    for name, columns in {
        "ix_audit_line_at": ["at"],
        "ix_audit_line_act_id": ["act", "id"],
        "ix_audit_line_by_id_id": ["by_id", "id"],
    }.items():
        op.create_index(name, "audit_line", columns)
    op.create_index("ix_entry_code", "entry", ["code"])


def _create_proposals() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("digest", sa.String(length=2000), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "act IN ('result.announced','round.reopened','entry.disqualified')",
            name=op.f("ck_proposal_act_known"),
        ),
        sa.CheckConstraint(
            "outcome IN ('confirmed','taken_back')", name=op.f("ck_proposal_outcome_known")
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (outcome IS NULL)",
            name=op.f("ck_proposal_ended_by_somebody"),
        ),
        sa.CheckConstraint(
            "outcome <> 'confirmed' OR ended_by_id <> by_id",
            name=op.f("ck_proposal_confirmed_by_another"),
        ),
        sa.CheckConstraint(
            "(act = 'result.announced') = (digest IS NOT NULL)",
            name=op.f("ck_proposal_digest_of_announcement"),
        ),
        sa.CheckConstraint(
            "(act = 'result.announced') = (reason IS NULL)", name=op.f("ck_proposal_for_a_reason")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_proposal_round_id_round")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_proposal_by_id_account")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["account.id"], name=op.f("fk_proposal_ended_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index("ix_proposal_round_id", "proposal", ["round_id"])
    op.create_index(
        "uq_proposal_open",
        "proposal",
        ["act", "subject_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
