"""Notice to every entitled delegation of what happens in its round."""

from collections.abc import Sequence

from sqlalchemy import select, update

from panel.record.acts import Acting, Tx
from panel.understandings.acts.drafting import subject_of
from panel.understandings.facts import NoticeGiven
from panel.understandings.models import Entitlement, Notice, SilenceRound, Understanding


def give_notice(tx: Tx, text: Understanding, silence: SilenceRound, what: str) -> Acting:
    """Tell every delegation on the entitled list of a round `what` (`rules.NOTICES`) has happened."""
    entitled = entitled_of(tx, silence)
    tx.session.add_all(
        Notice(round_id=silence.id, delegation_id=delegation, what=what, given_at=tx.now)
        for delegation in entitled
    )
    yield NoticeGiven(subject=subject_of(text), round=silence.number, what=what, delegations=tuple(entitled))


def answer_notices(tx: Tx, silence: SilenceRound, delegation: str) -> None:
    """Mark what a delegation was told of a round as answered: it has acted on it."""
    tx.session.flush()
    tx.session.execute(
        update(Notice)
        .where(
            Notice.round_id == silence.id, Notice.delegation_id == delegation, Notice.answered_at.is_(None)
        )
        .values(answered_at=tx.now)
    )


def entitled_of(tx: Tx, silence: SilenceRound) -> Sequence[str]:
    """Return the delegations on the entitled list of a round, by the names they had when it was frozen."""
    return tx.session.scalars(
        select(Entitlement.delegation_id)
        .where(Entitlement.round_id == silence.id)
        .order_by(Entitlement.name, Entitlement.delegation_id)
    ).all()
