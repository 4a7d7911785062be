"""The schema of the database, brought to its latest form by Alembic (top-level `migrations/`)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

_MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
LOCK = 20131003  # any number, the same for every node: PostgreSQL's advisory lock is known by it


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database up to `revision`. Two nodes that start at once take turns."""
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Take the database back to `revision`."""
    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config
