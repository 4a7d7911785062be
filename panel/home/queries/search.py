"""A simple search over what is public: every word typed must occur, in any order and any place.

It reads the tables themselves, so it always tells the present state: nothing withdrawn, nothing in draft. Ranking,
inflected words and scripts without spaces are for the room `search`, which is to come. SQLite folds the case of ASCII
letters only, so each word is looked for as typed as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from panel.delegations.models import Constituency, Delegation
from panel.home.rules import Pieces, snippet
from panel.norms.models import Issue
from panel.sessions.models import PanelSession
from panel.threads.models import Contribution, Thread
from panel.threads.rules import PUBLIC_STAGES
from panel.understandings.models import Paragraph, Revision, Understanding

FIRST: Final = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: where it stands, what it is called, the words around the find, and what stands beside it.

    `language` is that of title and words, "" for names.
    """

    href: str
    title: str
    language: str
    words: Pieces
    beside: str


@dataclass(frozen=True, slots=True)
class Section:
    """The finds of one kind: how many there are, and the first twenty."""

    kind: str
    total: int
    hits: tuple[Hit, ...]


def search(session: Session, words: Sequence[str], *, takes_part: bool) -> tuple[Section, ...]:
    """Return what holds all of `words`, by kind, with one statement a kind.

    `takes_part` also finds threads that are proposed and not yet opened, which only those who are signed in may read.
    """
    if not words:
        return ()
    stages = (*PUBLIC_STAGES, "proposed", "returned") if takes_part else PUBLIC_STAGES
    return (
        _understandings(session, words),
        _threads(session, words, stages),
        _contributions(session, words, stages),
        _delegations(session, words),
        _sessions(session, words),
    )


def _understandings(session: Session, words: Sequence[str]) -> Section:
    latest = (
        select(Revision.understanding_id.label("text"), func.max(Revision.number).label("number"))
        .where(Revision.issued_at.is_not(None))
        .group_by(Revision.understanding_id)
        .subquery()
    )
    found = func.min(Paragraph.text)
    rows = session.execute(
        select(
            Understanding.number,
            Understanding.title,
            Understanding.language,
            Understanding.symbol,
            Revision.symbol.label("draft"),
            found.label("paragraph"),
            func.count().over().label("total"),
        )
        .join(latest, latest.c.text == Understanding.id)
        .join(
            Revision, and_(Revision.understanding_id == Understanding.id, Revision.number == latest.c.number)
        )
        .outerjoin(Paragraph, and_(Paragraph.revision_id == Revision.id, _holds(words, Paragraph.text)))
        .group_by(Understanding.id, Revision.symbol)
        .having(
            or_(
                found.is_not(None),
                _holds(words, Understanding.title),
                _holds(words, func.coalesce(Understanding.symbol, Revision.symbol)),
            )
        )
        .order_by(Understanding.symbol.is_(None), Understanding.number.desc())
        .limit(FIRST)
    ).all()
    return _section(
        "understandings",
        rows,
        lambda row: Hit(
            f"/record/{row.symbol}" if row.symbol else f"/understandings/{row.number}",
            row.title,
            row.language,
            snippet(row.paragraph, words) if row.paragraph else (),
            row.symbol or row.draft,
        ),
    )


def _threads(session: Session, words: Sequence[str], stages: Sequence[str]) -> Section:
    rows = session.execute(
        select(
            Thread.number,
            Thread.title,
            Thread.question,
            Thread.language,
            Issue.short_title,
            func.count().over().label("total"),
        )
        .join(Issue, Issue.id == Thread.issue_id)
        .where(Thread.stage.in_(stages), _holds(words, Thread.title + " " + Thread.question))
        .order_by(Thread.number.desc())
        .limit(FIRST)
    ).all()
    return _section(
        "threads",
        rows,
        lambda row: Hit(
            f"/threads/{row.number}", row.title, row.language, snippet(row.question, words), row.short_title
        ),
    )


def _contributions(session: Session, words: Sequence[str], stages: Sequence[str]) -> Section:
    rows = session.execute(
        select(
            Thread.number.label("thread"),
            Thread.title,
            Contribution.number,
            Contribution.body,
            Contribution.language,
            Delegation.name,
            func.count().over().label("total"),
        )
        .join(Thread, Thread.id == Contribution.thread_id)
        .join(Delegation, Delegation.id == Contribution.delegation_id)
        .where(Contribution.state == "posted", Thread.stage.in_(stages), _holds(words, Contribution.body))
        .order_by(Contribution.posted_at.desc(), Contribution.id)
        .limit(FIRST)
    ).all()
    return _section(
        "contributions",
        rows,
        lambda row: Hit(
            f"/threads/{row.thread}/contributions/{row.number}",
            f"{row.thread}.{row.number} {row.name}",
            row.language,
            snippet(row.body, words),
            row.title,
        ),
    )


def _delegations(session: Session, words: Sequence[str]) -> Section:
    rows = session.execute(
        select(
            Delegation.slug,
            Delegation.name,
            Constituency.name.label("constituency"),
            func.count().over().label("total"),
        )
        .join(Constituency, Constituency.id == Delegation.constituency_id)
        .where(Delegation.granted_on.is_not(None), _holds(words, Delegation.name))
        .order_by(Delegation.name, Delegation.id)
        .limit(FIRST)
    ).all()
    return _section(
        "delegations",
        rows,
        lambda row: Hit(f"/delegations/{row.slug}", row.name, "", (), row.constituency),
    )


def _sessions(session: Session, words: Sequence[str]) -> Section:
    text = PanelSession.title + " " + PanelSession.place + " " + PanelSession.announcement
    rows = session.execute(
        select(
            PanelSession.number,
            PanelSession.title,
            PanelSession.place,
            PanelSession.announcement,
            func.count().over().label("total"),
        )
        .where(_holds(words, text))
        .order_by(PanelSession.number.desc())
        .limit(FIRST)
    ).all()
    return _section(
        "sessions",
        rows,
        lambda row: Hit(
            f"/sessions/{row.number}", row.title, "en", snippet(row.announcement, words), row.place
        ),
    )


def _section(kind: str, rows: Sequence[Any], hit: Any) -> Section:
    return Section(kind, rows[0].total if rows else 0, tuple(hit(row) for row in rows))


def _holds(words: Sequence[str], text: Any) -> Any:
    """Return the condition that `text` holds every word."""
    return and_(
        *(
            or_(
                func.lower(text).contains(word.lower(), autoescape=True), text.contains(word, autoescape=True)
            )
            for word in words
        )
    )
