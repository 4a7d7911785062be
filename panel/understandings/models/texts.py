"""Texts, their revisions and paragraphs."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.db.base import Base, Id


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
    issued_at: Mapped[datetime | None]  # None: not issued by the secretariat
    supersedes_id: Mapped[str | None] = mapped_column(
        ForeignKey("understanding.id"), index=True
    )  # None: adopted or not, it takes no other text's place
    standstill_reason: Mapped[str] = mapped_column(Text, default="")  # why it is deferred or withdrawn


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
