"""How Alembic runs here: on the connection it is given, on our tables only."""

from typing import Any

from alembic import context

from lms.foundation.database import Base, Moment
from lms.foundation.migrating import VERSION_TABLE, is_ours


def plain(kind: str, thing: Any, _: Any) -> str | bool:
    """Write our own column type as the plain one below it: a migration is frozen."""
    if kind == "type" and isinstance(thing, Moment):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    include_object=is_ours,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=plain,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
