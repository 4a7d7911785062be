"""Texts and silence rounds for tests, made through acts."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.delegations.models import Delegation
from panel.policy import Actor
from panel.record.perform import perform
from panel.threads.acts import MoveThread
from panel.threads.models import Thread
from panel.understandings.acts import (
    BeginText,
    FinalizeText,
    GivePosition,
    IssueRevision,
    OpenSilence,
    PutParagraph,
)
from panel.understandings.queries import TextView, text_by_number
from tests.make import people, threads

PREAMBLE = "Recalling the obligations of States under international human rights law,"
FIRST = "Affirms that nobody is returned to torture, whatever their status;"
SECOND = "Encourages States to give a person at the border the time to be heard."


@dataclass(slots=True)
class Table:
    """The people around one text: who chairs, who moderates, and the heads of delegations by name."""

    chair: Actor
    moderator: Actor
    heads: dict[str, Actor] = field(default_factory=dict)
    delegations: dict[str, Delegation] = field(default_factory=dict)
    thread: Thread | None = None


def table(session: Session, clock: SetClock) -> Table:
    """Return a chair, a moderator and four delegations of three constituencies, all heard in a thread in drafting."""
    made = Table(
        people.person_in_office(session, clock, "chair"),
        people.person_in_office(session, clock, "moderator"),
    )
    for name, constituency, scheme in (
        ("Aldoria", "states", "credentials"),
        ("Meresia", "states", "credentials"),
        ("Harbour Network", "civil-society", "panel-admission"),
        ("Paths Association", "migrants-associations", "panel-admission"),
    ):
        row = people.delegation(session, clock, name, constituency=constituency, scheme=scheme)
        made.delegations[name] = row
        made.heads[name] = people.seated(session, clock, row)
    made.thread = threads.opened(session, clock, made.heads["Aldoria"], made.moderator)
    for name in ("Aldoria", "Harbour Network", "Paths Association"):
        threads.contributed(session, clock, made.heads[name], made.thread)
    perform(session, clock, made.moderator, MoveThread(made.thread.id, "drafting"))
    return made


def drafted(session: Session, clock: SetClock, made: Table) -> TextView:
    """Return a text with one preambular and two operative paragraphs, not issued yet."""
    assert made.thread
    number = perform(
        session, clock, made.moderator, BeginText(made.thread.id, "Being heard at the border")
    ).result
    text = text_by_number(session, number).id
    perform(session, clock, made.moderator, PutParagraph(text, "preambular", PREAMBLE))
    perform(session, clock, made.moderator, PutParagraph(text, "operative", FIRST, norms=("cat:art/3",)))
    perform(session, clock, made.moderator, PutParagraph(text, "operative", SECOND, no_norm=True))
    return text_by_number(session, number)


def issued(session: Session, clock: SetClock, made: Table) -> TextView:
    """Return that text issued as the zero draft."""
    text = drafted(session, clock, made)
    perform(session, clock, made.moderator, IssueRevision(text.id, "First draft."))
    return text_by_number(session, text.number)


def final(session: Session, clock: SetClock, made: Table) -> TextView:
    """Return that text as final draft."""
    text = issued(session, clock, made)
    perform(session, clock, made.moderator, FinalizeText(text.id))
    return text_by_number(session, text.number)


def under_silence(session: Session, clock: SetClock, made: Table, hours: int = 72) -> TextView:
    """Return that text under silence for `hours`."""
    text = final(session, clock, made)
    perform(session, clock, made.chair, OpenSilence(text.id, clock.moment + timedelta(hours=hours)))
    return text_by_number(session, text.number)


def objection(text: TextView) -> GivePosition:
    """Return a complete objection to the last paragraph."""
    return GivePosition(
        text.id, "object", (text.revision.paragraphs[-1].key,), "It asks for too little.", "Name the time."
    )
