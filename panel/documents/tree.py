"""The document tree: what the Panel issues, before it has a format.

Nodes are frozen and say what a thing is (a numbered paragraph, a note, a header cell), never how it looks.
A tree that exists can be written in every format: the constructors refuse, with `ValueError`, what one of
the formats could not hold (a skipped heading level, a note inside a note, a link to nowhere, a duplicate
identity), because that is a mistake of the builder and never of the person whose words these are. The words
themselves are never refused: characters no format can hold are taken out of them by `printable`.

`anchor` is the identity of a block: it stays through renumbering, it is the fragment of the paragraph's
address and it is written into every format that knows bookmarks. `number` is only what is printed ("12",
"12 bis", "(a)").
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal, TypeAlias

from panel.documents.labels import ENGLISH, Labels

Direction: TypeAlias = Literal["ltr", "rtl"]

PANEL: Final = "Standing Panel on Migration and Human Rights"
MAX_HEADING: Final = 5

# Control characters, bidi overrides and isolates, and byte-order marks: XML holds none of the first, and
# the second let a printed line read as something else than it is. Line breaks are nodes (`Break`), so they
# are white space here.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_NO_CHARACTER = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,127}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ADDRESS = re.compile(r"(https?://[^\s/\x00-\x20]|/(?!/)|#[A-Za-z])[^\s\x00-\x20\x7f\"<>\\]*", re.IGNORECASE)
_WRITERS_OWN = "note-"


def printable(text: str) -> str:
    """Return `text` without the characters that no format can hold or that reorder a line; what is no
    character at all (a lone surrogate, U+FFFF) becomes U+FFFD, so that one sees where something was."""
    return _NO_CHARACTER.sub("\ufffd", _UNPRINTABLE.sub("", text))


def is_address(href: str) -> bool:
    """Say whether `href` is an http(s) address, a path on this site or a fragment of this document."""
    return _ADDRESS.fullmatch(href) is not None


class Distribution(Enum):
    """How far a document goes. The value is the name of its label."""

    GENERAL = "general"
    LIMITED = "limited"
    RESTRICTED = "restricted"


class Style(Enum):
    """What a paragraph is, where that shows. Preambular paragraphs carry no number, operative ones do."""

    BODY = "body"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    QUOTE = "quote"
    NOTE = "note"


# --- inlines ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words; its language and direction, where they differ from those of the block."""

    text: str
    language: str | None = None
    direction: Direction | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))
        _check_language(self.language)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with emphasis: printed in italics."""

    inlines: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words with strong importance: printed bold."""

    inlines: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address (`is_address`); a `#fragment` must be the anchor of a block of the same
    document."""

    href: str
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))
        if not is_address(self.href):
            raise ValueError(f"not an address a document may link to: {self.href!r}")


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, at the place in the text where its mark stands. Writers number notes in the order of the
    text."""

    inlines: "tuple[Inline, ...]"

    def __post_init__(self) -> None:
        if any(isinstance(inline, Footnote) for inline in _inlines_within(self.inlines)):
            raise ValueError("a footnote holds no footnote")


Inline: TypeAlias = Text | Emphasis | Strong | Link | Break | Footnote


# --- blocks ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (a part of the document) to `MAX_HEADING`; the document's title stands above
    them all."""

    level: int
    text: str
    anchor: str | None = None
    language: str | None = None
    direction: Direction | None = None
    number: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))
        object.__setattr__(self, "number", self.number and printable(self.number))
        if not 1 <= self.level <= MAX_HEADING:
            raise ValueError(f"heading level {self.level} is not within 1 to {MAX_HEADING}")
        if not self.text.strip():
            raise ValueError("a heading has words")
        _check_anchor(self.anchor)
        _check_language(self.language)

    @property
    def printed_number(self) -> str | None:
        """The number as it stands in the margin: "II."."""
        return _printed_number(self.number)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number` as printed without its full stop, `sources` the addresses of the facts and
    contributions it rests on (shown on the page only: paper has its notes)."""

    inlines: tuple[Inline, ...]
    number: str | None = None
    anchor: str | None = None
    style: Style = Style.BODY
    language: str | None = None
    direction: Direction | None = None
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", self.number and printable(self.number))
        _check_anchor(self.anchor)
        _check_language(self.language)
        for source in self.sources:
            if not is_address(source) or source.startswith("#"):
                raise ValueError(f"not the address of a source: {source!r}")

    @property
    def printed_number(self) -> str | None:
        """The number as it stands in the margin: "12." and "12 bis.", but "(a)"."""
        return _printed_number(self.number)


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list: each item is a sequence of blocks, none of them a heading. Ordered lists count from `start`."""

    items: "tuple[tuple[Block, ...], ...]"
    ordered: bool = False
    start: int = 1
    language: str | None = None
    direction: Direction | None = None

    def __post_init__(self) -> None:
        if any(isinstance(block, Heading) for item in self.items for block in item):
            raise ValueError("a list item holds no heading")
        _check_language(self.language)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `heads` marks a cell of the first column that is the header of its row."""

    inlines: tuple[Inline, ...]
    heads: bool = False
    language: str | None = None
    direction: Direction | None = None

    def __post_init__(self) -> None:
        _check_language(self.language)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row as wide as `header`, whose cells head their columns and hold no footnotes (a
    header is repeated on each page, a note is not)."""

    caption: str
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    anchor: str | None = None
    language: str | None = None
    direction: Direction | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "caption", printable(self.caption))
        if not self.header or any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("a table needs a header, and rows as wide as it")
        heads = (inline for cell in self.header for inline in _inlines_within(cell.inlines))
        if any(isinstance(inline, Footnote) for inline in heads):
            raise ValueError("a header cell holds no footnote")
        if any(cell.heads for row in self.rows for cell in row[1:]):
            raise ValueError("only the first cell heads a row")
        _check_anchor(self.anchor)
        _check_language(self.language)


Block: TypeAlias = Heading | Paragraph | ListBlock | Table


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: a part on a page of its own, with its designation ("Annex I") and title. Its headings start
    at 2."""

    designation: str
    title: str
    blocks: tuple[Block, ...]
    anchor: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "designation", printable(self.designation))
        object.__setattr__(self, "title", printable(self.title))
        if not self.title.strip():
            raise ValueError("an annex has a title")
        _check_anchor(self.anchor)


# --- the document ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of a document. `date` is the date of the document and `dated` that date in words, in the
    document's language (English when None); `agenda_item` is number and subject ("4: Access to
    justice")."""

    symbol: str
    title: str
    date: datetime.date
    original_language: str
    distribution: Distribution = Distribution.GENERAL
    session: str | None = None
    agenda_item: str | None = None
    dated: str | None = None
    organ: str = PANEL

    def __post_init__(self) -> None:
        for name in ("symbol", "title", "original_language", "session", "agenda_item", "dated", "organ"):
            words: str | None = getattr(self, name)
            if words is not None:
                object.__setattr__(self, name, " ".join(printable(words).split()))
        if not self.title or not self.symbol:
            raise ValueError("a document has a title and a symbol")

    @property
    def date_in_words(self) -> str:
        """The date as it is printed."""
        return self.dated or f"{self.date.day} {_MONTHS[self.date.month - 1]} {self.date.year}"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. Raises `ValueError` when identities repeat, a fragment leads nowhere or a level is
    skipped."""

    masthead: Masthead
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    language: str = "en"
    direction: Direction = "ltr"
    draft: bool = False
    labels: Labels = ENGLISH

    def __post_init__(self) -> None:
        _check_language(self.language)
        _check_levels(self.blocks, under=0)
        for annex in self.annexes:
            _check_levels(annex.blocks, under=1)
        anchors = [anchor for anchor in _anchors(self) if anchor is not None]
        if len(set(anchors)) != len(anchors):
            raise ValueError("two blocks of a document share an anchor")
        known = {f"#{anchor}" for anchor in anchors}
        for inline in inlines_of(self):
            if isinstance(inline, Link) and inline.href.startswith("#") and inline.href not in known:
                raise ValueError(f"a link leads to no block of the document: {inline.href!r}")

    @property
    def title(self) -> str:
        """The title, which the masthead keeps."""
        return self.masthead.title


def blocks_of(document: Document) -> Iterator[Block]:
    """Yield every block of the document and its annexes in the order of the text, list items included."""
    yield from _blocks_within(document.blocks)
    for annex in document.annexes:
        yield from _blocks_within(annex.blocks)


def inlines_of(document: Document) -> Iterator[Inline]:
    """Yield every inline of the document in the order of the text, each before those it holds."""
    for block in blocks_of(document):
        if isinstance(block, Paragraph):
            yield from _inlines_within(block.inlines)
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                for cell in row:
                    yield from _inlines_within(cell.inlines)


def plain(inlines: tuple[Inline, ...]) -> str:
    """Return the words of `inlines` without their marks and notes."""
    words: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text=text) | Link(text=text):
                words.append(text)
            case Emphasis(inlines=within) | Strong(inlines=within):
                words.append(plain(within))
            case Break():
                words.append("\n")
            case Footnote():
                pass
    return "".join(words)


def _blocks_within(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from _blocks_within(item)


def _inlines_within(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | Footnote):
            yield from _inlines_within(inline.inlines)


def _anchors(document: Document) -> Iterator[str | None]:
    for block in blocks_of(document):
        if not isinstance(block, ListBlock):
            yield block.anchor
    for annex in document.annexes:
        yield annex.anchor


def _printed_number(number: str | None) -> str | None:
    return f"{number}." if number and not number.endswith((".", ")")) else number or None


def _check_anchor(anchor: str | None) -> None:
    if anchor is not None and (not _ANCHOR.fullmatch(anchor) or anchor.startswith(_WRITERS_OWN)):
        raise ValueError(f"not an anchor: {anchor!r}")


def _check_language(language: str | None) -> None:
    if language is not None and not _LANGUAGE.fullmatch(language):
        raise ValueError(f"not a language tag: {language!r}")


def _check_levels(blocks: tuple[Block, ...], *, under: int) -> None:
    # PDF/UA refuses a skipped level, and a screen reader's list of headings is no outline with one.
    above = under
    for block in blocks:
        if isinstance(block, Heading):
            if not under < block.level <= above + 1:
                raise ValueError(f"heading {block.text!r} of level {block.level} stands under level {above}")
            above = block.level


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
