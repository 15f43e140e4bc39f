"""Judges have profiles, and interests that are declared and taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

GAZETTEER_OF_A_LEVEL = "length(gazetteer) IN (0, 2, 4, 6, 8)"


def upgrade() -> None:
    _create_profiles()
    _create_interests()


def _place() -> list[sa.Column[str]]:
    names = [
        f"{level}_{tongue}" for level in ("district", "commune", "village") for tongue in LANGS
    ]
    return [
        sa.Column("province", sa.String(length=40), nullable=True),
        *(sa.Column(name, sa.String(length=300), nullable=False) for name in names),
        sa.Column("gazetteer", sa.String(length=40), nullable=False),
    ]


LANGS = ("km", "en")


def _create_profiles() -> None:
    op.create_table(
        "judge_profile",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("speaks_km", sa.Boolean(), nullable=False),
        sa.Column("speaks_en", sa.Boolean(), nullable=False),
        sa.Column("enterprise_km", sa.String(length=300), nullable=False),
        sa.Column("enterprise_en", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        *_place(),
        sa.CheckConstraint(
            GAZETTEER_OF_A_LEVEL, name=op.f("ck_judge_profile_gazetteer_of_a_level")
        ),
        sa.CheckConstraint("province IS NOT NULL", name=op.f("ck_judge_profile_lives_somewhere")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_judge_profile_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_judge_profile")),
    )
    op.create_table(
        "judge_expertise",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("group_code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["judge_profile.account_id"],
            name=op.f("fk_judge_expertise_account_id_judge_profile"),
        ),
        sa.PrimaryKeyConstraint("account_id", "group_code", name=op.f("pk_judge_expertise")),
    )


def _create_interests() -> None:
    op.create_table(
        "interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        *_place(),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declared_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_because", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "kind IN ('own','family','enterprise','client','advised','other')",
            name=op.f("ck_interest_kind_known"),
        ),
        sa.CheckConstraint(
            "(producer_id IS NOT NULL AND product_id IS NULL AND province IS NULL)"
            " OR (producer_id IS NULL AND product_id IS NOT NULL AND province IS NULL)"
            " OR (producer_id IS NULL AND product_id IS NULL AND province IS NOT NULL)",
            name=op.f("ck_interest_in_one_thing"),
        ),
        sa.CheckConstraint(GAZETTEER_OF_A_LEVEL, name=op.f("ck_interest_gazetteer_of_a_level")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_interest_has_a_reason")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_because IS NULL)",
            name=op.f("ck_interest_ended_for_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["account.id"], name=op.f("fk_interest_judge_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["producer.id"], name=op.f("fk_interest_producer_id_producer")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_interest_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["declared_by_id"], ["account.id"], name=op.f("fk_interest_declared_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
    )
    for column in ("judge_id", "producer_id", "product_id"):
        op.create_index(f"ix_interest_{column}", "interest", [column])
