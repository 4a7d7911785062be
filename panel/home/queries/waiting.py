"""What waits for the reader, in the capacity in which they act: each item is one thing to do, at one address.

Every part is one statement of at most ten rows, so the page costs the same however much waits.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from panel.delegations.models import Delegation
from panel.policy import Actor, Role
from panel.sessions.models import AgendaItem, Meeting, PanelSession
from panel.threads.models import Contribution, Thread
from panel.understandings.models import Entitlement, Position, Revision, SilenceRound, Understanding

MOST = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. `kind` says what is asked; `at` is the deadline, or since when it waits.

    `by` is the delegation it comes from, "" if none; `number` what the kind counts (a contribution, a meeting).
    """

    kind: str
    href: str
    title: str
    language: str
    at: datetime
    is_deadline: bool = False
    by: str = ""
    number: int = 0


def waiting_for(session: Session, actor: Actor, now: datetime) -> list[Waiting]:
    """Return what waits for `actor`: what has a deadline first, the nearest first; then the rest, by kind."""
    parts = _PARTS.get(actor.role, ())
    items = [item for part in parts for item in part(session, actor, now)]
    return sorted(items, key=lambda item: (not item.is_deadline, item.at if item.is_deadline else now))


# A delegation


def _positions(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Texts under silence on which an entitled delegation has given no position."""
    given = exists().where(
        Position.round_id == SilenceRound.id,
        Position.delegation_id == actor.delegation,
        Position.is_admissible,
    )
    for row in session.execute(
        select(Understanding.number, Understanding.title, Understanding.language, SilenceRound.expires_at)
        .join(SilenceRound, SilenceRound.understanding_id == Understanding.id)
        .join(Entitlement, Entitlement.round_id == SilenceRound.id)
        .where(
            Understanding.state == "under_silence",
            SilenceRound.outcome == "open",
            SilenceRound.expires_at > now,
            Entitlement.delegation_id == actor.delegation,
            ~given,
        )
        .order_by(SilenceRound.expires_at, Understanding.number)
        .limit(MOST)
    ):
        may_give = actor.seat is not None and actor.seat.may_bind
        address = f"/understandings/{row.number}" + ("/position" if may_give else "")
        yield Waiting("position", address, row.title, row.language, row.expires_at, is_deadline=True)


def _changed(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Texts in negotiation of which a revision was issued after the delegation last spoke on them."""
    issued = (
        select(Revision.understanding_id.label("text"), func.max(Revision.issued_at).label("at"))
        .where(Revision.issued_at.is_not(None))
        .group_by(Revision.understanding_id)
        .subquery()
    )
    said = (
        select(func.max(Contribution.posted_at))
        .where(
            Contribution.thread_id == Understanding.thread_id,
            Contribution.delegation_id == actor.delegation,
            Contribution.state == "posted",
        )
        .correlate(Understanding)
        .scalar_subquery()
    )
    taken = (
        select(func.max(Position.given_at))
        .join(SilenceRound, SilenceRound.id == Position.round_id)
        .where(SilenceRound.understanding_id == Understanding.id, Position.delegation_id == actor.delegation)
        .correlate(Understanding)
        .scalar_subquery()
    )
    spoke = or_(said.is_not(None), taken.is_not(None))
    for row in session.execute(
        select(Understanding.number, Understanding.title, Understanding.language, issued.c.at)
        .join(issued, issued.c.text == Understanding.id)
        .where(
            Understanding.state.in_(("under_negotiation", "final_draft")),
            spoke,
            or_(said.is_(None), said < issued.c.at),
            or_(taken.is_(None), taken < issued.c.at),
        )
        .order_by(issued.c.at.desc(), Understanding.number)
        .limit(MOST)
    ):
        yield Waiting("changed", f"/understandings/{row.number}", row.title, row.language, row.at)


def _drafts(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Drafts of the delegation that its head or an alternate can publish."""
    for row in session.execute(
        select(Thread.number, Thread.title, Thread.language, Contribution.written_at)
        .join(Thread, Thread.id == Contribution.thread_id)
        .where(
            Contribution.delegation_id == actor.delegation,
            Contribution.state == "draft",
            Thread.stage.in_(("open", "drafting")),
        )
        .order_by(Contribution.written_at.desc(), Contribution.id)
        .limit(MOST)
    ):
        yield Waiting("draft", f"/threads/{row.number}/drafts", row.title, row.language, row.written_at)


def _returned(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Threads that a moderator returned to the delegation with a reason."""
    for row in session.execute(
        select(Thread.number, Thread.title, Thread.language, Thread.stage_at)
        .where(Thread.delegation_id == actor.delegation, Thread.stage == "returned")
        .order_by(Thread.stage_at.desc(), Thread.number)
        .limit(MOST)
    ):
        yield Waiting("returned", f"/threads/{row.number}/resubmit", row.title, row.language, row.stage_at)


def _replies(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """The latest replies of others to what the delegation contributed, where it has not said anything since."""
    ours, later = aliased(Contribution), aliased(Contribution)
    answered = exists().where(
        later.thread_id == Contribution.thread_id,
        later.delegation_id == actor.delegation,
        later.state == "posted",
        later.number > Contribution.number,
    )
    for row in session.execute(
        select(
            Thread.number,
            Thread.title,
            Thread.language,
            Contribution.number.label("contribution"),
            Contribution.posted_at,
            Delegation.name,
        )
        .join(ours, ours.id == Contribution.reply_to_id)
        .join(Thread, Thread.id == Contribution.thread_id)
        .join(Delegation, Delegation.id == Contribution.delegation_id)
        .where(
            ours.delegation_id == actor.delegation,
            Contribution.delegation_id != actor.delegation,
            Contribution.state == "posted",
            ~answered,
        )
        .order_by(Contribution.posted_at.desc(), Contribution.id)
        .limit(MOST)
    ):
        yield Waiting(
            "reply",
            f"/threads/{row.number}/contributions/{row.contribution}",
            row.title,
            row.language,
            row.posted_at,
            by=row.name,
            number=row.contribution,
        )


# Moderators


def _proposed(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Proposed threads, the oldest first; none of the moderator's own organization."""
    for row in session.execute(
        select(Thread.number, Thread.title, Thread.language, Thread.stage_at, Delegation.name)
        .join(Delegation, Delegation.id == Thread.delegation_id)
        .where(Thread.stage == "proposed", Thread.delegation_id.not_in(sorted(actor.affiliations)))
        .order_by(Thread.stage_at, Thread.number)
        .limit(MOST)
    ):
        yield Waiting(
            "proposed", f"/threads/{row.number}/decision", row.title, row.language, row.stage_at, by=row.name
        )


def _drafting(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Texts whose silence was broken, and those whose next revision is in preparation."""
    preparing = exists().where(Revision.understanding_id == Understanding.id, Revision.issued_at.is_(None))
    for row in session.execute(
        select(
            Understanding.number,
            Understanding.title,
            Understanding.language,
            Understanding.state,
            func.coalesce(func.max(SilenceRound.ended_at), Understanding.begun_at).label("since"),
        )
        .outerjoin(SilenceRound, SilenceRound.understanding_id == Understanding.id)
        .where(
            or_(
                Understanding.state == "silence_broken",
                and_(Understanding.state.in_(("zero_draft", "under_negotiation")), preparing),
            ),
            or_(Understanding.proposer.is_(None), Understanding.proposer.not_in(sorted(actor.affiliations))),
        )
        .group_by(Understanding.id)
        .order_by(Understanding.state, Understanding.number)
        .limit(MOST)
    ):
        kind = "broken" if row.state == "silence_broken" else "preparing"
        address = f"/understandings/{row.number}" + ("" if kind == "broken" else "/draft")
        yield Waiting(kind, address, row.title, row.language, row.since)


# The Chair


def _gavel(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Silence that has expired without objection, and waits for the gavel."""
    for row in session.execute(
        select(Understanding.number, Understanding.title, Understanding.language, SilenceRound.expires_at)
        .join(SilenceRound, SilenceRound.understanding_id == Understanding.id)
        .where(
            Understanding.state == "under_silence",
            SilenceRound.outcome == "open",
            SilenceRound.expires_at <= now,
        )
        .order_by(SilenceRound.expires_at, Understanding.number)
        .limit(MOST)
    ):
        yield Waiting(
            "gavel",
            f"/understandings/{row.number}/adoption",
            row.title,
            row.language,
            row.expires_at,
            is_deadline=True,
        )


def _final(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Final drafts that can be put under silence."""
    for row in session.execute(
        select(
            Understanding.number,
            Understanding.title,
            Understanding.language,
            func.max(Revision.issued_at).label("since"),
        )
        .join(Revision, Revision.understanding_id == Understanding.id)
        .where(Understanding.state == "final_draft", Revision.issued_at.is_not(None))
        .group_by(Understanding.id)
        .order_by(func.max(Revision.issued_at), Understanding.number)
        .limit(MOST)
    ):
        yield Waiting("final", f"/understandings/{row.number}/silence", row.title, row.language, row.since)


def _to_preside(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Sessions that are to be opened, whose agenda is to be adopted, or that are to be closed."""
    due = and_(PanelSession.state == "announced", PanelSession.opens_at <= now)
    unadopted = and_(PanelSession.state == "open", PanelSession.agenda_adopted_at.is_(None))
    over = and_(PanelSession.state == "open", PanelSession.closes_at <= now)
    for row in session.scalars(
        select(PanelSession)
        .where(or_(due, unadopted, over))
        .order_by(PanelSession.opens_at, PanelSession.id)
        .limit(MOST)
    ):
        if row.state == "announced":
            kind, at = "open-session", row.opens_at
        elif row.closes_at <= now:
            kind, at = "close-session", row.closes_at
        else:
            kind, at = "adopt-agenda", row.opens_at
        address = f"/sessions/{row.number}" + ("/agenda/adoption" if kind == "adopt-agenda" else "")
        yield Waiting(kind, address, row.title, "en", at)


# Secretariat and Rapporteur


def _accreditations(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Requests for accreditation, the oldest first; not those that the officer has endorsed already."""
    for row in session.execute(
        select(Delegation.slug, Delegation.name, Delegation.applied_at, Delegation.endorsed_by)
        .where(
            Delegation.status == "applied",
            or_(Delegation.endorsed_by.is_(None), Delegation.endorsed_by != actor.person),
        )
        .order_by(Delegation.applied_at, Delegation.id)
        .limit(MOST)
    ):
        kind = "second-officer" if row.endorsed_by else "accreditation"
        yield Waiting(kind, f"/delegations/{row.slug}/accreditation", row.name, "", row.applied_at)


def _to_prepare(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Sessions without an agenda or meetings, and closed ones whose summary is not issued."""
    bare = and_(
        PanelSession.state == "announced",
        or_(
            ~exists().where(AgendaItem.session_id == PanelSession.id),
            ~exists().where(Meeting.session_id == PanelSession.id),
        ),
    )
    unissued = and_(PanelSession.state == "closed", PanelSession.summary_issued_at.is_(None))
    for row in session.scalars(
        select(PanelSession)
        .where(or_(bare, unissued))
        .order_by(PanelSession.opens_at, PanelSession.id)
        .limit(MOST)
    ):
        ended = row.state == "closed"
        yield Waiting(
            "issue-summary" if ended else "prepare-session",
            f"/sessions/{row.number}" + ("/summary" if ended else ""),
            row.title,
            "en",
            row.closes_at if ended else row.opens_at,
            is_deadline=not ended,
        )


def _to_note(session: Session, actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Meetings that have begun and have no note, in sessions whose summary is not issued."""
    for row in session.execute(
        select(PanelSession.number, PanelSession.title, Meeting.number.label("meeting"), Meeting.starts_at)
        .join(Meeting, Meeting.session_id == PanelSession.id)
        .where(
            PanelSession.state != "announced",
            PanelSession.summary_issued_at.is_(None),
            Meeting.starts_at <= now,
            Meeting.note == "",
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(MOST)
    ):
        yield Waiting(
            "note",
            f"/sessions/{row.number}/meetings/{row.meeting}/note",
            row.title,
            "en",
            row.starts_at,
            number=row.meeting,
        )


Part = Callable[[Session, Actor, datetime], Iterator[Waiting]]

_SPEAKING: Final[tuple[Part, ...]] = (_positions, _drafts, _returned, _changed, _replies)
_PARTS: Final[Mapping[Any, tuple[Part, ...]]] = {
    Role.HEAD: _SPEAKING,
    Role.ALTERNATE: _SPEAKING,
    Role.ADVISER: (_positions, _changed, _replies),
    Role.OBSERVER: (_changed, _replies),
    Role.MODERATOR: (_proposed, _drafting),
    Role.CHAIR: (_gavel, _final, _to_preside),
    Role.SECRETARIAT: (_accreditations, _to_prepare),
    Role.RAPPORTEUR: (_to_note,),
}
