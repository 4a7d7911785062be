"""Who proposes, joins, answers and disposes of amendments (procedure.md, 3)."""

from collections.abc import Collection
from typing import Protocol

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission
from panel.understandings import rules
from panel.understandings.policy.ground import ASK_MODERATOR, Negotiated
from panel.understandings.policy.texts import may_edit


class Amended(Negotiated, Protocol):
    """An amendment as the policies see it: `state` and `proposer` are those of its text."""

    @property
    def amendment_state(self) -> str: ...
    @property
    def delegation(self) -> str: ...
    @property
    def sponsors(self) -> Collection[str]: ...


_ASK_HEAD = N_("Ask the head of your delegation, or an alternate.")
_SETTLED = N_("This amendment has been decided or withdrawn: it stays as it is.")
_SPONSOR_ONLY = N_("Only the delegation that proposed this amendment does that.")


@permission("amendment.propose")
def may_propose_amendment(actor: Actor, text: Negotiated) -> Decision:
    """Heads and alternates of delegations that take part, while an issued text is negotiated."""
    if text.state not in ("under_negotiation", "silence_broken"):
        return deny(
            N_("Amendments are proposed to a text that has been issued and is under negotiation."),
            ASK_MODERATOR,
        )
    return _delegates(actor)


@permission("amendment.join")
def may_join_amendment(actor: Actor, amendment: Amended) -> Decision:
    """Another delegation becomes a co-sponsor while the amendment is open."""
    delegates = _delegates_on_open(actor, amendment)
    if delegates and (actor.delegation == amendment.delegation or actor.delegation in amendment.sponsors):
        return deny(N_("Your delegation is a sponsor of this amendment already."))
    return delegates


@permission("amendment.leave")
def may_leave_amendment(actor: Actor, amendment: Amended) -> Decision:
    """A co-sponsor leaves while the amendment is open."""
    delegates = _delegates_on_open(actor, amendment)
    if delegates and actor.delegation not in amendment.sponsors:
        return deny(N_("Your delegation has not joined this amendment."))
    return delegates


@permission("amendment.withdraw")
def may_withdraw_amendment(actor: Actor, amendment: Amended) -> Decision:
    """The delegation that proposed it withdraws it while it is open."""
    return _sponsor(actor, amendment)


@permission("amendment.restate")
def may_restate_amendment(actor: Actor, amendment: Amended) -> Decision:
    """The delegation that proposed it gives it new words while it is open."""
    return _sponsor(actor, amendment)


@permission("amendment.answer")
def may_answer_disposition(actor: Actor, amendment: Amended) -> Decision:
    """The delegation that proposed it answers what the drafters mean to do with it."""
    return _sponsor(actor, amendment)


@permission("amendment.dispose")
def may_dispose(actor: Actor, amendment: Amended) -> Decision:
    """Co-facilitators, never of their own organization's amendment, while it is open."""
    edits = may_edit(actor, amendment)
    if not edits:
        return edits
    if {amendment.delegation, *amendment.sponsors} & actor.affiliations:
        return deny(
            N_(
                "An organization in which you hold a seat sponsors this amendment, so another moderator must act."
            )
        )
    return allow() if amendment.amendment_state in rules.OPEN else deny(_SETTLED)


def _sponsor(actor: Actor, amendment: Amended) -> Decision:
    delegates = _delegates_on_open(actor, amendment)
    if delegates and actor.delegation != amendment.delegation:
        return deny(_SPONSOR_ONLY)
    return delegates


def _delegates_on_open(actor: Actor, amendment: Amended) -> Decision:
    if amendment.amendment_state not in rules.OPEN:
        return deny(_SETTLED)
    return may_propose_amendment(actor, amendment)


def _delegates(actor: Actor) -> Decision:
    if actor.seat is None:
        return deny(
            N_("Amendments are proposed by delegations. Choose the capacity in which you hold a seat.")
        )
    if not actor.speaks or actor.role is Role.OBSERVER:
        return deny(N_("Amendments are proposed by delegations that take part."), N_("Ask the secretariat."))
    if actor.role not in (Role.HEAD, Role.ALTERNATE):
        return deny(
            N_("Advisers draft; heads and alternates propose amendments and sponsor them."), _ASK_HEAD
        )
    return allow()
