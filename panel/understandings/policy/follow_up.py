"""Who follows up what recorded texts recommend (procedure.md, 4)."""

from typing import Protocol

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission
from panel.understandings import rules


class Recorded(Protocol):
    """A text whose recommendations are followed up: its state."""

    @property
    def state(self) -> str: ...


class Addressed(Recorded, Protocol):
    """An addressee of a recommendation, with the state of its text (`delegation_id` None: it is no delegation)."""

    @property
    def delegation_id(self) -> str | None: ...


@permission("follow-up.enter")
def may_follow_up(actor: Actor, text: Recorded) -> Decision:
    """The secretariat draws recommendations from recorded texts and sets the day of their review."""
    if actor.role not in (Role.SECRETARIAT, Role.SYSTEM):
        return deny(N_("The secretariat keeps the follow-up of recorded texts."), N_("Ask the secretariat."))
    return _followed(text)


@permission("follow-up.record")
def may_record_follow_up(actor: Actor, addressee: Addressed) -> Decision:
    """The secretariat records responses and implementation with their sources; an addressee speaks for itself."""
    itself = addressee.delegation_id is not None and actor.delegation == addressee.delegation_id
    if itself and actor.role is Role.ADVISER:
        return deny(N_("An adviser cannot answer for the delegation."), N_("Ask your head of delegation."))
    if not itself and actor.role not in (Role.SECRETARIAT, Role.SYSTEM):
        return deny(
            N_("What became of a recommendation is recorded by the secretariat and by the addressee itself."),
            N_("Ask the secretariat."),
        )
    return _followed(addressee)


def _followed(text: Recorded) -> Decision:
    if text.state not in rules.FOLLOWED_IN:
        return deny(N_("Only what recorded common understandings recommend is followed up."))
    return allow()
