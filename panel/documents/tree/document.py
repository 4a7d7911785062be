"""The whole document and its head."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from panel.documents.labels import ENGLISH, Labels
from panel.documents.tree.blocks import (
    Annex,
    Block,
    Contents,
    Heading,
    ListBlock,
    Paragraph,
    Table,
    blocks_within,
)
from panel.documents.tree.characters import Direction, check_language, printable
from panel.documents.tree.inlines import Inline, Link, inlines_within

PANEL: Final = "Standing Panel on Migration and Human Rights"


class Distribution(Enum):
    """How far a document goes. The value is the name of its label."""

    GENERAL = "general"
    LIMITED = "limited"
    RESTRICTED = "restricted"


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
        check_language(self.language)
        _check_levels(self.blocks, under=0)
        for annex in self.annexes:
            _check_levels(annex.blocks, under=1)
        anchors = [anchor for anchor in _anchors(self) if anchor is not None]
        if len(set(anchors)) != len(anchors):
            raise ValueError("two blocks of a document share an anchor")
        for target in _targets(self):
            if target not in anchors:
                raise ValueError(f"a link leads to no block of the document: {target!r}")

    @property
    def title(self) -> str:
        """The title, which the masthead keeps."""
        return self.masthead.title


def blocks_of(document: Document) -> Iterator[Block]:
    """Yield every block of the document and its annexes in the order of the text, list items included."""
    yield from blocks_within(document.blocks)
    for annex in document.annexes:
        yield from blocks_within(annex.blocks)


def inlines_of(document: Document) -> Iterator[Inline]:
    """Yield every inline of the document in the order of the text, each before those it holds."""
    for block in blocks_of(document):
        if isinstance(block, Paragraph):
            yield from inlines_within(block.inlines)
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                for cell in row:
                    yield from inlines_within(cell.inlines)


def _anchors(document: Document) -> Iterator[str | None]:
    for block in blocks_of(document):
        if not isinstance(block, ListBlock | Contents):
            yield block.anchor
    for annex in document.annexes:
        yield annex.anchor


def _targets(document: Document) -> Iterator[str]:
    for inline in inlines_of(document):
        if isinstance(inline, Link) and inline.href.startswith("#"):
            yield inline.href.removeprefix("#")
    for block in blocks_of(document):
        if isinstance(block, Contents):
            yield from (line.anchor for line in block.lines)


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
