"""Producers and products are registered, with contacts, papers and the four tests."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # Columns are added one by one: Alembic's batches copy a table on SQLite and lose its checks.
    for column in ("women_led", "youth_led", "with_disabilities"):
        op.execute(f"ALTER TABLE producer ADD COLUMN {column} BOOLEAN")
    for column, length in (("contact_person", 300), ("contact_phone", 40), ("contact_email", 300)):
        op.execute(
            f"ALTER TABLE producer ADD COLUMN {column} VARCHAR({length}) DEFAULT '' NOT NULL"
        )
    op.execute(
        "ALTER TABLE product ADD COLUMN gazetteer VARCHAR(40) DEFAULT '' NOT NULL"
        " CONSTRAINT ck_product_gazetteer_of_a_level CHECK (length(gazetteer) IN (0, 2, 4, 6, 8))"
    )
    op.execute(
        "ALTER TABLE product ADD COLUMN registration VARCHAR(40)"
        " CONSTRAINT ck_product_registration_says_something CHECK (registration <> '')"
    )
    op.execute("ALTER TABLE product ADD COLUMN group_code VARCHAR(40) DEFAULT '' NOT NULL")
    op.create_index("ix_product_registration", "product", ["registration"], unique=True)
    op.create_index("ix_product_group_code", "product", ["group_code"])
    _create_findings()
    _create_papers()
    op.create_table(
        "gazetteer_place",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("parent", sa.String(length=40), nullable=False),
        sa.Column("name_km", sa.String(length=300), nullable=False),
        sa.Column("name_en", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "length(number) IN (4, 6, 8)", name=op.f("ck_gazetteer_place_number_of_a_level")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_gazetteer_place")),
    )
    op.create_index("ix_gazetteer_place_parent", "gazetteer_place", ["parent"])


def _create_findings() -> None:
    op.create_table(
        "product_finding",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("test", sa.String(length=40), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "test IN ('village','culture','potential','approved')",
            name=op.f("ck_product_finding_test_known"),
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_product_finding_has_a_reason")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_product_finding_product_id_product")
        ),
        sa.PrimaryKeyConstraint("product_id", "test", name=op.f("pk_product_finding")),
    )


def _create_papers() -> None:
    op.create_table(
        "product_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("number", sa.String(length=300), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("scan", sa.String(length=64), nullable=True),
        sa.Column("scan_type", sa.String(length=40), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "expires_on >= issued_on", name=op.f("ck_product_paper_expires_after_its_issue")
        ),
        sa.CheckConstraint(
            "(scan IS NULL) = (scan_type IS NULL)", name=op.f("ck_product_paper_scan_of_a_type")
        ),
        sa.CheckConstraint(
            "scan_type IN ('pdf','jpeg','png')", name=op.f("ck_product_paper_scan_type_known")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_product_paper_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_paper")),
    )
    op.create_index("ix_product_paper_product_id", "product_paper", ["product_id"])
    op.create_index("ix_product_paper_expires_on", "product_paper", ["expires_on"])
