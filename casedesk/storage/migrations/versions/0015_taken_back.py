"""Finding what was taken out of cases, among all operations."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index the operations that took a record back; they are few."""
    op.create_index(
        "ix_operations_taken_back",
        "operations",
        ["record_id"],
        unique=False,
        sqlite_where=sa.text("action = 'take_back'"),
    )
