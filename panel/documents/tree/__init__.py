"""The document tree: what the Panel issues, before it has a format.

`characters`, `inlines`, `blocks` and `document` are its layers. Nodes are frozen and say what a thing is (a
numbered paragraph, a note, a header cell), never how it looks.
A tree that exists can be written in every format: the constructors refuse, with `ValueError`, what one of
the formats could not hold (a skipped heading level, a note inside a note, a link to nowhere, a duplicate
identity), because that is a mistake of the builder and never of the person whose words these are. The words
themselves are never refused: characters no format can hold are taken out of them by `printable`.

`anchor` is the identity of a block: it stays through renumbering, it is the fragment of the paragraph's
address and it is written into every format that knows bookmarks. `number` is only what is printed ("12",
"12 bis", "(a)").
"""

from panel.documents.tree.blocks import (
    MAX_HEADING,
    Annex,
    Block,
    Cell,
    Contents,
    ContentsLine,
    Heading,
    ListBlock,
    Paragraph,
    Style,
    Table,
)
from panel.documents.tree.characters import Direction, is_address, printable
from panel.documents.tree.document import PANEL, Distribution, Document, Masthead, blocks_of, inlines_of
from panel.documents.tree.inlines import Break, Emphasis, Footnote, Inline, Link, Strong, Text, plain

__all__ = [
    "MAX_HEADING",
    "PANEL",
    "Annex",
    "Block",
    "Break",
    "Cell",
    "Contents",
    "ContentsLine",
    "Direction",
    "Distribution",
    "Document",
    "Emphasis",
    "Footnote",
    "Heading",
    "Inline",
    "Link",
    "ListBlock",
    "Masthead",
    "Paragraph",
    "Strong",
    "Style",
    "Table",
    "Text",
    "blocks_of",
    "inlines_of",
    "is_address",
    "plain",
    "printable",
]
