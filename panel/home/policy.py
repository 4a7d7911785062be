"""Who sees the desks, and which leaves of the record are shown with their bytes."""

from typing import Protocol

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission


class Recorded(Protocol):
    """What the policy looks at in a fact of the record: its kind, and the delegation that acted (None: none did)."""

    @property
    def kind(self) -> str: ...
    @property
    def delegation(self) -> str | None: ...


_NAMES_WHO_BROKE = ("silence_broken", "late_objection_recorded")
_NAMES_WHO_DRAFTS = ("draft_saved", "draft_discarded")


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


@permission("leaf.read")
def may_read_leaf(actor: Actor, fact: Recorded) -> Decision:
    """The bytes of a leaf are public, unless the seat they name would say who broke silence or who is drafting."""
    if fact.kind in _NAMES_WHO_BROKE and actor.role not in (Role.CHAIR, Role.SECRETARIAT):
        hidden = True
    else:
        hidden = fact.kind in _NAMES_WHO_DRAFTS
    if not hidden or (fact.delegation is not None and fact.delegation == actor.delegation):
        return allow()
    return deny(
        N_("The bytes of this leaf name the seat that acted, which the Panel's rules keep from this reader.")
    )
