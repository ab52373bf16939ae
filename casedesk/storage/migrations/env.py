"""Runs migrations on the connection handed over; there is no other way to run them."""

from alembic import context

from casedesk.storage.tables import metadata


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the full-text index's own tables out of comparisons."""
    return not (kind == "table" and name is not None and name.startswith("directory_search"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    include_name=include_name,
    transactional_ddl=False,  # the caller's transaction holds everything
)
context.run_migrations()
