"""The rows that acts write on, fresh under the lock, and what things in the record are called."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from panel.delegations.models import Delegation
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.norms.models import Issue, Space
from panel.record.queries import RecordedFact
from panel.threads.models import Contribution, Thread


def thread_for_update(session: Session, order: object) -> Thread:
    """Return the thread that an order names by id. Raises `NotFound`."""
    found = session.scalars(
        select(Thread).where(Thread.id == getattr(order, "thread", None)).with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound(N_("There is no such thread."))
    return found


def contribution_for_update(session: Session, order: object) -> Contribution:
    """Return the posted or withdrawn contribution that an order names by id, with its thread. Raises `NotFound`."""
    found = _contribution(session, getattr(order, "contribution", None))
    if found is None or found.state == "draft":
        raise NotFound(N_("There is no such contribution."))
    return found


def draft_for_update(session: Session, order: object) -> Contribution:
    """Return the draft that an order names by id, with its thread. Raises `NotFound`."""
    found = _contribution(session, getattr(order, "draft", None))
    if found is None or found.state != "draft":
        raise NotFound(N_("There is no such draft. It may have been published or thrown away."))
    return found


def posted_in(session: Session, thread: str, numbers: Collection[int]) -> dict[int, str]:
    """Return number -> id of those contributions among `numbers` that stand posted in a thread."""
    if not numbers:
        return {}
    rows = session.execute(
        select(Contribution.number, Contribution.id).where(
            Contribution.thread_id == thread,
            Contribution.state == "posted",
            Contribution.number.in_(numbers),
        )
    )
    return {number: key for number, key in rows if number is not None}


def names_in(session: Session, facts: Iterable[RecordedFact]) -> dict[str, str]:
    """Return what delegations, issues and spaces that `facts` name by id are called, with one statement."""
    ids: set[str] = set()
    for fact in facts:
        named = (fact.delegation, fact.payload.get("delegation"), fact.payload.get("issue"))
        ids.update(name for name in named if name)
        ids.update(fact.payload.get("also", ()), fact.payload.get("spaces", ()))
    if not ids:
        return {}
    rows = session.execute(
        select(Delegation.id.label("id"), Delegation.name.label("name"))
        .where(Delegation.id.in_(ids))
        .union_all(
            select(Issue.id, Issue.short_title).where(Issue.id.in_(ids)),
            select(Space.id, Space.name).where(Space.id.in_(ids)),
        )
    )
    return {row.id: row.name for row in rows}


def _contribution(session: Session, key: str | None) -> Contribution | None:
    return session.scalars(
        select(Contribution)
        .options(joinedload(Contribution.thread, innerjoin=True))
        .where(Contribution.id == key)
        .with_for_update()
    ).one_or_none()
