"""The entries of a procedure; what applications say already stays where it is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_LINKS = (("case_id", "cases", False), ("application_id", "asylum_applications", True))


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "procedure_entries",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=unasked) for name, _table, unasked in _LINKS),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("happened_on", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("mistaken", sa.Boolean(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [name], [f"{table}.id"], name=op.f(f"fk_procedure_entries_{name}")
            )
            for name, table, _unasked in _LINKS
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_entries")),
    )
    for name, _table, _unasked in _LINKS:
        op.create_index(op.f(f"ix_procedure_entries_{name}"), "procedure_entries", [name])
