"""Agreement ad referendum: joins that wait for the confirmation of a delegation's authorities (4)."""

from collections.abc import Collection
from datetime import datetime

from panel.kernel.refusal import Conflict
from panel.kernel.text import N_
from panel.understandings.procedure import Procedure

AD_REFERENDUM = "4, agreed ad referendum"

SUBJECT_TO_CONFIRMATION = "join-ad-referendum"
"""The position of a delegation that joins subject to confirmation."""


def confirmation_due(now: datetime, procedure: Procedure) -> datetime:
    """Return until when a text agreed ad referendum at `now` is confirmed or not."""
    return now + procedure.confirmation


def may_be_confirmed(now: datetime, due: datetime) -> None:
    """Raise `Conflict` when the time for confirmation has passed."""
    if now >= due:
        raise Conflict(N_("The time for confirmation has passed."), rule=AD_REFERENDUM)


def nothing_awaited(now: datetime, due: datetime, awaited: Collection[str]) -> None:
    """Raise `Conflict` unless every delegation awaited has confirmed, or the deadline has come without refusal."""
    if awaited and now < due:
        raise Conflict(
            N_("Delegations that joined subject to confirmation have not all confirmed, and still can."),
            rule=AD_REFERENDUM,
        )
