"""Referrals: what they are for, what is told, the answer."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_COLUMNS = (
    sa.Column("recipient", sa.String(), nullable=True),
    sa.Column("purpose", sa.String(), nullable=True),
    sa.Column("shared", sa.Text(), nullable=True),
    sa.Column("without_consent", sa.String(), nullable=True),
    sa.Column("answered_on", sa.String(), nullable=True),
    sa.Column("asked_again_on", sa.String(), nullable=True),
)


def upgrade() -> None:
    """Add their answers; what was written down before has none."""
    for column in _COLUMNS:
        op.add_column("referrals", column)
