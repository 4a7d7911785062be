"""Blocks: what stands one below the other, and annexes, which hold them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from panel.documents.tree.characters import Direction, check_anchor, check_language, is_address, printable
from panel.documents.tree.inlines import Footnote, Inline, inlines_within, plain

MAX_HEADING: Final = 5


class Style(Enum):
    """What a paragraph is, where that shows. Preambular paragraphs carry no number, operative ones do."""

    BODY = "body"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    QUOTE = "quote"
    NOTE = "note"


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
        check_anchor(self.anchor)
        check_language(self.language)

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
        check_anchor(self.anchor)
        check_language(self.language)
        for source in self.sources:
            if not is_address(source) or source.startswith("#"):
                raise ValueError(f"not the address of a source: {source!r}")

    @property
    def printed_number(self) -> str | None:
        """The number as it stands in the margin: "12." and "12 bis.", but "(a)"."""
        return _printed_number(self.number)

    @property
    def announces(self) -> bool:
        """Whether it ends with a colon, and so belongs on one page with what follows."""
        return plain(self.inlines).rstrip().endswith((":", "："))


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
        check_language(self.language)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: what stands at `anchor`, and its number or designation as printed ("II.")."""

    anchor: str
    text: str
    number: str = ""
    level: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))
        object.__setattr__(self, "number", printable(self.number))
        check_anchor(self.anchor)
        if self.level not in (1, 2):
            raise ValueError("the contents have two levels")


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents. Each line links to a place in the same document; a PDF prints its page."""

    lines: tuple[ContentsLine, ...]
    language: str | None = None
    direction: Direction | None = None

    def __post_init__(self) -> None:
        if not self.lines or self.lines[0].level != 1:
            raise ValueError("contents begin with a line of the first level")
        check_language(self.language)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `heads` marks a cell of the first column that is the header of its row."""

    inlines: tuple[Inline, ...]
    heads: bool = False
    language: str | None = None
    direction: Direction | None = None

    def __post_init__(self) -> None:
        check_language(self.language)


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
        heads = (inline for cell in self.header for inline in inlines_within(cell.inlines))
        if any(isinstance(inline, Footnote) for inline in heads):
            raise ValueError("a header cell holds no footnote")
        if any(cell.heads for row in self.rows for cell in row[1:]):
            raise ValueError("only the first cell heads a row")
        check_anchor(self.anchor)
        check_language(self.language)


Block: TypeAlias = Heading | Paragraph | ListBlock | Table | Contents


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
        check_anchor(self.anchor)


def blocks_within(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield `blocks` and the items of lists in them, in the order of the text."""
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from blocks_within(item)


def _printed_number(number: str | None) -> str | None:
    return f"{number}." if number and not number.endswith((".", ")")) else number or None
