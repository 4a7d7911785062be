"""Tables of texts, silence rounds and adoptions."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.db.base import Base, Id


class RulesOfProcedure(Base):
    """One adopted version of the rules of procedure, as data (`procedure.Procedure`)."""

    __tablename__ = "rules_of_procedure"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    adopted_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]


class Understanding(Base):
    """A text on its way to a recorded common understanding, or to a Chair's summary."""

    __tablename__ = "understanding"
    __table_args__ = (UniqueConstraint("number"), UniqueConstraint("symbol"))

    id: Mapped[Id]
    number: Mapped[int]
    thread_id: Mapped[str] = mapped_column(ForeignKey("thread.id"), index=True)
    proposer: Mapped[str | None] = mapped_column(
        ForeignKey("delegation.id"), index=True
    )  # None: no delegation did
    title: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(10), default="en")
    state: Mapped[str] = mapped_column(String(20))
    begun_at: Mapped[datetime]
    symbol: Mapped[str | None] = mapped_column(String(40))  # None: not adopted
    mode: Mapped[str | None] = mapped_column(String(40))  # None: not adopted
    adopted_at: Mapped[datetime | None]  # None: not adopted
    statements_until: Mapped[datetime | None]  # None: not adopted


class Revision(Base):
    """A complete version of a text. Number 0 is the zero draft; the one not issued yet is being prepared."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("understanding_id", "number"),)

    id: Mapped[Id]
    understanding_id: Mapped[str] = mapped_column(ForeignKey("understanding.id"))
    number: Mapped[int]
    symbol: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(String(1000), default="")
    issued_at: Mapped[datetime | None]  # None: in preparation
    digest: Mapped[str | None] = mapped_column(String(64))  # None: in preparation

    understanding: Mapped[Understanding] = relationship(lazy="raise_on_sql")


class Paragraph(Base):
    """A paragraph of one revision. `key` is its identity through all revisions, whatever its number becomes."""

    __tablename__ = "paragraph"
    __table_args__ = (
        UniqueConstraint("revision_id", "key"),
        CheckConstraint("kind IN ('preambular', 'operative')", name="kind"),
    )

    id: Mapped[Id]
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"))
    key: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(12))
    position: Mapped[int]
    number: Mapped[int | None]  # None: preambular
    text: Mapped[str] = mapped_column(Text)
    no_norm: Mapped[bool] = mapped_column(default=False)  # the finding that no norm basis was identified


class SilenceRound(Base):
    """One opening of silence on one frozen revision, under one version of the rules."""

    __tablename__ = "silence_round"
    __table_args__ = (UniqueConstraint("understanding_id", "number"),)

    id: Mapped[Id]
    understanding_id: Mapped[str] = mapped_column(ForeignKey("understanding.id"))
    number: Mapped[int]
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"), index=True)
    rules_version: Mapped[int] = mapped_column(ForeignKey("rules_of_procedure.version"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(10), default="open")  # open, broken, kept
    ended_at: Mapped[datetime | None]  # None: open
    unheard: Mapped[
        list[str]
    ]  # constituencies represented and not heard on the text when the round was opened
    balance_reason: Mapped[str] = mapped_column(Text, default="")
    extension_reason: Mapped[str] = mapped_column(Text, default="")


class Entitlement(Base):
    """One delegation on the entitled list of a round, as it was called when the list was frozen."""

    __tablename__ = "entitlement"

    round_id: Mapped[str] = mapped_column(ForeignKey("silence_round.id"), primary_key=True)
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), primary_key=True, index=True)
    name: Mapped[str] = mapped_column(String(200))
    constituency_id: Mapped[str] = mapped_column(ForeignKey("constituency.id"), index=True)


class Position(Base):
    """A position given in a round. Nothing is overwritten: the latest of a delegation is the one that stands."""

    __tablename__ = "position"
    __table_args__ = (UniqueConstraint("round_id", "delegation_id", "turn"),)

    id: Mapped[Id]
    round_id: Mapped[str] = mapped_column(ForeignKey("silence_round.id"))
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), index=True)
    seat_id: Mapped[str] = mapped_column(ForeignKey("seat.id"), index=True)
    turn: Mapped[int]  # 1 for the delegation's first position in the round
    kind: Mapped[str] = mapped_column(String(24))
    paragraphs: Mapped[list[str]]  # keys
    reason: Mapped[str] = mapped_column(Text, default="")
    remedy: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[datetime]
    is_admissible: Mapped[bool] = mapped_column(default=True)


class Statement(Base):
    """A statement printed with an adopted text, as received: from a position in the round, or attached afterwards."""

    __tablename__ = "statement"

    id: Mapped[Id]
    understanding_id: Mapped[str] = mapped_column(ForeignKey("understanding.id"), index=True)
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    paragraphs: Mapped[list[str]]  # keys
    text: Mapped[str] = mapped_column(Text, default="")
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
