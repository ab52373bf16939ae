"""The tables: one per kind of record, made from its declared fields, and those of the store itself.

Answers without a value are NULL; *unknown* and *refused* stand by name in ``missing``.
Several codes, and the parts of a record, are JSON: they live and are saved with their record.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    insert,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

from casedesk.domain.arrivals import ExpectedArrival
from casedesk.domain.cases import AsylumApplication, Case, Consent, Referral, Service, Stay
from casedesk.domain.counts import NightCount
from casedesk.domain.distinctions import Distinction
from casedesk.domain.documents import Document
from casedesk.domain.extras import ExtraAnswer, ExtraField
from casedesk.domain.fields import Spec, Type, specs
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.handover import ShiftNote
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.people import Household, Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.records import Record
from casedesk.domain.rights import Checklist
from casedesk.domain.rooms import Room

#: every kind of record, those that others link to first
RECORDS: tuple[type[Record], ...] = (
    Household,
    Person,
    Case,
    Room,
    Stay,
    Journey,
    Incident,
    AsylumApplication,
    ProcedureEntry,
    Service,
    Referral,
    Consent,
    FollowUp,
    Document,
    Checklist,
    ExpectedArrival,
    ShiftNote,
    NightCount,
    Distinction,
    ExtraField,
    ExtraAnswer,
)
NAMES: dict[type[Record], str] = {
    Household: "households",
    Person: "people",
    Case: "cases",
    Room: "rooms",
    Stay: "stays",
    Journey: "journeys",
    Incident: "incidents",
    AsylumApplication: "asylum_applications",
    ProcedureEntry: "procedure_entries",
    Service: "services",
    Referral: "referrals",
    Consent: "consents",
    FollowUp: "follow_ups",
    Document: "documents",
    Checklist: "checklists",
    ExpectedArrival: "expected_arrivals",
    ShiftNote: "shift_notes",
    NightCount: "night_counts",
    Distinction: "distinctions",
    ExtraField: "extra_fields",
    ExtraAnswer: "extra_answers",
}
BY_KIND: dict[str, type[Record]] = {cls.kind: cls for cls in RECORDS}

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

_SQL_TYPES: dict[Type, type[TypeEngine[Any]]] = {
    Type.TEXT: String,
    Type.LONG_TEXT: Text,
    Type.CODE: String,
    Type.CODES: Text,
    Type.DATE: String,
    Type.NUMBER: Integer,
    Type.YES_NO: Boolean,
    Type.LINK: String,
    Type.PARTS: Text,
}


def _column(spec: Spec) -> Column[object]:
    if spec.type is Type.LINK:
        target = ForeignKey(f"{NAMES[BY_KIND[spec.links]]}.id")
        return Column(spec.name, String, target, nullable=not spec.required, index=True)
    return Column(spec.name, _SQL_TYPES[spec.type](), nullable=True)


def _table(cls: type[Record]) -> Table:
    return Table(
        NAMES[cls],
        metadata,
        Column("id", String, primary_key=True),
        Column("version", String, nullable=False),
        *(_column(spec) for spec in specs(cls).values()),
        Column("missing", Text),
    )


TABLES: dict[type[Record], Table] = {cls: _table(cls) for cls in RECORDS}

Index("uq_cases_folio", TABLES[Case].c.folio, unique=True)
Index(
    "ix_cases_look",
    TABLES[Case].c.look_asked_on,
    TABLES[Case].c.looked_on,
    sqlite_where=TABLES[Case].c.look_asked_on.is_not(None),
)
Index("ix_stays_entered_on", TABLES[Stay].c.entered_on)
Index("ix_stays_exited_on", TABLES[Stay].c.exited_on)
Index("ix_incidents_reported_on", TABLES[Incident].c.reported_on)
Index("ix_services_given_on", TABLES[Service].c.given_on)
Index("ix_follow_ups_open", TABLES[FollowUp].c.ended, TABLES[FollowUp].c.due_on)
Index("ix_checklists_given_on", TABLES[Checklist].c.given_on)
Index("ix_expected_arrivals_expected_on", TABLES[ExpectedArrival].c.expected_on)
Index("ix_night_counts_night", TABLES[NightCount].c.night)

operations = Table(
    "operations",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("at", String),
    Column("hlc", String),
    Column("user", String),
    Column("action", String),
    Column("kind", String),
    Column("record_id", String, index=True),
    Column("base", String),
    Column("content", Text),
    Column("salt", LargeBinary),
    Column("digest", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    comment="append-only; erasure empties content and salt and leaves digest and chain",
)

Index(
    "ix_operations_taken_back",
    operations.c.record_id,
    sqlite_where=operations.c.action == "take_back",
)

facts = Table(
    "vault",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
    comment="facts about this vault: shelter, node, secret for recognising imported rows",
)

drafts = Table(
    "drafts",
    metadata,
    Column("user", String, primary_key=True),
    Column("form", String, primary_key=True),
    Column("saved_at", String, nullable=False),
    Column("content", Text, nullable=False),
    comment="what somebody is typing and has not saved yet",
)

imported_rows = Table(
    "imported_rows",
    metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("case_id", String, ForeignKey("cases.id"), nullable=False, index=True),
    comment="keyed digest of each row brought in, so that a file brought in twice adds nothing",
)

ledger = Table(
    "ledger",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("at", String, nullable=False),
    Column("user", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("blob", LargeBinary),
    Column("digest", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    comment="everything ever published, append-only; each chain vouches for all before it",
)

content_packs = Table(
    "content_packs",
    metadata,
    Column("pack", String, primary_key=True),
    Column("version", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("signer", String, nullable=False),
    Column("kept_at", String, nullable=False),
    Column("user", String, nullable=False),
    comment="content installed, replaced or explained to somebody: all versions stay readable",
)

content_used = Table(
    "content_used",
    metadata,
    Column("pack", String, primary_key=True),
    Column("version", String, nullable=False),
    Column("held", Boolean, nullable=False),
    comment="which version of a pack is used; held ones give way to no newer program",
)

content_keys = Table(
    "content_keys",
    metadata,
    Column("key", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("added_at", String, nullable=False),
    Column("user", String, nullable=False),
    comment="public keys of those whose content a coordinator trusts",
)

blobs = Table(
    "blobs",
    metadata,
    Column("digest", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    comment="the bytes of stored files under their SHA-256, each content once",
)

own_reports = Table(
    "own_reports",
    metadata,
    Column("name", String, primary_key=True),
    Column("content", Text, nullable=False),
    comment="what coordinators choose of the catalogue, to be published again and again",
)

directory = Table(
    "directory",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case_id", String, ForeignKey("cases.id"), nullable=False, unique=True),
    Column("person_id", String, nullable=False, index=True),
    Column("folio", String, nullable=False),
    Column("folio_plain", String, nullable=False),
    Column("name", String, nullable=False),
    Column("alias", String, nullable=False),
    Column("nationality", String),
    Column("birth", String),
    Column("age", Integer),
    Column("age_on", String),
    Column("arrived", String, nullable=False),
    Column("here", Boolean, nullable=False),
    Column("state", String),
    Column("asylum", String),
    Column("born", Integer, comment="the year, or about the year"),
    Column("also", String, nullable=False, server_default="", comment="names before a merge"),
    comment="one line per case for list and search; made from the records, never edited",
)
Index("ix_directory_order", directory.c.arrived, directory.c.number)
Index("ix_directory_birth", directory.c.birth)
Index("ix_directory_nationality", directory.c.nationality)

name_words = Table(
    "name_words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("word", String, nullable=False, unique=True),
    comment="every word of the names in the directory, once",
)

name_keys = Table(
    "name_keys",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("word_id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
    comment="numbers under which a word is found by its sound and despite typing errors",
)

clock_dates = Table(
    "clock_dates",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("case_id", String, ForeignKey("cases.id"), nullable=False, index=True),
    Column("rule", String, nullable=False),
    Column("event", String, nullable=False),
    Column("started_on", String, nullable=False),
    Column("entry_id", String, nullable=False),
    Column("duty", String, nullable=False),
    Column("office", String, nullable=False),
    Column("due_on", String, nullable=False),
    Column("tell_on", String, nullable=False),
    Column("safe_on", String, nullable=False),
    Column("nominal_on", String, nullable=False),
    Column("latest_on", String, nullable=False),
    Column("stopped", Boolean, nullable=False),
    comment="what is due in each case; counted from the records and the rules, never edited",
)
Index("ix_clock_dates_due", clock_dates.c.due_on)

clocks_counted = Table(
    "clocks_counted",
    metadata,
    Column("case_id", String, ForeignKey("cases.id"), primary_key=True),
    Column("edition", String, nullable=False),
    comment="the edition of rules and calendars that the clocks of a case were counted by",
)


@cache
def insert_sql(table: Table) -> str:
    """INSERT of whole rows in the order of the columns, for rows in bulk without processing."""
    return str(insert(table).compile(dialect=sqlite.dialect(paramstyle="qmark")))
