"""Panels that disagree are asked to look again; producers appeal against what was announced."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    # A column is added by itself: Alembic's batches copy a table on SQLite and lose its checks.
    op.add_column("score_sheet", sa.Column("looks_again", sa.Integer(), nullable=True))
    _create_moderations()
    _create_appeals()


def _create_moderations() -> None:
    op.create_table(
        "moderation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("scorer", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_because", sa.String(length=2000), nullable=True),
        sa.Column("confirmed_totals", sa.Text(), nullable=True),
        sa.CheckConstraint("scorer IN ('desk','panel')", name=op.f("ck_moderation_scorer_known")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_moderation_number_counts")),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)"
            " AND (confirmed_at IS NULL) = (confirmed_because IS NULL)"
            " AND (confirmed_at IS NULL) = (confirmed_totals IS NULL)",
            name=op.f("ck_moderation_confirmed_for_a_reason"),
        ),
        *_keys("moderation", entry_id="entry", asked_by_id="account", confirmed_by_id="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation")),
        sa.UniqueConstraint(
            "entry_id", "scorer", "number", name=op.f("uq_moderation_entry_id_scorer_number")
        ),
    )
    op.create_index("ix_moderation_entry_id", "moderation", ["entry_id"])
    op.create_table(
        "moderation_judge",
        sa.Column("moderation_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("moderation_judge", moderation_id="moderation", judge_id="account"),
        sa.PrimaryKeyConstraint("moderation_id", "judge_id", name=op.f("pk_moderation_judge")),
    )
    op.create_index("ix_moderation_judge_judge_id", "moderation_judge", ["judge_id"])


def _create_appeals() -> None:
    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("brought_by_id", sa.Integer(), nullable=False),
        sa.Column("letter_from", sa.String(length=300), nullable=True),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_because", sa.String(length=2000), nullable=True),
        sa.Column("panel_id", sa.Integer(), nullable=True),
        sa.Column("result_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "ground IN ('procedure','arithmetic')", name=op.f("ck_appeal_ground_known")
        ),
        sa.CheckConstraint(
            "outcome IN ('granted','refused')", name=op.f("ck_appeal_outcome_known")
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (decided_at IS NULL)"
            " AND (outcome IS NULL) = (decided_by_id IS NULL)"
            " AND (outcome IS NULL) = (decided_because IS NULL)",
            name=op.f("ck_appeal_decided_for_a_reason"),
        ),
        sa.CheckConstraint(
            "result_id IS NULL OR outcome = 'granted'",
            name=op.f("ck_appeal_only_granted_changes"),
        ),
        sa.CheckConstraint(
            "panel_id IS NULL OR outcome = 'granted'",
            name=op.f("ck_appeal_only_granted_judges_anew"),
        ),
        *_keys(
            "appeal",
            entry_id="entry",
            brought_by_id="account",
            decided_by_id="account",
            panel_id="panel",
            result_id="result",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
    )
    op.create_index("ix_appeal_entry_id", "appeal", ["entry_id"])


def _keys(table: str, **told: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in told.items()
    ]
