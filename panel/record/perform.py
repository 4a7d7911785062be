"""The one way to write.

`perform` opens the write transaction, locks the head of the record, loads the subject fresh, asks the policy about that
row, runs the act, appends its facts and commits: all or nothing. Every write of the Panel passes through the same lock,
so acts run one after another; that is what makes "exactly one adoption" simple to believe.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import UniqueConstraint, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from panel.db.base import Base
from panel.db.clock import Clock
from panel.db.guard import opened_for_writing
from panel.kernel.clock import stamp
from panel.kernel.refusal import Forbidden, Refusal
from panel.policy import Actor
from panel.record import merkle
from panel.record.acts import ACTS, Tx
from panel.record.facts import VEILED, Fact, leaf_bytes, payload
from panel.record.models import Record, RecordEntry, RecordHead, RecordValue

CONSTRAINTS: dict[str, Callable[[], Refusal]] = {}
"""Constraint name -> the refusal to raise when the database enforces it. Rooms fill it in beside their acts."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an order: the act's own `result`, and the facts that now stand in the record."""

    result: Any
    facts: tuple[Fact, ...]
    first_seq: int


def perform(session: Session, clock: Clock, actor: Actor, order: Any) -> Done:
    """Carry out `order` for `actor` in one transaction.

    Raises `Forbidden` when the policy says no, another `Refusal` when the rules do or a known constraint is violated;
    then nothing has been written.
    """
    act = ACTS[type(order)]
    try:
        with opened_for_writing(session):
            head = session.scalars(select(RecordHead).where(RecordHead.id == 1).with_for_update()).one()
            tx = Tx(session, actor, max(clock.now(session), head.at))
            subject = act.on(session, order) if act.on else None
            decision = act.may(actor, subject)
            if not decision:
                raise Forbidden(decision.reason, decision.params, whom=decision.whom)
            facts, result = _run(act.function(tx, order, subject))
            if not facts:
                raise RuntimeError(f"{act.function.__name__} changed something and said nothing")
            session.flush()
            first = head.size
            _append(session, head, tx, facts)
    except IntegrityError as error:
        raise _refusal_for(error) from error
    return Done(result, tuple(facts), first)


@contextmanager
def unrecorded(session: Session) -> Iterator[Session]:
    """Open a write transaction that leaves no fact: for what must not be remembered for ever.

    Sign-ins and tries at signing in are such: a permanent log of when a person was here would endanger some (safety).
    """
    with opened_for_writing(session):
        yield session


def _run(acting: Iterator[Fact]) -> tuple[list[Fact], Any]:
    facts: list[Fact] = []
    while True:
        try:
            facts.append(next(acting))
        except StopIteration as end:
            return facts, end.value


def _append(session: Session, head: RecordHead, tx: Tx, facts: list[Fact]) -> None:
    at = stamp(tx.now)
    frontier = [head.frontier[i : i + 32] for i in range(0, len(head.frontier), 32)]
    leaves, entries, values = [], [], []
    for seq, fact in enumerate(facts, head.size):
        body, commitments = payload(fact, tx.actor.capacity)
        leaf = leaf_bytes(
            seq=seq,
            at=at,
            kind=fact.kind,
            actor=VEILED if fact.is_veiled else tx.actor.capacity,
            subject=fact.subject,
            payload=body,
        )
        frontier = merkle.append(frontier, seq, leaf)
        leaves.append({"seq": seq, "leaf": leaf})
        entries.append(
            {
                "seq": seq,
                "kind": fact.kind,
                "subject": fact.subject,
                "actor": tx.actor.capacity,
                "delegation": tx.actor.delegation,
            }
        )
        values += [{"seq": seq, "field": c.field, "salt": c.salt, "words": c.words} for c in commitments]
    session.execute(insert(Record), leaves)
    session.execute(insert(RecordEntry), entries)
    if values:
        session.execute(insert(RecordValue), values)
    head.size += len(facts)
    head.frontier = b"".join(frontier)
    head.at = tx.now


def _refusal_for(error: IntegrityError) -> Exception:
    """Return the refusal that belongs to the violated constraint, or the error itself: an unknown one is a bug."""
    name = getattr(getattr(error.orig, "diag", None), "constraint_name", None) or _sqlite_constraint(
        str(error.orig)
    )
    return CONSTRAINTS[name]() if name in CONSTRAINTS else error


def _sqlite_constraint(message: str) -> str | None:
    """Return the name of the unique constraint that SQLite describes by its columns only."""
    _, _, columns = message.partition("UNIQUE constraint failed: ")
    names = {column.strip() for column in columns.split(",")}
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            if (
                isinstance(constraint, UniqueConstraint)
                and {f"{table.name}.{c.name}" for c in constraint.columns} == names
            ):
                return str(constraint.name)
    return None
