"""The ledger of concerns about a text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from panel.delegations.models import Constituency, Delegation
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.understandings.models import (
    Concern,
    ConcernStep,
    Paragraph,
    Position,
    Revision,
    Understanding,
)
from panel.understandings.queries.subjects import text_for_update

MOST = 500


@dataclass(frozen=True, slots=True)
class StepView:
    """One step in the life of a concern; `symbol` and `revision` name what accommodates it (None: nothing does)."""

    outcome: str
    words: str
    symbol: str | None
    revision: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ConcernView:
    """A line of the ledger. It answers to the policies on concerns (`state`, `proposer`, `delegation_id`).

    The paragraph is named as it was numbered in the revision that the concern is about: by `paragraph_number`, or by
    its `place` in the preamble.
    """

    number: int
    delegation_id: str
    delegation: str
    delegation_slug: str
    constituency: str
    paragraph: str
    paragraph_number: int | None  # None: preambular
    place: int
    symbol: str
    revision: int
    reason: str
    remedy: str
    raised_at: datetime
    outcome: str
    state: str
    proposer: str | None
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class ConcernOnText:
    """A concern with its text under the lock, as the policies on concerns ask for it."""

    concern: Concern
    text: Understanding

    @property
    def state(self) -> str:
        return self.text.state

    @property
    def proposer(self) -> str | None:
        return self.text.proposer

    @property
    def delegation_id(self) -> str:
        return self.concern.delegation_id


def concern_for_update(session: Session, order: object) -> ConcernOnText:
    """Return the concern that an order names by text and number, fresh under the lock. Raises `NotFound`."""
    text = text_for_update(session, order)
    found = session.scalars(
        select(Concern)
        .where(Concern.understanding_id == text.id, Concern.number == getattr(order, "concern", None))
        .with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound(_NO_CONCERN)
    return ConcernOnText(found, text)


def concerns_about(session: Session, text: str, number: int | None = None) -> tuple[ConcernView, ...]:
    """Return the concerns about a text in the order in which they were raised (at most 500), or the one numbered."""
    chosen = [Concern.understanding_id == text]
    if number is not None:
        chosen.append(Concern.number == number)
    rows = session.execute(
        select(
            Concern,
            Delegation.name,
            Delegation.slug,
            Constituency.name.label("constituency"),
            Paragraph.number.label("paragraph_number"),
            Paragraph.position,
            Revision.symbol,
            Revision.number.label("revision"),
            Understanding.state,
            Understanding.proposer,
        )
        .join(Understanding, Understanding.id == Concern.understanding_id)
        .join(Delegation, Delegation.id == Concern.delegation_id)
        .join(Constituency, Constituency.id == Delegation.constituency_id)
        .join(Revision, Revision.id == Concern.revision_id)
        .join(
            Paragraph, (Paragraph.revision_id == Concern.revision_id) & (Paragraph.key == Concern.paragraph)
        )
        .where(*chosen)
        .order_by(Concern.number)
        .limit(MOST)
    ).all()
    steps = _steps(session, [row.Concern.id for row in rows])
    return tuple(
        ConcernView(
            number=row.Concern.number,
            delegation_id=row.Concern.delegation_id,
            delegation=row.name,
            delegation_slug=row.slug,
            constituency=row.constituency,
            paragraph=row.Concern.paragraph,
            paragraph_number=row.paragraph_number,
            place=row.position,
            symbol=row.symbol,
            revision=row.revision,
            reason=row.Concern.reason,
            remedy=row.Concern.remedy,
            raised_at=row.Concern.raised_at,
            outcome=row.Concern.outcome,
            state=row.state,
            proposer=row.proposer,
            steps=tuple(steps.get(row.Concern.id, ())),
        )
        for row in rows
    )


def _steps(session: Session, concerns: Sequence[str]) -> dict[str, list[StepView]]:
    found: dict[str, list[StepView]] = {}
    for step, symbol, revision in session.execute(
        select(ConcernStep, Revision.symbol, Revision.number)
        .outerjoin(Revision, Revision.id == ConcernStep.revision_id)
        .where(ConcernStep.concern_id.in_(concerns))
        .order_by(ConcernStep.concern_id, ConcernStep.number)
    ):
        found.setdefault(step.concern_id, []).append(
            StepView(step.outcome, step.words, symbol, revision, step.at)
        )
    return found


def concern_about(session: Session, text: str, number: int) -> ConcernView:
    """Return one concern about a text. Raises `NotFound`."""
    found = concerns_about(session, text, number)
    if not found:
        raise NotFound(_NO_CONCERN)
    return found[0]


def concern_counts(session: Session, text: str) -> Counter[str]:
    """Return how many concerns about a text stand at each outcome."""
    rows = session.execute(
        select(Concern.outcome, func.count())
        .where(Concern.understanding_id == text)
        .group_by(Concern.outcome)
    )
    counts: Counter[str] = Counter()
    for outcome, count in rows:
        counts[outcome] = count
    return counts


def unanswered(session: Session, text: str) -> Sequence[int]:
    """Return the numbers of the concerns about a text that nobody has answered."""
    return session.scalars(
        select(Concern.number)
        .where(Concern.understanding_id == text, Concern.outcome == "open")
        .order_by(Concern.number)
        .limit(MOST)
    ).all()


def maintained_by(session: Session, text: str, delegation: str) -> Sequence[Concern]:
    """Return the concerns about a text that a delegation maintains."""
    return session.scalars(
        select(Concern)
        .where(
            Concern.understanding_id == text,
            Concern.delegation_id == delegation,
            Concern.outcome == "maintained",
        )
        .order_by(Concern.number)
        .limit(MOST)
    ).all()


def carried_at_adoption(session: Session, text: str, silence: str) -> Sequence[Concern]:
    """Return the maintained concerns of those delegations that gave no position of their own in the round."""
    spoke = exists().where(
        Position.round_id == silence,
        Position.delegation_id == Concern.delegation_id,
        Position.is_admissible,
    )
    return session.scalars(
        select(Concern)
        .where(Concern.understanding_id == text, Concern.outcome == "maintained", ~spoke)
        .order_by(Concern.number)
        .limit(MOST)
    ).all()


_NO_CONCERN = N_("There is no such concern about this text.")
