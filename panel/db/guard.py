"""The guard: nothing is written but by an act, and nobody commits but `perform`.

`opened_for_writing` is used by `panel.record` alone; the house's tests check that.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

_OPEN = "panel_writes"


class WriteOutsidePerform(RuntimeError):
    """Code tried to write without an act: a mistake of ours, never of a user."""


@contextmanager
def opened_for_writing(session: Session) -> Iterator[Session]:
    """Open the one write transaction on `session`: committed at the end, rolled back on any error.

    What the session had read before is let go first: on SQLite a reader cannot turn writer, and on both databases
    the act must see the rows as they are under the lock.
    """
    session.close()
    session.info[_OPEN] = True
    try:
        session.connection(execution_options={_OPEN: True})
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(_OPEN, None)
        session.close()


@event.listens_for(Session, "before_flush")
def _refuse_flush(session: Session, context: UOWTransaction, instances: object) -> None:
    if not session.info.get(_OPEN):
        raise WriteOutsidePerform("a flush outside perform")


@event.listens_for(Session, "do_orm_execute")
def _refuse_statement(state: ORMExecuteState) -> None:
    if (state.is_insert or state.is_update or state.is_delete) and not state.session.info.get(_OPEN):
        raise WriteOutsidePerform("a writing statement outside perform")
