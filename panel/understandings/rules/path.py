"""The path of a text as delegations read it, state by state, and the other rules that refusals name. Pure data.

A refusal names its rule as section and heading (`Refusal.rule`, such as "4, on hold"); the page of the rules of
procedure has a place for each.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from panel.kernel.text import N_


@dataclass(frozen=True, slots=True)
class Step:
    """A state of the path: the rule it is named by, who brings a text there, on what condition, with what effect."""

    rule: str
    by: str
    guard: str
    effect: str


_CO_FACILITATORS, _CHAIR, _SECRETARIAT = N_("the co-facilitators"), N_("the Chair"), N_("the secretariat")
_CLOCK, _ALWAYS = N_("time alone"), N_("none")

PATH: Mapping[str, Step] = {
    "zero_draft": Step(
        N_("4, zero draft"),
        _CO_FACILITATORS,
        N_("the thread is in drafting"),
        N_("The first full text is written."),
    ),
    "under_negotiation": Step(
        N_("4, under negotiation"),
        _CO_FACILITATORS,
        _ALWAYS,
        N_("Each accepted set of changes is issued as a revision; no revision is ever overwritten."),
    ),
    "final_draft": Step(
        N_("4, final draft"),
        _CO_FACILITATORS,
        N_(
            "no brackets; every operative paragraph has its norm basis or the finding that there is none; every "
            "concern is answered"
        ),
        N_("The text is frozen, and a checksum is taken of it."),
    ),
    "under_silence": Step(
        N_("4, under silence"),
        N_("the Chair alone"),
        N_("enough constituencies heard, or a reason; closing at least the minimum ahead"),
        N_(
            "Nobody edits the text. The entitled list is frozen and every delegation on it is told. Positions are "
            "given."
        ),
    ),
    "extended": Step(
        N_("4, extended"),
        _CHAIR,
        N_("before closing, with a reason"),
        N_("Closing moves later, never earlier. All are told again."),
    ),
    "on_hold": Step(
        N_("4, on hold"),
        N_("an entitled delegation that asks for time"),
        N_("once per delegation and round, for as long as the rules give"),
        N_("The clock stands still, and closing moves by as long. It is not an objection."),
    ),
    "silence_broken": Step(
        N_("4, silence broken"),
        N_("the head of an entitled delegation, or an authorized alternate, in writing"),
        N_("before closing; paragraph, reason, and what would remove the objection"),
        N_(
            "The text goes back. All are told at once. An objection that is late is recorded and inadmissible. A "
            "break is never undone."
        ),
    ),
    "agreed_ad_referendum": Step(
        N_("4, agreed ad referendum"),
        _CHAIR,
        N_("closing was reached while a delegation had joined subject to confirmation"),
        N_("Not adopted, and not to be quoted so. Those awaited confirm or refuse by a deadline."),
    ),
    "adopted": Step(
        N_("4, adopted"),
        N_("the Chair's gavel"),
        N_("at or after closing, without objection"),
        N_("The text receives number, symbol, mode and date, and is never edited."),
    ),
    "statements_window": Step(
        N_("4, statements window"),
        _CLOCK,
        N_("until its deadline"),
        N_(
            "Explanations, reservations, interpretative statements and disassociations are attached as received."
        ),
    ),
    "issued": Step(
        N_("4, issued"),
        _SECRETARIAT,
        N_("the window has closed"),
        N_("The text is issued with its statements. Errors are corrected by a corrigendum beside it."),
    ),
    "in_follow_up": Step(
        N_("4, in follow-up"),
        _SECRETARIAT,
        _ALWAYS,
        N_("What was recommended to whom is followed: responses and implementation, with their sources."),
    ),
    "superseded": Step(
        N_("4, superseded"),
        N_("the adoption of a later text"),
        N_("the later text was declared to supersede this one"),
        N_("Each links to the other; this one stays as it was adopted."),
    ),
    "no_consensus": Step(
        N_("4, no consensus"),
        _CHAIR,
        _ALWAYS,
        N_("The Chair gives a summary, which is not negotiated and not a common understanding."),
    ),
    "deferred": Step(
        N_("4, deferred"),
        N_("the Chair or the co-facilitators"),
        N_("with a reason"),
        N_("Nobody works on the text until it is taken up again."),
    ),
    "withdrawn": Step(
        N_("4, withdrawn"),
        N_("the Chair or the co-facilitators"),
        N_("with a reason"),
        N_("It stays on record."),
    ),
}
"""State -> how a text comes there and what that does (procedure.md, 4)."""

SECTIONS: Mapping[str, str] = {
    N_("1"): N_(
        "Persons act in one capacity at a time, for the delegation or in the office in which they hold it."
    ),
    N_("2"): N_("Issues, threads and contributions: what is said where, by whom, on which norm."),
    N_("2, guidance request"): N_("A thread may refer a question to a mechanism, whose reply is attached."),
    N_("3"): N_("How texts are written: paragraphs, their norm basis, amendments and their dispositions."),
    N_("3, balance"): N_(
        "Before silence, enough of the represented constituencies have been heard, and those that must be; or the "
        "Chair records a reason, which is printed with the text."
    ),
    N_("3, concern"): N_("A concern names paragraph, reason and what would remove it, and is answered."),
    N_("4"): N_("A text goes along the path below and no other."),
}
"""What the other rules say that refusals name."""
