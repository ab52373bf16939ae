"""The form of the database: created and brought up to date by migrations."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from casedesk.storage.errors import DamagedVault, VaultTooNew

#: the newest migration this program knows; a test holds it against the files
HEAD = "0015"
MIGRATIONS = Path(__file__).parent / "migrations"


def revision(connection: Connection) -> str | None:
    """The migration the database is at; None if it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def outdated(engine: Engine) -> bool:
    """Whether the database is of an older program, so that migrate() will change it."""
    with engine.connect() as connection:
        found = revision(connection)
    return found != HEAD and found in known_revisions()


def migrate(engine: Engine, *, new: bool = False) -> None:
    """Bring the database to the newest form, whole or not at all.

    Raises VaultTooNew if it is newer than this program, and DamagedVault if a link between
    records would be broken or if it is empty and not ``new``.
    """
    with engine.connect() as connection:
        found = revision(connection)
    if found == HEAD:
        return
    if found is None and not new:
        raise DamagedVault(part="cases.db")
    if found is not None and found not in known_revisions():
        raise VaultTooNew(found=found)
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None  # noqa: S101 - a pooled connection is open
        # Batch operations drop and recreate tables: with keys enforced, rows would cascade away.
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                _upgrade(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise DamagedVault(part="a link between records")
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def known_revisions() -> set[str]:
    """The migrations that came with this program."""
    return {path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")}


def _upgrade(connection: Connection) -> None:
    # Alembic is slow to import and seldom needed.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
