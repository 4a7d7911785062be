"""What a statement, a position and its reason must be. Pure.

Lengths are ours: a statement that needs more than 600 characters puts more than one question.
"""

from typing import Final

from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_, clean, given, one_line, within
from panel.soundings.rules.counts import POSITIONS

STATEMENT_LENGTH, REASON_LENGTH = 600, 1000
STATEMENT_AT_LEAST: Final = 20
MOST_SOUNDINGS: Final = 100
"""How many soundings a thread can have: its board shows all of them, ranked."""


def statement(text: str) -> str:
    """Return the words of a statement as they are kept."""
    words = one_line(text)
    if len(words) < STATEMENT_AT_LEAST:
        raise Refusal(
            N_("Write at least %(least)s characters: a statement that can be agreed to or not."),
            {"least": STATEMENT_AT_LEAST},
            field="text",
        )
    return within(words, STATEMENT_LENGTH, "text")


def new_words(text: str, before: str) -> str:
    """Return the words of the next version, which must differ from those `before`."""
    words = statement(text)
    if words == before:
        raise Refusal(N_("These are the words that stand there already."), field="text")
    return words


def reason_for(text: str, message: str) -> str:
    """Return the reason for an act, which must be given: else `message` says what it is for."""
    return given(clean(text), REASON_LENGTH, "reason", message)


def room_for_more(soundings: int) -> None:
    """Raise `Conflict` when a thread with so many soundings cannot have another one."""
    if soundings >= MOST_SOUNDINGS:
        raise Conflict(
            N_("This thread has %(most)s soundings already, which is as many as a board can show."),
            {"most": MOST_SOUNDINGS},
        )


def position(text: str, reason: str) -> tuple[str, str]:
    """Return a position and its reason, "" for all but a concern: a concern needs one, and nothing else carries any."""
    if text not in POSITIONS:
        raise Refusal(N_("Choose one of the four positions."), field="position")
    words = clean(reason)
    if text == "concern":
        message = N_("Give the reason for the concern: without it nobody can answer it.")
        return text, given(words, REASON_LENGTH, "reason", message)
    if words:
        raise Refusal(
            N_("Only a concern carries a reason. Choose “Have a concern”, or leave the reason empty."),
            field="reason",
        )
    return text, ""


def on_current_version(version: int, current: int) -> None:
    """Raise `Conflict` when a position is meant for other words than those that stand now."""
    if version != current:
        raise Conflict(
            N_(
                "The statement has new words since you read it: it is at version %(current)s. Read them first."
            ),
            {"current": current},
        )


def changed(before: tuple[str, str] | None, now: tuple[str, str]) -> None:
    """Raise `Refusal` when (position, reason) is what stands already."""
    if before == now:
        raise Refusal(N_("This is the position of your delegation already."), field="position")
