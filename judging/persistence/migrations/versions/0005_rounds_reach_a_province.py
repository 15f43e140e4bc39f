"""A competition has provincial rounds, accounts reach so far, entries lead on to others."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

COMPETES = sa.text("purpose = 'competing' AND (departure IS NULL OR departure <> 'moved')")


def upgrade() -> None:
    _widen_rounds()
    _widen_accounts()
    _widen_entries()
    _widen_results()
    _widen_cards()


def _widen_rounds() -> None:
    # Columns are added one by one: Alembic's batches copy a table on SQLite and lose its checks.
    op.execute(
        "ALTER TABLE round ADD COLUMN province VARCHAR(40)"
        " CONSTRAINT ck_round_province_of_provincial"
        " CHECK ((kind = 'provincial') = (province IS NOT NULL))"
    )
    op.execute(
        "ALTER TABLE round ADD COLUMN leading_products INTEGER DEFAULT 10 NOT NULL"
        " CONSTRAINT ck_round_leads_on CHECK (leading_products > 0)"
    )
    op.add_column("round", sa.Column("carried_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "uq_round_competition_id_province", "round", ["competition_id", "province"], unique=True
    )


def _widen_accounts() -> None:
    op.add_column("account", sa.Column("province", sa.String(40), nullable=True))
    op.execute(
        "ALTER TABLE account ADD COLUMN competition_id INTEGER"
        " CONSTRAINT fk_account_competition_id_competition REFERENCES competition (id)"
    )


def _widen_entries() -> None:
    with op.batch_alter_table("entry") as table:
        table.drop_constraint("uq_entry_round_id_product_id", type_="unique")
        table.add_column(sa.Column("departure", sa.String(40), nullable=True))
        table.add_column(
            sa.Column("purpose", sa.String(40), nullable=False, server_default="competing")
        )
        table.add_column(sa.Column("repeat_of_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("moved_from_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("carried_from_id", sa.Integer(), nullable=True))
        for column in ("repeat_of_id", "moved_from_id", "carried_from_id"):
            table.create_foreign_key(op.f(f"fk_entry_{column}_entry"), "entry", [column], ["id"])
            table.create_index(op.f(f"ix_entry_{column}"), [column])
    op.execute("UPDATE entry SET departure = 'withdrawn' WHERE withdrawn_because IS NOT NULL")
    with op.batch_alter_table("entry") as table:
        table.create_check_constraint(
            op.f("ck_entry_departure_known"), "departure IN ('withdrawn','disqualified','moved')"
        )
        table.create_check_constraint(
            op.f("ck_entry_out_for_a_reason"),
            "(departure IS NULL) = (withdrawn_because IS NULL)",
        )
        table.create_check_constraint(
            op.f("ck_entry_purpose_known"), "purpose IN ('competing','calibration','repeat')"
        )
        table.create_check_constraint(
            op.f("ck_entry_repeats_something"),
            "(purpose = 'repeat') = (repeat_of_id IS NOT NULL)",
        )
    op.create_index(
        "uq_entry_competing",
        "entry",
        ["round_id", "product_id"],
        unique=True,
        sqlite_where=COMPETES,
        postgresql_where=COMPETES,
    )


def _widen_results() -> None:
    with op.batch_alter_table("result") as table:
        table.add_column(sa.Column("round_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE result SET round_id ="
        " (SELECT min(round.id) FROM round WHERE round.competition_id = result.competition_id)"
    )
    with op.batch_alter_table("result") as table:
        table.alter_column("round_id", existing_type=sa.Integer(), nullable=False)
        table.create_foreign_key(op.f("fk_result_round_id_round"), "round", ["round_id"], ["id"])
        table.drop_constraint("uq_result_competition_id_version", type_="unique")
        table.create_unique_constraint(op.f("uq_result_round_id_version"), ["round_id", "version"])


def _widen_cards() -> None:
    op.execute(
        "ALTER TABLE card ADD COLUMN round_id INTEGER"
        " CONSTRAINT fk_card_round_id_round REFERENCES round (id)"
    )
    op.create_index("ix_card_round_id", "card", ["round_id"])
    op.execute(
        "UPDATE card SET round_id ="
        " (SELECT min(round.id) FROM round WHERE round.competition_id = card.competition_id)"
    )
