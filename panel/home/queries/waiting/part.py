"""What every part of the list has in common: its columns, so that all parts are read with one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, literal, select

MOST = 10
"""How many items of one part are shown."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What one item is made of: expressions of the database.

    `at` is the deadline, or since when it waits; `number` is that of the thread, text or session, `item` what is
    counted within it (a contribution, a concern, a meeting), `slug` the name in the address where there is no number;
    `by` the delegation it comes from.
    """

    kind: Any
    title: Any
    at: Any
    number: Any = 0
    item: Any = 0
    language: Any = "en"
    slug: Any = ""
    by: Any = ""


def part(columns: Columns) -> Select[Any]:
    """Return the beginning of a part: a query of these columns, in their fixed order, still without rows chosen."""
    values = {
        "kind": columns.kind,
        "title": columns.title,
        "at": columns.at,
        "number": columns.number,
        "item": columns.item,
        "language": columns.language,
        "slug": columns.slug,
        "by": columns.by,
    }
    return select(
        *(
            (literal(value) if isinstance(value, str | int) else value).label(name)
            for name, value in values.items()
        )
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks what waits, and when."""

    delegation: str | None
    constituency: str | None
    person: str | None
    affiliations: tuple[str, ...]
    now: datetime
