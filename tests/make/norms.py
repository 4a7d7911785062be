"""Norms attached to something, as an act of an upper room would attach them."""

from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.norms.acts import put_references
from panel.policy.actor import SYSTEM
from panel.record.acts import Tx
from panel.record.perform import unrecorded


def attached(
    session: Session, clock: SetClock, kind: str, owner_id: str, *references: str
) -> tuple[str, ...]:
    """Attach `references` to the owner and return them as they stand."""
    with unrecorded(session):
        return put_references(Tx(session, SYSTEM, clock.moment), kind, owner_id, references)
