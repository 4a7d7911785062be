"""Bringing amendments into the next revision: rulings, and the words that each paragraph then has (3). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_, clean
from panel.understandings.rules.amendments import DISPOSITIONS, AmendmentWords, brought_together, disposition
from panel.understandings.rules.paragraphs import ParagraphText, paragraph_text, revision_note

BRACKETED = "bracketed"
RULINGS: Mapping[str, str] = {**DISPOSITIONS, BRACKETED: N_("Leave in brackets")}
"""What co-facilitators may do with an amendment in a revision; without a ruling it stays open and is carried over."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What becomes of one amendment: a disposition or `bracketed`, and why."""

    number: int
    outcome: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """The co-facilitators' work: rulings, final words by paragraph, words of inserted paragraphs by amendment, a note.

    Paragraphs that are not named keep their words.
    """

    rulings: tuple[Ruling, ...] = ()
    paragraphs: Mapping[str, str] = field(default_factory=dict)
    insertions: Mapping[int, str] = field(default_factory=dict)
    note: str = ""

    def ruling_on(self, number: int) -> Ruling | None:
        return next((ruling for ruling in self.rulings if ruling.number == number), None)

    def to_data(self) -> dict[str, Any]:
        """Return the work as JSON holds it."""
        return {
            "rulings": [[r.number, r.outcome, r.reason] for r in self.rulings],
            "paragraphs": dict(self.paragraphs),
            "insertions": {str(number): words for number, words in self.insertions.items()},
            "note": self.note,
        }


def merge_from(data: Mapping[str, Any]) -> Merge:
    """Return the work that `Merge.to_data` wrote."""
    return Merge(
        tuple(Ruling(*row) for row in data["rulings"]),
        dict(data["paragraphs"]),
        {int(number): words for number, words in data["insertions"].items()},
        data["note"],
    )


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that holds: what to write, remove and insert, each paragraph by key, and all rulings cleaned."""

    rulings: tuple[Ruling, ...]
    rewritten: Mapping[str, str]
    removed: tuple[str, ...]
    inserted: tuple[
        tuple[str, str], ...
    ]  # the key of the paragraph before, words; in the order to be inserted
    note: str


def merged(
    work: Merge,
    amendments: Sequence[AmendmentWords],
    paragraphs: Sequence[ParagraphText],
    language: str = "en",
) -> Merged:
    """Return what a merge does to the text, once it is seen to be whole. Raises `Refusal` naming the amendment.

    `amendments` are the open ones, `paragraphs` the text in preparation or the latest issued one. What was accepted
    must be in the words, so that no sponsor is told one thing and reads another.
    """
    by_number = {amendment.number: amendment for amendment in amendments}
    by_key = {paragraph.key: paragraph for paragraph in paragraphs}
    rulings = tuple(_ruling(ruling, by_number) for ruling in work.rulings)
    rewritten = _rewritten(work, by_key, language)
    removed: list[str] = []
    inserted: list[tuple[str, str]] = []
    for ruling in rulings:
        amendment = by_number[ruling.number]
        here = by_key.get(amendment.paragraph)
        if ruling.outcome not in ("accepted", "accepted-in-part"):
            continue
        if here is None:
            raise _refused(
                ruling, N_("Amendment %(number)s cannot be accepted: its paragraph is not there any more.")
            )
        if amendment.kind == "insert-after":
            words = work.insertions.get(ruling.number) or amendment.words
            inserted.append((here.key, paragraph_text(here.kind, words, language)))
        elif amendment.kind == "delete" and ruling.outcome == "accepted":
            removed.append(here.key)
        elif here.key not in rewritten:
            raise _refused(
                ruling,
                N_("Amendment %(number)s is accepted, but the words of its paragraph have not been changed."),
            )
    for ruling in rulings:
        amendment = by_number[ruling.number]
        is_kept = (
            ruling.outcome in ("accepted", "accepted-in-part", BRACKETED) and amendment.kind == "replace"
        )
        if is_kept and amendment.paragraph in removed:
            raise _refused(
                ruling,
                N_(
                    "Amendment %(number)s changes or keeps open a paragraph that another one, accepted, deletes."
                ),
            )
    if not rulings and not rewritten:
        raise Refusal(N_("Decide at least one amendment, or change the words of a paragraph."))
    return Merged(
        rulings,
        {key: words for key, words in rewritten.items() if key not in removed},
        tuple(removed),
        tuple(inserted),
        revision_note(work.note),
    )


def taken(work: Merge, amendment: AmendmentWords, present: str) -> Merge:
    """Return the work with an amendment accepted and its words brought into the final words of its paragraph.

    `present` are the words on which it stands. Raises `Refusal` where the final words have been changed at the same
    place already: then only a person can bring the two together.
    """
    paragraphs, insertions = dict(work.paragraphs), dict(work.insertions)
    if amendment.kind == "insert-after":
        insertions[amendment.number] = amendment.words
    elif amendment.kind == "replace":
        so_far = paragraphs.get(amendment.paragraph, present)
        together = brought_together(present, so_far, amendment.words)
        if together is None and so_far != amendment.words:
            raise Refusal(
                N_(
                    "The words of amendment %(number)s meet words that you have changed already. Bring them together "
                    "by hand."
                ),
                {"number": amendment.number},
            )
        paragraphs[amendment.paragraph] = together or amendment.words
    reason = next((r.reason for r in work.rulings if r.number == amendment.number), "")
    rulings = [r for r in work.rulings if r.number != amendment.number]
    rulings.append(Ruling(amendment.number, "accepted", reason))
    return Merge(tuple(sorted(rulings, key=lambda r: r.number)), paragraphs, insertions, work.note)


def _ruling(ruling: Ruling, by_number: Mapping[int, AmendmentWords]) -> Ruling:
    if ruling.number not in by_number:
        raise _refused(ruling, N_("Amendment %(number)s is not open any more: it was decided or withdrawn."))
    if ruling.outcome == BRACKETED:
        return Ruling(ruling.number, BRACKETED, clean(ruling.reason))
    try:
        return Ruling(ruling.number, *disposition(ruling.outcome, ruling.reason))
    except Refusal as refusal:
        raise Refusal(
            N_("Amendment %(number)s: give a disposition, and the reason unless it is accepted as it is."),
            {"number": ruling.number},
            field=f"{refusal.field}-{ruling.number}",
        ) from refusal


def _rewritten(work: Merge, by_key: Mapping[str, ParagraphText], language: str) -> dict[str, str]:
    result = {}
    for key, words in work.paragraphs.items():
        if key not in by_key:
            raise Refusal(N_("This text has no such paragraph any more."), field=f"words-{key}")
        present = by_key[key]
        try:
            words = paragraph_text(present.kind, words, language)
        except Refusal as refusal:
            raise Refusal(
                refusal.message, refusal.params, field=f"words-{key}", rule=refusal.rule
            ) from refusal
        if words != present.text:
            result[key] = words
    return result


def _refused(ruling: Ruling, message: str) -> Refusal:
    return Refusal(message, {"number": ruling.number}, field=f"disposition-{ruling.number}")
