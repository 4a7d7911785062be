"""How the summary speaks: sentences with their links and notes, dates, numbers, quotations, numbered paragraphs. Pure.

A summary is written in English, its original language, whoever reads it; its sentences are marked so that translators
find them with those of the pages.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from panel.documents.markup import to_blocks, to_plain
from panel.documents.tree import (
    Block,
    Direction,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Style,
    Text,
)
from panel.kernel.text import N_
from panel.sessions.summary.views import Thread, Understanding

GENEVA: Final = ZoneInfo("Europe/Zurich")
_ORDINALS: Final = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_COUNTS: Final = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_RIGHT_TO_LEFT: Final = ("ar", "fa", "he", "ur")
_PLACE: Final = re.compile(r"%\((\w+)\)s")
# A full stop ends a sentence before a capital, a digit or another script, but not after what is usually shortened.
_SENTENCE_END: Final = re.compile(
    r"(?<!\bNo)(?<!\bart)(?<!\barts)(?<!\bpara)(?<!\bparas)(?<!\bMr)(?<!\bMs)(?<!\b[A-Z])"
    r"[.!?؟](?=[”’\")]?\s+[^a-z\s])|[。！？]"
)

Part = str | int | Sequence[Inline]


def phrase(message: str, params: Mapping[str, Part] | None = None) -> tuple[Inline, ...]:
    """Return a sentence with its places filled: by words, or by inlines such as links and quotations."""
    inlines: list[Inline] = []
    for index, piece in enumerate(_PLACE.split(message)):
        value: Part = (params or {})[piece] if index % 2 else piece
        if isinstance(value, str | int):
            if str(value):
                inlines.append(Text(str(value)))
        else:
            inlines.extend(value)
    return tuple(inlines)


def sentence(message: str, params: Mapping[str, str | int] | None = None) -> str:
    """Return a sentence of words only."""
    return message % params if params else message


class Writing:
    """Numbers the paragraphs of one summary right through."""

    def __init__(self) -> None:
        self._count = 0

    def say(
        self,
        anchor: str,
        message: str,
        params: Mapping[str, Part] | None = None,
        *,
        sources: Iterable[str] = (),
        then: Sequence[Inline] = (),
    ) -> Paragraph:
        """Return the next numbered paragraph. `anchor` is its identity, `then` follows the sentence (notes)."""
        return Paragraph(
            (*phrase(message, params), *then), self._next(), anchor, sources=tuple(dict.fromkeys(sources))
        )

    def report(self, anchor: str, words: str, sources: Sequence[str]) -> list[Block]:
        """Return somebody's words as numbered paragraphs; what is no paragraph (a list) stays unnumbered."""
        blocks: list[Block] = []
        for place, block in enumerate(to_blocks(words), 1):
            if isinstance(block, Paragraph) and block.style is Style.BODY:
                block = replace(
                    block, number=self._next(), anchor=f"{anchor}-{place}", sources=tuple(sources)
                )
            blocks.append(block)
        return blocks

    def _next(self) -> str:
        self._count += 1
        return str(self._count)


def heading(level: int, text: str, anchor: str | None = None, number: str | None = None) -> Heading:
    """Return a heading."""
    return Heading(level, text, anchor, number=number)


def lettered(place: int, inlines: Sequence[Inline], sources: Iterable[str] = ()) -> Paragraph:
    """Return the subparagraph (a), (b), … (z), (aa) at `place`, counted from 0."""
    letters = chr(ord("a") + place % 26) * (place // 26 + 1)
    return Paragraph(tuple(inlines), f"({letters})", sources=tuple(dict.fromkeys(sources)))


def bullets(items: Iterable[Sequence[Inline]]) -> ListBlock:
    """Return a list of one-paragraph items."""
    return ListBlock(tuple((Paragraph(tuple(item)),) for item in items))


def numbered(items: Iterable[Sequence[Inline]]) -> ListBlock:
    """Return a list of one-paragraph items that are counted from 1."""
    return ListBlock(tuple((Paragraph(tuple(item)),) for item in items), ordered=True)


def direction(language: str) -> Direction:
    """Return the direction in which `language` is written."""
    return "rtl" if language.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


def quoted(words: str, language: str = "en") -> tuple[Inline, ...]:
    """Return `words` between quotation marks, in their own language and direction where these are not the summary's.

    A quotation within them has single marks, and is closed where the words were cut before its end.
    """
    pieces = re.split('["“”]', words)
    if len(pieces) > 1:
        closing = "’" if len(pieces) % 2 == 0 else ""
        words = (
            "".join(f"{'‘' if place % 2 else '’'}{piece}" for place, piece in enumerate(pieces))[1:] + closing
        )
    if language == "en":
        return (Text(f"“{words}”"),)
    return (Text("“"), Text(words, language, direction(language)), Text("”"))


def opening_words(body: str, words: int) -> str:
    """Return how a contribution begins: its first sentences, as many whole ones as `words` words hold.

    A first sentence that is longer is cut, with an ellipsis. The last full stop is left out, since the sentence that
    quotes it has its own.
    """
    text = " ".join(to_plain(body).split())
    ends = [found.end() for found in _SENTENCE_END.finditer(text)] + [len(text)]
    fitting = [end for end in ends if _size(text[:end]) <= words]
    if fitting:
        return text[: fitting[-1]].rstrip(".。")
    first = text[: ends[0]]
    cut = " ".join(first.split(" ")[:words]) if " " in first else first
    while _size(cut) > words:
        cut = cut[:-1]
    return f"{cut.rstrip(',;:. ')} …"


def _size(text: str) -> float:
    # Two characters of Chinese or Japanese say about as much as a word.
    wide = sum(1 for character in text if character >= "\u2e80")
    return wide / 2 + len([word for word in text.split() if word[0] < "\u2e80"])


# Numbers, dates, lists


def ordinal(number: int) -> str:
    """Return `4th`, as meetings are counted."""
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def ordinal_word(number: int) -> str:
    """Return `first` to `twelfth`, and figures beyond."""
    return _ORDINALS[number - 1] if 1 <= number <= len(_ORDINALS) else ordinal(number)


def counted(number: int, one: str, many: str, *, none: str = N_("no")) -> str:
    """Return "one thread" or "12 threads": words below ten, as in United Nations documents."""
    return (one if number == 1 else many) % {"n": figure(number, none)}


def figure(number: int, none: str) -> str:
    """Return a number in words below ten, and in figures from there."""
    return (none, *_COUNTS)[number] if number <= len(_COUNTS) else f"{number:,}"


def capital(text: str) -> str:
    """Return `text` with a capital, to begin a sentence."""
    return text[:1].upper() + text[1:]


def day(moment: datetime) -> date:
    """Return the day in Geneva."""
    return moment.astimezone(GENEVA).date()


def day_words(moment: datetime, *, year: bool = True) -> str:
    """Return `27 March 2026`, or `27 March`."""
    local = day(moment)
    return f"{local.day} {_MONTHS[local.month - 1]}" + (f" {local.year}" if year else "")


def time_words(moment: datetime) -> str:
    """Return `27 March 2026 at 15:05 Geneva time (14:05 UTC)`."""
    local = moment.astimezone(GENEVA)
    utc = local - (local.utcoffset() or timedelta())
    return f"{day_words(moment)} at {local:%H:%M} Geneva time ({utc:%H:%M} UTC)"


def span_words(start: datetime, end: datetime) -> str:
    """Return `2–6 March 2026`, `30 March–3 April 2026` or `27 March 2026`."""
    first, last = day(start), day(end)
    if first == last:
        return day_words(start)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(end)}"
    return f"{day_words(start, year=first.year != last.year)}–{day_words(end)}"


def listed(items: Sequence[str]) -> str:
    """Return `A, B and C`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return what to sort `text` by, so that article 9 comes before article 12."""
    pieces = (piece for piece in re.split(r"(\d+)", text.casefold()) if piece)
    return tuple((1, int(piece), "") if piece.isdecimal() else (0, 0, piece) for piece in pieces)


def joined(items: Sequence[Sequence[Inline]], separator: str = "; ", last: str = "") -> tuple[Inline, ...]:
    """Return inlines one after the other with `separator` between them, and `last` before the last if given."""
    found: list[Inline] = []
    for place, item in enumerate(items):
        if place:
            found.append(Text(last if last and place == len(items) - 1 else separator))
        found.extend(item)
    return tuple(found)


# What the summary names and where it stands


def contributions_words(thread: Thread, numbers: Sequence[int]) -> tuple[Inline, ...]:
    """Return "contribution 4", or "contributions 1, 3 and 20", each number a link."""
    word = N_("contribution") if len(numbers) == 1 else N_("contributions")
    links = [(Link(contribution_address(thread.number, number), str(number)),) for number in numbers]
    return (Text(f"{word} "), *joined(links, ", ", N_(" and ")))


def paragraphs_words(text: Understanding, keys: tuple[str, ...]) -> str:
    """Return "paragraph 5", "paragraphs 5 and 6", or "the text as a whole" when no paragraph is named."""
    return numbered_words(text.printed(keys))


def numbered_words(numbers: Sequence[str]) -> str:
    """Return the same for paragraph numbers as printed, in which PP2 is the second of the preamble."""
    preambular = [number.removeprefix("PP") for number in numbers if number.startswith("PP")]
    operative = [number for number in numbers if not number.startswith("PP")]
    words = []
    if preambular:
        word = N_("preambular paragraph") if len(preambular) == 1 else N_("preambular paragraphs")
        words.append(f"{word} {listed(preambular)}")
    if operative:
        word = N_("paragraph") if len(operative) == 1 else N_("paragraphs")
        words.append(f"{word} {listed(operative)}")
    return listed(words) or N_("the text as a whole")


def thread_address(number: int) -> str:
    """Return the address of a thread."""
    return f"/threads/{number}"


def contribution_address(thread: int, number: int) -> str:
    """Return the address of a contribution."""
    return f"/threads/{thread}/contributions/{number}"


def text_address(number: int) -> str:
    """Return the address of a text."""
    return f"/understandings/{number}"


def thread_link(thread: Thread, *, begins: bool = False) -> tuple[Inline, ...]:
    """Return the link `thread 3`, or `Thread 3` where it `begins` a sentence."""
    words = sentence(N_("thread %(number)s"), {"number": thread.number})
    return (Link(thread_address(thread.number), capital(words) if begins else words),)


def name_of_text(text: Understanding) -> str:
    """Return the symbol of a text: that of its adoption, else of its latest version, else its number."""
    return text.symbol or text.version or sentence(N_("text %(number)s"), {"number": text.number})


def text_link(text: Understanding) -> tuple[Inline, ...]:
    """Return the link to a text under its symbol."""
    return (Link(text_address(text.number), name_of_text(text)),)


_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
