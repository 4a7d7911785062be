"""How a text becomes a recorded common understanding, or does not. Pure.

Source of every rule: procedure.md, sections 3 and 4 (named below by section and, in section 4, by state).
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from hashlib import sha256

from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_, clean, one_line
from panel.understandings.procedure import Procedure

TITLE_LENGTH, PARAGRAPH_LENGTH, NOTE_LENGTH, REASON_LENGTH, TEXT_LENGTH = 200, 4000, 1000, 4000, 60_000
MOST_PARAGRAPHS = 120
LONGEST_SILENCE_DAYS = 90

PARAGRAPH_KINDS = ("preambular", "operative")

# --- States ---------------------------------------------------------------------------------------------------------

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


# --- Paragraphs -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """A paragraph as rules look at it.

    `key` keeps its identity through renumbering; `norms` are canonical references.
    """

    key: str
    kind: str
    text: str
    norms: tuple[str, ...] = ()
    no_norm: bool = False


def title_of_text(text: str) -> str:
    """Return the title of a text as it is kept. Raises `Refusal` when it is missing or too long."""
    title = one_line(text)
    if not title:
        raise Refusal(N_("Give the text a title."), field="title")
    if len(title) > TITLE_LENGTH:
        raise Refusal(N_("A title has at most %(most)s characters."), {"most": TITLE_LENGTH}, field="title")
    return title


def paragraph_text(kind: str, text: str, language: str = "en") -> str:
    """Return the words of a paragraph as they are kept.

    In English a preambular paragraph ends with a comma, and no paragraph carries its number in its words: numbers are
    given by the order (3). Raises `Refusal`.
    """
    if kind not in PARAGRAPH_KINDS:
        raise Refusal(N_("A paragraph is preambular or operative."), field="kind", rule="3")
    text = one_line(text)
    if not text:
        raise Refusal(N_("Write the paragraph."), field="text")
    if len(text) > PARAGRAPH_LENGTH:
        raise Refusal(
            N_("A paragraph has at most %(most)s characters."), {"most": PARAGRAPH_LENGTH}, field="text"
        )
    if re.match(r"\(?\d{1,3}[.)]\s", text):
        raise Refusal(
            N_("Leave out the number: paragraphs are numbered by their order."), field="text", rule="3"
        )
    if kind == "preambular" and language == "en" and not text.endswith(","):
        raise Refusal(N_("A preambular paragraph ends with a comma."), field="text", rule="3")
    return text


def advice_on(paragraph: ParagraphText, language: str = "en") -> list[str]:
    """Return what a drafter may want to look at again: conventions that are customary and not enforced (3)."""
    if language != "en":
        return []
    first = paragraph.text.split(maxsplit=1)[0].rstrip(",").casefold()
    if paragraph.kind == "preambular" and not first.endswith(("ing", "ed", "ful", "ware", "ply", "ly")):
        return [N_("A preambular paragraph usually begins with a participle, such as “Recalling”.")]
    if paragraph.kind == "operative" and not first.endswith(("s", "ly")):
        return [
            N_("An operative paragraph usually begins with a verb in the present tense, such as “Affirms”.")
        ]
    return []


def split_text(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Return (kind, words) for each paragraph of a pasted text; paragraphs stand apart by an empty line.

    What ends with a comma before the first operative paragraph is preambular; leading numbers are dropped. Raises
    `Refusal` when there is nothing to split, or more than a text may have.
    """
    text = clean(text)
    if len(text) > TEXT_LENGTH:
        raise Refusal(N_("A text has at most %(most)s characters."), {"most": TEXT_LENGTH}, field="text")
    parts = [one_line(part) for part in re.split(r"\n\s*\n", text) if part.strip()]
    if len(parts) > MOST_PARAGRAPHS:
        raise Refusal(N_("A text has at most %(most)s paragraphs."), {"most": MOST_PARAGRAPHS}, field="text")
    result: list[tuple[str, str]] = []
    for part in parts:
        words = re.sub(r"^\(?\d{1,3}[.)]\s+", "", part)
        numbered = words != part
        opened = any(kind == "operative" for kind, _ in result)
        kind = (
            "preambular" if words.endswith((",", "،", "，")) and not numbered and not opened else "operative"
        )
        result.append((kind, paragraph_text(kind, words, language)))
    return result


def in_order(paragraphs: Iterable[ParagraphText]) -> list[tuple[int | None, ParagraphText]]:
    """Return the paragraphs as they are printed: the preamble first, unnumbered; then 1, 2, 3 (3)."""
    given = list(paragraphs)
    preamble: list[tuple[int | None, ParagraphText]] = [(None, p) for p in given if p.kind == "preambular"]
    return preamble + list(enumerate((p for p in given if p.kind == "operative"), 1))


def has_norm_basis(paragraph: ParagraphText) -> bool:
    """Say whether an operative paragraph has its norm basis, or the finding that none was identified (3)."""
    return paragraph.kind == "preambular" or bool(paragraph.norms) or paragraph.no_norm


def fit_for_silence(paragraphs: Sequence[ParagraphText]) -> None:
    """Raise `Refusal` unless the text can be declared final (4, final_draft): something to adopt, every norm basis."""
    numbered = in_order(paragraphs)
    if not any(p.kind == "operative" for p in paragraphs):
        raise Refusal(N_("A text needs at least one operative paragraph."), rule="4, final draft")
    missing = [str(number) for number, p in numbered if not has_norm_basis(p)]
    if missing:
        raise Refusal(
            N_(
                "Paragraphs without norm basis: %(numbers)s. Attach a norm reference, or record the finding that "
                "none was identified."
            ),
            {"numbers": ", ".join(missing)},
            rule="4, final draft",
        )


def exact_text(title: str, paragraphs: Sequence[ParagraphText]) -> str:
    """Return the exact words that are frozen, hashed and adopted: UTF-8, NFC, LF, one empty line between paragraphs.

    The norm basis of a paragraph follows it in square brackets of canonical references, since it is part of what is
    agreed.
    """
    lines = [title]
    for number, paragraph in in_order(paragraphs):
        lead = f"{number}. " if number else ""
        basis = f"\n[{'; '.join(paragraph.norms)}]" if paragraph.norms else ""
        none = "\n[no norm identified]" if paragraph.no_norm and not paragraph.norms else ""
        lines.append(f"{lead}{paragraph.text}{basis}{none}")
    return "\n\n".join(lines) + "\n"


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text's bytes, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


# --- Symbols --------------------------------------------------------------------------------------------------------


def draft_symbol(year: int, number: int, revision: int) -> str:
    """Return the symbol of a draft in the limited series: `SPMHR/2026/L.4/Rev.1` (documents.md, "Conventions")."""
    base = f"SPMHR/{year}/L.{number}"
    return base if revision == 0 else f"{base}/Rev.{revision}"


def understanding_symbol(year: int, number: int) -> str:
    """Return the symbol of the `number`th common understanding of a year: `SPMHR/2026/CU/1`."""
    return f"SPMHR/{year}/CU/{number}"


# --- Before silence -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Balance:
    """Which represented constituencies have been heard on a text, and whether that is enough to go on (3)."""

    represented: tuple[str, ...]
    unheard: tuple[str, ...]
    is_sufficient: bool


def balance(represented: Collection[str], heard: Collection[str], procedure: Procedure) -> Balance:
    """Return the balance of voices on a text.

    Enough is: the share of represented constituencies that the rules ask for, and every constituency that they say
    must be heard, as far as it is represented.
    """
    there = tuple(sorted(represented))
    unheard = tuple(name for name in there if name not in heard)
    enough = Fraction(procedure.heard_share) * len(there) <= len(there) - len(unheard)
    missed = any(name in unheard for name in procedure.must_be_heard)
    return Balance(there, unheard, enough and not missed)


def may_open_despite(found: Balance, reason: str) -> str:
    """Return the Chair's reason for going on, cleaned: it is printed with the text (3).

    Raises `Refusal` when the balance asks for a reason and there is none.
    """
    reason = clean(reason)
    if len(reason) > REASON_LENGTH:
        raise Refusal(
            N_("A reason has at most %(most)s characters."), {"most": REASON_LENGTH}, field="balance_reason"
        )
    if not found.is_sufficient and not reason:
        raise Refusal(
            N_(
                "Too few constituencies have been heard on this text. Hear the others first, or give the reason for "
                "going on, which is printed with the text."
            ),
            field="balance_reason",
            rule="3, balance",
        )
    return reason


def expiry(opened: datetime, expires: datetime, procedure: Procedure) -> datetime:
    """Return the instant at which silence ends, if it lies far enough ahead (4, under_silence). Raises `Refusal`."""
    if expires < opened + procedure.minimum_silence:
        raise Refusal(
            N_("Silence lasts at least %(hours)s hours."),
            {"hours": procedure.minimum_silence_hours},
            field="hours",
            rule="4, under silence",
        )
    if (expires - opened).days > LONGEST_SILENCE_DAYS:
        raise Refusal(
            N_("Silence lasts at most %(days)s days."), {"days": LONGEST_SILENCE_DAYS}, field="hours"
        )
    return expires


def extended_expiry(now: datetime, old: datetime, new: datetime) -> datetime:
    """Return the new expiry of a round: later than the old one, set before that is reached (4, extended).

    The Chair can lengthen a silence, never shorten it.
    """
    if now >= old:
        raise Conflict(N_("The silence has expired; it cannot be extended any more."), rule="4, extended")
    if new <= old:
        raise Refusal(N_("A silence can be made longer, never shorter."), field="hours", rule="4, extended")
    return new


# --- Under silence --------------------------------------------------------------------------------------------------

POSITIONS: Mapping[str, str] = {
    "join": N_("Joins"),
    "join-with-explanation": N_("Joins with an explanation of position"),
    "reserve": N_("Joins with a reservation"),
    "disassociate": N_("Joins, and disassociates itself from named paragraphs"),
    "object": N_("Objects"),
}
"""The positions a delegation can give. Silence is none of them: it is recorded as no objection made."""

STATEMENT_OF: Mapping[str, str] = {
    "join-with-explanation": "explanation",
    "reserve": "reservation",
    "disassociate": "disassociation",
}
"""Position -> the kind of statement that is printed with the adopted text."""

STATEMENTS: Mapping[str, str] = {
    "explanation": N_("Explanation of position"),
    "reservation": N_("Reservation"),
    "interpretative": N_("Interpretative statement"),
    "disassociation": N_("Disassociation"),
}


@dataclass(frozen=True, slots=True)
class PositionWords:
    """A position as it is kept: cleaned, complete, its paragraphs in the order of the text."""

    kind: str
    paragraphs: tuple[str, ...]
    reason: str
    remedy: str


def position(
    kind: str, paragraphs: Collection[str], reason: str, remedy: str, text: Sequence[str]
) -> PositionWords:
    """Return a position that is complete; `text` are the keys of the frozen text's paragraphs.

    A reservation and an explanation need words; a disassociation needs the paragraphs; an objection needs paragraph,
    reason, and what would remove it (4, silence_broken). Raises `Refusal` naming the field.
    """
    if kind not in POSITIONS:
        raise Refusal(
            N_("Choose the position of your delegation."), field="position", rule="4, under silence"
        )
    reason, remedy = clean(reason), clean(remedy)
    named = tuple(key for key in text if key in paragraphs)
    if len(named) != len(set(paragraphs)):
        raise Refusal(N_("A paragraph you named is not in this text."), field="paragraphs")
    if max(len(reason), len(remedy)) > REASON_LENGTH:
        field = "reason" if len(reason) > REASON_LENGTH else "remedy"
        raise Refusal(N_("At most %(most)s characters fit here."), {"most": REASON_LENGTH}, field=field)
    if kind == "disassociate" and not named:
        raise Refusal(
            N_("Name the paragraphs from which your delegation disassociates itself."), field="paragraphs"
        )
    if kind == "object" and not named:
        raise Refusal(
            N_("Name the paragraph that your delegation cannot live with."),
            field="paragraphs",
            rule="4, silence broken",
        )
    if kind in ("join-with-explanation", "reserve", "object") and not reason:
        raise Refusal(N_("Give your delegation's words: they are printed as received."), field="reason")
    if kind == "object" and not remedy:
        raise Refusal(N_("Say what would remove the objection."), field="remedy", rule="4, silence broken")
    if kind == "join":
        named = ()
    return PositionWords(kind, named, reason, remedy if kind == "object" else "")


def has_expired(now: datetime, expires: datetime) -> bool:
    """Say whether silence has ended. The instant of expiry itself is too late: a break comes before it (4)."""
    return now >= expires


def in_time(now: datetime, expires: datetime, kind: str) -> bool:
    """Say whether a position counts.

    A late objection is recorded but inadmissible; any other late position is refused with `Conflict` (4).
    """
    if not has_expired(now, expires):
        return True
    if kind == "object":
        return False
    raise Conflict(
        N_("The silence has expired. After adoption, statements can be attached to the text."),
        rule="4, under silence",
    )


def adoption(now: datetime, expires: datetime) -> str:
    """Return the mode of adoption of a text whose silence was kept (4, adopted). Raises `Conflict` before expiry."""
    if not has_expired(now, expires):
        raise Conflict(
            N_("The silence has not expired yet. The gavel falls at or after its end."), rule="4, adopted"
        )
    return "by silence procedure"


# --- After adoption -------------------------------------------------------------------------------------------------


def statement(
    kind: str, text: str, paragraphs: Collection[str], keys: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Return a statement's words and paragraphs as they are attached: as received (4, statements_window)."""
    if kind not in STATEMENTS:
        raise Refusal(N_("Choose the kind of statement."), field="kind")
    text = clean(text)
    named = tuple(key for key in keys if key in paragraphs)
    if kind == "disassociation" and not named:
        raise Refusal(
            N_("Name the paragraphs from which your delegation disassociates itself."), field="paragraphs"
        )
    if not text and kind != "disassociation":
        raise Refusal(N_("Write the statement."), field="text")
    if len(text) > REASON_LENGTH:
        raise Refusal(
            N_("A statement has at most %(most)s characters."), {"most": REASON_LENGTH}, field="text"
        )
    return text, named


def window_open(now: datetime, until: datetime) -> None:
    """Raise `Conflict` when the window for statements has closed (4, statements_window)."""
    if now >= until:
        raise Conflict(N_("The window for statements on this text has closed."), rule="4, statements window")


SUMMARY_PARTS = ("convergence", "divergence", "open_questions")


def chairs_summary(convergence: str, divergence: str, open_questions: str) -> tuple[str, str, str]:
    """Return the three parts of a Chair's summary, cleaned (4, no_consensus). Raises `Refusal` when it says nothing."""
    parts = clean(convergence), clean(divergence), clean(open_questions)
    for name, part in zip(SUMMARY_PARTS, parts, strict=True):
        if len(part) > TEXT_LENGTH // 3:
            raise Refusal(N_("At most %(most)s characters fit here."), {"most": TEXT_LENGTH // 3}, field=name)
    if not parts[1]:
        raise Refusal(
            N_("Say where views diverge: that is why there is no common understanding."), field="divergence"
        )
    return parts
