"""Who writes a text, ends it, and states something about it (procedure.md, 1 and 4)."""

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission
from panel.understandings import rules
from panel.understandings.policy.ground import (
    ASK_CHAIR,
    ASK_MODERATOR,
    OWN,
    Negotiated,
    Thread,
)


@permission("text.begin")
def may_begin_text(actor: Actor, thread: Thread) -> Decision:
    """Co-facilitators begin a text in a thread whose stage is drafting, not of their own organization."""
    if actor.role not in (Role.MODERATOR, Role.SYSTEM):
        return deny(N_("Only moderators begin a text."), ASK_MODERATOR)
    if thread.delegation_id in actor.affiliations:
        return deny(OWN)
    if thread.stage != "drafting":
        return deny(N_("A text is begun once the thread has been moved to drafting."), ASK_MODERATOR)
    return allow()


@permission("text.edit")
def may_edit(actor: Actor, text: Negotiated) -> Decision:
    """Co-facilitators write the text. Nobody edits under silence, and nobody ever edits what was adopted."""
    if actor.role not in (Role.MODERATOR, Role.SYSTEM):
        return deny(N_("Only the co-facilitators write the text."), ASK_MODERATOR)
    if text.proposer in actor.affiliations:
        return deny(OWN)
    if not rules.may_be_edited(text.state):
        if text.state in ("under_silence", "agreed_ad_referendum"):
            return deny(
                N_("The text is under silence: it cannot be edited by anyone until the round has ended.")
            )
        if text.state == "deferred":
            return deny(N_("The text is deferred. It can be edited once negotiation has been resumed."))
        return deny(N_("This text has come to its end and is never edited."))
    return allow()


@permission("statement.attach")
def may_attach_statement(actor: Actor, text: Negotiated) -> Decision:
    """A delegation that takes part, through whoever can bind it, once the text is adopted."""
    if text.state not in rules.RECORDED:
        return deny(N_("Statements are attached once a text has been adopted."))
    if actor.seat is None or not actor.speaks or actor.role is Role.OBSERVER:
        return deny(N_("Statements are attached by delegations that take part."), N_("Ask the secretariat."))
    if not actor.seat.may_bind:
        return deny(
            N_(
                "Only the head of your delegation, or an alternate whom the head has authorized, attaches a statement."
            ),
            N_("Ask the head of your delegation."),
        )
    return allow()


@permission("text.conclude")
def may_conclude(actor: Actor, text: Negotiated) -> Decision:
    """The Chair alone finds that there is no consensus, on a text still negotiated or whose silence was broken."""
    if actor.role is not Role.CHAIR:
        return deny(N_("Only the Chair finds that there is no consensus."), ASK_CHAIR)
    if "no_consensus" not in rules.STATES[text.state]:
        return deny(
            N_(
                "A Chair's summary takes the place of a text that is under negotiation or whose silence was broken."
            )
        )
    return allow()


@permission("rules.adopt")
def may_adopt_rules(actor: Actor, state: object) -> Decision:
    """The Chair announces what the Panel has adopted; the first version comes with the installation."""
    if actor.role in (Role.CHAIR, Role.SYSTEM):
        return allow()
    return deny(N_("Rules of procedure are adopted by the Panel and entered by the Chair."), ASK_CHAIR)
