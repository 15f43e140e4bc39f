"""A competition can run, from entry to certificate."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("name_km", sa.String(length=300), nullable=False),
        sa.Column("name_en", sa.String(length=300), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('admin','organiser','desk','judge','producer')",
            name=op.f("ck_account_role_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_role"), ["role"], unique=False)

    op.create_table(
        "written",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('rubric','standard','rules')", name=op.f("ck_written_kind_known")
        ),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_written")),
    )
    op.create_table(
        "audit_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("on_what", sa.String(length=80), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_audit_line_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_line")),
    )
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_line_on_what"), ["on_what"], unique=False)

    op.create_table(
        "competition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title_km", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("specimen", sa.Boolean(), nullable=False),
        sa.Column("signatory_km", sa.String(length=300), nullable=False),
        sa.Column("signatory_en", sa.String(length=300), nullable=False),
        sa.Column("signatory_title_km", sa.String(length=300), nullable=False),
        sa.Column("signatory_title_en", sa.String(length=300), nullable=False),
        sa.Column("standard_version", sa.String(length=40), nullable=False),
        sa.Column("rules_version", sa.String(length=40), nullable=False),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_competition_dates_in_order")),
        sa.ForeignKeyConstraint(
            ["rules_version"],
            ["written.version"],
            name=op.f("fk_competition_rules_version_written"),
        ),
        sa.ForeignKeyConstraint(
            ["standard_version"],
            ["written.version"],
            name=op.f("fk_competition_standard_version_written"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competition")),
        sa.UniqueConstraint("code", name=op.f("uq_competition_code")),
    )
    op.create_table(
        "producer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_km", sa.String(length=300), nullable=False),
        sa.Column("name_en", sa.String(length=300), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "form IN ('individual','group','association','community','enterprise')",
            name=op.f("ck_producer_form_known"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_producer_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_producer")),
    )
    with op.batch_alter_table("producer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_producer_account_id"), ["account_id"], unique=False)

    op.create_table(
        "competition_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("competition_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_km", sa.String(length=300), nullable=False),
        sa.Column("title_en", sa.String(length=300), nullable=False),
        sa.Column("rubric_version", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["competition_id"],
            ["competition.id"],
            name=op.f("fk_competition_group_competition_id_competition"),
        ),
        sa.ForeignKeyConstraint(
            ["rubric_version"],
            ["written.version"],
            name=op.f("fk_competition_group_rubric_version_written"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competition_group")),
        sa.UniqueConstraint(
            "competition_id", "code", name=op.f("uq_competition_group_competition_id_code")
        ),
    )
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("name_km", sa.String(length=300), nullable=False),
        sa.Column("name_en", sa.String(length=300), nullable=False),
        sa.Column("province", sa.String(length=40), nullable=False),
        sa.Column("district_km", sa.String(length=300), nullable=False),
        sa.Column("district_en", sa.String(length=300), nullable=False),
        sa.Column("commune_km", sa.String(length=300), nullable=False),
        sa.Column("commune_en", sa.String(length=300), nullable=False),
        sa.Column("village_km", sa.String(length=300), nullable=False),
        sa.Column("village_en", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["producer.id"], name=op.f("fk_product_producer_id_producer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
    )
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_producer_id"), ["producer_id"], unique=False)

    op.create_table(
        "result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("competition_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["competition_id"],
            ["competition.id"],
            name=op.f("fk_result_competition_id_competition"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sa.UniqueConstraint(
            "competition_id", "version", name=op.f("uq_result_competition_id_version")
        ),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("competition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('provincial','national')", name=op.f("ck_round_kind_known")),
        sa.CheckConstraint(
            "state IN ('entering','judging','closed','announced')",
            name=op.f("ck_round_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["competition_id"], ["competition.id"], name=op.f("fk_round_competition_id_competition")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
    )
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_round_competition_id"), ["competition_id"], unique=False
        )

    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("withdrawn_because", sa.String(length=2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["competition_group.id"], name=op.f("fk_entry_group_id_competition_group")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_entry_product_id_product")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_entry_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("round_id", "code", name=op.f("uq_entry_round_id_code")),
        sa.UniqueConstraint("round_id", "product_id", name=op.f("uq_entry_round_id_product_id")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_round_id"), ["round_id"], unique=False)

    op.create_table(
        "panel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("scorer", sa.String(length=40), nullable=False),
        sa.Column("chair_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("scorer IN ('desk','panel')", name=op.f("ck_panel_scorer_known")),
        sa.ForeignKeyConstraint(
            ["chair_id"], ["account.id"], name=op.f("fk_panel_chair_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["competition_group.id"], name=op.f("fk_panel_group_id_competition_group")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_panel_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel")),
        sa.UniqueConstraint("round_id", "name", name=op.f("uq_panel_round_id_name")),
    )
    with op.batch_alter_table("panel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_round_id"), ["round_id"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("design", sa.String(length=40), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("revoked_because", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "issued_on < expires_on", name=op.f("ck_certificate_expires_after_issue")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_certificate_entry_id_entry")
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name=op.f("fk_certificate_result_id_result")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_certificate")),
        sa.UniqueConstraint(
            "result_id", "entry_id", "design", name=op.f("uq_certificate_result_id_entry_id_design")
        ),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "entry_paper",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_entry_paper_entry_id_entry")
        ),
        sa.PrimaryKeyConstraint("entry_id", "paper", name=op.f("pk_entry_paper")),
    )
    op.create_table(
        "panel_seat",
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["account.id"], name=op.f("fk_panel_seat_judge_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panel.id"], name=op.f("fk_panel_seat_panel_id_panel")
        ),
        sa.PrimaryKeyConstraint("panel_id", "judge_id", name=op.f("pk_panel_seat")),
    )
    with op.batch_alter_table("panel_seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_seat_judge_id"), ["judge_id"], unique=False)

    op.create_table(
        "panel_serving",
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("flight", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_panel_serving_entry_id_entry")
        ),
        sa.ForeignKeyConstraint(
            ["panel_id"], ["panel.id"], name=op.f("fk_panel_serving_panel_id_panel")
        ),
        sa.PrimaryKeyConstraint("panel_id", "entry_id", name=op.f("pk_panel_serving")),
    )
    with op.batch_alter_table("panel_serving", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_serving_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "recusal",
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_recusal_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["account.id"], name=op.f("fk_recusal_judge_id_account")
        ),
        sa.PrimaryKeyConstraint("judge_id", "entry_id", name=op.f("pk_recusal")),
    )
    with op.batch_alter_table("recusal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recusal_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "result_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_result_entry_entry_id_entry")
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["result.id"], name=op.f("fk_result_entry_result_id_result")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_entry")),
        sa.UniqueConstraint("result_id", "code", name=op.f("uq_result_entry_result_id_code")),
    )
    with op.batch_alter_table("result_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_entry_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_result_entry_result_id"), ["result_id"], unique=False)

    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=False),
        sa.Column("scorer", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("rubric_version", sa.String(length=40), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'draft') = (handed_in_at IS NULL)",
            name=op.f("ck_score_sheet_handed_in_has_a_time"),
        ),
        sa.CheckConstraint("scorer IN ('desk','panel')", name=op.f("ck_score_sheet_scorer_known")),
        sa.CheckConstraint(
            "state IN ('draft','handed_in')", name=op.f("ck_score_sheet_state_known")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_score_sheet_version_counts")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_score_sheet_entry_id_entry")
        ),
        sa.ForeignKeyConstraint(
            ["judge_id"], ["account.id"], name=op.f("fk_score_sheet_judge_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["rubric_version"],
            ["written.version"],
            name=op.f("fk_score_sheet_rubric_version_written"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
        sa.UniqueConstraint(
            "entry_id",
            "judge_id",
            "scorer",
            "version",
            name=op.f("uq_score_sheet_entry_id_judge_id_scorer_version"),
        ),
    )
    with op.batch_alter_table("score_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_sheet_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_score_sheet_judge_id"), ["judge_id"], unique=False)
        batch_op.create_index(
            "uq_score_sheet_one_draft",
            ["entry_id", "judge_id", "scorer"],
            unique=True,
            sqlite_where=sa.text("state = 'draft'"),
            postgresql_where=sa.text("state = 'draft'"),
        )


def downgrade() -> None:
    with op.batch_alter_table("score_sheet", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_score_sheet_one_draft",
            sqlite_where=sa.text("state = 'draft'"),
            postgresql_where=sa.text("state = 'draft'"),
        )
        batch_op.drop_index(batch_op.f("ix_score_sheet_judge_id"))
        batch_op.drop_index(batch_op.f("ix_score_sheet_entry_id"))

    op.drop_table("score_sheet")
    with op.batch_alter_table("result_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_entry_result_id"))
        batch_op.drop_index(batch_op.f("ix_result_entry_entry_id"))

    op.drop_table("result_entry")
    with op.batch_alter_table("recusal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recusal_entry_id"))

    op.drop_table("recusal")
    with op.batch_alter_table("panel_serving", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_serving_entry_id"))

    op.drop_table("panel_serving")
    with op.batch_alter_table("panel_seat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_seat_judge_id"))

    op.drop_table("panel_seat")
    op.drop_table("entry_paper")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_entry_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("panel", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_round_id"))

    op.drop_table("panel")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_round_id"))
        batch_op.drop_index(batch_op.f("ix_entry_product_id"))
        batch_op.drop_index(batch_op.f("ix_entry_group_id"))

    op.drop_table("entry")
    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_competition_id"))

    op.drop_table("round")
    op.drop_table("result")
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_producer_id"))

    op.drop_table("product")
    op.drop_table("competition_group")
    with op.batch_alter_table("producer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_producer_account_id"))

    op.drop_table("producer")
    op.drop_table("competition")
    with op.batch_alter_table("audit_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_line_on_what"))

    op.drop_table("audit_line")
    op.drop_table("written")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_role"))

    op.drop_table("account")
