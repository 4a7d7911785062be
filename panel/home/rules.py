"""What the faces make of typed words: what is searched for, what is shown of a find, what was given to verify. Pure."""

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_, one_line

QUERY_LENGTH: Final = 200
MOST_WORDS: Final = 8
SNIPPET: Final = 240
"""Characters of a text that are shown around the first word found in it."""

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is a word that was searched for."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


def searched(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a query as it is shown, and the words, as typed, that a find must hold: all of them (at most eight)."""
    query = one_line(text[: 4 * QUERY_LENGTH])[:QUERY_LENGTH].strip()
    return query, tuple(dict.fromkeys(query.split()))[:MOST_WORDS]


def snippet(text: str, words: Sequence[str]) -> Pieces:
    """Return the part of `text` around the first of `words` that occurs in it, in pieces."""
    text = " ".join(text.split())
    words = [_fold(word) for word in words]
    folded = _fold(text)
    found = [place for word in words if (place := folded.find(word)) >= 0]
    start = max(0, min(found, default=0) - SNIPPET // 3)
    if start:
        start = text.find(" ", start) + 1 or start
    end = start + SNIPPET
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + SNIPPET // 2)
    shown = tuple(_marked(text[start:end], words))
    before = (("… ", False),) if start else ()
    after = ((" …", False),) if end < len(text) else ()
    return (*before, *shown, *after)


def digest_given(text: str) -> str:
    """Return the SHA-256 that somebody typed or pasted, in lower case. Raises `Refusal` when it is none."""
    bare = re.sub(r"^sha-?256[:= ]", "", one_line(text).lower())
    bare = re.sub(r"[\s:-]", "", bare)
    if not bare:
        raise Refusal(N_("Give a file, a text or a hash to verify."), field="text")
    if not _DIGEST.fullmatch(bare):
        raise Refusal(
            N_(
                "This is not a SHA-256 hash: one has 64 characters, the digits 0 to 9 and the letters a to f."
            ),
            field="text",
        )
    return bare


def is_digest(text: str) -> bool:
    """Say whether what was pasted is a hash and not the text itself."""
    try:
        return bool(digest_given(text))
    except Refusal:
        return False


def bytes_meant(text: str) -> tuple[bytes, ...]:
    """Return the byte sequences that a pasted text may stand for: a form changes line ends and loses the last one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bare = text.strip("\n")
    return tuple(
        dict.fromkeys(kept.encode("utf-8", "surrogatepass") for kept in (text, bare + "\n", bare) if kept)
    )


def first_sentence(rule: Callable[..., Any]) -> str:
    """Return the first sentence of what a permission's docstring says, on one line, without its source."""
    text = re.sub(r" \(procedure\.md[^)]*\)", "", " ".join((inspect.getdoc(rule) or "").split()))
    return re.split(r"(?<=[.!?]) (?=[A-Z])", text)[0]


def _marked(text: str, words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    if not words or not text:
        yield text, False
        return
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    last = 0
    for match in re.finditer(pattern, _fold(text)):
        if match.start() > last:
            yield text[last : match.start()], False
        yield text[match.start() : match.end()], True
        last = match.end()
    if last < len(text):
        yield text[last:], False


def _fold(text: str) -> str:
    """Return `text` in lower case, every character in its place (the lower case of İ is two characters long)."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
