"""Silence rounds, entitled lists, positions, holds, and the notices given of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panel.db.base import Base, Id


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
    held_until: Mapped[datetime | None]  # None: no delegation has asked for time
    confirm_by: Mapped[datetime | None]  # None: not agreed ad referendum
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
    wording: Mapped[str] = mapped_column(Text, default="")  # proposed with an objection
    language: Mapped[str] = mapped_column(String(10))  # of the version it was given on
    given_at: Mapped[datetime]
    is_admissible: Mapped[bool] = mapped_column(default=True)


class Hold(Base):
    """The one time that a delegation asked for more time in a round."""

    __tablename__ = "hold"

    round_id: Mapped[str] = mapped_column(ForeignKey("silence_round.id"), primary_key=True)
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), primary_key=True, index=True)
    seat_id: Mapped[str] = mapped_column(ForeignKey("seat.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    until: Mapped[datetime]


class Notice(Base):
    """What an entitled delegation was told of a round, and when. Nobody keeps whether or when it was read."""

    __tablename__ = "notice"
    __table_args__ = (Index(None, "delegation_id", "answered_at"),)

    id: Mapped[Id]
    round_id: Mapped[str] = mapped_column(ForeignKey("silence_round.id"), index=True)
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"))
    what: Mapped[str] = mapped_column(String(16))  # rules.NOTICES
    given_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]  # None: the delegation has not acted on the round since
