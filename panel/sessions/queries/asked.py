"""What the Panel asked of others: guidance of mechanisms, and what its texts recommend, with what became of it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.delegations.models import Delegation
from panel.sessions.summary import views
from panel.threads.models import Contribution, GuidanceRequest
from panel.understandings.queries import FollowUpLine, follow_up_lines


def guidance_of(session: Session, threads: Collection[str]) -> defaultdict[str, list[views.Guidance]]:
    """Return thread id -> the questions that it referred to mechanisms, in their order, in one statement."""
    found: defaultdict[str, list[views.Guidance]] = defaultdict(list)
    for row, mechanism, reply in session.execute(
        select(GuidanceRequest, Delegation.name, Contribution.number)
        .join(Delegation, Delegation.id == GuidanceRequest.delegation_id)
        .outerjoin(
            Contribution,
            (Contribution.id == GuidanceRequest.reply_id) & (Contribution.state == "posted"),
        )
        .where(GuidanceRequest.thread_id.in_(threads))
        .order_by(GuidanceRequest.thread_id, GuidanceRequest.number)
    ):
        found[row.thread_id].append(
            views.Guidance(mechanism, row.question, row.language, row.asked_at, reply)
        )
    return found


def in_follow_up(session: Session, now: datetime) -> tuple[FollowUpLine, ...]:
    """Return every addressee of every recommendation in the order of texts, in two statements."""
    return tuple(
        sorted(
            follow_up_lines(session, now), key=lambda line: (line.text, line.recommendation, line.addressee)
        )
    )


def recommended(lines: Collection[FollowUpLine]) -> dict[int, tuple[views.Recommendation, ...]]:
    """Return number of the text -> its recommendations, each with all its addressees."""
    addressees: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for line in lines:
        addressees[line.text, line.recommendation].append(line.name)
    found: defaultdict[int, dict[int, views.Recommendation]] = defaultdict(dict)
    for line in lines:
        found[line.text][line.recommendation] = views.Recommendation(
            line.recommendation,
            line.paragraph,
            line.words,
            tuple(addressees[line.text, line.recommendation]),
        )
    return {text: tuple(rows.values()) for text, rows in found.items()}


def followed_up(lines: Collection[FollowUpLine]) -> tuple[views.FollowUp, ...]:
    """Return what became of each recommendation at each addressee."""
    return tuple(
        views.FollowUp(
            symbol=line.symbol,
            understanding=line.text,
            recommendation=line.recommendation,
            addressee=line.name,
            response=line.response,
            response_source=_source(line, "response"),
            implementation=line.implementation,
            implementation_source=_source(line, "implementation"),
        )
        for line in lines
    )


def _source(line: FollowUpLine, aspect: str) -> str:
    latest = line.latest(aspect)
    return "" if latest is None else latest.source or line.name
