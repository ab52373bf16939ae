"""The ledger of everything ever published, which the database itself refuses to alter."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: what makes the ledger append-only; the third also stops INSERT OR REPLACE, which fires no DELETE
APPEND_ONLY = (
    "CREATE TRIGGER ledger_never_changed BEFORE UPDATE ON ledger BEGIN "
    "SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER ledger_never_removed BEFORE DELETE ON ledger BEGIN "
    "SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER ledger_only_at_its_end BEFORE INSERT ON ledger "
    "WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger) BEGIN "
    "SELECT RAISE(ABORT, 'the ledger is append-only'); END",
)


def upgrade() -> None:
    """Make the ledger; a later migration that rebuilds the table must make the triggers anew."""
    op.create_table(
        "ledger",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger")),
        comment="everything ever published, append-only; each chain vouches for all before it",
    )
    for statement in APPEND_ONLY:
        op.execute(statement)
