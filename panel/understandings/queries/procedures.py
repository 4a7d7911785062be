"""The rules in force, and what they make of the delegations there are."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.delegations.models import Constituency, Delegation
from panel.delegations.queries import represented_constituencies
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.threads.models import Contribution
from panel.understandings import rules
from panel.understandings.models import (
    RulesOfProcedure,
)
from panel.understandings.procedure import Procedure, procedure_from


def procedure_in_force(session: Session) -> Procedure:
    """Return the latest adopted rules of procedure. Raises `NotFound` before any were adopted."""
    content = session.scalar(
        select(RulesOfProcedure.content).order_by(RulesOfProcedure.version.desc()).limit(1)
    )
    if content is None:
        raise NotFound(N_("No rules of procedure have been adopted yet."))
    return procedure_from(content)


def procedure_of(session: Session, version: int) -> Procedure:
    """Return the rules under which a round was opened."""
    return procedure_from(
        session.scalars(select(RulesOfProcedure.content).where(RulesOfProcedure.version == version)).one()
    )


def procedures(session: Session) -> list[tuple[Procedure, datetime]]:
    """Return every adopted version of the rules with the instant of its adoption, the latest first."""
    rows = session.execute(
        select(RulesOfProcedure.content, RulesOfProcedure.adopted_at).order_by(
            RulesOfProcedure.version.desc()
        )
    )
    return [(procedure_from(row.content), row.adopted_at) for row in rows]


def balance_of(session: Session, thread: str, procedure: Procedure) -> rules.Balance:
    """Return which represented constituencies have been heard in the thread of a text."""
    heard = session.scalars(
        select(Delegation.constituency_id)
        .join(Contribution, Contribution.delegation_id == Delegation.id)
        .where(Contribution.thread_id == thread, Contribution.state == "posted")
        .distinct()
    ).all()
    return rules.balance(represented_constituencies(session).keys(), heard, procedure)


def entitled_delegations(session: Session, procedure: Procedure) -> list[Delegation]:
    """Return the delegations that may break a silence opened now.

    They are accredited, have a say, and belong to a constituency that the rules entitle.
    """
    found = session.scalars(
        select(Delegation)
        .where(Delegation.status == "accredited", Delegation.participation == "full")
        .order_by(Delegation.name, Delegation.id)
    )
    return [delegation for delegation in found if procedure.is_entitled(delegation.constituency_id)]


def constituency_names(session: Session) -> dict[str, str]:
    """Return the name of every constituency by its id."""
    return {row.id: row.name for row in session.execute(select(Constituency.id, Constituency.name))}


def delegation_names(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """Return the names of delegations by id."""
    rows = session.execute(select(Delegation.id, Delegation.name).where(Delegation.id.in_(ids)))
    return {row.id: row.name for row in rows}
