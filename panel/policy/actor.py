"""The actor: a person in the one capacity in which they act now."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """The capacities of procedure.md, section 1. A person may have several; an actor has one."""

    PUBLIC = "public"
    OBSERVER = "observer"
    ADVISER = "adviser"
    ALTERNATE = "alternate"
    HEAD = "head"
    MODERATOR = "moderator"
    CHAIR = "chair"
    RAPPORTEUR = "rapporteur"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's standing in a delegation, as far as rules ask for it.

    `status` is the delegation's accreditation: applied, provisional, accredited, suspended, lapsed. `may_bind` is
    true for the head, and for an alternate where the head has said so.
    """

    id: str
    delegation: str
    delegation_name: str
    constituency: str
    status: str
    may_bind: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: `person` (None for the public), the `role` of the capacity chosen, and its seat if it has one.

    `affiliations` are the delegations in which the person holds any seat: a moderator has no power over a thread of
    their own organization, whichever capacity they have chosen.
    """

    person: str | None = None
    name: str = ""
    role: Role = Role.PUBLIC
    capacity: str = ""
    seat: Seat | None = None
    affiliations: frozenset[str] = field(default_factory=frozenset)
    capacities_count: int = 0

    @property
    def is_signed_in(self) -> bool:
        return self.person is not None

    @property
    def delegation(self) -> str | None:
        """The delegation this actor speaks for, or None."""
        return self.seat.delegation if self.seat else None

    @property
    def speaks(self) -> bool:
        """True for a seat in a delegation that is accredited, if only provisionally."""
        return self.seat is not None and self.seat.status in ("provisional", "accredited")


PUBLIC = Actor()
SYSTEM = Actor(role=Role.SYSTEM, capacity="system")
