"""States of a text and the paths between them (4)."""

from collections.abc import Mapping

from panel.kernel.refusal import Conflict
from panel.kernel.text import N_

STATES: Mapping[str, tuple[str, ...]] = {
    "zero_draft": ("under_negotiation",),
    "under_negotiation": ("under_negotiation", "final_draft", "no_consensus"),
    "final_draft": ("under_silence", "under_negotiation"),
    "under_silence": ("silence_broken", "adopted"),
    "silence_broken": ("under_negotiation", "no_consensus"),
    "adopted": (),
    "no_consensus": (),
}
"""State -> the states it may lead to. `adopted` and `no_consensus` are ends: what stands there is never edited."""

STATE_NAMES: Mapping[str, str] = {
    "zero_draft": N_("Zero draft in preparation"),
    "under_negotiation": N_("Under negotiation"),
    "final_draft": N_("Final draft"),
    "under_silence": N_("Under silence"),
    "silence_broken": N_("Silence was broken"),
    "adopted": N_("Recorded common understanding"),
    "no_consensus": N_("No consensus: Chair's summary"),
}


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
