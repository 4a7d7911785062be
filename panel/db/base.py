"""The base of every table, and the column types that mean the same on both databases.

A plain SQLAlchemy base and not Flask-SQLAlchemy's `db.Model`: tables, queries and acts must not reach the web. The
extension (`panel.db.extension`) lends its engines and the life of its sessions, no more.
"""

from datetime import datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, Dialect, MetaData, String, types
from sqlalchemy.orm import DeclarativeBase, mapped_column

from panel.kernel.clock import stamp
from panel.kernel.ids import LENGTH, new_id

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(types.TypeDecorator[datetime]):
    """An instant in UTC, kept as `2026-03-27T14:05:00Z`: sorts as text, and reads alike on both databases."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else stamp(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Base(DeclarativeBase):
    """Every table of the Panel."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        list[str]: JSON,
    }


Id = Annotated[str, mapped_column(String(LENGTH), primary_key=True, default=new_id)]
"""The primary key of a table: a random identifier."""
