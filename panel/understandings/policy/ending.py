"""Who puts a text aside, issues it, and corrects it (procedure.md, 4)."""

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission
from panel.understandings import rules
from panel.understandings.policy.ground import ASK_CHAIR, OWN, Negotiated

_SECRETARIAT_ONLY = N_("Only the secretariat issues and corrects texts.")
_ASK_SECRETARIAT = N_("Ask the secretariat.")


@permission("text.defer")
def may_defer(actor: Actor, text: Negotiated) -> Decision:
    """The Chair or the co-facilitators, on a text under negotiation or whose silence was broken."""
    return _puts_aside(actor, text, "deferred")


@permission("text.withdraw")
def may_withdraw_text(actor: Actor, text: Negotiated) -> Decision:
    """The Chair or the co-facilitators, on a text that is negotiated, broken or deferred: never under silence."""
    return _puts_aside(actor, text, "withdrawn")


@permission("text.resume")
def may_resume(actor: Actor, text: Negotiated) -> Decision:
    """The Chair or the co-facilitators, on a deferred text."""
    if text.state != "deferred":
        return deny(N_("This text is not deferred."))
    return _leads(actor, text)


def _puts_aside(actor: Actor, text: Negotiated, state: str) -> Decision:
    if state not in rules.STATES[text.state]:
        return deny(N_("A text is put aside while it is negotiated, or once its silence was broken."))
    return _leads(actor, text)


def _leads(actor: Actor, text: Negotiated) -> Decision:
    if actor.role not in (Role.CHAIR, Role.MODERATOR):
        return deny(N_("Only the Chair and the co-facilitators put a text aside or take it up."), ASK_CHAIR)
    if text.proposer in actor.affiliations:
        return deny(OWN)
    return allow()


@permission("text.issue")
def may_issue(actor: Actor, text: Negotiated) -> Decision:
    """The secretariat, on an adopted text that has not been issued; whether its window has closed the rules say."""
    if actor.role is not Role.SECRETARIAT:
        return deny(_SECRETARIAT_ONLY, _ASK_SECRETARIAT)
    if text.state != "adopted":
        return deny(N_("Only an adopted text that has not been issued yet is issued."))
    return allow()


@permission("text.correct")
def may_correct(actor: Actor, text: Negotiated) -> Decision:
    """The secretariat, on a recorded text: a corrigendum is a record of its own, the text stays."""
    if actor.role is not Role.SECRETARIAT:
        return deny(_SECRETARIAT_ONLY, _ASK_SECRETARIAT)
    if text.state not in rules.RECORDED:
        return deny(N_("Only recorded texts have corrigenda; others are revised."))
    return allow()
