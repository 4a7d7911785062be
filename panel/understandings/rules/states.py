"""States of a text and the paths between them (4)."""

from collections.abc import Mapping
from datetime import datetime

from panel.kernel.refusal import Conflict
from panel.kernel.text import N_

STATES: Mapping[str, tuple[str, ...]] = {
    "zero_draft": ("under_negotiation",),
    "under_negotiation": ("under_negotiation", "final_draft", "deferred", "withdrawn", "no_consensus"),
    "final_draft": ("under_silence", "under_negotiation"),
    "under_silence": ("silence_broken", "agreed_ad_referendum", "adopted"),
    "silence_broken": ("under_negotiation", "deferred", "withdrawn", "no_consensus"),
    "agreed_ad_referendum": ("silence_broken", "adopted"),
    "adopted": ("issued", "in_follow_up", "superseded"),
    "issued": ("in_follow_up", "superseded"),
    "in_follow_up": ("superseded",),
    "superseded": (),
    "deferred": ("under_negotiation", "withdrawn"),
    "withdrawn": (),
    "no_consensus": (),
}
"""State -> the states it may lead to. Of those without any, and of the recorded ones, no word is ever edited."""

BY_THE_CLOCK: Mapping[str, str] = {
    "extended": "under_silence",
    "on_hold": "under_silence",
    "statements_window": "adopted",
}
"""State of the procedure -> the state that is kept while it lasts.

What time alone begins and ends is reckoned and not stored (`shown`), so that it happens on the second even when no
process is running.
"""

RECORDED = ("adopted", "issued", "in_follow_up", "superseded")
"""The states of a recorded common understanding, which is never edited."""

STATE_NAMES: Mapping[str, str] = {
    "zero_draft": N_("Zero draft in preparation"),
    "under_negotiation": N_("Under negotiation"),
    "final_draft": N_("Final draft"),
    "under_silence": N_("Under silence"),
    "extended": N_("Under silence, extended"),
    "on_hold": N_("Under silence, on hold"),
    "silence_broken": N_("Silence was broken"),
    "agreed_ad_referendum": N_("Agreed ad referendum"),
    "adopted": N_("Recorded common understanding"),
    "statements_window": N_("Recorded common understanding, open for statements"),
    "issued": N_("Recorded common understanding, issued"),
    "in_follow_up": N_("Recorded common understanding, in follow-up"),
    "superseded": N_("Recorded common understanding, superseded"),
    "deferred": N_("Deferred"),
    "withdrawn": N_("Withdrawn"),
    "no_consensus": N_("No consensus: Chair's summary"),
}


def shown(
    state: str,
    now: datetime,
    *,
    held_until: datetime | None = None,
    is_extended: bool = False,
    statements_until: datetime | None = None,
) -> str:
    """Return the state of the procedure in which a text is at this instant, `BY_THE_CLOCK` included.

    `held_until` is the end of the latest hold of the open round (None: nobody asked for time).
    """
    if state == "under_silence" and held_until and now < held_until:
        return "on_hold"
    if state == "under_silence" and is_extended:
        return "extended"
    if state == "adopted" and statements_until and now < statements_until:
        return "statements_window"
    return state


def move(present: str, wanted: str) -> str:
    """Return `wanted` if a text may go there from `present`, else raise `Conflict`."""
    if wanted not in STATES[present]:
        raise Conflict(
            N_("This text is now “%(present)s”, so this cannot be done any more."),
            {"present": STATE_NAMES[present]},
            rule="4",
        )
    return wanted


def may_be_edited(state: str) -> bool:
    """Say whether words of a text may be changed: never under silence, never after the end (4, invariants)."""
    return state in ("zero_draft", "under_negotiation", "final_draft", "silence_broken")
