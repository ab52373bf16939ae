"""What is due in each case; it is counted when it is first asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_WORDS = (
    *("rule", "event", "started_on", "entry_id", "duty", "office"),
    *("due_on", "tell_on", "safe_on", "nominal_on", "latest_on"),
)


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "clock_dates",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in _WORDS),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_clock_dates_case_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_clock_dates")),
        comment="what is due in each case; counted from the records and the rules, never edited",
    )
    op.create_index(op.f("ix_clock_dates_case_id"), "clock_dates", ["case_id"], unique=False)
    op.create_index("ix_clock_dates_due", "clock_dates", ["due_on"], unique=False)
    op.create_table(
        "clocks_counted",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_clocks_counted_case_id")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_clocks_counted")),
        comment="the edition of rules and calendars that the clocks of a case were counted by",
    )
