"""Concerns about a text, and what became of each."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panel.db.base import Base, Id


class Concern(Base):
    """A delegation's reasoned difficulty with a paragraph. `outcome` is where it stands: that of its latest step."""

    __tablename__ = "concern"
    __table_args__ = (UniqueConstraint("understanding_id", "number"),)

    id: Mapped[Id]
    understanding_id: Mapped[str] = mapped_column(ForeignKey("understanding.id"))
    number: Mapped[int]  # from 1 in each text
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), index=True)
    seat_id: Mapped[str] = mapped_column(ForeignKey("seat.id"), index=True)
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"), index=True)
    paragraph: Mapped[str] = mapped_column(String(20))  # key
    reason: Mapped[str] = mapped_column(Text)
    remedy: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(12), default="open")
    raised_at: Mapped[datetime]


class ConcernStep(Base):
    """One step in the life of a concern: the drafters' answer, or the delegation's last word."""

    __tablename__ = "concern_step"
    __table_args__ = (UniqueConstraint("concern_id", "number"),)

    id: Mapped[Id]
    concern_id: Mapped[str] = mapped_column(ForeignKey("concern.id"))
    number: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text, default="")
    revision_id: Mapped[str | None] = mapped_column(
        ForeignKey("revision.id"), index=True
    )  # None: no revision accommodates it
    at: Mapped[datetime]
