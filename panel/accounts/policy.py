"""Who may do what with accounts."""

from typing import Protocol

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission


class Held(Protocol):
    """What the policy looks at in an account."""

    @property
    def id(self) -> str: ...


@permission("office.confer")
def may_confer_office(actor: Actor, state: object) -> Decision:
    """The secretariat and administrators invite people to an office of the Panel."""
    if actor.role in (Role.SECRETARIAT, Role.ADMINISTRATOR, Role.SYSTEM):
        return allow()
    return deny(N_("Only the secretariat and administrators confer an office."), N_("Ask the secretariat."))


@permission("account.keep")
def may_keep_account(actor: Actor, state: object) -> Decision:
    """Everyone who is signed in keeps their own account."""
    return allow() if actor.is_signed_in else deny(N_("Sign in to see your account."))


@permission("account.disable")
def may_disable_account(actor: Actor, state: Held) -> Decision:
    """Administrators and the secretariat close and reopen accounts; nobody locks themselves out."""
    if actor.role not in (Role.SECRETARIAT, Role.ADMINISTRATOR, Role.SYSTEM):
        return deny(
            N_("Only the secretariat and administrators close an account."), N_("Ask the secretariat.")
        )
    if state is not None and state.id == actor.person:
        return deny(N_("Nobody closes their own account."), N_("Ask another officer."))
    return allow()
