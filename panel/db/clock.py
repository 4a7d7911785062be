"""The clock that decides: the database server's, asked inside the lock.

Web processes may disagree about the time; the one database they share does not. The demonstration's clock can be
moved forward, so that a visitor sees a silence expire; a test's clock stands where the test put it.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol

from sqlalchemy import select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from panel.db.base import Base

_NOW = {
    "sqlite": text("SELECT CAST(strftime('%s', 'now') AS INTEGER)"),
    "postgresql": text("SELECT CAST(extract(epoch FROM clock_timestamp()) AS BIGINT)"),
}


class Clock(Protocol):
    """Where the time comes from."""

    def now(self, session: Session) -> datetime:
        """Return the present instant in UTC, to the second."""
        ...


class DatabaseClock:
    """The server's time."""

    def now(self, session: Session) -> datetime:
        seconds = session.execute(_NOW[session.get_bind().dialect.name]).scalar_one()
        return datetime.fromtimestamp(seconds, UTC)


class ClockOffset(Base):
    """How far the demonstration's clock runs ahead. The table stays empty everywhere else."""

    __tablename__ = "clock_offset"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seconds: Mapped[int]


class DemonstrationClock(DatabaseClock):
    """The server's time and what the facilitators of the demonstration have added to it."""

    def now(self, session: Session) -> datetime:
        ahead = session.execute(select(ClockOffset.seconds).where(ClockOffset.id == 1)).scalar() or 0
        return super().now(session) + timedelta(seconds=ahead)


class SetClock:
    """A clock that stands where it is put: for tests, and for playing a past session back."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self, session: Session) -> datetime:
        return self.moment

    def advance(self, **step: float) -> None:
        """Move forward by a `timedelta` of `step`."""
        self.moment += timedelta(**step)
