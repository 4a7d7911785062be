"""What the pages of a session show."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, selectinload

from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.record.queries import RecordedFact, facts_about
from panel.sessions.models import (
    AgendaItem,
    AgendaItemThread,
    AgendaItemUnderstanding,
    IssuedSummary,
    Meeting,
    MeetingItem,
    PanelSession,
)
from panel.threads.models import Thread
from panel.threads.rules import PUBLIC_STAGES
from panel.understandings.models import Understanding

PAGE = 100


@dataclass(frozen=True, slots=True)
class Before:
    """A thread or text before the Panel: `kind` is thread or understanding, `state` its stage, `symbol` and
    `adopted_at` are None until it is adopted."""

    kind: str
    number: int
    title: str
    language: str
    state: str
    symbol: str | None = None
    adopted_at: datetime | None = None

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: a proposed thread is for those who take part."""
        return self.kind == "understanding" or self.state in PUBLIC_STAGES


@dataclass(frozen=True, slots=True)
class ItemView:
    """An agenda item, what is before the Panel under it, and the numbers of the meetings that take it up."""

    number: str
    title: str
    documents: tuple[Before, ...]
    meetings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting with the numbers of its items; `is_now` while it lasts, `is_next` for the first that is to come."""

    number: int
    starts_at: datetime
    ends_at: datetime
    items: tuple[str, ...]
    note: str
    note_html: str
    note_version: int
    is_now: bool
    is_next: bool
    has_begun: bool


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session as its page shows it. `now` names the items of the meeting that is on."""

    session: PanelSession
    agenda: tuple[ItemView, ...]
    meetings: tuple[MeetingView, ...]
    facts: tuple[RecordedFact, ...]

    @property
    def current(self) -> MeetingView | None:
        """The meeting that is on, or None."""
        return next((meeting for meeting in self.meetings if meeting.is_now), None)

    @property
    def upcoming(self) -> MeetingView | None:
        """The first meeting that is to come, or None."""
        return next((meeting for meeting in self.meetings if meeting.is_next), None)

    @property
    def decisions(self) -> tuple[Before, ...]:
        """The texts of the agenda that have been adopted, in the order of adoption."""
        adopted = {
            document.number: document
            for item in self.agenda
            for document in item.documents
            if document.adopted_at
        }
        return tuple(
            sorted(adopted.values(), key=lambda document: (str(document.adopted_at), document.number))
        )


@dataclass(frozen=True, slots=True)
class Announced:
    """A session in the list, with the numbers of its items and meetings."""

    session: PanelSession
    items: int
    meetings: int


def sessions_listed(session: Session, now: datetime) -> list[Announced]:
    """Return the sessions (at most 100): what is on or next first, then what is past, latest first."""
    items = select(func.count()).where(AgendaItem.session_id == PanelSession.id).scalar_subquery()
    meetings = select(func.count()).where(Meeting.session_id == PanelSession.id).scalar_subquery()
    is_past = case((PanelSession.state == "closed", 1), (PanelSession.closes_at < now, 1), else_=0)
    rows = session.execute(
        select(PanelSession, items, meetings, is_past.label("is_past"))
        .order_by(is_past, PanelSession.opens_at, PanelSession.id)
        .limit(PAGE)
    ).all()
    listed = [(bool(row.is_past), Announced(row[0], row[1], row[2])) for row in rows]
    return [one for past, one in listed if not past] + [one for past, one in reversed(listed) if past]


def session_by_number(session: Session, number: int) -> PanelSession:
    """Return one session. Raises `NotFound`."""
    return _found(session.scalars(select(PanelSession).where(PanelSession.number == number)).one_or_none())


def session_for_update(session: Session, order: object) -> PanelSession:
    """Return the session that an order names by number, fresh under the lock. Raises `NotFound`."""
    number = getattr(order, "session", None)
    return _found(
        session.scalars(
            select(PanelSession).where(PanelSession.number == number).with_for_update()
        ).one_or_none()
    )


def session_page(session: Session, number: int, now: datetime) -> SessionView:
    """Return a session with its agenda, documents, meetings and timeline. Raises `NotFound`."""
    row = session.scalars(
        select(PanelSession)
        .options(selectinload(PanelSession.agenda), selectinload(PanelSession.meetings))
        .where(PanelSession.number == number)
    ).one_or_none()
    row = _found(row)
    documents = _documents(session, row.id)
    taken: dict[str, list[int]] = {}
    of_meeting: dict[int, list[str]] = {}
    for meeting_number, item_number in session.execute(
        select(Meeting.number, AgendaItem.number)
        .join(MeetingItem, MeetingItem.meeting_id == Meeting.id)
        .join(AgendaItem, AgendaItem.id == MeetingItem.item_id)
        .where(Meeting.session_id == row.id)
        .order_by(Meeting.number, AgendaItem.position)
    ):
        taken.setdefault(item_number, []).append(meeting_number)
        of_meeting.setdefault(meeting_number, []).append(item_number)
    upcoming = next((meeting.number for meeting in row.meetings if meeting.starts_at > now), None)
    return SessionView(
        row,
        tuple(
            ItemView(
                item.number, item.title, tuple(documents.get(item.id, ())), tuple(taken.get(item.number, ()))
            )
            for item in row.agenda
        ),
        tuple(
            MeetingView(
                number=meeting.number,
                starts_at=meeting.starts_at,
                ends_at=meeting.ends_at,
                items=tuple(of_meeting.get(meeting.number, ())),
                note=meeting.note,
                note_html=meeting.note_html,
                note_version=meeting.note_version,
                is_now=meeting.starts_at <= now < meeting.ends_at,
                is_next=meeting.number == upcoming,
                has_begun=meeting.starts_at <= now,
            )
            for meeting in row.meetings
        ),
        tuple(facts_about(session, [f"session:{row.id}"], limit=PAGE)),
    )


def issued_file(session: Session, number: int, name: str) -> IssuedSummary | None:
    """Return the file of the issued summary in the format `name`, or None while the summary is a draft."""
    return session.scalars(
        select(IssuedSummary)
        .join(PanelSession, PanelSession.id == IssuedSummary.session_id)
        .where(PanelSession.number == number, IssuedSummary.format == name)
    ).one_or_none()


def _documents(session: Session, row: str) -> dict[str, list[Before]]:
    found: dict[str, list[Before]] = {}
    threads = session.execute(
        select(AgendaItemThread.item_id, Thread.number, Thread.title, Thread.language, Thread.stage)
        .join(Thread, Thread.id == AgendaItemThread.thread_id)
        .join(AgendaItem, AgendaItem.id == AgendaItemThread.item_id)
        .where(AgendaItem.session_id == row)
        .order_by(Thread.number)
    )
    for thread in threads:
        found.setdefault(thread.item_id, []).append(
            Before("thread", thread.number, thread.title, thread.language, thread.stage)
        )
    texts = session.execute(
        select(AgendaItemUnderstanding.item_id, Understanding)
        .join(Understanding, Understanding.id == AgendaItemUnderstanding.understanding_id)
        .join(AgendaItem, AgendaItem.id == AgendaItemUnderstanding.item_id)
        .where(AgendaItem.session_id == row)
        .order_by(Understanding.number)
    )
    for item, text in texts:
        found.setdefault(item, []).append(
            Before(
                "understanding",
                text.number,
                text.title,
                text.language,
                text.state,
                text.symbol,
                text.adopted_at,
            )
        )
    return found


def _found(row: PanelSession | None) -> PanelSession:
    if row is None:
        raise NotFound(N_("There is no session with this number."))
    return row
