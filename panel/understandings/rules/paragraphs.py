"""Words of a text: paragraphs, their order, and the exact words that are frozen and hashed (3)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_, clean, given, one_line, within

TITLE_LENGTH, PARAGRAPH_LENGTH, NOTE_LENGTH, TEXT_LENGTH = 200, 4000, 1000, 60_000
MOST_PARAGRAPHS = 120

PARAGRAPH_KINDS = ("preambular", "operative")


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
    return given(one_line(text), TITLE_LENGTH, "title", N_("Give the text a title."))


def revision_note(text: str) -> str:
    """Return the note on what changed in a revision, which may be empty. Raises `Refusal` when it is too long."""
    return within(clean(text), NOTE_LENGTH, "note")


def paragraph_text(kind: str, text: str, language: str = "en") -> str:
    """Return the words of a paragraph as they are kept.

    In English a preambular paragraph ends with a comma, and no paragraph carries its number in its words: numbers are
    given by the order (3). Raises `Refusal`.
    """
    if kind not in PARAGRAPH_KINDS:
        raise Refusal(N_("A paragraph is preambular or operative."), field="kind", rule="3")
    text = given(one_line(text), PARAGRAPH_LENGTH, "text", N_("Write the paragraph."))
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
    text = within(clean(text), TEXT_LENGTH, "text")
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


def draft_symbol(year: int, number: int, revision: int) -> str:
    """Return the symbol of a draft in the limited series: `SPMHR/2026/L.4/Rev.1` (documents.md, "Conventions")."""
    base = f"SPMHR/{year}/L.{number}"
    return base if revision == 0 else f"{base}/Rev.{revision}"


def understanding_symbol(year: int, number: int) -> str:
    """Return the symbol of the `number`th common understanding of a year: `SPMHR/2026/CU/1`."""
    return f"SPMHR/{year}/CU/{number}"
