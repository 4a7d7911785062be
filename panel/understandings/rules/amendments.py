"""Amendments: what a delegation may propose, which ones meet on the same words, and what becomes of each (3). Pure.

Nobody's proposal is ever "rejected": it is accepted, accepted in part, noted or not accepted, and each time the reason
is said. An amendment is bound to the words it was written on; when these change under it, it is carried over if the
words it touches still stand, and otherwise its sponsor is asked to restate it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_, clean, given, within
from panel.understandings.rules.differences import applied, edits, overlap, touched
from panel.understandings.rules.paragraphs import paragraph_text
from panel.understandings.rules.silence import REASON_LENGTH

MOST_OPEN_AMENDMENTS = 500
"""How many amendments a text can have open at once: a page shows them all side by side."""
MOST_AMENDMENTS = 999
"""How many a text can have in all: their numbers have three digits, also where they name the fields of a form."""

AMENDMENT_KINDS: Mapping[str, str] = {
    "replace": N_("Change its words"),
    "delete": N_("Delete the paragraph"),
    "insert-after": N_("Insert a paragraph after it"),
}

DISPOSITIONS: Mapping[str, str] = {
    "accepted": N_("Accepted"),
    "accepted-in-part": N_("Accepted in part"),
    "noted": N_("Noted"),
    "not-accepted": N_("Not accepted"),
}

ANSWERS: Mapping[str, str] = {
    "agree": N_("We agree with the disposition proposed"),
    "maintain": N_("We maintain the amendment"),
}

AMENDMENT_STATES: Mapping[str, str] = {
    "proposed": N_("Open"),
    "bracketed": N_("In brackets"),
    "to-be-restated": N_("To be restated"),
    "decided": N_("Decided"),
    "withdrawn": N_("Withdrawn by its sponsor"),
}
STANDING = ("proposed", "bracketed")
"""States in which an amendment's words stand beside the text's own."""
OPEN = (*STANDING, "to-be-restated")
"""States in which an amendment waits for somebody: while there is one, a text is no final draft."""

# fmt: off
_ORDINALS = (
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies", "undecies", "duodecies",
    "terdecies", "quaterdecies", "quindecies", "sexdecies", "septdecies", "octodecies", "novodecies", "vicies",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class AmendmentWords:
    """An amendment as these rules look at it. `paragraph` is a key; `words` are empty for a deletion."""

    number: int
    paragraph: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of the wordings that stand in brackets. `ordinal` is "" for the first, then bis, ter, quater…

    `amendment` is the number of the amendment it comes from, None for the text as drafted; `kind` is an amendment's,
    or "drafted".
    """

    ordinal: str
    kind: str
    words: str
    amendment: int | None


def amendment_words(kind: str, text: str, base: str, paragraph_kind: str, language: str = "en") -> str:
    """Return the words of an amendment to a paragraph that reads `base`, as they are kept. Raises `Refusal`."""
    if kind not in AMENDMENT_KINDS:
        raise Refusal(N_("Choose what your delegation proposes."), field="kind")
    if kind == "delete":
        return ""
    words = paragraph_text(paragraph_kind, text, language)
    if kind == "replace" and words == base:
        raise Refusal(
            N_("These are the words that stand already. Change them, or delete the paragraph."), field="text"
        )
    return words


def amendment_reason(text: str) -> str:
    """Return the reason for an amendment, which must be given. Raises `Refusal`."""
    return given(clean(text), REASON_LENGTH, "reason", N_("Say why: the reason is read with the amendment."))


def touches(amendment: AmendmentWords, base: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of tokens of the paragraph's words `base` that an amendment touches.

    A deletion touches them all. A paragraph inserted after touches none, only the place behind the last one.
    """
    if amendment.kind == "replace":
        return touched(base, amendment.words)
    whole = touched(base, "")
    return whole if amendment.kind == "delete" else tuple((end, end) for _, end in whole)


def collisions(amendments: Iterable[AmendmentWords], base: Mapping[str, str]) -> dict[int, tuple[int, ...]]:
    """Return, for each amendment that touches the same words as others, their numbers in order (3).

    `base` has the words of each paragraph by its key; amendments to one that is not there collide with none.
    """
    found: dict[int, list[int]] = {}
    by_place: dict[tuple[str, bool], list[AmendmentWords]] = {}
    for amendment in amendments:
        # Words put at the end of a paragraph and a paragraph put after it are not at the same place.
        place = (amendment.paragraph, amendment.kind == "insert-after")
        by_place.setdefault(place, []).append(amendment)
    for (paragraph, _), group in by_place.items():
        if len(group) == 1 or paragraph not in base:
            continue
        ranges = [touches(amendment, base[paragraph]) for amendment in group]
        for later in range(1, len(group)):
            for earlier in range(later):
                if overlap(ranges[earlier], ranges[later]):
                    found.setdefault(group[earlier].number, []).append(group[later].number)
                    found.setdefault(group[later].number, []).append(group[earlier].number)
    return {number: tuple(sorted(others)) for number, others in sorted(found.items())}


def brought_together(base: str, one: str, other: str) -> str | None:
    """Return `base` with the changes of both versions, or None where they touch the same words."""
    if overlap(touched(base, one), touched(base, other)):
        return None
    return applied(base, [*edits(base, one), *edits(base, other)])


def carried(amendment: AmendmentWords, old: str, new: str | None) -> str | None:
    """Return the words of an amendment on the paragraph's new words, or None when it is to be restated.

    `old` are the words it was written on, `new` the paragraph's words now (None: it was taken out). What the drafters
    changed must not touch what the amendment touches (3).
    """
    if new is None:
        return None
    if new == old or amendment.kind == "insert-after":
        return amendment.words
    if amendment.kind == "delete":
        return None
    words = brought_together(old, amendment.words, new)
    return words if words != new else None


def alternatives(base: str, amendments: Sequence[AmendmentWords]) -> tuple[Alternative, ...]:
    """Return what stands in brackets at one paragraph: its own words first, then each amendment in its order (3).

    The first keeps the number, the others are bis, ter, quater. A deletion is no wording of its own: it says of the
    first that some would delete it. Paragraphs to be inserted come last.
    """
    deletions = [a for a in amendments if a.kind == "delete"]
    wordings = [a for a in amendments if a.kind == "replace"] + [
        a for a in amendments if a.kind == "insert-after"
    ]
    result = [Alternative("", "drafted", base, None)]
    result += [Alternative("", "delete", base, a.number) for a in deletions]
    result += [Alternative(ordinal(place), a.kind, a.words, a.number) for place, a in enumerate(wordings, 1)]
    return tuple(result)


def ordinal(place: int) -> str:
    """Return the word by which the `place`th further alternative is numbered: 1 gives bis."""
    return _ORDINALS[place - 1] if place <= len(_ORDINALS) else f"({place + 1})"


def disposition(kind: str, reason: str) -> tuple[str, str]:
    """Return a disposition and its reason, which only plain acceptance may leave out (3). Raises `Refusal`."""
    if kind not in DISPOSITIONS:
        raise Refusal(N_("Choose a disposition."), field="disposition")
    reason = within(clean(reason), REASON_LENGTH, "reason")
    if kind != "accepted" and not reason:
        raise Refusal(N_("Say why: sponsors read the reason with the disposition."), field="reason")
    return kind, reason


def answer_to_disposition(kind: str, words: str, proposed: str | None) -> tuple[str, str]:
    """Return the sponsor's answer to the disposition `proposed`, and its words, which may be empty.

    Raises `Conflict` when none was proposed, `Refusal` for anything but an answer.
    """
    if proposed is None:
        raise Conflict(N_("The drafters have proposed no disposition yet, so there is nothing to answer."))
    if kind not in ANSWERS:
        raise Refusal(N_("Choose an answer."), field="answer")
    return kind, within(clean(words), REASON_LENGTH, "words")


def no_open_amendments(states: Collection[str]) -> None:
    """Raise `Refusal` unless nothing is in brackets and no amendment waits to be decided (4, final_draft)."""
    if "bracketed" in states:
        raise Refusal(
            N_("Some wordings still stand in brackets. A final draft has none: decide them first."),
            rule="4, final draft",
        )
    if states:
        raise Refusal(
            N_(
                "Some amendments are still open. Decide them, so that each sponsor has an answer, before this is final."
            ),
            rule="4, final draft",
        )
