"""Who may do what with delegations, accreditations and seats."""

from datetime import date
from typing import Protocol

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission


class Delegated(Protocol):
    """What the policy looks at in a delegation."""

    @property
    def id(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def granted_on(self) -> date | None: ...


@permission("delegation.apply")
def may_apply(actor: Actor, state: object) -> Decision:
    """Anyone may ask for accreditation, without an account."""
    return allow()


@permission("accreditation.decide")
def may_decide_accreditation(actor: Actor, delegation: object) -> Decision:
    """The secretariat admits (procedure.md, 1)."""
    if actor.role in (Role.SECRETARIAT, Role.SYSTEM):
        return allow()
    return deny(N_("Only the secretariat decides on accreditation."), N_("Write to the secretariat."))


@permission("delegation.manage-seats")
def may_manage_seats(actor: Actor, delegation: Delegated) -> Decision:
    """The head of a delegation and the secretariat invite to its seats."""
    if actor.role in (Role.SECRETARIAT, Role.SYSTEM):
        return allow()
    if actor.role is Role.HEAD and actor.delegation == delegation.id:
        if delegation.status in ("provisional", "accredited"):
            return allow()
        return deny(N_("Your delegation is not accredited at present."), N_("Ask the secretariat."))
    return deny(
        N_("Only the head of this delegation manages its seats."), N_("Ask the head of the delegation.")
    )


@permission("delegation.see")
def may_see_delegation(actor: Actor, delegation: Delegated) -> Decision:
    """Who was ever admitted is public; other requests are between their author and the secretariat."""
    speaks_in_public = delegation.granted_on is not None or delegation.status == "imported"
    if speaks_in_public or actor.role in (Role.SECRETARIAT, Role.SYSTEM):
        return allow()
    return deny(N_("There is no delegation at this address."))


@permission("delegation.see-members")
def may_see_members(actor: Actor, delegation: Delegated) -> Decision:
    """The names of people are for their own delegation and the secretariat: participants' lists are opt-in."""
    if actor.role in (Role.SECRETARIAT, Role.ADMINISTRATOR) or delegation.id in actor.affiliations:
        return allow()
    return deny(N_("Only the delegation itself and the secretariat see who its members are."))


@permission("capacity.choose")
def may_choose_capacity(actor: Actor, state: object) -> Decision:
    """Everyone who is signed in chooses among their own capacities."""
    return allow() if actor.is_signed_in else deny(N_("Sign in to choose in which capacity you act."))


@permission("invitation.accept")
def may_accept_invitation(actor: Actor, state: object) -> Decision:
    """Whoever holds the link of an invitation may accept it: the token is the proof."""
    return allow()


@permission("constituency.list")
def may_list_constituencies(actor: Actor, state: object) -> Decision:
    """The list comes from the catalogue that the secretariat keeps."""
    if actor.role in (Role.SECRETARIAT, Role.SYSTEM):
        return allow()
    return deny(N_("Only the secretariat keeps the list of constituencies."), N_("Ask the secretariat."))
