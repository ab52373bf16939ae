"""Rooms and beds, expected arrivals, notes between shifts, and evening counts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, and to stays and services what belongs to them."""
    _record(
        "rooms",
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("beds", sa.Integer(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
    )
    # Alembic would rebuild the table for the link: SQLite can add it as it stands.
    op.execute(
        "ALTER TABLE stays ADD COLUMN room_id VARCHAR"
        " CONSTRAINT fk_stays_room_id REFERENCES rooms (id)"
    )
    op.add_column("stays", sa.Column("bed", sa.Integer(), nullable=True))
    op.add_column("stays", sa.Column("placed_despite", sa.Text(), nullable=True))
    op.add_column("stays", sa.Column("leaving_on", sa.String(), nullable=True))
    op.add_column("stays", sa.Column("exit_to", sa.String(), nullable=True))
    op.create_index("ix_stays_room_id", "stays", ["room_id"])
    op.create_index("ix_stays_exited_on", "stays", ["exited_on"])
    op.add_column("services", sa.Column("meal", sa.String(), nullable=True))
    _record(
        "expected_arrivals",
        sa.Column("who", sa.String(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("expected_on", sa.String(), nullable=True),
        sa.Column("hour", sa.String(), nullable=True),
        sa.Column("told_by", sa.String(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
    )
    op.create_index("ix_expected_arrivals_expected_on", "expected_arrivals", ["expected_on"])
    _record(
        "shift_notes",
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=True),
        sa.Column("written_by", sa.String(), nullable=True),
        sa.Column("written_at", sa.String(), nullable=True),
        sa.Column("signatures", sa.Text(), nullable=True),
    )
    _record(
        "night_counts",
        sa.Column("night", sa.String(), nullable=True),
        sa.Column("people", sa.Text(), nullable=True),
        sa.Column("unregistered", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
    )
    op.create_index("ix_night_counts_night", "night_counts", ["night"])


def _record(table: str, *columns: "sa.Column[object]") -> None:
    op.create_table(
        table,
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        *columns,
        sa.Column("missing", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
