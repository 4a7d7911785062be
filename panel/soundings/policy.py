"""Who may do what with soundings, and in which stage."""

from typing import Protocol

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission
from panel.threads.rules import OPEN_STAGES

_SPEAKERS = (Role.HEAD, Role.ALTERNATE)


class Threaded(Protocol):
    """What the policy looks at in a thread: the delegation that proposed it, and its stage."""

    @property
    def delegation_id(self) -> str: ...
    @property
    def stage(self) -> str: ...


class Sounded(Protocol):
    """What the policy looks at in a sounding: who proposed it (None: a moderator), its state, and its thread."""

    @property
    def delegation_id(self) -> str | None: ...
    @property
    def state(self) -> str: ...
    @property
    def thread(self) -> Threaded: ...


@permission("sounding.propose")
def may_propose_sounding(actor: Actor, thread: Threaded) -> Decision:
    """Delegations, through their head or an alternate, and moderators put statements in a thread that is open."""
    if thread.stage not in OPEN_STAGES:
        return deny(N_("Soundings are put while the thread is open or in drafting."), N_("Ask a moderator."))
    if actor.role is Role.MODERATOR:
        return _impartial(actor, thread)
    return _speaks(actor)


@permission("sounding.revise")
def may_revise_sounding(actor: Actor, sounding: Sounded) -> Decision:
    """The delegation that proposed a statement gives it new words, or a moderator does."""
    if actor.role is not Role.MODERATOR and (
        sounding.delegation_id is None or actor.delegation != sounding.delegation_id
    ):
        return deny(
            N_("Only who proposed this statement, or a moderator, gives it new words."),
            N_("Propose a statement of your own, or ask a moderator."),
        )
    return _open(sounding) and may_propose_sounding(actor, sounding.thread)


@permission("sounding.position")
def may_give_position(actor: Actor, sounding: Sounded) -> Decision:
    """A delegation gives its position through its head or an alternate while the sounding is open."""
    return _speaks(actor) and _open(sounding)


@permission("sounding.withdraw-position")
def may_withdraw_position(actor: Actor, sounding: Sounded) -> Decision:
    """A delegation takes its position back while the sounding is open, whatever its accreditation has become."""
    if actor.role not in _SPEAKERS:
        return _speaks(actor)
    return _open(sounding)


@permission("sounding.close")
def may_close_sounding(actor: Actor, sounding: Sounded) -> Decision:
    """A moderator closes a sounding, never in a thread that a delegation of theirs has proposed."""
    if actor.role is not Role.MODERATOR:
        return deny(N_("Only a moderator closes a sounding."), N_("Ask a moderator."))
    if sounding.state != "open":
        return deny(N_("This sounding is closed."))
    return _impartial(actor, sounding.thread)


def _open(sounding: Sounded) -> Decision:
    if sounding.state != "open":
        return deny(N_("This sounding is closed: its result stands."), N_("Ask a moderator."))
    if sounding.thread.stage not in OPEN_STAGES:
        return deny(
            N_("Positions are given while the thread is open or in drafting."), N_("Ask a moderator.")
        )
    return allow()


def _speaks(actor: Actor) -> Decision:
    if actor.role is Role.ADVISER:
        return deny(
            N_("An adviser prepares the position of the delegation, but does not give it."),
            N_("Ask your head of delegation or an alternate."),
        )
    if actor.role is Role.OBSERVER:
        return deny(
            N_("Observers comment in the thread; soundings are for delegations that take part in full.")
        )
    if actor.role not in _SPEAKERS:
        return deny(N_("Soundings are answered by delegations."), N_("Act for your delegation."))
    if not actor.speaks:
        return deny(
            N_("Your delegation's accreditation does not allow it to take part at present."),
            N_("Ask the secretariat."),
        )
    return allow()


def _impartial(actor: Actor, thread: Threaded) -> Decision:
    if thread.delegation_id in actor.affiliations:
        return deny(
            N_("You hold a seat in the delegation that proposed this thread, so you cannot decide on it."),
            N_("Ask another moderator."),
        )
    return allow()
