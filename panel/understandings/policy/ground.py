"""What the policies of this room look at, and the sentences they share."""

from collections.abc import Collection
from typing import Protocol

from panel.kernel.text import N_


class Negotiated(Protocol):
    """What the policy looks at in a text: its state, and the delegation that proposed its thread."""

    @property
    def state(self) -> str: ...
    @property
    def proposer(self) -> str | None: ...


class Entitling(Negotiated, Protocol):
    """A text whose round, if any, has an entitled list."""

    @property
    def entitled(self) -> Collection[str]: ...


class Awaiting(Entitling, Protocol):
    """A text that may wait for delegations which joined subject to confirmation."""

    @property
    def awaited(self) -> Collection[str]: ...


class Thread(Protocol):
    """What the policy looks at in a thread."""

    @property
    def stage(self) -> str: ...
    @property
    def delegation_id(self) -> str: ...


CHAIR_ONLY = N_("Only the Chair opens, extends and closes silence, and gavels.")
ASK_CHAIR = N_("Ask the Chair.")
ASK_MODERATOR = N_("Ask a moderator of this thread.")
OWN = N_(
    "The thread was proposed by an organization in which you hold a seat, so another moderator must act."
)
