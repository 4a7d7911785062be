"""What the desks show: queues by age, each row with where it is acted on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panel.delegations.models import Delegation
from panel.norms.models import Issue
from panel.sessions.models import AgendaItem, Meeting, PanelSession
from panel.threads.models import Contribution, Synthesis, Thread
from panel.understandings.models import Revision, SilenceRound, Understanding
from panel.understandings.rules import RECORDED

PAGE = 100
SESSIONS = 20


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A proposed thread; `delegation_id` is whose it is, which the policy on deciding asks for."""

    number: int
    title: str
    language: str
    stage: str
    stage_at: datetime
    issue: str
    delegation: str
    delegation_id: str


@dataclass(frozen=True, slots=True)
class StalledThread:
    """A thread in which something was said and no synthesis has been written."""

    number: int
    title: str
    language: str
    stage: str
    delegation_id: str
    issue: str
    contributions: int
    latest_at: datetime


@dataclass(frozen=True, slots=True)
class TextLine:
    """A text between its beginning and its end. `issued_at` is its latest revision's (None: none issued yet).

    `preparing` counts revisions in preparation, `expires_at` ends the open round (None: not under silence). It answers
    to the policies on texts (`state`, `proposer`).
    """

    number: int
    title: str
    language: str
    state: str
    proposer: str | None
    thread: int
    begun_at: datetime
    issued_at: datetime | None
    preparing: int
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session on its way to a clean summary."""

    session: PanelSession
    items: int
    meetings: int
    begun: int
    noted: int


def threads_proposed(session: Session) -> list[ThreadLine]:
    """Return the threads that wait for a moderator's decision, the oldest first (at most 100)."""
    rows = session.execute(
        select(
            Thread.number,
            Thread.title,
            Thread.language,
            Thread.stage,
            Thread.stage_at,
            Issue.short_title,
            Delegation.name,
            Delegation.id,
        )
        .join(Issue, Issue.id == Thread.issue_id)
        .join(Delegation, Delegation.id == Thread.delegation_id)
        .where(Thread.stage == "proposed")
        .order_by(Thread.stage_at, Thread.number)
        .limit(PAGE)
    )
    return [ThreadLine(*row) for row in rows]


def open_without_synthesis(session: Session) -> list[StalledThread]:
    """Return open threads with contributions and without a synthesis, the fullest first (at most 100)."""
    spoken = func.count(Contribution.id)
    rows: Sequence[Any] = session.execute(
        select(
            Thread.number,
            Thread.title,
            Thread.language,
            Thread.stage,
            Thread.delegation_id,
            Issue.short_title,
            spoken,
            func.max(Contribution.posted_at),
        )
        .join(Issue, Issue.id == Thread.issue_id)
        .join(Contribution, Contribution.thread_id == Thread.id)
        .where(
            Thread.stage.in_(("open", "drafting")),
            Contribution.state == "posted",
            ~select(Synthesis.id).where(Synthesis.thread_id == Thread.id).exists(),
        )
        .group_by(Thread.id, Issue.short_title)
        .order_by(spoken.desc(), Thread.number)
        .limit(PAGE)
    ).all()
    return [StalledThread(*row) for row in rows]


def texts_in_hand(session: Session) -> list[TextLine]:
    """Return the texts that are neither adopted nor given up: broken silence first, then by number (at most 100)."""
    issued = select(func.max(Revision.issued_at)).where(Revision.understanding_id == Understanding.id)
    preparing = select(func.count()).where(
        Revision.understanding_id == Understanding.id, Revision.issued_at.is_(None)
    )
    expires = select(func.max(SilenceRound.expires_at)).where(
        SilenceRound.understanding_id == Understanding.id, SilenceRound.outcome == "open"
    )
    rows: Sequence[Any] = session.execute(
        select(
            Understanding.number,
            Understanding.title,
            Understanding.language,
            Understanding.state,
            Understanding.proposer,
            Thread.number,
            Understanding.begun_at,
            issued.scalar_subquery(),
            preparing.scalar_subquery(),
            expires.scalar_subquery(),
        )
        .join(Thread, Thread.id == Understanding.thread_id)
        .where(Understanding.state.not_in((*RECORDED, "no_consensus", "withdrawn")))
        .order_by(Understanding.state != "silence_broken", Understanding.number)
        .limit(PAGE)
    ).all()
    return [TextLine(*row) for row in rows]


def session_lines(session: Session, now: datetime) -> list[SessionLine]:
    """Return the sessions with their checklists, what is not finished first (at most 20)."""
    items = select(func.count()).where(AgendaItem.session_id == PanelSession.id)
    meetings = select(func.count()).where(Meeting.session_id == PanelSession.id)
    rows = session.execute(
        select(
            PanelSession,
            items.scalar_subquery(),
            meetings.scalar_subquery(),
            meetings.where(Meeting.starts_at <= now).scalar_subquery(),
            meetings.where(Meeting.note != "").scalar_subquery(),
        )
        .order_by(PanelSession.summary_issued_at.is_not(None), PanelSession.opens_at.desc(), PanelSession.id)
        .limit(SESSIONS)
    )
    return [SessionLine(*row) for row in rows]
