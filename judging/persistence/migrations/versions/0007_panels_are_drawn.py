"""A panel says with which seed it was drawn and how it is served; an entry on which day."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    # Columns are added one by one: Alembic's batches copy a table on SQLite and lose its checks.
    op.add_column("panel", sa.Column("drawn_with", sa.Integer(), nullable=True))
    op.add_column(
        "panel",
        sa.Column("is_balanced", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(
        "ALTER TABLE panel_serving ADD COLUMN day INTEGER"
        " CONSTRAINT ck_panel_serving_day_counts CHECK (day >= 1)"
    )
