"""Amendments, their co-sponsors, and the co-facilitators' work on merging them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panel.db.base import Base, Id


class Amendment(Base):
    """What a delegation proposes for one paragraph of a text.

    `revision_id` is the revision on whose words it stands: the latest issued one, as long as it is carried over.
    """

    __tablename__ = "amendment"
    __table_args__ = (
        UniqueConstraint("understanding_id", "number"),
        CheckConstraint("kind IN ('replace', 'delete', 'insert-after')", name="kind"),
    )

    id: Mapped[Id]
    understanding_id: Mapped[str] = mapped_column(ForeignKey("understanding.id"))
    number: Mapped[int]
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"), index=True)
    paragraph_key: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text, default="")  # empty for a deletion
    reason: Mapped[str] = mapped_column(Text)
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), index=True)
    seat_id: Mapped[str] = mapped_column(ForeignKey("seat.id"), index=True)
    state: Mapped[str] = mapped_column(String(16), default="proposed")
    proposed_at: Mapped[datetime]
    bracketed_at: Mapped[datetime | None]  # None: never left in brackets
    settled_at: Mapped[datetime | None]  # None: neither decided nor withdrawn
    proposed_disposition: Mapped[str | None] = mapped_column(String(20))  # None: the drafters proposed none
    proposed_reason: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str | None] = mapped_column(String(10))  # None: the sponsor has not answered
    answer_words: Mapped[str] = mapped_column(Text, default="")
    disposition: Mapped[str | None] = mapped_column(String(20))  # None: not decided
    disposition_reason: Mapped[str] = mapped_column(Text, default="")
    decided_in: Mapped[str | None] = mapped_column(ForeignKey("revision.id"), index=True)  # None: not decided


class AmendmentSponsor(Base):
    """A delegation that joined an amendment which another had proposed."""

    __tablename__ = "amendment_sponsor"

    amendment_id: Mapped[str] = mapped_column(ForeignKey("amendment.id"), primary_key=True)
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), primary_key=True, index=True)
    seat_id: Mapped[str] = mapped_column(ForeignKey("seat.id"), index=True)
    joined_at: Mapped[datetime]


class MergeDraft(Base):
    """The co-facilitators' work on the next revision, kept until it is issued. `version` counts how often.

    It belongs to the revision it was begun on: once another is issued, it is of no use and not shown any more.
    """

    __tablename__ = "merge_draft"

    understanding_id: Mapped[str] = mapped_column(ForeignKey("understanding.id"), primary_key=True)
    revision_id: Mapped[str] = mapped_column(ForeignKey("revision.id"), index=True)
    version: Mapped[int]
    content: Mapped[dict[str, Any]]  # as `rules.merging.Merge.to_data` writes it
    saved_at: Mapped[datetime]
