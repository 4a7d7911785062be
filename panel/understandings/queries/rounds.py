"""Rounds of a text with their entitled lists and positions, and the statements attached afterwards."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.delegations.models import Delegation
from panel.understandings.models import (
    Corrigendum,
    Entitlement,
    Hold,
    Position,
    RulesOfProcedure,
    SilenceRound,
    Statement,
)
from panel.understandings.procedure import Procedure, procedure_from
from panel.understandings.queries.views import (
    CorrigendumView,
    EntitledView,
    HoldView,
    PositionView,
    RoundView,
    StatementView,
)


def rounds_of(session: Session, text: str, numbers: dict[str, int]) -> tuple[RoundView, ...]:
    """Return all rounds of a text with their entitled lists and positions, in two or three statements."""
    rows = session.execute(
        select(SilenceRound, RulesOfProcedure.content, Entitlement)
        .join(RulesOfProcedure, RulesOfProcedure.version == SilenceRound.rules_version)
        .join(Entitlement, Entitlement.round_id == SilenceRound.id)
        .where(SilenceRound.understanding_id == text)
        .order_by(SilenceRound.number, Entitlement.name, Entitlement.delegation_id)
    ).all()
    if not rows:
        return ()
    standing: dict[tuple[str, str], PositionView] = {}
    late: dict[str, list[PositionView]] = {}
    given = session.execute(
        select(Position, Entitlement.name, Entitlement.constituency_id)
        .join(SilenceRound, SilenceRound.id == Position.round_id)
        .join(
            Entitlement,
            (Entitlement.round_id == Position.round_id)
            & (Entitlement.delegation_id == Position.delegation_id),
        )
        .where(SilenceRound.understanding_id == text)
        .order_by(Position.turn, Position.id)
    )
    for position, name, constituency in given:
        view = PositionView(
            delegation=position.delegation_id,
            delegation_name=name,
            constituency=constituency,
            kind=position.kind,
            paragraphs=tuple(position.paragraphs),
            reason=position.reason,
            remedy=position.remedy,
            wording=position.wording,
            language=position.language,
            given_at=position.given_at,
            is_admissible=position.is_admissible,
        )
        if position.is_admissible:
            standing[position.round_id, position.delegation_id] = view
        else:
            late.setdefault(position.round_id, []).append(view)
    rounds: dict[str, tuple[SilenceRound, Procedure, list[EntitledView]]] = {}
    for silence, content, entitled in rows:
        _, _, names = rounds.setdefault(silence.id, (silence, procedure_from(content), []))
        names.append(
            EntitledView(
                entitled.delegation_id,
                entitled.name,
                entitled.constituency_id,
                standing.get((silence.id, entitled.delegation_id)),
            )
        )
    held = any(silence.held_until for silence, *_ in rounds.values())
    holds = _holds_of(session, text) if held else {}
    return tuple(
        RoundView(
            id=silence.id,
            number=silence.number,
            revision_id=silence.revision_id,
            revision_number=numbers[silence.revision_id],
            digest=silence.digest,
            opened_at=silence.opened_at,
            expires_at=silence.expires_at,
            outcome=silence.outcome,
            ended_at=silence.ended_at,
            held_until=silence.held_until,
            confirm_by=silence.confirm_by,
            unheard=tuple(silence.unheard),
            balance_reason=silence.balance_reason,
            extension_reason=silence.extension_reason,
            procedure=procedure,
            entitled=tuple(names),
            late=tuple(late.get(silence.id, ())),
            holds=tuple(holds.get(silence.id, ())),
        )
        for silence, procedure, names in rounds.values()
    )


def _holds_of(session: Session, text: str) -> dict[str, list[HoldView]]:
    """Return by round when which delegation asked for time."""
    holds: dict[str, list[HoldView]] = {}
    for hold, name in session.execute(
        select(Hold, Entitlement.name)
        .join(SilenceRound, SilenceRound.id == Hold.round_id)
        .join(
            Entitlement,
            (Entitlement.round_id == Hold.round_id) & (Entitlement.delegation_id == Hold.delegation_id),
        )
        .where(SilenceRound.understanding_id == text)
        .order_by(Hold.asked_at, Hold.delegation_id)
    ):
        view = HoldView(hold.delegation_id, name, hold.reason, hold.asked_at, hold.until)
        holds.setdefault(hold.round_id, []).append(view)
    return holds


def corrigenda_to(session: Session, text: str) -> tuple[CorrigendumView, ...]:
    """Return the corrigenda to a text in their order."""
    rows = session.scalars(
        select(Corrigendum).where(Corrigendum.understanding_id == text).order_by(Corrigendum.number)
    )
    return tuple(
        CorrigendumView(row.symbol, row.paragraph, row.error, row.correction, row.issued_at) for row in rows
    )


def statements_on(session: Session, text: str) -> tuple[StatementView, ...]:
    rows = session.execute(
        select(Statement, Delegation.name, Delegation.constituency_id)
        .join(Delegation, Delegation.id == Statement.delegation_id)
        .where(Statement.understanding_id == text)
        .order_by(Delegation.name, Statement.given_at, Statement.id)
    )
    return tuple(
        StatementView(
            s.delegation_id, name, constituency, s.kind, tuple(s.paragraphs), s.text, s.concern, s.given_at
        )
        for s, name, constituency in rows
    )
