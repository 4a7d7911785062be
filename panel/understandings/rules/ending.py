"""The end of a text: statements printed with what was adopted, or the Chair's summary (4)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_, clean, within
from panel.understandings.rules.paragraphs import TEXT_LENGTH
from panel.understandings.rules.silence import REASON_LENGTH, STATEMENTS


def statement(
    kind: str, text: str, paragraphs: Collection[str], keys: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Return a statement's words and paragraphs as they are attached: as received (4, statements_window)."""
    if kind not in STATEMENTS:
        raise Refusal(N_("Choose the kind of statement."), field="kind")
    text = clean(text)
    named = tuple(key for key in keys if key in paragraphs)
    if len(named) != len(set(paragraphs)):
        raise Refusal(N_("A paragraph you named is not in this text."), field="paragraphs")
    if kind == "disassociation" and not named:
        raise Refusal(
            N_("Name the paragraphs from which your delegation disassociates itself."), field="paragraphs"
        )
    if not text and kind != "disassociation":
        raise Refusal(N_("Write the statement."), field="text")
    return within(text, REASON_LENGTH, "text"), named


def window_open(now: datetime, until: datetime) -> None:
    """Raise `Conflict` when the window for statements has closed (4, statements_window)."""
    if now >= until:
        raise Conflict(N_("The window for statements on this text has closed."), rule="4, statements window")


SUMMARY_PARTS = ("convergence", "divergence", "open_questions")


def chairs_summary(convergence: str, divergence: str, open_questions: str) -> tuple[str, str, str]:
    """Return the three parts of a Chair's summary, cleaned (4, no_consensus). Raises `Refusal` when it says nothing."""
    parts = clean(convergence), clean(divergence), clean(open_questions)
    for name, part in zip(SUMMARY_PARTS, parts, strict=True):
        within(part, TEXT_LENGTH // 3, name)
    if not parts[1]:
        raise Refusal(
            N_("Say where views diverge: that is why there is no common understanding."), field="divergence"
        )
    return parts
