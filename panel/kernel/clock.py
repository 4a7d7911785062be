"""Instants: always aware, always UTC, whole seconds in the record.

Which clock says what time it is belongs to `panel.db.clock`: the server's database decides, because two machines may
disagree on whether a silence has ended.
"""

from datetime import UTC, datetime


def utc(moment: datetime) -> datetime:
    """Return `moment` in UTC. Raises `ValueError` for a naive one, whose zone nobody knows."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is no instant")
    return moment.astimezone(UTC)


def stamp(moment: datetime) -> str:
    """Return the instant as it stands in the record: `2026-03-27T14:05:00Z`."""
    return utc(moment).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(text: str) -> datetime:
    """Return the instant written by `stamp`. Raises `ValueError` for anything else."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
