"""Tables of threads."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.db.base import Base, Id
from panel.delegations.models import Delegation
from panel.threads import rules


class Thread(Base):
    """One question under discussion, on one main issue; `number` is what people cite."""

    __tablename__ = "thread"
    __table_args__ = (
        UniqueConstraint("number"),
        UniqueConstraint("source"),
        Index(None, "stage", "number"),
        Index(None, "issue_id", "number"),
    )

    id: Mapped[Id]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(rules.TITLE_LENGTH))
    question: Mapped[str] = mapped_column(
        String(rules.QUESTION_LENGTH)
    )  # "" where an imported thread has none
    kind: Mapped[str] = mapped_column(String(30))
    issue_id: Mapped[str] = mapped_column(ForeignKey("issue.id"))
    stage: Mapped[str] = mapped_column(String(20), default="proposed")
    stage_reason: Mapped[str] = mapped_column(String(rules.REASON_LENGTH), default="")
    stage_at: Mapped[datetime]
    no_norm_known: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(12))
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), index=True)
    seat_id: Mapped[str | None] = mapped_column(ForeignKey("seat.id"), index=True)  # None: imported
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)  # None: imported
    proposed_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]  # None: not opened yet
    opened_by: Mapped[str | None] = mapped_column(
        ForeignKey("person.id"), index=True
    )  # None: not yet, or imported
    source: Mapped[str | None] = mapped_column(
        String(80)
    )  # identifier in the file it came from; None: proposed here

    delegation: Mapped[Delegation] = relationship(lazy="raise_on_sql")


class ThreadIssue(Base):
    """A further issue that a thread cuts across."""

    __tablename__ = "thread_issue"

    thread_id: Mapped[str] = mapped_column(ForeignKey("thread.id"), primary_key=True)
    issue_id: Mapped[str] = mapped_column(ForeignKey("issue.id"), primary_key=True, index=True)


class ThreadSpace(Base):
    """A space where the matter of a thread is discussed today, and what is missing there."""

    __tablename__ = "thread_space"

    thread_id: Mapped[str] = mapped_column(ForeignKey("thread.id"), primary_key=True)
    space_id: Mapped[str] = mapped_column(ForeignKey("space.id"), primary_key=True, index=True)
    position: Mapped[int]
    missing: Mapped[str] = mapped_column(String(rules.MISSING_LENGTH))


class Contribution(Base):
    """What a delegation said in a thread, or is about to say (`state` draft, posted, withdrawn).

    `html` is made from `body` when it is written: pages print it as it is. Both are empty once withdrawn. `norms` are
    the references of a draft; those of a posted contribution stand in the room of norms.
    """

    __tablename__ = "contribution"
    __table_args__ = (UniqueConstraint("thread_id", "number"), Index(None, "delegation_id", "state"))

    id: Mapped[Id]
    thread_id: Mapped[str] = mapped_column(ForeignKey("thread.id"))
    number: Mapped[int | None]  # None: a draft
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"))
    seat_id: Mapped[str | None] = mapped_column(ForeignKey("seat.id"), index=True)  # None: imported
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)  # None: imported
    kind: Mapped[str] = mapped_column(String(30))
    place: Mapped[str] = mapped_column(String(rules.PLACE_LENGTH), default="")
    reply_to_id: Mapped[str | None] = mapped_column(
        ForeignKey("contribution.id"), index=True
    )  # None: no reply
    language: Mapped[str] = mapped_column(String(12))
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    norms: Mapped[list[str]] = mapped_column(default=list)
    state: Mapped[str] = mapped_column(String(10))
    written_at: Mapped[datetime]
    posted_at: Mapped[datetime | None]  # None: a draft
    corrected_at: Mapped[datetime | None]  # None: as first posted
    withdrawn_at: Mapped[datetime | None]  # None: stands
    withdrawal_reason: Mapped[str] = mapped_column(String(rules.REASON_LENGTH), default="")

    thread: Mapped[Thread] = relationship(lazy="raise_on_sql")

    @property
    def stage(self) -> str:
        """The stage of the thread, which policies ask for."""
        return self.thread.stage


class ContributionVersion(Base):
    """Earlier words of a corrected contribution: what stood there until `until`."""

    __tablename__ = "contribution_version"
    __table_args__ = (UniqueConstraint("contribution_id", "version"),)

    id: Mapped[Id]
    contribution_id: Mapped[str] = mapped_column(ForeignKey("contribution.id"))
    version: Mapped[int]
    until: Mapped[datetime]
    body: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)


class Synthesis(Base):
    """A moderator's synthesis of a thread. Versions count from 1 and are never overwritten."""

    __tablename__ = "synthesis"
    __table_args__ = (UniqueConstraint("thread_id", "version"),)

    id: Mapped[Id]
    thread_id: Mapped[str] = mapped_column(ForeignKey("thread.id"))
    version: Mapped[int]
    at: Mapped[datetime]
    moderator_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    language: Mapped[str] = mapped_column(String(12))


class SynthesisPoint(Base):
    """One point of convergence, of divergence, or open question."""

    __tablename__ = "synthesis_point"
    __table_args__ = (UniqueConstraint("synthesis_id", "position"),)

    id: Mapped[Id]
    synthesis_id: Mapped[str] = mapped_column(ForeignKey("synthesis.id"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(String(rules.POINT_LENGTH))


class SynthesisBasis(Base):
    """A contribution on which a point of a synthesis rests."""

    __tablename__ = "synthesis_basis"

    point_id: Mapped[str] = mapped_column(ForeignKey("synthesis_point.id"), primary_key=True)
    contribution_id: Mapped[str] = mapped_column(ForeignKey("contribution.id"), primary_key=True, index=True)


class GuidanceRequest(Base):
    """A question that a thread refers to a mechanism, through the delegation that speaks for it."""

    __tablename__ = "guidance_request"
    __table_args__ = (UniqueConstraint("thread_id", "number"),)

    id: Mapped[Id]
    thread_id: Mapped[str] = mapped_column(ForeignKey("thread.id"))
    number: Mapped[int]  # from 1 in each thread
    delegation_id: Mapped[str] = mapped_column(ForeignKey("delegation.id"), index=True)  # who is asked
    asked_by: Mapped[str | None] = mapped_column(
        ForeignKey("delegation.id"), index=True
    )  # None: a moderator of the thread
    question: Mapped[str] = mapped_column(String(rules.GUIDANCE_LENGTH))
    language: Mapped[str] = mapped_column(String(12))
    asked_at: Mapped[datetime]
    reply_id: Mapped[str | None] = mapped_column(ForeignKey("contribution.id"), index=True)  # None: no reply

    thread: Mapped[Thread] = relationship(lazy="raise_on_sql")

    @property
    def stage(self) -> str:
        """The stage of the thread, which policies ask for."""
        return self.thread.stage
