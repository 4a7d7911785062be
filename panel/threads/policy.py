"""Who may do what with threads, contributions and syntheses, and in which stage."""

from typing import Protocol

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission
from panel.threads import rules

_SPEAKERS = (Role.HEAD, Role.ALTERNATE)
_WRITERS = (*_SPEAKERS, Role.ADVISER, Role.OBSERVER)


class Threaded(Protocol):
    """What the policy looks at in a thread."""

    @property
    def delegation_id(self) -> str: ...
    @property
    def stage(self) -> str: ...


class Contributed(Protocol):
    """What the policy looks at in a contribution or draft: whose it is, and the stage of its thread."""

    @property
    def delegation_id(self) -> str: ...
    @property
    def stage(self) -> str: ...


@permission("thread.read")
def may_read_thread(actor: Actor, thread: Threaded) -> Decision:
    """Threads are public once a moderator has opened them; before that, those who take part see the proposal."""
    if thread.stage in rules.PUBLIC_STAGES or actor.is_signed_in:
        return allow()
    return deny(N_("This thread has not been opened."))


@permission("thread.propose")
def may_propose(actor: Actor, state: object) -> Decision:
    """Delegations propose threads, through their head or an alternate."""
    if actor.role in _SPEAKERS:
        return allow() if actor.speaks else _silent()
    if actor.role is Role.ADVISER:
        return deny(
            N_("An adviser cannot propose a thread for the delegation."), N_("Ask your head of delegation.")
        )
    if actor.role is Role.OBSERVER:
        return deny(
            N_("Observers comment, but do not propose threads."), N_("Ask a delegation to propose it.")
        )
    return deny(
        N_("Threads are proposed by delegations."), N_("Act for your delegation, or ask one to propose it.")
    )


@permission("thread.resubmit")
def may_resubmit(actor: Actor, thread: Threaded) -> Decision:
    """A returned thread can be proposed again by the delegation that proposed it."""
    if actor.delegation != thread.delegation_id:
        return deny(N_("Only the delegation that proposed this thread can propose it again."))
    if thread.stage != "returned":
        return deny(N_("This thread has not been returned."))
    return may_propose(actor, thread)


@permission("thread.decide")
def may_decide(actor: Actor, thread: Threaded) -> Decision:
    """Moderators open, return and move threads, never one that a delegation of theirs has proposed."""
    if actor.role is not Role.MODERATOR:
        return deny(N_("Only a moderator decides on the stage of a thread."), N_("Ask a moderator."))
    return _impartial(actor, thread)


@permission("synthesis.publish")
def may_publish_synthesis(actor: Actor, thread: Threaded) -> Decision:
    """Moderators write the synthesis of a thread that is open or in drafting."""
    if actor.role is not Role.MODERATOR:
        return deny(N_("Only a moderator writes a synthesis."), N_("Ask a moderator."))
    if thread.stage not in rules.OPEN_STAGES:
        return deny(N_("A synthesis is written while the thread is open or in drafting."))
    return _impartial(actor, thread)


@permission("contribution.write")
def may_contribute(actor: Actor, thread: Threaded) -> Decision:
    """Every seat of a delegation, an observer's too, may write while the thread takes contributions."""
    if actor.role not in _WRITERS:
        return deny(
            N_("Contributions are made by delegations."),
            N_("Act for your delegation; a body that has none can ask the secretariat for accreditation."),
        )
    if not actor.speaks:
        return _silent()
    if thread.stage not in rules.OPEN_STAGES:
        return deny(N_("This thread does not take contributions at present."), N_("Ask a moderator."))
    return allow()


@permission("contribution.post")
def may_post(actor: Actor, thread: Threaded) -> Decision:
    """What an adviser writes is a draft: the head or an alternate publishes it for the delegation."""
    if actor.role is Role.ADVISER:
        return deny(
            N_("An adviser cannot publish for the delegation. Save a draft: your colleagues see it."),
            N_("Ask your head of delegation or an alternate to publish the draft."),
        )
    return may_contribute(actor, thread)


@permission("draft.list")
def may_list_drafts(actor: Actor, state: object) -> Decision:
    """Every seat of a delegation sees what its colleagues prepare."""
    if actor.delegation is not None:
        return allow()
    return deny(N_("Drafts are for the delegation that prepares them."), N_("Act for your delegation."))


@permission("draft.read")
def may_read_draft(actor: Actor, draft: Contributed) -> Decision:
    """A draft is for its own delegation."""
    if actor.delegation == draft.delegation_id:
        return allow()
    return deny(N_("This draft belongs to another delegation."))


@permission("draft.discard")
def may_discard_draft(actor: Actor, draft: Contributed) -> Decision:
    """Every seat of a delegation may throw its drafts away, whatever has become of the thread."""
    return may_read_draft(actor, draft)


@permission("draft.edit")
def may_edit_draft(actor: Actor, draft: Contributed) -> Decision:
    """Every seat of a delegation may go on writing its drafts."""
    return may_read_draft(actor, draft) and may_contribute(actor, draft)


@permission("draft.publish")
def may_publish_draft(actor: Actor, draft: Contributed) -> Decision:
    """The head or an alternate publishes a draft of the delegation."""
    return may_read_draft(actor, draft) and may_post(actor, draft)


@permission("contribution.correct")
def may_correct(actor: Actor, contribution: Contributed) -> Decision:
    """A delegation corrects its own words, and nobody else's: not even a moderator."""
    return _own(actor, contribution) and may_post(actor, contribution)


@permission("contribution.withdraw")
def may_withdraw(actor: Actor, contribution: Contributed) -> Decision:
    """A delegation may take its own words back at any time, whatever its accreditation and the thread's stage."""
    if actor.role is Role.ADVISER:
        return deny(
            N_("An adviser cannot withdraw for the delegation."),
            N_("Ask your head of delegation or an alternate."),
        )
    return _own(actor, contribution)


@permission("guidance.ask")
def may_ask_guidance(actor: Actor, thread: Threaded) -> Decision:
    """A moderator, or the delegation that proposed the thread, refers a question to a mechanism."""
    proposes = actor.delegation == thread.delegation_id and actor.role in _SPEAKERS
    if not proposes and actor.role not in (Role.MODERATOR, Role.SYSTEM):
        return deny(
            N_("Guidance is asked by a moderator, or by the delegation that proposed the thread."),
            N_("Ask a moderator."),
        )
    if proposes and not actor.speaks:
        return _silent()
    if thread.stage not in rules.OPEN_STAGES:
        return deny(N_("Guidance is asked while the thread is open or in drafting."), N_("Ask a moderator."))
    return allow()


@permission("guidance.give")
def may_give_guidance(actor: Actor, request: Contributed) -> Decision:
    """The mechanism that is asked replies, through the head or an alternate of its delegation."""
    if actor.delegation != request.delegation_id or actor.role not in _SPEAKERS:
        return deny(
            N_("The reply is given by the head or an alternate of the delegation that was asked."),
            N_("Ask the head of that delegation."),
        )
    return may_post(actor, request)


@permission("thread.import")
def may_import(actor: Actor, state: object) -> Decision:
    """The secretariat brings in threads from files."""
    if actor.role in (Role.SECRETARIAT, Role.SYSTEM):
        return allow()
    return deny(N_("Only the secretariat imports threads."), N_("Ask the secretariat."))


def _own(actor: Actor, contribution: Contributed) -> Decision:
    if actor.delegation == contribution.delegation_id:
        return allow()
    return deny(
        N_("Only the delegation that made this contribution can change or withdraw it."),
        N_("Ask the head of that delegation."),
    )


def _impartial(actor: Actor, thread: Threaded) -> Decision:
    if thread.delegation_id in actor.affiliations:
        return deny(
            N_("You hold a seat in the delegation that proposed this thread, so you cannot decide on it."),
            N_("Ask another moderator."),
        )
    return allow()


def _silent() -> Decision:
    return deny(
        N_("Your delegation's accreditation does not allow it to take part at present."),
        N_("Ask the secretariat."),
    )
