"""What changes sessions: announcing, the agenda, meetings, notes, and issuing the summary."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from panel.documents.formats import FORMATS
from panel.documents.markup import to_html
from panel.kernel.clock import stamp
from panel.kernel.refusal import NotFound, Refusal
from panel.kernel.text import N_
from panel.record.acts import Acting, Tx, act
from panel.record.facts import Words
from panel.sessions import policy, rules
from panel.sessions.facts import (
    AgendaAdopted,
    AgendaItemAdded,
    AgendaItemTied,
    MeetingNoted,
    MeetingScheduled,
    SessionAnnounced,
    SessionClosed,
    SessionOpened,
    SummaryIssued,
)
from panel.sessions.models import (
    AgendaItem,
    AgendaItemThread,
    AgendaItemUnderstanding,
    IssuedSummary,
    Meeting,
    MeetingItem,
    PanelSession,
)
from panel.sessions.queries import proceedings, session_for_update
from panel.sessions.summary import build
from panel.threads.models import Thread
from panel.understandings.models import Understanding


@dataclass(frozen=True, slots=True)
class AnnounceSession:
    """Announce a session. Result: its number."""

    title: str
    place: str
    opens_at: datetime
    closes_at: datetime
    announcement: str = ""


@dataclass(frozen=True, slots=True)
class AddAgendaItem:
    """Put an item on the provisional agenda of session `session` (its number). Result: the item's number."""

    session: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class TieToAgenda:
    """Place thread or understanding `number` (`kind` says which) before the Panel under `item`. Result: `item`."""

    session: int
    item: str
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class ScheduleMeeting:
    """Schedule the next meeting, for the agenda items numbered in `items`. Result: the meeting's number."""

    session: int
    starts_at: datetime
    ends_at: datetime
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Open a session. Result: its number."""

    session: int


@dataclass(frozen=True, slots=True)
class AdoptAgenda:
    """Record that the agenda was adopted at a meeting. Result: the session's number."""

    session: int
    meeting: int


@dataclass(frozen=True, slots=True)
class NoteMeeting:
    """Write the note on a meeting, over version `version` of it (0: there was none). Result: the meeting's number."""

    session: int
    meeting: int
    note: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class CloseSession:
    """Close a session. Result: its number."""

    session: int


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """Issue the summary of a closed session as it can be built now. Result: its symbol."""

    session: int


@act(AnnounceSession, may=policy.may_announce_session)
def announce_session(tx: Tx, order: AnnounceSession, _: None) -> Acting:
    rules.dates(order.opens_at, order.closes_at, tx.now)
    announcement = rules.announcement(order.announcement)
    row = tx.add(
        PanelSession(
            number=tx.next_number(PanelSession.number),
            title=rules.title(order.title),
            place=rules.place(order.place),
            opens_at=order.opens_at,
            closes_at=order.closes_at,
            announcement=announcement,
            announcement_html=to_html(announcement),
            announced_at=tx.now,
        )
    )
    yield SessionAnnounced(
        subject=_subject(row),
        number=row.number,
        title=row.title,
        place=row.place,
        opens_at=stamp(row.opens_at),
        closes_at=stamp(row.closes_at),
        announcement=Words(announcement),
    )
    return row.number


@act(AddAgendaItem, may=policy.may_add_agenda_item, on=session_for_update)
def add_agenda_item(tx: Tx, order: AddAgendaItem, row: PanelSession) -> Acting:
    number = rules.new_item(order.number, _agenda(tx, row))
    item = tx.add(
        AgendaItem(
            session_id=row.id,
            number=number,
            position=rules.item_position(number),
            title=rules.item_title(order.title),
        )
    )
    yield AgendaItemAdded(subject=_subject(row), item=number, title=item.title)
    return number


@act(TieToAgenda, may=policy.may_schedule, on=session_for_update)
def tie_to_agenda(tx: Tx, order: TieToAgenda, row: PanelSession) -> Acting:
    agenda = _agenda(tx, row)
    (number,) = rules.items_of_agenda([order.item], agenda, field="item")
    if rules.tied_kind(order.kind) == "thread":
        _tie_thread(tx, agenda[number], order.number)
    else:
        _tie_understanding(tx, agenda[number], order.number)
    yield AgendaItemTied(subject=_subject(row), item=number, of=order.kind, number=order.number)
    return number


@act(ScheduleMeeting, may=policy.may_schedule, on=session_for_update)
def schedule_meeting(tx: Tx, order: ScheduleMeeting, row: PanelSession) -> Acting:
    agenda = _agenda(tx, row)
    items = rules.items_of_agenda(order.items, agenda)
    last = tx.session.execute(
        select(Meeting.number, Meeting.ends_at)
        .where(Meeting.session_id == row.id)
        .order_by(Meeting.number.desc())
        .limit(1)
    ).first()
    rules.meeting_times(
        order.starts_at,
        order.ends_at,
        session=(row.opens_at, row.closes_at),
        last=(last.number, last.ends_at) if last else None,
    )
    meeting = tx.add(
        Meeting(
            session_id=row.id,
            number=last.number + 1 if last else 1,
            starts_at=order.starts_at,
            ends_at=order.ends_at,
        )
    )
    for number in items:
        tx.add(MeetingItem(meeting_id=meeting.id, item_id=agenda[number]))
    yield MeetingScheduled(
        subject=_subject(row),
        meeting=meeting.number,
        starts_at=stamp(meeting.starts_at),
        ends_at=stamp(meeting.ends_at),
        items=items,
    )
    return meeting.number


@act(OpenSession, may=policy.may_open_session, on=session_for_update)
def open_session(tx: Tx, order: OpenSession, row: PanelSession) -> Acting:
    rules.may_open_now(row.opens_at, tx.now)
    row.state, row.opened_at = "open", tx.now
    yield SessionOpened(subject=_subject(row))
    return row.number


@act(AdoptAgenda, may=policy.may_adopt_agenda, on=session_for_update)
def adopt_agenda(tx: Tx, order: AdoptAgenda, row: PanelSession) -> Acting:
    agenda = _agenda(tx, row)
    if not agenda:
        raise Refusal(N_("There is no agenda to adopt: it has no item."))
    meeting = _meeting(tx, row, order.meeting)
    rules.meeting_begun(meeting.starts_at, tx.now, meeting.number)
    row.agenda_adopted_at, row.agenda_adopted_in = tx.now, meeting.number
    yield AgendaAdopted(subject=_subject(row), meeting=meeting.number, items=tuple(agenda))
    return row.number


@act(NoteMeeting, may=policy.may_note_meeting, on=session_for_update)
def note_meeting(tx: Tx, order: NoteMeeting, row: PanelSession) -> Acting:
    note = rules.note(order.note)
    meeting = _meeting(tx, row, order.meeting)
    rules.meeting_begun(meeting.starts_at, tx.now, meeting.number)
    rules.note_in_order(order.version, meeting.note_version)
    meeting.note, meeting.note_html = note, to_html(note)
    meeting.note_version += 1
    yield MeetingNoted(
        subject=_subject(row), meeting=meeting.number, version=meeting.note_version, note=Words(note)
    )
    return meeting.number


@act(CloseSession, may=policy.may_close_session, on=session_for_update)
def close_session(tx: Tx, order: CloseSession, row: PanelSession) -> Acting:
    row.state, row.closed_at = "closed", tx.now
    yield SessionClosed(subject=_subject(row))
    return row.number


@act(IssueSummary, may=policy.may_issue_summary, on=session_for_update)
def issue_summary(tx: Tx, order: IssueSummary, row: PanelSession) -> Acting:
    row.summary_issued_at = tx.now
    document = build(proceedings(tx.session, row.number))
    digests: dict[str, str] = {}
    for name, form in FORMATS.items():
        content = form.write(document)
        digests[name] = sha256(content).hexdigest()
        tx.add(IssuedSummary(session_id=row.id, format=name, content=content, digest=digests[name]))
    yield SummaryIssued(
        subject=_subject(row),
        symbol=rules.symbol(row.number),
        html=digests["html"],
        pdf=digests["pdf"],
        docx=digests["docx"],
    )
    return rules.symbol(row.number)


def _tie_thread(tx: Tx, item: str, number: int) -> None:
    thread = tx.session.scalar(select(Thread.id).where(Thread.number == number))
    if thread is None:
        raise Refusal(N_("There is no thread %(number)s."), {"number": number}, field="number")
    if tx.session.get(AgendaItemThread, (item, thread)):
        raise Refusal(N_("It is before the Panel under this item already."), field="number")
    tx.add(AgendaItemThread(item_id=item, thread_id=thread))


def _tie_understanding(tx: Tx, item: str, number: int) -> None:
    text = tx.session.scalar(select(Understanding.id).where(Understanding.number == number))
    if text is None:
        raise Refusal(N_("There is no text %(number)s."), {"number": number}, field="number")
    if tx.session.get(AgendaItemUnderstanding, (item, text)):
        raise Refusal(N_("It is before the Panel under this item already."), field="number")
    tx.add(AgendaItemUnderstanding(item_id=item, understanding_id=text))


def _subject(row: PanelSession) -> str:
    return f"session:{row.id}"


def _agenda(tx: Tx, row: PanelSession) -> Mapping[str, str]:
    """Return the item numbers of the agenda, in order, with their ids."""
    rows = tx.session.execute(
        select(AgendaItem.number, AgendaItem.id)
        .where(AgendaItem.session_id == row.id)
        .order_by(AgendaItem.position)
    )
    return {item.number: item.id for item in rows}


def _meeting(tx: Tx, row: PanelSession, number: int) -> Meeting:
    meeting = tx.session.scalars(
        select(Meeting).where(Meeting.session_id == row.id, Meeting.number == number)
    ).one_or_none()
    if meeting is None:
        raise NotFound(N_("The session has no meeting %(number)s."), {"number": number})
    return meeting
