"""Who raises a concern, who answers it, and who has the last word (procedure.md, 3)."""

from typing import Protocol

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission
from panel.understandings import rules
from panel.understandings.policy.ground import ASK_MODERATOR, OWN, Negotiated


class Concerned(Negotiated, Protocol):
    """A concern about a text: the text's state, and the delegation that raised it."""

    @property
    def delegation_id(self) -> str: ...


_SPEAKERS = (Role.HEAD, Role.ALTERNATE)


@permission("concern.raise")
def may_raise_concern(actor: Actor, text: Negotiated) -> Decision:
    """A delegation that takes part, through its head or an alternate, while the text is under negotiation."""
    if text.state not in rules.RAISED_IN:
        return deny(N_("Concerns are raised about an issued text while it is under negotiation."))
    if actor.role not in _SPEAKERS:
        return deny(
            N_("A concern is raised by the head of a delegation, or by an alternate."),
            N_("Ask the head of your delegation."),
        )
    if not actor.speaks:
        return deny(
            N_("Your delegation's accreditation does not allow it to take part at present."),
            N_("Ask the secretariat."),
        )
    return allow()


@permission("concern.answer")
def may_answer_concern(actor: Actor, concern: Concerned) -> Decision:
    """The co-facilitators answer concerns until the text is under silence, none of their own organization."""
    if actor.role not in (Role.MODERATOR, Role.SYSTEM):
        return deny(N_("Only the co-facilitators answer concerns."), ASK_MODERATOR)
    if concern.proposer in actor.affiliations:
        return deny(OWN)
    if concern.delegation_id in actor.affiliations:
        return deny(
            N_(
                "You hold a seat in the delegation that raised this concern, so another moderator must answer."
            )
        )
    if concern.state not in rules.ANSWERED_IN:
        return deny(N_("Concerns are answered while the text is in negotiation."))
    return allow()


@permission("concern.settle")
def may_settle_concern(actor: Actor, concern: Concerned) -> Decision:
    """The delegation that raised a concern withdraws or maintains it, until the text has come to its end."""
    if actor.delegation != concern.delegation_id or actor.role not in _SPEAKERS:
        return deny(
            N_("A concern is withdrawn or maintained by the delegation that raised it."),
            N_("Ask the head of that delegation."),
        )
    if concern.state not in rules.SETTLED_IN:
        return deny(N_("The text has come to its end, and its concerns with it."))
    return allow()
