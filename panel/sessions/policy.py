"""Who may do what with sessions, in which state: announced, open or closed."""

from typing import Protocol

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission


class Sitting(Protocol):
    """What the policy looks at in a session."""

    @property
    def state(self) -> str: ...
    @property
    def is_agenda_adopted(self) -> bool: ...
    @property
    def is_summary_issued(self) -> bool: ...


_ASK_SECRETARIAT = N_("Ask the secretariat.")
_CLOSED = N_("The session is closed.")


@permission("session.announce")
def may_announce_session(actor: Actor, state: object) -> Decision:
    """The secretariat announces sessions."""
    if actor.role in (Role.SECRETARIAT, Role.SYSTEM):
        return allow()
    return deny(N_("Only the secretariat announces a session."), _ASK_SECRETARIAT)


@permission("session.add-agenda-item")
def may_add_agenda_item(actor: Actor, session: Sitting) -> Decision:
    """The secretariat prepares the agenda until the Panel adopts it."""
    if actor.role not in (Role.SECRETARIAT, Role.SYSTEM):
        return deny(N_("Only the secretariat prepares the agenda."), _ASK_SECRETARIAT)
    if session.is_agenda_adopted:
        return deny(N_("The agenda has been adopted; items cannot be added to it any more."))
    return allow() if session.state != "closed" else deny(_CLOSED)


@permission("session.schedule")
def may_schedule(actor: Actor, session: Sitting) -> Decision:
    """The secretariat schedules meetings and places documents under the items until the session closes."""
    if actor.role not in (Role.SECRETARIAT, Role.SYSTEM):
        return deny(
            N_("Only the secretariat schedules meetings and places documents before the Panel."),
            _ASK_SECRETARIAT,
        )
    return allow() if session.state != "closed" else deny(_CLOSED)


@permission("session.open")
def may_open_session(actor: Actor, session: Sitting) -> Decision:
    """The Chair opens a session that has been announced."""
    if actor.role not in (Role.CHAIR, Role.SYSTEM):
        return deny(N_("Only the Chair opens a session."), N_("Ask the Chair."))
    return allow() if session.state == "announced" else deny(N_("The session has been opened already."))


@permission("session.adopt-agenda")
def may_adopt_agenda(actor: Actor, session: Sitting) -> Decision:
    """The Chair records that the Panel adopted its agenda, once, while the session is open."""
    if actor.role not in (Role.CHAIR, Role.SYSTEM):
        return deny(N_("Only the Chair records the adoption of the agenda."), N_("Ask the Chair."))
    if session.is_agenda_adopted:
        return deny(N_("The agenda has been adopted already."))
    return (
        allow() if session.state == "open" else deny(N_("The agenda is adopted while the session is open."))
    )


@permission("session.close")
def may_close_session(actor: Actor, session: Sitting) -> Decision:
    """The Chair closes a session that is open."""
    if actor.role not in (Role.CHAIR, Role.SYSTEM):
        return deny(N_("Only the Chair closes a session."), N_("Ask the Chair."))
    return allow() if session.state == "open" else deny(N_("Only a session that is open can be closed."))


@permission("session.note-meeting")
def may_note_meeting(actor: Actor, session: Sitting) -> Decision:
    """The Rapporteur owns the summary, and so the notes on the meetings, until it is issued."""
    if actor.role not in (Role.RAPPORTEUR, Role.SYSTEM):
        return deny(N_("Only the Rapporteur writes the notes on meetings."), N_("Ask the Rapporteur."))
    if session.is_summary_issued:
        return deny(N_("The summary has been issued; the notes it rests on stay as they are."))
    return allow() if session.state != "announced" else deny(N_("The session has not been opened."))


@permission("session.read-summary")
def may_read_summary(actor: Actor, session: Sitting) -> Decision:
    """A draft is for those who make it; an issued summary is for everyone."""
    if session.is_summary_issued:
        return allow()
    if actor.role in (Role.SECRETARIAT, Role.CHAIR, Role.RAPPORTEUR, Role.SYSTEM):
        return allow()
    return deny(
        N_(
            "The summary of this session is a draft. It is open to everyone once the secretariat has issued it."
        ),
        N_("The draft is seen by the Chair, the Rapporteur and the secretariat."),
    )


@permission("session.issue-summary")
def may_issue_summary(actor: Actor, session: Sitting) -> Decision:
    """The secretariat issues the summary of a session that has closed, once."""
    if actor.role not in (Role.SECRETARIAT, Role.SYSTEM):
        return deny(N_("Only the secretariat issues a summary."), _ASK_SECRETARIAT)
    if session.is_summary_issued:
        return deny(N_("The summary has been issued already."))
    return (
        allow() if session.state == "closed" else deny(N_("A summary is issued once the session has closed."))
    )
