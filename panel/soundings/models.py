"""Tables of soundings."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.db.base import Base, Id
from panel.soundings import rules
from panel.threads.models import Thread


class Sounding(Base):
    """A statement put to the delegations; `number` is its number in the thread, `version` the one that stands."""

    __tablename__ = "sounding"
    __table_args__ = (UniqueConstraint("thread_id", "number"),)

    id: Mapped[Id]
    thread_id: Mapped[str] = mapped_column(ForeignKey("thread.id"))
    number: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(10), default="open")  # or "closed"
    language: Mapped[str] = mapped_column(String(12))
    delegation_id: Mapped[str | None] = mapped_column(
        ForeignKey("delegation.id"), index=True
    )  # None: proposed by a moderator
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)  # None: by the system
    proposed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]  # None: open
    closing_reason: Mapped[str] = mapped_column(String(rules.REASON_LENGTH), default="")
    eligible: Mapped[dict[str, Any] | None]  # constituency -> E when it was closed; None: open

    thread: Mapped[Thread] = relationship(lazy="raise_on_sql")


class SoundingVersion(Base):
    """The words of a statement. Versions count from 1 and are never overwritten; each starts without positions."""

    __tablename__ = "sounding_version"
    __table_args__ = (UniqueConstraint("sounding_id", "version"),)

    id: Mapped[Id]
    sounding_id: Mapped[str] = mapped_column(ForeignKey("sounding.id"))
    version: Mapped[int]
    text: Mapped[str] = mapped_column(String(rules.STATEMENT_LENGTH))
    reason: Mapped[str] = mapped_column(String(rules.REASON_LENGTH), default="")  # "" for the first
    at: Mapped[datetime]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)  # None: by the system


class SoundingPosition(Base):
    """A position of a delegation on a version, or its withdrawal (`rules.WITHDRAWN`). Rows are added, never changed.

    One stands for each delegation and version: the row that nothing has replaced. `seq` counts in the sounding.
    """

    __tablename__ = "sounding_position"
    __table_args__ = (
        UniqueConstraint("sounding_id", "seq"),
        Index(None, "sounding_id", "version", "delegation_id"),
    )

    id: Mapped[Id]
    sounding_id: Mapped[str] = mapped_column(ForeignKey("sounding.id"))
    version: Mapped[int]
    seq: Mapped[int]
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), index=True)
    seat_id: Mapped[str] = mapped_column(ForeignKey("seat.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)  # None: by the system
    position: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(rules.REASON_LENGTH), default="")  # "" but for a concern
    at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]  # None: it stands
