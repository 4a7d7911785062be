"""How Alembic reaches the Panel's database: over the connection it is handed, under one lock."""

from importlib import import_module

from alembic import context
from sqlalchemy import text

from panel.db.base import Base
from panel.db.schema import LOCK
from panel.factory import ROOMS

for room in ("record", *ROOMS):
    try:
        import_module(f"panel.{room}.models")
    except ModuleNotFoundError as error:
        if error.name != f"panel.{room}.models":
            raise

connection = context.config.attributes["connection"]
if connection.dialect.name == "postgresql":
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
context.configure(
    connection=connection, target_metadata=Base.metadata, render_as_batch=False, compare_type=True
)
with context.begin_transaction():
    context.run_migrations()
