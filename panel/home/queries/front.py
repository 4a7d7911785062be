"""What the first page shows to everyone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from panel.norms.models import Issue
from panel.sessions.models import PanelSession
from panel.threads.models import Thread
from panel.threads.queries import IssueView, issues_with_threads
from panel.understandings.models import Understanding
from panel.understandings.rules import RECORDED

LATEST = 5


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue with how many threads it has by stage, and how many texts by state."""

    issue: IssueView
    texts: Mapping[str, int]

    @property
    def in_negotiation(self) -> int:
        """How many texts have been issued and are neither adopted nor given up."""
        return sum(
            self.texts.get(state, 0)
            for state in ("under_negotiation", "final_draft", "under_silence", "silence_broken")
        )

    @property
    def adopted(self) -> int:
        """How many recorded common understandings the issue has."""
        return sum(self.texts.get(state, 0) for state in RECORDED)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded common understanding in a list."""

    symbol: str
    title: str
    language: str
    adopted_at: datetime
    issue: str


@dataclass(frozen=True, slots=True)
class UpcomingSession:
    """The session that is on, or the next one to come."""

    number: int
    title: str
    place: str
    opens_at: datetime
    closes_at: datetime
    state: str


def issue_lines(session: Session) -> tuple[IssueLine, ...]:
    """Return the eight issues with their threads and texts, in two statements."""
    texts: dict[str, dict[str, int]] = {}
    for row in session.execute(
        select(Thread.issue_id, Understanding.state, func.count().label("texts"))
        .join(Thread, Thread.id == Understanding.thread_id)
        .group_by(Thread.issue_id, Understanding.state)
    ):
        texts.setdefault(row.issue_id, {})[row.state] = row.texts
    return tuple(IssueLine(issue, texts.get(issue.id, {})) for issue in issues_with_threads(session))


def latest_recorded(session: Session, limit: int = LATEST) -> list[Recorded]:
    """Return the latest recorded common understandings."""
    rows: Sequence[Any] = session.execute(
        select(
            Understanding.symbol,
            Understanding.title,
            Understanding.language,
            Understanding.adopted_at,
            Issue.short_title,
        )
        .join(Thread, Thread.id == Understanding.thread_id)
        .join(Issue, Issue.id == Thread.issue_id)
        .where(Understanding.state.in_(RECORDED))
        .order_by(Understanding.adopted_at.desc(), Understanding.number.desc())
        .limit(limit)
    ).all()
    return [Recorded(*row) for row in rows]


def next_session(session: Session, now: datetime) -> UpcomingSession | None:
    """Return the session that is open, else the next one announced, else None."""
    row = session.execute(
        select(
            PanelSession.number,
            PanelSession.title,
            PanelSession.place,
            PanelSession.opens_at,
            PanelSession.closes_at,
            PanelSession.state,
        )
        .where(
            PanelSession.state != "closed", or_(PanelSession.state == "open", PanelSession.closes_at > now)
        )
        .order_by(PanelSession.state.desc(), PanelSession.opens_at, PanelSession.id)
        .limit(1)
    ).one_or_none()
    return UpcomingSession(*row) if row else None
