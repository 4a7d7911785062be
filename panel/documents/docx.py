"""DOCX: written by pandoc from its own syntax tree, which is built here straight from the document's.

No text goes through Markdown on its way, so no words can turn into markup. Pandoc runs in its sandbox: it reads no file
but those named on its command line, and dates its properties 1970 and its parts today; `_finished` writes the date of
the document over the first and takes away the second.

What pandoc cannot say is in `word/`: the style sheet, and the masthead as the frame of the document's body. The running
head, which says "Draft" on every page, comes by way of the reference document, made anew for each document.
"""

import functools
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypeAlias
from xml.sax.saxutils import escape

import pypandoc

from panel.documents.columns import widths
from panel.documents.process import output
from panel.documents.tree import (
    Annex,
    Block,
    Break,
    Cell,
    Contents,
    ContentsLine,
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
    Style,
    Table,
    Text,
)

_WORD: Final = Path(__file__).with_name("word")
_API: Final = [1, 23]

# A node of pandoc's tree: {"t": constructor, "c": contents}, as `pandoc --to json` writes it (pandoc-types 1.23).
Node: TypeAlias = dict[str, Any]

_TAB: Final[Node] = {"t": "RawInline", "c": ["openxml", "<w:r><w:tab/></w:r>"]}
_STYLES: Final = {
    Style.PREAMBULAR: "Preambular",
    Style.QUOTE: "Block Text",
    Style.NOTE: "Note",
}


def to_docx(document: Document) -> bytes:
    """Return `document` as a Word document with real footnotes and heading styles. The same tree gives the same bytes.

    Raises `subprocess.SubprocessError` when pandoc fails or takes longer than a minute.
    """
    with tempfile.TemporaryDirectory() as folder:
        reference = Path(folder) / "reference.docx"
        reference.write_bytes(_reference(document))
        command = [
            *(pypandoc.get_pandoc_path(), "--sandbox", "--from=json", "--to=docx", "--output=-"),
            *(
                f"--reference-doc={reference}",
                f"--template={_WORD / 'document.openxml'}",
                f"--data-dir={folder}",
            ),
        ]
        undated = output(command, json.dumps(_pandoc(document)).encode())
    return _finished(undated, document)


# --- the tree ----------------------------------------------------------------------------------------------------


def _pandoc(document: Document) -> Node:
    head, labels = document.masthead, document.labels
    distribution: str = getattr(labels, head.distribution.value)
    particulars = [
        labels.distribution.format(distribution),
        head.date_in_words,
        labels.original.format(head.original_language),
    ]
    meta = {
        "title": _meta(head.title),
        "subject": _meta(head.symbol),
        "author": _node("MetaList", [_meta(head.organ)]),
        "lang": _meta(document.language),
        "dir": _meta(document.direction),
        "mirrored": _node("MetaBool", document.direction == "rtl"),
        "symbol": _meta(head.symbol),
        "organ": _meta(head.organ),
        "particulars": _node("MetaList", [_meta(words) for words in particulars]),
    }
    if head.session:
        meta["session"] = _meta(head.session)
    if head.agenda_item:
        meta["agenda-item"] = _meta(labels.agenda_item.format(head.agenda_item))
    blocks = _blocks(document.blocks)
    for annex in document.annexes:
        blocks += _annex(annex)
    return {"pandoc-api-version": _API, "meta": meta, "blocks": blocks}


def _annex(annex: Annex) -> list[Node]:
    title = [*_words(annex.designation), _node("LineBreak"), *_words(annex.title)]
    page = _node("RawBlock", ["openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'])
    return [page, _node("Header", [1, _attributes(annex.anchor), title]), *_blocks(annex.blocks)]


def _blocks(blocks: Iterable[Block]) -> list[Node]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Node:
    match block:
        case Heading():
            # Direction and language stand on a box around the heading: on the heading itself pandoc would
            # give them to everything up to the next one.
            heading = _node(
                "Header", [block.level, _attributes(block.anchor), _numbered(block, _words(block.text))]
            )
            return _box([heading], None, block.language, block.direction)
        case Paragraph():
            style = "Numbered" if block.printed_number else _STYLES.get(block.style)
            if block.announces and style in (None, "Numbered"):
                style = f"{style or 'Body'} Announcing"
            content = [_node("Para", _numbered(block, _inlines(block.inlines)))]
            return _box(content, block.anchor, block.language, block.direction, style)
        case Contents():
            return _box([_contents_line(line) for line in block.lines], None, block.language, block.direction)
        case ListBlock():
            items = [_blocks(item) for item in block.items]
            numbers = [block.start, _node("Decimal"), _node("Period")]
            content = [
                _node("OrderedList", [numbers, items]) if block.ordered else _node("BulletList", items)
            ]
            return _box(content, None, block.language, block.direction)
        case Table():
            return _box([_table(block)], None, block.language, block.direction)


def _contents_line(line: ContentsLine) -> Node:
    # A number has a column of its own; a designation ("Annex I.") is too long for it.
    gap = _TAB if len(line.number) <= 5 else _node("Space")
    number = [*_words(line.number), gap] if line.number else []
    link = _node("Link", [_attributes(), [*number, *_words(line.text)], [f"#{line.anchor}", ""]])
    return _box([_node("Para", [link])], None, None, None, f"toc {line.level}")


def _numbered(block: Heading | Paragraph, content: list[Node]) -> list[Node]:
    if block.printed_number is None:
        return content
    return [*_words(block.printed_number), _TAB, *content]


def _table(table: Table) -> Node:
    columns = [[_node("AlignDefault"), _node("ColWidth", width / 100)] for width in widths(table)]
    heads = 1 if table.rows and all(row[0].heads for row in table.rows) else 0
    caption = [None, [_node("Plain", _words(table.caption))] if table.caption else []]
    return _node(
        "Table",
        [
            _attributes(table.anchor),
            caption,
            columns,
            [_attributes(), [_row(table.header)]],
            [[_attributes(), heads, [], [_row(row) for row in table.rows]]],
            [_attributes(), []],
        ],
    )


def _row(cells: Iterable[Cell]) -> list[Any]:
    return [_attributes(), [_cell(cell) for cell in cells]]


def _cell(cell: Cell) -> list[Any]:
    content = _inlines(cell.inlines)
    words = [_node("Strong", content)] if cell.heads else content
    block = _box([_node("Plain", words)], None, cell.language, cell.direction)
    return [_attributes(), _node("AlignDefault"), 1, 1, [block]]


def _inlines(inlines: Iterable[Inline]) -> list[Node]:
    return [node for inline in inlines for node in _inline(inline)]


def _inline(inline: Inline) -> list[Node]:
    match inline:
        case Text(text=text, language=None, direction=None):
            return _words(text)
        case Text():
            tongue = _attributes(None, inline.language, inline.direction)
            return [_node("Span", [tongue, _words(inline.text)])]
        case Emphasis():
            return [_node("Emph", _inlines(inline.inlines))]
        case Strong():
            return [_node("Strong", _inlines(inline.inlines))]
        case Link():
            return [_node("Link", [_attributes(), _words(inline.text), [inline.href, ""]])]
        case Break():
            return [_node("LineBreak")]
        case Footnote():
            return [_node("Note", [_node("Para", _inlines(inline.inlines))])]


def _words(text: str) -> list[Node]:
    """Return `text` as pandoc takes it: runs of characters and the white space between them."""
    runs = re.split(r"[ \t\n]+", text)
    nodes: list[Node] = []
    for place, run in enumerate(runs):
        if place:
            nodes.append(_node("Space"))
        if run:
            nodes.append(_node("Str", run))
    return nodes


def _box(
    content: list[Node],
    anchor: str | None,
    language: str | None,
    direction: Direction | None,
    style: str | None = None,
) -> Node:
    return _node("Div", [_attributes(anchor, language, direction, style), content])


def _attributes(
    anchor: str | None = None,
    language: str | None = None,
    direction: Direction | None = None,
    style: str | None = None,
) -> list[Any]:
    pairs = {"lang": language, "dir": direction, "custom-style": style}
    return [anchor or "", [], [[key, value] for key, value in pairs.items() if value]]


def _meta(text: str) -> Node:
    return _node("MetaInlines", _words(text))


def _node(kind: str, content: object = None) -> Node:
    return {"t": kind} if content is None else {"t": kind, "c": content}


# --- the reference document --------------------------------------------------------------------------------------

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_TABLE_STYLE: Final = b'<w:tblStyle w:val="Table" />'
_PARTS: Final = ("header-first", "header", "footer")


@functools.cache
def _default_reference() -> bytes:
    return output([pypandoc.get_pandoc_path(), "--print-default-data-file=reference.docx"])


def _reference(document: Document) -> bytes:
    """Return pandoc's reference document with our style sheet, page, running head and foot."""
    changed = _running(document)
    changed["word/document.xml"] = _page(document)
    changed["word/styles.xml"] = (_WORD / "styles.xml").read_text("utf-8")
    reference = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_default_reference())) as default,
        zipfile.ZipFile(reference, "w") as ours,
    ):
        for name in default.namelist():
            if name == _CONTENT_TYPES:
                ours.writestr(name, _declared(default.read(name).decode()))
            elif name == "word/_rels/document.xml.rels":
                ours.writestr(name, _related(default.read(name).decode()))
            elif name not in changed:
                ours.writestr(name, default.read(name))
        for name, part in changed.items():
            ours.writestr(name, part)
    return reference.getvalue()


def _page(document: Document) -> str:
    wide, narrow = 2268, 1417  # twentieths of a point: 40 mm where the numbers hang, 25 mm on the other side
    left, right = (narrow, wide) if document.direction == "rtl" else (wide, narrow)
    bidi = "<w:bidi/>" if document.direction == "rtl" else ""
    return (
        f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body><w:p/><w:sectPr>'
        '<w:headerReference w:type="first" r:id="rIdheader-first"/>'
        '<w:headerReference w:type="default" r:id="rIdheader"/>'
        '<w:footerReference w:type="first" r:id="rIdfooter"/>'
        '<w:footerReference w:type="default" r:id="rIdfooter"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1587" w:right="{right}" w:bottom="1474" w:left="{left}"'
        f' w:header="794" w:footer="794" w:gutter="0"/><w:titlePg/>{bidi}</w:sectPr></w:body></w:document>'
    )


def _running(document: Document) -> dict[str, str]:
    bidi = "<w:bidi/>" if document.direction == "rtl" else ""
    symbol = _run(document.masthead.symbol)
    draft = _run(document.labels.draft) if document.draft else ""
    tab = "<w:r><w:tab/></w:r>"
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="2" w:color="000000"/></w:pBdr>'

    def head(properties: str, content: str) -> str:
        style = f'<w:pPr><w:pStyle w:val="Header"/>{properties}{bidi}</w:pPr>'
        return f'<w:hdr xmlns:w="{_W}"><w:p>{style}{content}</w:p></w:hdr>'

    pages = f"{_field('PAGE')}<w:r><w:t>/</w:t></w:r>{_field('NUMPAGES')}"
    foot = f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{bidi}</w:pPr>{pages}</w:p>'
    return {
        "word/header-first.xml": head("", tab + draft),
        "word/header.xml": head(rule, symbol + tab + draft),
        "word/footer.xml": f'<w:ftr xmlns:w="{_W}">{foot}</w:ftr>',
    }


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(instruction: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _declared(content_types: str) -> str:
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    ours = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{media}.{part.removesuffix("-first")}+xml"/>'
        for part in _PARTS
    )
    return content_types.replace("</Types>", f"{ours}</Types>")


def _related(relationships: str) -> str:
    ours = "".join(
        f'<Relationship Id="rId{part}" Type="{_R}/{part.removesuffix("-first")}" Target="{part}.xml"/>'
        for part in _PARTS
    )
    return relationships.replace("</Relationships>", f"{ours}</Relationships>")


# --- what pandoc leaves to be done --------------------------------------------------------------------------------


def _finished(docx: bytes, document: Document) -> bytes:
    """Return `docx` with the document's date in its properties and none on its parts, which stand in one order."""
    dated = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as undated,
        zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as ours,
    ):
        # The list of content types stands first in a package, as readers that do not seek expect it.
        for name in sorted(undated.namelist(), key=lambda name: (name != _CONTENT_TYPES, name)):
            content = undated.read(name)
            if name == "docProps/core.xml":
                date = document.masthead.date.isoformat().encode()
                content = content.replace(b">1970-01-01T", b">" + date + b"T")
            if name == "word/document.xml" and document.direction == "rtl":
                # Pandoc turns the paragraphs round but not the columns of tables.
                content = content.replace(_TABLE_STYLE, _TABLE_STYLE + b"<w:bidiVisual />")
            # A `ZipInfo` made from a name is of 1980, the beginning of time in a ZIP file.
            ours.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return dated.getvalue()
