"""The rows on which acts write, fresh under the lock."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.understandings import rules
from panel.understandings.models import (
    Entitlement,
    Paragraph,
    Position,
    Revision,
    SilenceRound,
    Understanding,
)


@dataclass(frozen=True, slots=True)
class TextUnderSilence:
    """A text under the lock with the entitled list of its open round, as the policies on positions ask for it.

    `awaited` are the delegations whose standing position waits for confirmation.
    """

    text: Understanding
    entitled: frozenset[str]
    awaited: frozenset[str]

    @property
    def state(self) -> str:
        return self.text.state

    @property
    def proposer(self) -> str | None:
        return self.text.proposer


def text_for_update(session: Session, order: object) -> Understanding:
    """Return the text that an order names by id, fresh under the lock. Raises `NotFound`."""
    found = session.scalars(
        select(Understanding).where(Understanding.id == getattr(order, "text", None)).with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound(N_("There is no such text."))
    return found


def text_under_silence(session: Session, order: object) -> TextUnderSilence:
    """Return the text that an order names, fresh under the lock, with the entitled list of its open round."""
    text = text_for_update(session, order)
    silence = open_round(session, text.id)
    if silence is None:
        return TextUnderSilence(text, frozenset(), frozenset())
    entitled = session.scalars(select(Entitlement.delegation_id).where(Entitlement.round_id == silence.id))
    awaited = (
        row.delegation_id
        for row in standing_positions(session, silence.id)
        if row.kind == rules.SUBJECT_TO_CONFIRMATION
    )
    return TextUnderSilence(text, frozenset(entitled), frozenset(awaited))


def latest_issued(session: Session, text: str) -> Revision | None:
    """Return the latest issued revision of a text."""
    return session.scalars(
        select(Revision)
        .where(Revision.understanding_id == text, Revision.issued_at.is_not(None))
        .order_by(Revision.number.desc())
        .limit(1)
    ).one_or_none()


def revision_in_preparation(session: Session, text: str) -> Revision | None:
    """Return the revision of a text that is being prepared."""
    return session.scalars(
        select(Revision).where(Revision.understanding_id == text, Revision.issued_at.is_(None))
    ).one_or_none()


def paragraphs_of(session: Session, revision: str) -> Sequence[Paragraph]:
    """Return the paragraphs of a revision in their order."""
    return session.scalars(
        select(Paragraph)
        .where(Paragraph.revision_id == revision)
        .order_by(Paragraph.position, Paragraph.id)
        .limit(rules.MOST_PARAGRAPHS + 1)
    ).all()


def open_round(session: Session, text: str) -> SilenceRound | None:
    """Return the round of a text that has not ended."""
    return session.scalars(
        select(SilenceRound).where(SilenceRound.understanding_id == text, SilenceRound.outcome == "open")
    ).one_or_none()


def latest_round(session: Session, text: str) -> SilenceRound:
    """Return the latest round of a text that has been under silence."""
    return session.scalars(
        select(SilenceRound)
        .where(SilenceRound.understanding_id == text)
        .order_by(SilenceRound.number.desc())
        .limit(1)
    ).one()


def standing_positions(session: Session, silence: str) -> list[Position]:
    """Return the position that stands for each delegation that gave one in a round: its latest admissible one."""
    latest = {
        position.delegation_id: position
        for position in session.scalars(
            select(Position)
            .where(Position.round_id == silence, Position.is_admissible)
            .order_by(Position.turn, Position.id)
        )
    }
    return [latest[delegation] for delegation in sorted(latest)]


def earlier_position(session: Session, silence: SilenceRound, delegation: str) -> tuple[Position, int] | None:
    """Return the latest position of a delegation in the rounds on the same text before `silence`, with its round."""
    found = session.execute(
        select(Position, SilenceRound.number)
        .join(SilenceRound, SilenceRound.id == Position.round_id)
        .where(
            SilenceRound.understanding_id == silence.understanding_id,
            SilenceRound.number < silence.number,
            Position.delegation_id == delegation,
            Position.is_admissible,
        )
        .order_by(SilenceRound.number.desc(), Position.turn.desc())
        .limit(1)
    ).one_or_none()
    return (found[0], found[1]) if found else None
