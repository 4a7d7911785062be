"""What changed between two versions of a text: paragraph by paragraph, then word by word (3). Pure.

Paragraphs are matched by the identity they keep, never guessed from likeness. Within a paragraph the unit is what a
reader takes for a word: in Chinese and Japanese the single character, in Arabic the word with all its marks. A
difference always says from which version to which it leads.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from panel.understandings.rules.paragraphs import ParagraphText

_HAN = "\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_VARIANTS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# What belongs to the letter before it and is no letter itself: vowel signs, accents, and the (non-)joiners of Persian.
_MARKS = "\u200c\u200d" + "".join(
    character for character in map(chr, range(0x300, 0x2000)) if unicodedata.category(character)[0] == "M"
)
_WORD = rf"(?:[^\W{_HAN}]|[{_MARKS}])+"
_TOKEN = re.compile(
    rf"\s+|[{_HAN}][{_VARIANTS}]*|{_WORD}(?:['’\u2010\u2011-]{_WORD})*|.[{_MARKS}]*", re.DOTALL
)
_CLAUSE_ENDS = frozenset(".,;:!?،؛؟。，；：、！？।")

_MOST_COMPARED = 120_000
"""How many pairs of words are compared at most. Comparing takes the square of what differs, and more if words recur:
two long paragraphs are first compared clause by clause, so that the longest allowed ones take no longer than a page.
"""

RunKind = Literal["same", "out", "in"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both versions (`same`), were taken out (`out`) or put in (`in`)."""

    kind: RunKind
    words: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Tokens `start` to `end` (exclusive) of the base give way to `tokens`; where both are equal, nothing does."""

    start: int
    end: int
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """What became of one paragraph: `same`, `changed`, `in` (put in) or `out` (taken out), with its words as runs.

    `base_number` and `target_number` are None where it has none, because it is preambular or not there.
    """

    key: str
    kind: Literal["same", "changed", "in", "out"]
    base_number: int | None
    target_number: int | None
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed from the version named `base` to the version named `target`, in the order of the target.

    A paragraph that was taken out stands where it was: after the one it followed.
    """

    base: str
    target: str
    paragraphs: tuple[ParagraphChange, ...]

    @property
    def changed(self) -> tuple[ParagraphChange, ...]:
        return tuple(change for change in self.paragraphs if change.kind != "same")


@lru_cache(256)
def tokens(text: str) -> tuple[str, ...]:
    """Return `text` cut into words, single Han and kana characters, white space and signs; joined, it is whole."""
    return tuple(_TOKEN.findall(text))


@lru_cache(1024)
def edits(base: str, target: str) -> tuple[Edit, ...]:
    """Return what must be done to the tokens of `base` to make `target`, from left to right."""
    return tuple(_edits(tokens(base), tokens(target), 0))


@lru_cache(1024)
def runs(base: str, target: str) -> tuple[Run, ...]:
    """Return the words of both versions in reading order: what was taken out stands before what took its place.

    Same and `out` joined give the base; same and `in` joined give the target.
    """
    old, result, at = tokens(base), list[Run](), 0
    for edit in edits(base, target):
        result += _run("same", old[at : edit.start])
        result += _run("out", old[edit.start : edit.end])
        result += _run("in", edit.tokens)
        at = edit.end
    return (*result, *_run("same", old[at:]))


def excerpt(found: Sequence[Run], around: int = 8) -> tuple[Run, ...]:
    """Return runs with what stays the same shortened to `around` tokens beside each change, for narrow places."""
    result = []
    for place, run in enumerate(found):
        words = tokens(run.words)
        before = words[:around] if place > 0 else ()
        after = words[-around:] if place < len(found) - 1 else ()
        is_long = run.kind == "same" and len(words) > len(before) + len(after) + 2
        result.append(Run("same", "".join([*before, " … ", *after])) if is_long else run)
    return tuple(result)


def applied(base: str, changes: Sequence[Edit]) -> str:
    """Return `base` with edits carried out that touch different tokens of it."""
    old, result, at = tokens(base), list[str](), 0
    for edit in sorted(changes, key=lambda edit: (edit.start, edit.end)):
        result += [*old[at : edit.start], *edit.tokens]
        at = edit.end
    return "".join([*result, *old[at:]])


@lru_cache(1024)
def touched(base: str, target: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of tokens of `base` that `target` touches.

    Words put in touch the space they stand in, so that two delegations who put words into one gap meet there; at the
    edge of a sign or between Chinese characters there is no space, and the range is an empty one.
    """
    old = tokens(base)
    return tuple(_with_its_gap(old, edit) for edit in edits(base, target))


def overlap(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    """Say whether any range of `one` shares a token, or a place between the same two tokens, with one of `other`."""
    return any((a == c and b == d) or (a < d and c < b) for a, b in one for c, d in other)


def compare(
    base: Sequence[tuple[int | None, ParagraphText]],
    target: Sequence[tuple[int | None, ParagraphText]],
    *,
    names: tuple[str, str],
) -> Difference:
    """Return the difference between two versions, given as `paragraphs.in_order` puts them and named by `names`."""
    old = {paragraph.key: (number, paragraph) for number, paragraph in base}
    new = {paragraph.key for _, paragraph in target}
    gone: dict[str | None, list[ParagraphChange]] = {}
    anchor: str | None = None
    for number, paragraph in base:
        if paragraph.key in new:
            anchor = paragraph.key
        else:
            taken = ParagraphChange(paragraph.key, "out", number, None, (Run("out", paragraph.text),))
            gone.setdefault(anchor, []).append(taken)
    result = list(gone.get(None, ()))
    for number, paragraph in target:
        if paragraph.key in old:
            before, was = old[paragraph.key]
            kind: Literal["same", "changed"] = "same" if was.text == paragraph.text else "changed"
            result.append(
                ParagraphChange(paragraph.key, kind, before, number, runs(was.text, paragraph.text))
            )
        else:
            result.append(ParagraphChange(paragraph.key, "in", None, number, (Run("in", paragraph.text),)))
        result += gone.get(paragraph.key, ())
    return Difference(*names, tuple(result))


def _run(kind: RunKind, words: Sequence[str]) -> tuple[Run, ...]:
    return (Run(kind, "".join(words)),) if words else ()


def _edits(old: Sequence[str], new: Sequence[str], offset: int) -> Iterator[Edit]:
    """Yield the edits between two lists of tokens, the first of which begins at token `offset` of the base."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    offset += head
    if not old and not new:
        return
    if not old or not new:
        yield Edit(offset, offset + len(old), tuple(new))
    elif len(old) * len(new) <= _MOST_COMPARED:
        for tag, a, b, c, d in _opcodes(old, new):
            if tag != "equal":
                yield Edit(offset + a, offset + b, tuple(new[c:d]))
    else:
        yield from _edits_by_clause(old, new, offset)


def _edits_by_clause(old: Sequence[str], new: Sequence[str], offset: int) -> Iterator[Edit]:
    before, after = _clauses(old), _clauses(new)
    starts = [0]
    for clause in before:
        starts.append(starts[-1] + len(clause))
    if len(before) == len(after) == 1 or len(before) * len(after) > _MOST_COMPARED:
        yield Edit(offset, offset + len(old), tuple(new))
        return
    for tag, a, b, c, d in _opcodes(before, after):
        if tag != "equal":
            put_in = [token for clause in after[c:d] for token in clause]
            if (a, b, c, d) == (0, len(before), 0, len(after)):  # nothing in common: no smaller by cutting
                yield Edit(offset, offset + len(old), tuple(put_in))
            else:
                yield from _edits(old[starts[a] : starts[b]], put_in, offset + starts[a])


def _clauses(words: Sequence[str]) -> list[tuple[str, ...]]:
    result: list[tuple[str, ...]] = []
    clause: list[str] = []
    for word in words:
        clause.append(word)
        if word in _CLAUSE_ENDS:
            result.append(tuple(clause))
            clause = []
    return [*result, tuple(clause)] if clause else result


def _opcodes(old: Sequence[object], new: Sequence[object]) -> list[tuple[str, int, int, int, int]]:
    """Return difflib's account of two lists. White space alone is no likeness: it counts beside words only."""
    matcher = SequenceMatcher(lambda token: isinstance(token, str) and token.isspace(), old, new, False)
    return [(tag, a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes()]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many tokens two lists begin with in common."""
    return next(
        (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )


def _with_its_gap(old: Sequence[str], edit: Edit) -> tuple[int, int]:
    if edit.start == edit.end:
        for place in (edit.start - 1, edit.start):
            if 0 <= place < len(old) and old[place].isspace():
                return place, place + 1
    return edit.start, edit.end
