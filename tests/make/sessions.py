"""Sessions for tests, made through acts."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.policy import Actor
from panel.record.perform import perform
from panel.sessions.acts import (
    AddAgendaItem,
    AdoptAgenda,
    AnnounceSession,
    CloseSession,
    NoteMeeting,
    OpenSession,
    ScheduleMeeting,
    TieToAgenda,
)
from panel.understandings.acts import AdoptUnderstanding, GivePosition
from panel.understandings.queries import TextView, text_by_number
from tests.make import people, understandings

RESERVATION = "Aldoria understands paragraph 2 to leave the length of the hearing to national law."
NOTE = "The moderator introduced the text. Several delegations spoke to the time that a hearing takes."


@dataclass(slots=True)
class Sitting:
    """A session with its officers, and the table of the text that is before it (None where there is none)."""

    number: int
    secretariat: Actor
    rapporteur: Actor
    chair: Actor
    table: understandings.Table | None = None
    text: TextView | None = None


def announced(session: Session, clock: SetClock, *, chair: Actor | None = None) -> Sitting:
    """Return a session of three days that opens in an hour, with two agenda items and no meeting."""
    secretariat = people.person_in_office(session, clock, "secretariat", name="Sofia Secretary")
    opens = clock.moment + timedelta(hours=1)
    number = perform(
        session,
        clock,
        secretariat,
        AnnounceSession("First session", "Geneva", opens, opens + timedelta(days=6), "All are welcome."),
    ).result
    perform(session, clock, secretariat, AddAgendaItem(number, "1", "Opening and agenda"))
    perform(session, clock, secretariat, AddAgendaItem(number, "2", "Who is heard at the border"))
    return Sitting(
        number,
        secretariat,
        people.person_in_office(session, clock, "rapporteur"),
        chair or people.person_in_office(session, clock, "chair"),
    )


def opened(session: Session, clock: SetClock, *, chair: Actor | None = None) -> Sitting:
    """Return a session that has been opened, with one meeting that is on and its agenda adopted."""
    sitting = announced(session, clock, chair=chair)
    clock.advance(hours=1)
    perform(
        session,
        clock,
        sitting.secretariat,
        ScheduleMeeting(sitting.number, clock.moment, clock.moment + timedelta(hours=3), ("1",)),
    )
    perform(session, clock, sitting.chair, OpenSession(sitting.number))
    perform(session, clock, sitting.chair, AdoptAgenda(sitting.number, 1))
    return sitting


def held(session: Session, clock: SetClock) -> Sitting:
    """Return a closed session at whose second meeting a text was adopted by silence procedure, with a reservation."""
    table = understandings.table(session, clock)
    text = understandings.under_silence(session, clock, table)
    last = text.revision.paragraphs[-1].key
    perform(session, clock, table.heads["Aldoria"], GivePosition(text.id, "reserve", (last,), RESERVATION))
    sitting = opened(session, clock, chair=table.chair)
    sitting.table = table
    assert table.thread
    for kind, number in (("thread", table.thread.number), ("understanding", text.number)):
        perform(session, clock, sitting.secretariat, TieToAgenda(sitting.number, "2", kind, number))
    start = clock.moment + timedelta(days=4)
    perform(
        session,
        clock,
        sitting.secretariat,
        ScheduleMeeting(sitting.number, start, start + timedelta(hours=3), ("2",)),
    )
    clock.moment = start + timedelta(hours=1)
    perform(session, clock, table.chair, AdoptUnderstanding(text.id))
    perform(session, clock, sitting.rapporteur, NoteMeeting(sitting.number, 2, NOTE))
    perform(session, clock, table.chair, CloseSession(sitting.number))
    sitting.text = text_by_number(session, text.number)
    return sitting
