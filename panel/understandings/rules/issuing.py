"""What may happen to a text outside its rounds: put aside, issued, corrected, superseded (4)."""

from collections.abc import Mapping
from datetime import datetime

from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_, clean, given, one_line
from panel.understandings.rules.paragraphs import PARAGRAPH_LENGTH
from panel.understandings.rules.silence import REASON_LENGTH


def standstill_reason(text: str) -> str:
    """Return why a text is deferred or withdrawn, which stays on record (4, deferred)."""
    return given(clean(text), REASON_LENGTH, "reason", N_("Give the reason: it stays on record."))


def window_closed(now: datetime, until: datetime) -> None:
    """Raise `Conflict` while statements are still received: a text is issued with all of them (4, issued)."""
    if now < until:
        raise Conflict(
            N_("Statements on this text are still received. It is issued once their window has closed."),
            rule="4, issued",
        )


def corrigendum_symbol(symbol: str, number: int) -> str:
    """Return the symbol of a corrigendum: `SPMHR/2026/CU/1/Corr.1`."""
    return f"{symbol}/Corr.{number}"


def corrigendum(key: str, error: str, correction: str, words: Mapping[str, str]) -> tuple[str, str]:
    """Return the words in error and the correction; `words` are the adopted paragraphs by key (4, issued).

    A corrigendum names words that stand in the paragraph: it corrects a slip, and the text itself is never edited.
    Raises `Refusal` naming the field.
    """
    error, correction = one_line(error), one_line(correction)
    if key not in words:
        raise Refusal(N_("Choose the paragraph that holds the error."), field="paragraph")
    given(error, PARAGRAPH_LENGTH, "error", N_("Quote the words in error."))
    given(correction, PARAGRAPH_LENGTH, "correction", N_("Write what they should read."))
    if error not in words[key]:
        raise Refusal(N_("These words do not stand in the paragraph."), field="error", rule="4, issued")
    if error == correction:
        raise Refusal(N_("The correction says the same as the words in error."), field="correction")
    return error, correction


def may_be_superseded(state: str, symbol: str) -> None:
    """Raise `Refusal` when a recorded text has been superseded already (4, superseded)."""
    if state == "superseded":
        raise Refusal(
            N_("%(symbol)s has been superseded already."),
            {"symbol": symbol},
            field="symbol",
            rule="4, superseded",
        )
