"""Who may do what with a text, in which state. Pure; the sentences are what the pages say.

Source: procedure.md, sections 1 and 4.
"""

from collections.abc import Collection
from typing import Protocol

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission
from panel.understandings import rules


class Negotiated(Protocol):
    """What the policy looks at in a text: its state, and the delegation that proposed its thread."""

    @property
    def state(self) -> str: ...
    @property
    def proposer(self) -> str | None: ...


class Entitling(Negotiated, Protocol):
    """A text whose round, if any, has an entitled list."""

    @property
    def entitled(self) -> Collection[str]: ...


class Thread(Protocol):
    """What the policy looks at in a thread."""

    @property
    def stage(self) -> str: ...
    @property
    def delegation_id(self) -> str: ...


_CHAIR_ONLY = N_("Only the Chair opens, extends and closes silence, and gavels.")
_ASK_CHAIR = N_("Ask the Chair.")
_ASK_MODERATOR = N_("Ask a moderator of this thread.")
_OWN = N_(
    "The thread was proposed by an organization in which you hold a seat, so another moderator must act."
)


@permission("text.begin")
def may_begin_text(actor: Actor, thread: Thread) -> Decision:
    """Co-facilitators begin a text in a thread whose stage is drafting, not of their own organization."""
    if actor.role not in (Role.MODERATOR, Role.SYSTEM):
        return deny(N_("Only moderators begin a text."), _ASK_MODERATOR)
    if thread.delegation_id in actor.affiliations:
        return deny(_OWN)
    if thread.stage != "drafting":
        return deny(N_("A text is begun once the thread has been moved to drafting."), _ASK_MODERATOR)
    return allow()


@permission("text.edit")
def may_edit(actor: Actor, text: Negotiated) -> Decision:
    """Co-facilitators write the text. Nobody edits under silence, and nobody ever edits what was adopted."""
    if actor.role not in (Role.MODERATOR, Role.SYSTEM):
        return deny(N_("Only the co-facilitators write the text."), _ASK_MODERATOR)
    if text.proposer in actor.affiliations:
        return deny(_OWN)
    if not rules.may_be_edited(text.state):
        if text.state == "under_silence":
            return deny(
                N_("The text is under silence: it cannot be edited by anyone until the round has ended.")
            )
        return deny(N_("This text has come to its end and is never edited."))
    return allow()


@permission("silence.open")
def may_open_silence(actor: Actor, text: Negotiated) -> Decision:
    """The Chair alone, on a final draft."""
    if actor.role is not Role.CHAIR:
        return deny(_CHAIR_ONLY, _ASK_CHAIR)
    if text.state != "final_draft":
        return deny(N_("Only a final draft can be put under silence."), _ASK_MODERATOR)
    return allow()


@permission("silence.extend")
def may_extend_silence(actor: Actor, text: Negotiated) -> Decision:
    """The Chair alone, while the text is under silence."""
    return _chair_under_silence(actor, text)


@permission("text.adopt")
def may_adopt(actor: Actor, text: Negotiated) -> Decision:
    """The Chair alone, while the text is under silence; whether its time has come the rules say."""
    return _chair_under_silence(actor, text)


def _chair_under_silence(actor: Actor, text: Negotiated) -> Decision:
    if actor.role is not Role.CHAIR:
        return deny(_CHAIR_ONLY, _ASK_CHAIR)
    if text.state != "under_silence":
        return deny(N_("This text is not under silence."))
    return allow()


@permission("silence.position")
def may_give_position(actor: Actor, text: Entitling) -> Decision:
    """The head of an entitled delegation, or an alternate whom the head has authorized."""
    if text.state != "under_silence":
        return deny(N_("This text is not under silence, so no position can be given."))
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


@permission("statement.attach")
def may_attach_statement(actor: Actor, text: Negotiated) -> Decision:
    """A delegation that takes part, through whoever can bind it, once the text is adopted."""
    if text.state != "adopted":
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
        return deny(N_("Only the Chair finds that there is no consensus."), _ASK_CHAIR)
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
    return deny(N_("Rules of procedure are adopted by the Panel and entered by the Chair."), _ASK_CHAIR)
