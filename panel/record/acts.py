"""How an act is declared. Each room's `acts.py` registers its acts here; `perform` runs them."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from panel.policy import Actor, Decision
from panel.record.facts import Fact

Row = TypeVar("Row")
Acting = Generator[Fact, None, Any]
"""What an act returns: it yields its facts and returns what the page needs to go on, such as a number."""


@dataclass(slots=True)
class Tx:
    """The open write transaction as an act sees it: the session, who acts, and the instant at which all happens."""

    session: Session
    actor: Actor
    now: datetime

    def add(self, row: Row) -> Row:
        """Write a new row and return it, its defaults filled in."""
        self.session.add(row)
        self.session.flush()
        return row

    def next_number(self, column: InstrumentedAttribute[Any], *among: ColumnElement[bool]) -> int:
        """Return the number after the largest in `column`, `among` the rows of one parent or all: 1 for the first.

        Acts run one after another, so nobody else can take it.
        """
        return (self.session.scalar(select(func.max(column)).where(*among)) or 0) + 1


@dataclass(frozen=True, slots=True)
class Act:
    """One way in which the Panel's state can change."""

    order: type[Any]
    may: Callable[[Actor, Any], Decision]
    on: Callable[[Session, Any], Any] | None
    function: Callable[[Tx, Any, Any], Acting]

    @property
    def room(self) -> str:
        return self.function.__module__.split(".")[1]


ACTS: dict[type[Any], Act] = {}


def act(
    order: type[Any],
    *,
    may: Callable[[Actor, Any], Decision],
    on: Callable[[Session, Any], Any] | None = None,
) -> Callable[[Callable[[Tx, Any, Any], Acting]], Callable[[Tx, Any, Any], Acting]]:
    """Register the decorated function as the act that `order` asks for.

    `on(session, order)` loads what is acted upon, fresh under the lock, and raises `NotFound` if there is none; `may`
    is asked about that very row.
    """

    def register(function: Callable[[Tx, Any, Any], Acting]) -> Callable[[Tx, Any, Any], Acting]:
        if order in ACTS:
            raise ValueError(f"two acts for {order.__name__}")
        ACTS[order] = Act(order, may, on, function)
        return function

    return register
