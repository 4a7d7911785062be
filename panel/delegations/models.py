"""Tables of delegations."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.accounts.models import Person
from panel.accounts.rules import EMAIL_LENGTH
from panel.db.base import Base, Id
from panel.delegations import rules


class Constituency(Base):
    """One of the eleven categories of stakeholder."""

    __tablename__ = "constituency"

    id: Mapped[str] = mapped_column(String(30), primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))


class Delegation(Base):
    """One State, body or organization in one constituency, with the present state of its accreditation."""

    __tablename__ = "delegation"
    __table_args__ = (UniqueConstraint("slug"),)

    id: Mapped[Id]
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    constituency_id: Mapped[str] = mapped_column(ForeignKey("constituency.id"), index=True)
    about: Mapped[str] = mapped_column(String(rules.ABOUT_LENGTH), default="")
    contact: Mapped[str] = mapped_column(
        String(EMAIL_LENGTH), default=""
    )  # for the secretariat only; erased once the first seat is taken or the accreditation ended
    scheme: Mapped[str] = mapped_column(String(30))
    status: Mapped[str] = mapped_column(String(20), default="applied")
    participation: Mapped[str] = mapped_column(
        String(10), default="full"
    )  # or "observer": no say in decisions
    applied_at: Mapped[datetime]
    granted_on: Mapped[date | None]  # None: not admitted yet
    review_due: Mapped[date | None]  # None: no review is due
    endorsed_by: Mapped[str | None] = mapped_column(
        ForeignKey("person.id"), index=True
    )  # None: no first officer yet

    constituency: Mapped[Constituency] = relationship(lazy="raise_on_sql")


class AccreditationStep(Base):
    """One step in the history of a delegation's accreditation."""

    __tablename__ = "accreditation_step"
    __table_args__ = (UniqueConstraint("delegation_id", "number"),)

    id: Mapped[Id]
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"))
    number: Mapped[int]  # from 1 in each delegation: two steps can share a second
    status: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    source: Mapped[str] = mapped_column(String(rules.SOURCE_LENGTH), default="")
    reason: Mapped[str] = mapped_column(String(rules.REASON_LENGTH), default="")


class Seat(Base):
    """A person's standing in a delegation."""

    __tablename__ = "seat"

    id: Mapped[Id]
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    rank: Mapped[str] = mapped_column(String(20))
    may_bind: Mapped[bool]
    since: Mapped[datetime]
    until: Mapped[datetime | None]  # None: still held

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    delegation: Mapped[Delegation] = relationship(lazy="raise_on_sql")
