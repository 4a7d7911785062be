"""Who sees the desks."""

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission


@permission("desk.moderation")
def may_see_moderation_desk(actor: Actor, state: object) -> Decision:
    """Moderators, the Chair and the secretariat see the moderation desk."""
    if actor.role in (Role.MODERATOR, Role.CHAIR, Role.SECRETARIAT):
        return allow()
    return deny(
        N_("The moderation desk is for moderators, the Chair and the secretariat."),
        N_("Ask the secretariat."),
    )


@permission("desk.secretariat")
def may_see_secretariat_desk(actor: Actor, state: object) -> Decision:
    """The secretariat sees its own desk."""
    if actor.role is Role.SECRETARIAT:
        return allow()
    return deny(N_("This desk is for the secretariat."), N_("Ask the secretariat."))
