"""Invented publications for the tests of the ledger."""

from sqlalchemy import text

from casedesk.storage import ledger
from casedesk.storage.ledger import FACT, FILES, OPENING, RELEASE, Entry
from casedesk.storage.vault import Vault

#: the triggers of the migration
TRIGGERS = {"ledger_never_changed", "ledger_never_removed", "ledger_only_at_its_end"}
BLOB = bytes(range(256)) * 1000


def publish(vault: Vault, *kinds: str) -> list[Entry]:
    """One entry of each kind, each in a transaction; releases have a blob."""
    made = []
    for kind in kinds:
        body = {"kind": kind, "año": "2026", "counts": [0, 5, 10]}
        blob = BLOB if kind == RELEASE else None
        made.append(vault.run(lambda uow, k=kind, b=body, x=blob: ledger.append(uow, k, b, x)))  # type: ignore[misc]
    return made


def publish_some(vault: Vault) -> list[Entry]:
    """Four entries."""
    return publish(vault, OPENING, RELEASE, FILES, FACT)


def entries_of(vault: Vault) -> list[Entry]:
    """All that was published, once the ledger has proved itself."""
    vault.run(ledger.verify)
    return vault.run(ledger.entries)


def tamper(vault: Vault, *statements: str) -> None:
    """Change the database behind the program's back, past the triggers."""
    with vault.begin() as uow:
        for trigger in TRIGGERS:
            uow.connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
        for statement in statements:
            uow.connection.execute(text(statement))
