"""Sheets come on paper too, each keyed by two people."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

VIA_KNOWN = "via IN ('tablet','codes','file','paper')"
CHECKS_OF_KEYING = {
    "ck_keying_by_two_people": "second_by_id <> first_by_id",
    "ck_keying_counts_after_two": "second IS NOT NULL OR identity IS NULL",
    "ck_keying_number_counts": "number >= 1",
    "ck_keying_reopened_for_a_reason": (
        "(reopened_at IS NULL) = (reopened_by_id IS NULL)"
        " AND (reopened_at IS NULL) = (reopened_because IS NULL)"
    ),
    "ck_keying_second_by_somebody": (
        "(second IS NULL) = (second_by_id IS NULL) AND (second IS NULL) = (second_at IS NULL)"
    ),
    "ck_keying_settled_after_two": "second IS NOT NULL OR settled IS NULL",
    "ck_keying_settled_by_somebody": (
        "(settled IS NULL) = (settled_by_id IS NULL) AND (settled IS NULL) = (settled_at IS NULL)"
    ),
}


def upgrade() -> None:
    _let_paper_in()
    _create_sheets()
    _create_keyings()


def _let_paper_in() -> None:
    # On SQLite this makes the table anew; its named checks and its partial index go with it.
    with op.batch_alter_table("arrival") as table:
        table.drop_constraint(op.f("ck_arrival_via_known"), type_="check")
        table.create_check_constraint(op.f("ck_arrival_via_known"), VIA_KNOWN)


def _create_sheets() -> None:
    op.create_table(
        "paper_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("scorer", sa.String(length=40), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("scan", sa.String(length=64), nullable=True),
        sa.Column("scan_type", sa.String(length=40), nullable=True),
        sa.CheckConstraint(
            "(scan IS NULL) = (scan_type IS NULL)", name=op.f("ck_paper_sheet_scan_of_a_type")
        ),
        sa.CheckConstraint(
            "scan_type IN ('pdf','jpeg','png')", name=op.f("ck_paper_sheet_scan_type_known")
        ),
        sa.CheckConstraint("scorer IN ('desk','panel')", name=op.f("ck_paper_sheet_scorer_known")),
        _key("paper_sheet", "entry_id", "entry"),
        _key("paper_sheet", "judge_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_sheet")),
        sa.UniqueConstraint(
            "entry_id", "judge_id", "scorer", name=op.f("uq_paper_sheet_entry_id_judge_id_scorer")
        ),
    )
    op.create_index(op.f("ix_paper_sheet_entry_id"), "paper_sheet", ["entry_id"])
    op.create_index(op.f("ix_paper_sheet_judge_id"), "paper_sheet", ["judge_id"])


def _create_keyings() -> None:
    op.create_table(
        "keying",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_sheet_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rubric_version", sa.String(length=40), nullable=False),
        *_reading("first", nullable=False),
        *_reading("second", nullable=True),
        *_reading("settled", nullable=True),
        sa.Column("identity", sa.String(length=40), nullable=True),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened_by_id", sa.Integer(), nullable=True),
        sa.Column("reopened_because", sa.String(length=2000), nullable=True),
        *(sa.CheckConstraint(c, name=op.f(n)) for n, c in CHECKS_OF_KEYING.items()),
        _key("keying", "first_by_id", "account"),
        _key("keying", "paper_sheet_id", "paper_sheet"),
        _key("keying", "reopened_by_id", "account"),
        _key("keying", "rubric_version", "written", "version"),
        _key("keying", "second_by_id", "account"),
        _key("keying", "settled_by_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keying")),
        sa.UniqueConstraint("identity", name=op.f("uq_keying_identity")),
        sa.UniqueConstraint(
            "paper_sheet_id", "number", name=op.f("uq_keying_paper_sheet_id_number")
        ),
    )
    op.create_index(op.f("ix_keying_paper_sheet_id"), "keying", ["paper_sheet_id"])


def _reading(name: str, *, nullable: bool) -> list[sa.Column[object]]:
    return [
        sa.Column(name, sa.Text(), nullable=nullable),
        sa.Column(f"{name}_by_id", sa.Integer(), nullable=nullable),
        sa.Column(f"{name}_at", sa.DateTime(timezone=True), nullable=nullable),
    ]


def _key(table: str, column: str, other: str, key: str = "id") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.{key}"], name=name)
