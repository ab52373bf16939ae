"""How many people have a nationality, without reading every line of the list."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_directory_nationality", "directory", ["nationality"], unique=False)
