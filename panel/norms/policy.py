"""Who may attach a norm to what is being discussed, and who keeps the catalogue.

Attaching is open to everybody with a part in the deliberation, advisers included: a norm that nobody may
point to is a norm not considered. Whether the thing it is attached to still takes norms is for the room that
owns that thing to say.
"""

from typing import Any

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission

_OFFICERS = frozenset({Role.MODERATOR, Role.CHAIR, Role.RAPPORTEUR, Role.SECRETARIAT})


@permission("norm.attach")
def may_attach_norm(actor: Actor, state: Any = None) -> Decision:
    """Whether `actor` may attach a norm reference to anything, or take one of theirs away."""
    if actor.role in _OFFICERS or actor.speaks:
        return allow()
    if actor.seat is not None:
        return deny(
            N_("Your delegation's accreditation does not allow it to take part at present."),
            N_("the secretariat"),
        )
    return deny(
        N_("Norms are attached by delegations, moderators, the Bureau and the secretariat."),
        N_("the head of your delegation"),
    )


@permission("catalogue.keep")
def may_keep_catalogue(actor: Actor, state: Any = None) -> Decision:
    """Whether `actor` may enter or correct instruments, provisions and the import of States parties."""
    if actor.role is Role.SECRETARIAT:
        return allow()
    return deny(N_("The catalogue of norms is kept by the secretariat."), N_("the secretariat"))
