"""Who acts in a silence round, and who sees what of it (procedure.md, 4)."""

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission
from panel.understandings.policy.ground import (
    ASK_CHAIR,
    ASK_MODERATOR,
    CHAIR_ONLY,
    Awaiting,
    Entitling,
    Negotiated,
)


@permission("silence.open")
def may_open_silence(actor: Actor, text: Negotiated) -> Decision:
    """The Chair alone, on a final draft."""
    if actor.role is not Role.CHAIR:
        return deny(CHAIR_ONLY, ASK_CHAIR)
    if text.state != "final_draft":
        return deny(N_("Only a final draft can be put under silence."), ASK_MODERATOR)
    return allow()


@permission("silence.extend")
def may_extend_silence(actor: Actor, text: Negotiated) -> Decision:
    """The Chair alone, while the text is under silence."""
    return _chair_under_silence(actor, text)


@permission("text.adopt")
def may_adopt(actor: Actor, text: Negotiated) -> Decision:
    """The Chair alone, while the text is under silence or agreed ad referendum; whether its time has come rules say."""
    if text.state == "agreed_ad_referendum" and actor.role is Role.CHAIR:
        return allow()
    return _chair_under_silence(actor, text)


def _chair_under_silence(actor: Actor, text: Negotiated) -> Decision:
    if actor.role is not Role.CHAIR:
        return deny(CHAIR_ONLY, ASK_CHAIR)
    if text.state != "under_silence":
        return deny(N_("This text is not under silence."))
    return allow()


@permission("silence.position")
def may_give_position(actor: Actor, text: Entitling) -> Decision:
    """The head of an entitled delegation, or an alternate whom the head has authorized."""
    if text.state != "under_silence":
        return deny(N_("This text is not under silence, so no position can be given."))
    return _binds(actor, text)


@permission("silence.hold")
def may_ask_for_time(actor: Actor, text: Entitling) -> Decision:
    """Whoever can give the position of an entitled delegation; how often and how long the rules say."""
    if text.state != "under_silence":
        return deny(N_("This text is not under silence, so there is no clock to hold."))
    return _binds(actor, text)


@permission("silence.confirm")
def may_confirm_position(actor: Actor, text: Awaiting) -> Decision:
    """Whoever can give the position of a delegation that joined subject to confirmation, once the gavel has fallen."""
    if text.state != "agreed_ad_referendum":
        return deny(N_("Nothing waits for confirmation on this text."))
    binding = _binds(actor, text)
    if binding and actor.delegation not in text.awaited:
        return deny(N_("Your delegation has nothing to confirm on this text."))
    return binding


def _binds(actor: Actor, text: Entitling) -> Decision:
    """Say whether the actor binds an entitled delegation."""
    if actor.seat is None:
        return deny(N_("Positions are given by delegations. Choose the capacity in which you hold a seat."))
    if actor.seat.delegation not in text.entitled:
        return deny(
            N_(
                "Your delegation is not on the entitled list of this round, which was frozen when it was opened."
            ),
            N_("Ask the secretariat."),
        )
    if not actor.seat.may_bind:
        return deny(
            N_(
                "Only the head of your delegation, or an alternate whom the head has authorized, gives its position."
            ),
            N_("Ask the head of your delegation."),
        )
    return allow()


@permission("silence.see-who-broke")
def may_see_who_broke(actor: Actor, disclosure: str) -> Decision:
    """Who broke silence is shown by the rules: to delegations, to the public, or to nobody."""
    if disclosure == "public" or actor.role in (Role.CHAIR, Role.SECRETARIAT):
        return allow()
    if disclosure == "delegations" and (actor.speaks or actor.role in (Role.MODERATOR, Role.RAPPORTEUR)):
        return allow()
    return deny(N_("The rules of procedure do not disclose to you who broke silence."))


@permission("silence.see-silent")
def may_see_who_is_silent(actor: Actor, text: object) -> Decision:
    """Who has given no position yet is named to those who negotiate, so that nobody is blamed for it in public."""
    offices = (Role.CHAIR, Role.MODERATOR, Role.RAPPORTEUR, Role.SECRETARIAT)
    if actor.speaks or actor.role in offices:
        return allow()
    return deny(N_("Delegations that have given no position are named to delegations only."))
