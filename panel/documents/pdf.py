"""PDF: typeset by typst from the tree as data, accepted by its compiler as PDF/UA-1.

The template (`typst/document.typ`) receives the tree as JSON through `sys.inputs`; no word of anybody's is ever read as
markup. Neither the machine's fonts nor its clock reach the file: the fonts are the project's (`glyphs` says which
scripts they cover) and the time of creation is the start of the document's day, so a document has one digest.

Notes stand at the foot of their page, numbers of paragraphs hang in the margin, tables repeat their header.
"""

import datetime
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from panel.documents.columns import widths
from panel.documents.glyphs import FONTS, spelled
from panel.documents.process import output
from panel.documents.tree import (
    Annex,
    Block,
    Break,
    Cell,
    Contents,
    Direction,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Strong,
    Table,
    Text,
)

_TEMPLATE: Final = Path(__file__).with_name("typst") / "document.typ"
_TYPESETTER: Final = Path(__file__).with_name("typesetter.py")

Data: TypeAlias = "bool | float | str | list[Data] | Mapping[str, Data] | None"


def to_pdf(document: Document) -> bytes:
    """Return `document` as a PDF of A4 pages. The same tree gives the same bytes.

    Raises `subprocess.SubprocessError` when the compiler fails or takes longer than a minute.
    """
    midnight = datetime.datetime.combine(document.masthead.date, datetime.time(), datetime.UTC)
    command = [sys.executable, "-I", str(_TYPESETTER), str(_TEMPLATE), str(FONTS), midnight.isoformat()]
    return output(command, json.dumps(_document(document)).encode())


def _document(document: Document) -> Data:
    head, labels = document.masthead, document.labels
    distribution: str = getattr(labels, head.distribution.value)
    masthead: dict[str, Data] = {
        "organ": spelled(head.organ),
        "symbol": spelled(head.symbol),
        "title": spelled(head.title),
        "distribution": spelled(labels.distribution.format(distribution)),
        "dated": spelled(head.date_in_words),
        "original": spelled(labels.original.format(head.original_language)),
        "session": spelled(head.session) if head.session else None,
        "agenda_item": spelled(labels.agenda_item.format(head.agenda_item)) if head.agenda_item else None,
    }
    return {
        "masthead": masthead,
        "date": [head.date.year, head.date.month, head.date.day],
        "draft": spelled(labels.draft) if document.draft else None,
        "blocks": _blocks(document.blocks),
        "annexes": [_annex(annex) for annex in document.annexes],
        **_tongue(document.language, document.direction),
    }


def _annex(annex: Annex) -> Data:
    return {
        "designation": spelled(annex.designation),
        "title": spelled(annex.title),
        "blocks": _blocks(annex.blocks),
        "anchor": annex.anchor,
    }


def _blocks(blocks: Iterable[Block]) -> list[Data]:
    return [{**_block(block), **_tongue(block.language, block.direction)} for block in blocks]


def _block(block: Block) -> Mapping[str, Data]:
    match block:
        case Heading():
            return {
                "kind": "heading",
                "level": block.level,
                "number": _number(block),
                "text": spelled(block.text),
                "anchor": block.anchor,
            }
        case Paragraph():
            return {
                "kind": "paragraph",
                "number": _number(block),
                "style": block.style.value,
                "announces": block.announces,
                "inlines": _inlines(block.inlines),
                "anchor": block.anchor,
            }
        case Contents():
            return {
                "kind": "contents",
                "lines": [
                    {
                        "level": line.level,
                        "number": spelled(line.number),
                        "text": spelled(line.text),
                        "anchor": line.anchor,
                    }
                    for line in block.lines
                ],
            }
        case ListBlock():
            return {
                "kind": "list",
                "start": block.start if block.ordered else None,
                "items": [_blocks(item) for item in block.items],
            }
        case Table():
            return {
                "kind": "table",
                "caption": spelled(block.caption),
                "header": [_cell(cell) for cell in block.header],
                "widths": list(widths(block)),
                "rows": [[_cell(cell) for cell in row] for row in block.rows],
                "anchor": block.anchor,
            }


def _number(block: Heading | Paragraph) -> str | None:
    return None if block.printed_number is None else spelled(block.printed_number)


def _cell(cell: Cell) -> Data:
    return {
        "inlines": _inlines(cell.inlines),
        "heads": cell.heads,
        **_tongue(cell.language, cell.direction),
    }


def _inlines(inlines: Iterable[Inline]) -> list[Data]:
    return [_inline(inline) for inline in inlines]


def _inline(inline: Inline) -> Data:
    match inline:
        case Text(text=text, language=None):
            return spelled(text)
        case Text():
            return {"kind": "text", "text": spelled(inline.text), **_tongue(inline.language, None)}
        case Emphasis():
            return {"kind": "emphasis", "inlines": _inlines(inline.inlines)}
        case Strong():
            return {"kind": "strong", "inlines": _inlines(inline.inlines)}
        case Link():
            return {"kind": "link", "href": inline.href, "text": spelled(inline.text)}
        case Break():
            return {"kind": "break"}
        case Footnote():
            return {"kind": "footnote", "inlines": _inlines(inline.inlines)}


def _tongue(language: str | None, direction: Direction | None) -> dict[str, Data]:
    """Return language, region and direction as typst takes them: codes of two or three letters, no scripts."""
    tongue: dict[str, Data] = {"dir": direction} if direction else {}
    if language:
        code, *subtags = language.split("-")
        tongue["lang"] = code.lower() if len(code) <= 3 else "und"
        tongue["region"] = next((tag.lower() for tag in subtags if len(tag) == 2 and tag.isalpha()), None)
    return tongue
