"""Cases at which a coordinator is asked to look."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_COLUMNS = (
    sa.Column("look_reason", sa.Text(), nullable=True),
    sa.Column("look_asked_by", sa.String(), nullable=True),
    sa.Column("look_asked_on", sa.String(), nullable=True),
    sa.Column("look_word", sa.Text(), nullable=True),
    sa.Column("looked_by", sa.String(), nullable=True),
    sa.Column("looked_on", sa.String(), nullable=True),
)


def upgrade() -> None:
    """Add who asked, why, and what was said."""
    for column in _COLUMNS:
        op.add_column("cases", column)
    op.create_index(
        "ix_cases_look",
        "cases",
        ["look_asked_on", "looked_on"],
        unique=False,
        sqlite_where=sa.text("look_asked_on IS NOT NULL"),
    )
