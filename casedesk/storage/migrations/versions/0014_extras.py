"""Fields that a shelter adds of its own, and the answers to them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_OWNERS = {"person": "people", "stay": "stays", "journey": "journeys", "incident": "incidents"}


_WORDS = (
    "CREATE VIRTUAL TABLE directory_search_answers USING fts5("
    'text, id UNINDEXED, tokenize="unicode61 remove_diacritics 2")',
    "CREATE TRIGGER extra_answers_added AFTER INSERT ON extra_answers WHEN new.text IS NOT NULL"
    " BEGIN INSERT INTO directory_search_answers(text, id) VALUES (new.text, new.id); END",
    "CREATE TRIGGER extra_answers_changed AFTER UPDATE OF text ON extra_answers"
    " WHEN new.text IS NOT old.text BEGIN"
    " DELETE FROM directory_search_answers WHERE id = old.id;"
    " INSERT INTO directory_search_answers(text, id)"
    " SELECT new.text, new.id WHERE new.text IS NOT NULL; END",
    "CREATE TRIGGER extra_answers_gone AFTER DELETE ON extra_answers WHEN old.text IS NOT NULL"
    " BEGIN DELETE FROM directory_search_answers WHERE id = old.id; END",
)


def _link(name: str, table: str, *, nullable: bool) -> list[sa.Column[object] | sa.Constraint]:
    key = sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_extra_answers_{name}"))
    return [sa.Column(name, sa.String(), nullable=nullable), key]


def upgrade() -> None:
    """Make both tables, and find answers by what they are about."""
    op.create_table(
        "extra_fields",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        *(sa.Column(name, sa.String()) for name in ("about", "type", "es", "en")),
        *(sa.Column(name, sa.String()) for name in ("hint_es", "hint_en")),
        sa.Column("choices", sa.Text()),
        sa.Column("retired", sa.Boolean()),
        sa.Column("missing", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_fields")),
    )
    op.create_table(
        "extra_answers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        *_link("field_id", "extra_fields", nullable=False),
        *(
            part
            for owner, table in _OWNERS.items()
            for part in _link(f"{owner}_id", table, nullable=True)
        ),
        sa.Column("text", sa.String()),
        sa.Column("number", sa.Integer()),
        sa.Column("day", sa.String()),
        sa.Column("choice", sa.String()),
        sa.Column("choices", sa.Text()),
        sa.Column("aside", sa.Boolean()),
        sa.Column("missing", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_answers")),
    )
    for name in ("field_id", *(f"{owner}_id" for owner in _OWNERS)):
        op.create_index(op.f(f"ix_extra_answers_{name}"), "extra_answers", [name])
    for statement in _WORDS:  # answers in words are searched
        op.execute(statement)
