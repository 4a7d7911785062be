"""Statements on adopted texts, corrigenda to them, and Chair's summaries."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panel.db.base import Base, Id


class Statement(Base):
    """A statement printed with an adopted text, as received: from a position in the round, or attached afterwards."""

    __tablename__ = "statement"

    id: Mapped[Id]
    understanding_id: Mapped[str] = mapped_column(ForeignKey("understanding.id"), index=True)
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    paragraphs: Mapped[list[str]]  # keys
    text: Mapped[str] = mapped_column(Text, default="")
    concern: Mapped[int | None]  # the number of the concern it is carried from; None: given as a statement
    given_at: Mapped[datetime]


class ChairsSummary(Base):
    """The Chair's account where there is no consensus: not negotiated, and not a common understanding."""

    __tablename__ = "chairs_summary"
    __table_args__ = (UniqueConstraint("understanding_id"),)

    id: Mapped[Id]
    understanding_id: Mapped[str] = mapped_column(ForeignKey("understanding.id"))
    convergence: Mapped[str] = mapped_column(Text)
    divergence: Mapped[str] = mapped_column(Text)
    open_questions: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime]


class Corrigendum(Base):
    """A correction of an error in an adopted text, which itself stays as it was adopted."""

    __tablename__ = "corrigendum"
    __table_args__ = (UniqueConstraint("understanding_id", "number"), UniqueConstraint("symbol"))

    id: Mapped[Id]
    understanding_id: Mapped[str] = mapped_column(ForeignKey("understanding.id"))
    number: Mapped[int]
    symbol: Mapped[str] = mapped_column(String(60))
    paragraph: Mapped[str] = mapped_column(String(20))  # key
    error: Mapped[str] = mapped_column(Text)
    correction: Mapped[str] = mapped_column(Text)
    issued_at: Mapped[datetime]
