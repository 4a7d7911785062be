"""Concerns: a reasoned difficulty with a paragraph, with what would remove it, and what becomes of it (3).

The delegation that raised a concern has the last word on it: the drafters answer, and only the delegation withdraws or
maintains it. A maintained concern is carried as a reservation.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_, clean, given, within
from panel.understandings.rules.silence import REASON_LENGTH

RAISED_IN = ("under_negotiation",)
ANSWERED_IN = ("under_negotiation", "final_draft", "silence_broken")
SETTLED_IN = (*ANSWERED_IN, "deferred", "under_silence", "agreed_ad_referendum")
"""The states of a text in which concerns are raised, answered, and withdrawn or maintained."""

CONCERN_OUTCOMES: Mapping[str, str] = {
    "open": N_("Not answered yet"),
    "accommodated": N_("Accommodated"),
    "addressed": N_("Addressed, not accommodated"),
    "maintained": N_("Maintained"),
    "withdrawn": N_("Withdrawn"),
}
CONCERN_ANSWERS = ("accommodated", "addressed")
LAST_WORDS = ("withdrawn", "maintained")

_PATHS: Mapping[str, tuple[str, ...]] = {
    "open": (*CONCERN_ANSWERS, "withdrawn"),
    "accommodated": LAST_WORDS,
    "addressed": ("accommodated", *LAST_WORDS),
    "maintained": ("withdrawn",),
    "withdrawn": (),
}


@dataclass(frozen=True, slots=True)
class ConcernWords:
    """A concern as it is kept: cleaned and complete."""

    paragraph: str
    reason: str
    remedy: str


def concern(paragraph: str, reason: str, remedy: str, keys: Collection[str]) -> ConcernWords:
    """Return a concern that is complete; `keys` are the paragraphs of the issued text. Raises `Refusal` at a field."""
    if paragraph not in keys:
        raise Refusal(
            N_("Choose the paragraph that your delegation has a concern about."),
            field="paragraph",
            rule="3, concern",
        )
    return ConcernWords(
        paragraph,
        given(clean(reason), REASON_LENGTH, "reason", N_("Give the reason: a concern needs one.")),
        given(clean(remedy), REASON_LENGTH, "remedy", N_("Say what would remove the concern.")),
    )


def concern_becomes(present: str, wanted: str) -> str:
    """Return `wanted` if a concern that stands at `present` may come to that, else raise `Conflict`."""
    if wanted not in _PATHS[present]:
        raise Conflict(
            N_("This concern is now “%(present)s”, so this cannot be done any more."),
            {"present": CONCERN_OUTCOMES[present]},
            rule="3, concern",
        )
    return wanted


def answerable(outcome: str) -> bool:
    """Say whether the drafters can (still) answer a concern."""
    return any(answer in _PATHS[outcome] for answer in CONCERN_ANSWERS)


def last_words(outcome: str) -> tuple[str, ...]:
    """Return what the delegation that raised a concern can say of it now."""
    return tuple(word for word in LAST_WORDS if word in _PATHS[outcome])


def concern_answer(
    outcome: str, words: str, revision: int | None, raised_on: int, issued: Collection[int]
) -> tuple[str, int | None]:
    """Return the drafters' answer: its words, and the revision that accommodates the concern (None: none does).

    `raised_on` is the revision the concern is about, `issued` are the revisions there are. Raises `Refusal`.
    """
    if outcome not in CONCERN_ANSWERS:
        raise Refusal(N_("Say whether the concern is accommodated."), field="outcome", rule="3, concern")
    words = given(clean(words), REASON_LENGTH, "words", N_("Write the answer."))
    if outcome == "addressed":
        return words, None
    if revision is None or revision not in issued or revision <= raised_on:
        raise Refusal(
            N_("Name the later revision that accommodates the concern; issue it first."),
            field="revision",
            rule="3, concern",
        )
    return words, revision


def last_word(words: str) -> str:
    """Return what a delegation adds when it withdraws or maintains its concern, which may be nothing."""
    return within(clean(words), REASON_LENGTH, "words")


def all_answered(unanswered: Sequence[int]) -> None:
    """Raise `Refusal` naming the concerns without an answer: no text is final before (4, final_draft)."""
    if unanswered:
        raise Refusal(
            N_("Concerns not answered yet: %(numbers)s. Answer them before the text is declared final."),
            {"numbers": ", ".join(map(str, unanswered))},
            rule="4, final draft",
        )
