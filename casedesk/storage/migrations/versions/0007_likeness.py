"""Finding people despite spelling, people merged into others, and who is not whom."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_COLUMNS = "name, alias, also, folio, folio_plain"
_NEW = ", ".join(f"new.{name}" for name in _COLUMNS.split(", "))
_OLD = ", ".join(f"old.{name}" for name in _COLUMNS.split(", "))
_ADD = f"INSERT INTO directory_search(rowid, {_COLUMNS}) VALUES (new.number, {_NEW})"  # noqa: S608
_REMOVE = (
    f"INSERT INTO directory_search(directory_search, rowid, {_COLUMNS}) "  # noqa: S608
    f"VALUES ('delete', old.number, {_OLD})"
)
_TRIGGERS = ("directory_added", "directory_removed", "directory_changed")
#: the full-text index anew, with the names people had before a merge, and its words
SEARCH = (
    f"CREATE VIRTUAL TABLE directory_search USING fts5({_COLUMNS}, "
    "content='directory', content_rowid='number', "
    "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')",
    f"CREATE TRIGGER directory_added AFTER INSERT ON directory BEGIN {_ADD}; END",
    f"CREATE TRIGGER directory_removed AFTER DELETE ON directory BEGIN {_REMOVE}; END",
    f"CREATE TRIGGER directory_changed AFTER UPDATE ON directory BEGIN {_REMOVE}; {_ADD}; END",
    "CREATE VIRTUAL TABLE directory_search_terms USING fts5vocab('directory_search', 'row')",
    "INSERT INTO directory_search(directory_search) VALUES ('rebuild')",
)
_BORN = (
    "UPDATE directory SET born = coalesce(cast(substr(birth, 1, 4) AS INTEGER),"
    " cast(substr(age_on, 1, 4) AS INTEGER) - age)"
)


def upgrade() -> None:
    """Add the links, the tables and the columns; the words of names are kept when it opens."""
    for table in ("people", "cases"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN merged_into VARCHAR"
            f" CONSTRAINT fk_{table}_merged_into REFERENCES {table} (id)"
        )
        op.create_index(f"ix_{table}_merged_into", table, ["merged_into"])
    op.create_table(
        "distinctions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("apart", sa.Boolean(), nullable=True),
        sa.Column("said_on", sa.String(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_distinctions_person_id")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["people.id"], name=op.f("fk_distinctions_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinctions")),
    )
    for column in ("person_id", "other_id"):
        op.create_index(op.f(f"ix_distinctions_{column}"), "distinctions", [column])
    op.create_table(
        "name_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_words")),
        sa.UniqueConstraint("word", name=op.f("uq_name_words_word")),
        comment="every word of the names in the directory, once",
    )
    op.create_table(
        "name_keys",
        sa.Column("key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("word_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "word_id", name=op.f("pk_name_keys")),
        sqlite_with_rowid=False,
        comment="numbers under which a word is found by its sound and despite typing errors",
    )
    _search()


def _search() -> None:
    for trigger in _TRIGGERS:
        op.execute(f"DROP TRIGGER {trigger}")
    op.execute("DROP TABLE directory_search")
    op.add_column("directory", sa.Column("born", sa.Integer(), nullable=True))
    op.add_column("directory", sa.Column("also", sa.String(), server_default="", nullable=False))
    op.execute(_BORN)
    op.create_index("ix_directory_birth", "directory", ["birth"])
    for statement in SEARCH:
        op.execute(statement)
