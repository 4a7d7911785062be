"""What waits for a delegation."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from panel.delegations.models import Delegation
from panel.home.queries.waiting.part import MOST, Asking, Columns, part
from panel.threads.models import Contribution, GuidanceRequest, Thread
from panel.understandings.models import (
    Addressee,
    Amendment,
    Concern,
    Entitlement,
    Hold,
    Notice,
    Position,
    Recommendation,
    Revision,
    SilenceRound,
    Understanding,
)
from panel.understandings.rules import FINISHED, FOLLOWED_IN, OPEN, SUBJECT_TO_CONFIRMATION

SOON = timedelta(days=90)
"""How long before its review a recommendation waits for an addressee that has answered."""

_IN_NEGOTIATION = ("under_negotiation", "final_draft", "silence_broken")


def _text(kind: Any, at: Any, **more: Any) -> Columns:
    """Return the columns of an item about a text."""
    return Columns(
        kind, Understanding.title, at, number=Understanding.number, language=Understanding.language, **more
    )


def _thread(kind: str, at: Any, **more: Any) -> Columns:
    return Columns(kind, Thread.title, at, number=Thread.number, language=Thread.language, **more)


def positions(asking: Asking) -> Select[Any]:
    """Texts under silence on which an entitled delegation has given no position, or one on an earlier round only."""
    given = exists().where(
        Position.round_id == SilenceRound.id,
        Position.delegation_id == asking.delegation,
        Position.is_admissible,
    )
    other, earlier = aliased(SilenceRound), aliased(Position)
    before = exists().where(
        other.understanding_id == Understanding.id,
        earlier.round_id == other.id,
        earlier.delegation_id == asking.delegation,
        earlier.is_admissible,
        other.id != SilenceRound.id,
    )
    kind = case((before, "reconfirm"), else_="position")
    return (
        part(_text(kind, SilenceRound.expires_at))
        .join(SilenceRound, SilenceRound.understanding_id == Understanding.id)
        .join(Entitlement, Entitlement.round_id == SilenceRound.id)
        .where(
            Understanding.state == "under_silence",
            SilenceRound.outcome == "open",
            SilenceRound.expires_at > asking.now,
            Entitlement.delegation_id == asking.delegation,
            ~given,
        )
        .order_by(SilenceRound.expires_at, Understanding.number)
        .limit(MOST)
    )


def confirmations(asking: Asking) -> Select[Any]:
    """Texts that the delegation joined subject to confirmation, while it can be given."""
    later = aliased(Position)
    latest = (
        select(func.max(later.turn))
        .where(later.round_id == Position.round_id, later.delegation_id == Position.delegation_id)
        .correlate(Position)
        .scalar_subquery()
    )
    return (
        part(_text("confirm", SilenceRound.confirm_by))
        .join(SilenceRound, SilenceRound.understanding_id == Understanding.id)
        .join(Position, Position.round_id == SilenceRound.id)
        .where(
            Understanding.state == "agreed_ad_referendum",
            SilenceRound.confirm_by > asking.now,
            Position.delegation_id == asking.delegation,
            Position.kind == SUBJECT_TO_CONFIRMATION,
            Position.turn == latest,
        )
        .order_by(SilenceRound.confirm_by, Understanding.number)
        .limit(MOST)
    )


def holds(asking: Asking) -> Select[Any]:
    """Rounds whose clock stands still because the delegation asked for time: it runs on at a known instant."""
    return (
        part(_text("hold", Hold.until))
        .join(SilenceRound, SilenceRound.understanding_id == Understanding.id)
        .join(Hold, Hold.round_id == SilenceRound.id)
        .where(
            Understanding.state == "under_silence",
            SilenceRound.outcome == "open",
            Hold.delegation_id == asking.delegation,
            Hold.until > asking.now,
        )
        .order_by(Hold.until, Understanding.number)
        .limit(MOST)
    )


def notices(asking: Asking) -> Select[Any]:
    """The latest notice on each text that tells what happened to its round, until the delegation has acted on it.

    That silence was opened, and that confirmations are awaited, the parts above say.
    """
    later = aliased(Notice)
    other = aliased(SilenceRound)
    overtaken = exists().where(
        later.round_id == other.id,
        other.understanding_id == Understanding.id,
        later.delegation_id == asking.delegation,
        later.given_at > Notice.given_at,
    )
    return (
        part(_text(literal("told-") + Notice.what, Notice.given_at))
        .join(SilenceRound, SilenceRound.understanding_id == Understanding.id)
        .join(Notice, Notice.round_id == SilenceRound.id)
        .where(
            or_(
                Understanding.state.in_(("under_silence", "silence_broken")),
                Understanding.statements_until > asking.now,
            ),
            Notice.delegation_id == asking.delegation,
            Notice.answered_at.is_(None),
            Notice.what.in_(("extended", "held", "broken", "adopted")),
            ~overtaken,
        )
        .order_by(Notice.given_at.desc(), Understanding.number)
        .limit(MOST)
    )


def recommendations(asking: Asking) -> Select[Any]:
    """Recommendations to the delegation that it has not answered, and what is to be reviewed soon.

    Those to its constituency are shown to each of its delegations.
    """
    ours = Addressee.delegation_id == asking.delegation
    asked = exists().where(
        Addressee.recommendation_id == Recommendation.id, Addressee.implementation.not_in(FINISHED)
    )
    unanswered = asked.where(ours, Addressee.response == "none")
    due = asked.where(or_(ours, Addressee.constituency_id == asking.constituency))
    kind = case((unanswered, "recommendation"), else_="follow-up")
    return (
        part(_text(kind, Recommendation.review_at, item=Recommendation.number))
        .join(Recommendation, Recommendation.understanding_id == Understanding.id)
        .where(
            Understanding.state.in_(FOLLOWED_IN),
            Recommendation.review_at.is_not(None),
            or_(unanswered, and_(due, Recommendation.review_at <= asking.now + SOON)),
        )
        .order_by(Recommendation.review_at, Understanding.number, Recommendation.number)
        .limit(MOST)
    )


def concerns(asking: Asking) -> Select[Any]:
    """Concerns of the delegation that were addressed and not accommodated: it withdraws or maintains them."""
    return (
        part(_text("concern", Concern.raised_at, item=Concern.number))
        .join(Concern, Concern.understanding_id == Understanding.id)
        .where(
            Understanding.state.in_((*_IN_NEGOTIATION, "under_silence")),
            Concern.delegation_id == asking.delegation,
            Concern.outcome == "addressed",
        )
        .order_by(Concern.raised_at, Concern.id)
        .limit(MOST)
    )


def amendments(asking: Asking) -> Select[Any]:
    """Amendments of the delegation to be restated, and those on which a disposition is proposed that it can answer."""
    restated = Amendment.state == "to-be-restated"
    proposed = and_(
        Amendment.state.in_(OPEN), Amendment.proposed_disposition.is_not(None), Amendment.answer.is_(None)
    )
    return (
        part(
            _text(
                case((restated, "restate"), else_="disposition"),
                Amendment.proposed_at,
                item=Amendment.number,
            )
        )
        .join(Amendment, Amendment.understanding_id == Understanding.id)
        .where(
            Understanding.state.in_(_IN_NEGOTIATION),
            Amendment.delegation_id == asking.delegation,
            or_(restated, proposed),
        )
        .order_by(Amendment.proposed_at, Amendment.id)
        .limit(MOST)
    )


def guidance(asking: Asking) -> Select[Any]:
    """Questions that threads have referred to the mechanism for which the delegation speaks."""
    replied = exists().where(Contribution.id == GuidanceRequest.reply_id, Contribution.state == "posted")
    return (
        part(_thread("guidance", GuidanceRequest.asked_at, item=GuidanceRequest.number))
        .join(GuidanceRequest, GuidanceRequest.thread_id == Thread.id)
        .where(
            Thread.stage.in_(("open", "drafting")),
            GuidanceRequest.delegation_id == asking.delegation,
            ~replied,
        )
        .order_by(GuidanceRequest.asked_at, GuidanceRequest.id)
        .limit(MOST)
    )


def drafts(asking: Asking) -> Select[Any]:
    """Drafts of the delegation that its head or an alternate can publish."""
    return (
        part(_thread("draft", Contribution.written_at))
        .join(Contribution, Contribution.thread_id == Thread.id)
        .where(
            Contribution.delegation_id == asking.delegation,
            Contribution.state == "draft",
            Thread.stage.in_(("open", "drafting")),
        )
        .order_by(Contribution.written_at.desc(), Contribution.id)
        .limit(MOST)
    )


def returned(asking: Asking) -> Select[Any]:
    """Threads that a moderator returned to the delegation with a reason."""
    return (
        part(_thread("returned", Thread.stage_at))
        .where(Thread.delegation_id == asking.delegation, Thread.stage == "returned")
        .order_by(Thread.stage_at.desc(), Thread.number)
        .limit(MOST)
    )


def changed(asking: Asking) -> Select[Any]:
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
            Contribution.delegation_id == asking.delegation,
            Contribution.state == "posted",
        )
        .correlate(Understanding)
        .scalar_subquery()
    )
    taken = (
        select(func.max(Position.given_at))
        .join(SilenceRound, SilenceRound.id == Position.round_id)
        .where(SilenceRound.understanding_id == Understanding.id, Position.delegation_id == asking.delegation)
        .correlate(Understanding)
        .scalar_subquery()
    )
    return (
        part(_text("changed", issued.c.at))
        .join(issued, issued.c.text == Understanding.id)
        .where(
            Understanding.state.in_(("under_negotiation", "final_draft")),
            or_(said.is_not(None), taken.is_not(None)),
            or_(said.is_(None), said < issued.c.at),
            or_(taken.is_(None), taken < issued.c.at),
        )
        .order_by(issued.c.at.desc(), Understanding.number)
        .limit(MOST)
    )


def replies(asking: Asking) -> Select[Any]:
    """The latest replies of others to what the delegation contributed, where it has not said anything since."""
    ours, later = aliased(Contribution), aliased(Contribution)
    answered = exists().where(
        later.thread_id == Contribution.thread_id,
        later.delegation_id == asking.delegation,
        later.state == "posted",
        later.number > Contribution.number,
    )
    return (
        part(_thread("reply", Contribution.posted_at, item=Contribution.number, by=Delegation.name))
        .join(Contribution, Contribution.thread_id == Thread.id)
        .join(ours, ours.id == Contribution.reply_to_id)
        .join(Delegation, Delegation.id == Contribution.delegation_id)
        .where(
            ours.delegation_id == asking.delegation,
            Contribution.delegation_id != asking.delegation,
            Contribution.state == "posted",
            ~answered,
        )
        .order_by(Contribution.posted_at.desc(), Contribution.id)
        .limit(MOST)
    )
