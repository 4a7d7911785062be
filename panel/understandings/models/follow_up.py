"""Recommendations of recorded texts, their addressees, and what was recorded about each."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panel.db.base import Base, Id


class Recommendation(Base):
    """What an operative paragraph of a recorded text asks of its addressees."""

    __tablename__ = "recommendation"
    __table_args__ = (UniqueConstraint("understanding_id", "number"),)

    id: Mapped[Id]
    understanding_id: Mapped[str] = mapped_column(ForeignKey("understanding.id"))
    number: Mapped[int]  # from 1 in each text
    paragraph: Mapped[str] = mapped_column(String(20))  # key
    paragraph_number: Mapped[int]  # of an adopted text it never changes
    text: Mapped[str] = mapped_column(Text)
    review_at: Mapped[datetime | None] = mapped_column(index=True)  # None: no review is set
    made_at: Mapped[datetime]


class Addressee(Base):
    """Who a recommendation asks to act, and where it stands now (the history is in `FollowUpEntry`)."""

    __tablename__ = "addressee"
    __table_args__ = (
        UniqueConstraint("recommendation_id", "number"),
        CheckConstraint(
            "coalesce(delegation_id, constituency_id, mechanism_id) IS NOT NULL", name="somebody"
        ),
    )

    id: Mapped[Id]
    recommendation_id: Mapped[str] = mapped_column(ForeignKey("recommendation.id"))
    number: Mapped[int]  # from 1 in each recommendation
    delegation_id: Mapped[str | None] = mapped_column(
        ForeignKey("delegation.id"), index=True
    )  # None: another
    constituency_id: Mapped[str | None] = mapped_column(
        ForeignKey("constituency.id"), index=True
    )  # None: another
    mechanism_id: Mapped[str | None] = mapped_column(ForeignKey("mechanism.id"), index=True)  # None: another
    response: Mapped[str] = mapped_column(String(20), default="none")
    implementation: Mapped[str] = mapped_column(String(20), default="no-indication")


class FollowUpEntry(Base):
    """What was recorded about an addressee's response or implementation, with its source. None is overwritten."""

    __tablename__ = "follow_up_entry"
    __table_args__ = (UniqueConstraint("addressee_id", "number"),)

    id: Mapped[Id]
    addressee_id: Mapped[str] = mapped_column(ForeignKey("addressee.id"))
    number: Mapped[int]  # from 1 for each addressee
    aspect: Mapped[str] = mapped_column(String(20))  # response, implementation
    value: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(300), default="")  # "": the addressee said so here
    on: Mapped[date]
    delegation_id: Mapped[str | None] = mapped_column(
        ForeignKey("delegation.id"), index=True
    )  # None: the secretariat recorded it
    recorded_at: Mapped[datetime]
