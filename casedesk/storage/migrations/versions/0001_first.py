"""The first form of the vault."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: the full-text index over the directory and what keeps it in step
SEARCH = (
    "CREATE VIRTUAL TABLE directory_search USING fts5(name, alias, folio, folio_plain, "
    "content='directory', content_rowid='number', "
    "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')",
    "CREATE TRIGGER directory_added AFTER INSERT ON directory BEGIN "
    "INSERT INTO directory_search(rowid, name, alias, folio, folio_plain) "
    "VALUES (new.number, new.name, new.alias, new.folio, new.folio_plain); END",
    "CREATE TRIGGER directory_removed AFTER DELETE ON directory BEGIN "
    "INSERT INTO directory_search(directory_search, rowid, name, alias, folio, folio_plain) "
    "VALUES ('delete', old.number, old.name, old.alias, old.folio, old.folio_plain); END",
    "CREATE TRIGGER directory_changed AFTER UPDATE ON directory BEGIN "
    "INSERT INTO directory_search(directory_search, rowid, name, alias, folio, folio_plain) "
    "VALUES ('delete', old.number, old.name, old.alias, old.folio, old.folio_plain); "
    "INSERT INTO directory_search(rowid, name, alias, folio, folio_plain) "
    "VALUES (new.number, new.name, new.alias, new.folio, new.folio_plain); END",
)


def upgrade() -> None:
    """Make every table of a new vault."""
    op.create_table(
        "drafts",
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("user", "form", name=op.f("pk_drafts")),
        comment="what somebody is typing and has not saved yet",
    )
    op.create_table(
        "households",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_households")),
    )
    op.create_table(
        "operations",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("hlc", sa.String(), nullable=True),
        sa.Column("user", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("record_id", sa.String(), nullable=True),
        sa.Column("base", sa.String(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_operations")),
        sa.UniqueConstraint("id", name=op.f("uq_operations_id")),
        comment="append-only; erasure empties content and salt and leaves digest and chain",
    )
    op.create_index(op.f("ix_operations_record_id"), "operations", ["record_id"], unique=False)
    op.create_table(
        "vault",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_vault")),
        comment="facts about this vault: shelter, node, secret for recognising imported rows",
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("given_names", sa.String(), nullable=True),
        sa.Column("surnames", sa.String(), nullable=True),
        sa.Column("alias", sa.String(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("diversity", sa.Text(), nullable=True),
        sa.Column("birth", sa.String(), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("age_on", sa.String(), nullable=True),
        sa.Column("nationality", sa.String(), nullable=True),
        sa.Column("birth_country", sa.String(), nullable=True),
        sa.Column("birth_state", sa.String(), nullable=True),
        sa.Column("birth_place", sa.String(), nullable=True),
        sa.Column("civil_status", sa.String(), nullable=True),
        sa.Column("schooling", sa.String(), nullable=True),
        sa.Column("literacy", sa.String(), nullable=True),
        sa.Column("languages", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.Boolean(), nullable=True),
        sa.Column("documents", sa.Text(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("emergency_contact", sa.String(), nullable=True),
        sa.Column("household_id", sa.String(), nullable=True),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("fk_people_household_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index(op.f("ix_people_household_id"), "people", ["household_id"], unique=False)
    op.create_table(
        "cases",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("folio", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("opened_on", sa.String(), nullable=True),
        sa.Column("closed_on", sa.String(), nullable=True),
        sa.Column("close_reason", sa.String(), nullable=True),
        sa.Column("reopened_on", sa.String(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_cases_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    op.create_index(op.f("ix_cases_person_id"), "cases", ["person_id"], unique=False)
    op.create_index("uq_cases_folio", "cases", ["folio"], unique=True)
    op.create_table(
        "asylum_applications",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("state_since", sa.String(), nullable=True),
        sa.Column("filed_on", sa.String(), nullable=True),
        sa.Column("interview_on", sa.String(), nullable=True),
        sa.Column("decided_on", sa.String(), nullable=True),
        sa.Column("office", sa.String(), nullable=True),
        sa.Column("file_number", sa.String(), nullable=True),
        sa.Column("us_status", sa.String(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_asylum_applications_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asylum_applications")),
    )
    op.create_index(
        op.f("ix_asylum_applications_case_id"), "asylum_applications", ["case_id"], unique=False
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("given", sa.Boolean(), nullable=True),
        sa.Column("given_on", sa.String(), nullable=True),
        sa.Column("way", sa.String(), nullable=True),
        sa.Column("withdrawn_on", sa.String(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_consents_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_case_id"), "consents", ["case_id"], unique=False)
    op.create_table(
        "directory",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("folio", sa.String(), nullable=False),
        sa.Column("folio_plain", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("nationality", sa.String(), nullable=True),
        sa.Column("birth", sa.String(), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("age_on", sa.String(), nullable=True),
        sa.Column("arrived", sa.String(), nullable=False),
        sa.Column("here", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("asylum", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_directory_case_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_directory")),
        sa.UniqueConstraint("case_id", name=op.f("uq_directory_case_id")),
        comment="one line per case for list and search; made from the records, never edited",
    )
    op.create_index("ix_directory_order", "directory", ["arrived", "number"], unique=False)
    op.create_index(op.f("ix_directory_person_id"), "directory", ["person_id"], unique=False)
    op.create_table(
        "imported_rows",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_imported_rows_case_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_imported_rows")),
        comment="keyed digest of each row brought in, so that a file brought in twice adds nothing",
    )
    op.create_index(op.f("ix_imported_rows_case_id"), "imported_rows", ["case_id"], unique=False)
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("reported_on", sa.String(), nullable=True),
        sa.Column("occurred", sa.String(), nullable=True),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("municipality", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("corridor", sa.String(), nullable=True),
        sa.Column("segment", sa.String(), nullable=True),
        sa.Column("acts", sa.Text(), nullable=True),
        sa.Column("perpetrators", sa.Text(), nullable=True),
        sa.Column("victimisations", sa.Text(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("property", sa.Text(), nullable=True),
        sa.Column("documents", sa.Text(), nullable=True),
        sa.Column("injuries", sa.String(), nullable=True),
        sa.Column("care", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("reliability", sa.String(), nullable=True),
        sa.Column("complaint", sa.Boolean(), nullable=True),
        sa.Column("why_no_complaint", sa.String(), nullable=True),
        sa.Column("authority", sa.String(), nullable=True),
        sa.Column("complaint_number", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("narrative", sa.Text(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_incidents_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_case_id"), "incidents", ["case_id"], unique=False)
    op.create_index("ix_incidents_reported_on", "incidents", ["reported_on"], unique=False)
    op.create_table(
        "journeys",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("origin_country", sa.String(), nullable=True),
        sa.Column("origin_place", sa.String(), nullable=True),
        sa.Column("departed_on", sa.String(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.Column("contexts", sa.Text(), nullable=True),
        sa.Column("entered_mexico_on", sa.String(), nullable=True),
        sa.Column("entry_point", sa.String(), nullable=True),
        sa.Column("travels_with", sa.String(), nullable=True),
        sa.Column("corridor", sa.String(), nullable=True),
        sa.Column("transport", sa.Text(), nullable=True),
        sa.Column("guide", sa.Boolean(), nullable=True),
        sa.Column("guide_cost", sa.String(), nullable=True),
        sa.Column("earlier_crossings", sa.String(), nullable=True),
        sa.Column("earlier_deportations", sa.String(), nullable=True),
        sa.Column("detained", sa.Boolean(), nullable=True),
        sa.Column("detained_at", sa.String(), nullable=True),
        sa.Column("us_time", sa.String(), nullable=True),
        sa.Column("us_state", sa.String(), nullable=True),
        sa.Column("us_authority", sa.String(), nullable=True),
        sa.Column("destination", sa.String(), nullable=True),
        sa.Column("destination_state", sa.String(), nullable=True),
        sa.Column("legs", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_journeys_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journeys")),
    )
    op.create_index(op.f("ix_journeys_case_id"), "journeys", ["case_id"], unique=False)
    op.create_table(
        "referrals",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=True),
        sa.Column("referred_on", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_referrals_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
    )
    op.create_index(op.f("ix_referrals_case_id"), "referrals", ["case_id"], unique=False)
    op.create_table(
        "services",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=True),
        sa.Column("given_on", sa.String(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_services_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_services")),
    )
    op.create_index(op.f("ix_services_case_id"), "services", ["case_id"], unique=False)
    op.create_index("ix_services_given_on", "services", ["given_on"], unique=False)
    op.create_table(
        "stays",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("entered_on", sa.String(), nullable=True),
        sa.Column("exited_on", sa.String(), nullable=True),
        sa.Column("slept_at", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("travels_with", sa.String(), nullable=True),
        sa.Column("exit_reason", sa.String(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("missing", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_stays_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stays")),
    )
    op.create_index(op.f("ix_stays_case_id"), "stays", ["case_id"], unique=False)
    op.create_index("ix_stays_entered_on", "stays", ["entered_on"], unique=False)
    for statement in SEARCH:
        op.execute(statement)
