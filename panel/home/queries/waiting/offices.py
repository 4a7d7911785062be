"""What waits for the holders of offices."""

from typing import Any

from sqlalchemy import Select, and_, case, exists, func, or_

from panel.delegations.models import Delegation
from panel.home.queries.waiting.delegations import SOON
from panel.home.queries.waiting.part import MOST, Asking, Columns, part
from panel.sessions.models import AgendaItem, Meeting, PanelSession
from panel.threads.models import Thread
from panel.understandings.models import (
    Addressee,
    Amendment,
    Concern,
    Recommendation,
    Revision,
    SilenceRound,
    Understanding,
)
from panel.understandings.rules import ANSWERED_IN, FINISHED, FOLLOWED_IN, OPEN


def _text(kind: Any, at: Any, **more: Any) -> Columns:
    return Columns(
        kind, Understanding.title, at, number=Understanding.number, language=Understanding.language, **more
    )


def _session(kind: Any, at: Any, **more: Any) -> Columns:
    return Columns(kind, PanelSession.title, at, number=PanelSession.number, **more)


def _of_others(asking: Asking) -> Any:
    """Choose the texts on which a moderator may act: none of their own organization's threads."""
    return or_(Understanding.proposer.is_(None), Understanding.proposer.not_in(asking.affiliations))


# Moderators


def proposed(asking: Asking) -> Select[Any]:
    """Proposed threads, the oldest first; none of the moderator's own organization."""
    columns = Columns(
        "proposed",
        Thread.title,
        Thread.stage_at,
        number=Thread.number,
        language=Thread.language,
        by=Delegation.name,
    )
    return (
        part(columns)
        .join(Delegation, Delegation.id == Thread.delegation_id)
        .where(Thread.stage == "proposed", Thread.delegation_id.not_in(asking.affiliations))
        .order_by(Thread.stage_at, Thread.number)
        .limit(MOST)
    )


def drafting(asking: Asking) -> Select[Any]:
    """Texts whose silence was broken, and those whose next revision is in preparation."""
    preparing = exists().where(Revision.understanding_id == Understanding.id, Revision.issued_at.is_(None))
    since = func.coalesce(func.max(SilenceRound.ended_at), Understanding.begun_at)
    kind = case((Understanding.state == "silence_broken", "broken"), else_="preparing")
    return (
        part(_text(kind, since))
        .outerjoin(SilenceRound, SilenceRound.understanding_id == Understanding.id)
        .where(
            or_(
                Understanding.state == "silence_broken",
                and_(Understanding.state.in_(("zero_draft", "under_negotiation")), preparing),
            ),
            _of_others(asking),
        )
        .group_by(Understanding.id)
        .order_by(Understanding.state, Understanding.number)
        .limit(MOST)
    )


def concerns(asking: Asking) -> Select[Any]:
    """Concerns that nobody has answered, the oldest first."""
    return (
        part(_text("answer-concern", Concern.raised_at, item=Concern.number, by=Delegation.name))
        .join(Concern, Concern.understanding_id == Understanding.id)
        .join(Delegation, Delegation.id == Concern.delegation_id)
        .where(
            Understanding.state.in_(ANSWERED_IN),
            Concern.outcome == "open",
            Concern.delegation_id.not_in(asking.affiliations),
            _of_others(asking),
        )
        .order_by(Concern.raised_at, Concern.id)
        .limit(MOST)
    )


def amendments(asking: Asking) -> Select[Any]:
    """Texts with open amendments, those with the oldest first; `item` counts the amendments."""
    oldest = func.min(Amendment.proposed_at)
    return (
        part(_text("amendments", oldest, item=func.count(Amendment.id)))
        .join(Amendment, Amendment.understanding_id == Understanding.id)
        .where(
            Understanding.state.in_(("under_negotiation", "silence_broken")),
            Amendment.state.in_(OPEN),
            _of_others(asking),
        )
        .group_by(Understanding.id)
        .order_by(oldest, Understanding.number)
        .limit(MOST)
    )


# The Chair


def gavel(asking: Asking) -> Select[Any]:
    """Silence that has expired without objection, or the time for confirmation: both wait for the gavel."""
    return (
        part(_text("gavel", SilenceRound.expires_at))
        .join(SilenceRound, SilenceRound.understanding_id == Understanding.id)
        .where(
            or_(
                and_(Understanding.state == "under_silence", SilenceRound.expires_at <= asking.now),
                and_(Understanding.state == "agreed_ad_referendum", SilenceRound.confirm_by <= asking.now),
            ),
            SilenceRound.outcome == "open",
        )
        .order_by(SilenceRound.expires_at, Understanding.number)
        .limit(MOST)
    )


def final(asking: Asking) -> Select[Any]:
    """Final drafts that can be put under silence."""
    since = func.max(Revision.issued_at)
    return (
        part(_text("final", since))
        .join(Revision, Revision.understanding_id == Understanding.id)
        .where(Understanding.state == "final_draft", Revision.issued_at.is_not(None))
        .group_by(Understanding.id)
        .order_by(since, Understanding.number)
        .limit(MOST)
    )


def to_preside(asking: Asking) -> Select[Any]:
    """Sessions that are to be opened, whose agenda is to be adopted, or that are to be closed."""
    due = and_(PanelSession.state == "announced", PanelSession.opens_at <= asking.now)
    unadopted = and_(PanelSession.state == "open", PanelSession.agenda_adopted_at.is_(None))
    over = and_(PanelSession.state == "open", PanelSession.closes_at <= asking.now)
    kind = case(
        (PanelSession.state == "announced", "open-session"), (over, "close-session"), else_="adopt-agenda"
    )
    at = case((over, PanelSession.closes_at), else_=PanelSession.opens_at)
    return (
        part(_session(kind, at))
        .where(or_(due, unadopted, over))
        .order_by(PanelSession.opens_at, PanelSession.id)
        .limit(MOST)
    )


# Secretariat and Rapporteur


def accreditations(asking: Asking) -> Select[Any]:
    """Requests for accreditation, the oldest first; not those that the officer has endorsed already."""
    kind = case((Delegation.endorsed_by.is_not(None), "second-officer"), else_="accreditation")
    columns = Columns(kind, Delegation.name, Delegation.applied_at, language="", slug=Delegation.slug)
    return (
        part(columns)
        .where(
            Delegation.status == "applied",
            or_(Delegation.endorsed_by.is_(None), Delegation.endorsed_by != asking.person),
        )
        .order_by(Delegation.applied_at, Delegation.id)
        .limit(MOST)
    )


def to_prepare(asking: Asking) -> Select[Any]:
    """Sessions without an agenda or meetings, and closed ones whose summary is not issued."""
    bare = and_(
        PanelSession.state == "announced",
        or_(
            ~exists().where(AgendaItem.session_id == PanelSession.id),
            ~exists().where(Meeting.session_id == PanelSession.id),
        ),
    )
    ended = PanelSession.state == "closed"
    unissued = and_(ended, PanelSession.summary_issued_at.is_(None))
    kind = case((ended, "issue-summary"), else_="prepare-session")
    at = case((ended, PanelSession.closes_at), else_=PanelSession.opens_at)
    return (
        part(_session(kind, at))
        .where(or_(bare, unissued))
        .order_by(PanelSession.opens_at, PanelSession.id)
        .limit(MOST)
    )


def reviews(asking: Asking) -> Select[Any]:
    """Recommendations to be reviewed by now or soon, that not every addressee is finished with."""
    return (
        part(_text("review", Recommendation.review_at, item=Recommendation.number))
        .join(Recommendation, Recommendation.understanding_id == Understanding.id)
        .where(
            Understanding.state.in_(FOLLOWED_IN),
            Recommendation.review_at <= asking.now + SOON,
            exists().where(
                Addressee.recommendation_id == Recommendation.id, Addressee.implementation.not_in(FINISHED)
            ),
        )
        .order_by(Recommendation.review_at, Understanding.number, Recommendation.number)
        .limit(MOST)
    )


def to_note(asking: Asking) -> Select[Any]:
    """Meetings that have begun and have no note, in sessions whose summary is not issued."""
    return (
        part(_session("note", Meeting.starts_at, item=Meeting.number))
        .join(Meeting, Meeting.session_id == PanelSession.id)
        .where(
            PanelSession.state != "announced",
            PanelSession.summary_issued_at.is_(None),
            Meeting.starts_at <= asking.now,
            Meeting.note == "",
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(MOST)
    )
