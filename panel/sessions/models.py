"""Tables of sessions."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from panel.db.base import Base, Id
from panel.sessions import rules


class PanelSession(Base):
    """One numbered session, with the times announced for it and how far it has come."""

    __tablename__ = "panel_session"
    __table_args__ = (UniqueConstraint("number"),)

    id: Mapped[Id]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(rules.TITLE_LENGTH))
    place: Mapped[str] = mapped_column(String(rules.PLACE_LENGTH))
    opens_at: Mapped[datetime] = mapped_column(index=True)
    closes_at: Mapped[datetime]
    announcement: Mapped[str] = mapped_column(Text, default="")
    announcement_html: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(10), default="announced")  # announced, open, closed
    announced_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]  # None: not opened yet
    closed_at: Mapped[datetime | None]  # None: not closed yet
    agenda_adopted_at: Mapped[datetime | None]  # None: the agenda is provisional
    agenda_adopted_in: Mapped[int | None]  # the number of the meeting; None: the agenda is provisional
    summary_issued_at: Mapped[datetime | None]  # None: the summary is a draft

    agenda: Mapped[list["AgendaItem"]] = relationship(
        lazy="raise_on_sql", order_by="AgendaItem.position", back_populates="session"
    )
    meetings: Mapped[list["Meeting"]] = relationship(
        lazy="raise_on_sql", order_by="Meeting.number", back_populates="session"
    )

    @property
    def is_agenda_adopted(self) -> bool:
        return self.agenda_adopted_at is not None

    @property
    def is_summary_issued(self) -> bool:
        return self.summary_issued_at is not None


class AgendaItem(Base):
    """One item of an agenda. `number` is printed (4, 4(a)); `position` sorts."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: Mapped[Id]
    session_id: Mapped[str] = mapped_column(ForeignKey("panel_session.id"))
    number: Mapped[str] = mapped_column(String(5))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(rules.ITEM_TITLE_LENGTH))

    session: Mapped[PanelSession] = relationship(lazy="raise_on_sql", back_populates="agenda")


class AgendaItemThread(Base):
    """A thread that is before the Panel under an item."""

    __tablename__ = "agenda_item_thread"

    item_id: Mapped[str] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    thread_id: Mapped[str] = mapped_column(ForeignKey("thread.id"), primary_key=True, index=True)


class AgendaItemUnderstanding(Base):
    """A text that is before the Panel under an item."""

    __tablename__ = "agenda_item_understanding"

    item_id: Mapped[str] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    understanding_id: Mapped[str] = mapped_column(
        ForeignKey("understanding.id"), primary_key=True, index=True
    )


class Meeting(Base):
    """One numbered meeting of a session, with the Rapporteur's note on it."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("session_id", "number"),)

    id: Mapped[Id]
    session_id: Mapped[str] = mapped_column(ForeignKey("panel_session.id"))
    number: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Text, default="")
    note_html: Mapped[str] = mapped_column(Text, default="")
    note_version: Mapped[int] = mapped_column(default=0)  # how often the note was written

    session: Mapped[PanelSession] = relationship(lazy="raise_on_sql", back_populates="meetings")


class MeetingItem(Base):
    """An agenda item that is taken up at a meeting."""

    __tablename__ = "meeting_item"

    meeting_id: Mapped[str] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True, index=True)


class IssuedSummary(Base):
    """One file of an issued summary, as it is served from then on."""

    __tablename__ = "issued_summary"

    session_id: Mapped[str] = mapped_column(ForeignKey("panel_session.id"), primary_key=True)
    format: Mapped[str] = mapped_column(String(10), primary_key=True)  # html, pdf, docx
    content: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 in hexadecimal
