"""Rounds are lent to provinces and come home as files; producers and products have identities."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("round", sa.Column("away_since", sa.DateTime(timezone=True), nullable=True))
    _give_identities("producer")
    _give_identities("product")
    _create_loans()
    _create_round_files()


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


def _create_loans() -> None:
    op.create_table(
        "loan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=True),
        sa.Column("began_with", sa.Text(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("lent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_because", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_because IS NULL)", name=op.f("ck_loan_ended_for_a_reason")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_loan_round_id_round")),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_loan_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan")),
    )
    op.create_index("ix_loan_round_id", "loan", ["round_id"])
    op.create_index("ix_loan_digest", "loan", ["digest"])
    op.create_index(
        "uq_loan_one_living",
        "loan",
        ["round_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _create_round_files() -> None:
    op.create_table(
        "round_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("loan_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_file_round_id_round")
        ),
        sa.ForeignKeyConstraint(["loan_id"], ["loan.id"], name=op.f("fk_round_file_loan_id_loan")),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_round_file_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_file")),
    )
    op.create_index(
        "uq_round_file_round_id_digest", "round_file", ["round_id", "digest"], unique=True
    )
