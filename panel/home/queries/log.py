"""The log of facts as everyone may read it.

A leaf holds no words, only commitments to them, and so does the log: each sentence is said without the words that stand
beside the record. So what was withdrawn, proposed and not opened, or not to be disclosed has no way into this page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from panel.delegations.models import Delegation
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.norms.models import Issue, Space
from panel.record.facts import Fact
from panel.record.queries import RecordedFact, latest_facts

PAGE = 50
ELIDED = "[…]"


class _Names(dict[str, str]):
    """What ids in facts are called; an id of nothing that may be named is left out."""

    def __missing__(self, key: str) -> str:
        return ELIDED


@dataclass(frozen=True, slots=True)
class Logged:
    """A page of the log: facts, newest first, each with the template that says it; `names` for those templates."""

    lines: tuple[tuple[RecordedFact, str], ...]
    names: dict[str, str]
    before: int | None  # None: this is the oldest page


def log_page(session: Session, *, before: int | None = None, limit: int = PAGE) -> Logged:
    """Return the facts before position `before`, or the latest, in three statements."""
    facts = latest_facts(session, limit=limit, before=before)
    older = facts[-1].seq if facts and facts[-1].seq else None
    return Logged(_said(facts), _names(session, facts), older)


def fact_at(session: Session, seq: int) -> Logged:
    """Return the one fact at position `seq`. Raises `NotFound`."""
    facts = latest_facts(session, limit=1, before=seq + 1)
    if not facts or facts[0].seq != seq:
        raise NotFound(N_("The record has no fact at this position."))
    return Logged(_said(facts), _names(session, facts), None)


def _said(facts: Iterable[RecordedFact]) -> tuple[tuple[RecordedFact, str], ...]:
    return tuple(
        (replace(fact, words=dict.fromkeys(fact.words, ELIDED)), _sentence(fact.kind)) for fact in facts
    )


def _sentence(kind: str) -> str:
    """Return the template that says a fact of this kind: it stands in the room whose fact it is."""
    room = Fact.KINDS[kind].__module__.split(".")[1]
    return f"{room}/facts/{kind}.html"


def _names(session: Session, facts: Iterable[RecordedFact]) -> dict[str, str]:
    """Return what the delegations, issues and spaces in `facts` are called, with one statement.

    Bodies that asked to take part and were never admitted are named nowhere, so not here either.
    """
    ids: set[str] = set()
    for fact in facts:
        payload: dict[str, Any] = fact.payload
        ids.update((fact.subject.partition(":")[2], payload.get("delegation", ""), payload.get("issue", "")))
        ids.update(payload.get("also", ()), payload.get("spaces", ()))
    known = or_(Delegation.granted_on.is_not(None), Delegation.scheme == "imported")
    rows = session.execute(
        select(Delegation.id.label("id"), Delegation.name.label("name"))
        .where(Delegation.id.in_(sorted(ids)), known)
        .union_all(
            select(Issue.id, Issue.short_title).where(Issue.id.in_(sorted(ids))),
            select(Space.id, Space.name).where(Space.id.in_(sorted(ids))),
        )
    )
    return _Names((row.id, row.name) for row in rows)
