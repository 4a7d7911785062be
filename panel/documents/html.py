"""HTML: a page that stands alone, and the same document as a fragment for the site's own page.

The page is the copy people keep: it carries its style sheet (`page.css`), asks for nothing from anywhere
(its own content security policy says so), and prints like a document of the United Nations.

The fragment has neither style nor head; the site styles these classes:

- `doc` the article; `doc-draft` the notice that it is a draft
- `doc-masthead`, in it `doc-organ`, `doc-particulars` (symbol, distribution, date, original language),
  `doc-symbol`, `doc-session`, `doc-agenda-item`, `doc-title`
- `doc-heading`; `doc-paragraph` with one of `doc-body`, `doc-preambular`, `doc-operative`, `doc-quote`,
  `doc-note`, and `doc-numbered` where the number `doc-number` hangs in the margin; `doc-sources` the small
  links to what the paragraph rests on
- `doc-list`; `doc-table` the box a wide table scrolls in; `doc-annex`, `doc-designation`
- `doc-mark` the mark of a note; `doc-notes` the notes at the end, `doc-back` the way back from one
"""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final

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

_STYLE_SHEET: Final = Path(__file__).with_name("page.css")
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def to_html(document: Document) -> str:
    """Return `document` as a whole page, ready to be saved, sent and printed."""
    head = document.masthead
    running = _css_string(f"{head.symbol} · {document.labels.draft}" if document.draft else head.symbol)
    # The symbol cannot reach the page margin but through the style sheet: hence this one generated rule.
    style = f"{_STYLE_SHEET.read_text('utf-8')}@page {{ @bottom-left {{ content: {running} }} }}\n"
    draft = f' data-draft="{escape(document.labels.draft)}"' if document.draft else ""
    return (
        f"<!DOCTYPE html>\n<html{_tongue(document.language, document.direction)}>\n<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(f'{head.symbol} - {document.title}', quote=False)}</title>\n"
        f"<style>\n{style}</style>\n</head>\n"
        f'<body class="doc-page"{draft}>\n<main>\n{to_fragment(document)}</main>\n</body>\n</html>\n'
    )


def to_fragment(document: Document, *, title_level: int = 1) -> str:
    """Return `document` as one `article`; its title is a heading of `title_level`, the others follow from
    there."""
    return _Fragment(document, title_level).article()


class _Fragment:
    """One writing of one document: what it remembers on its way is the notes it has met."""

    def __init__(self, document: Document, title_level: int) -> None:
        self._document = document
        self._labels = document.labels
        self._title_level = title_level
        self._notes: list[str] = []

    def article(self) -> str:
        document = self._document
        parts = [f'<article class="doc"{_tongue(document.language, document.direction)}>\n']
        if document.draft:
            parts.append(f'<p class="doc-draft"><strong>{escape(self._labels.draft)}</strong></p>\n')
        parts.append(self._masthead())
        parts += map(self._block, document.blocks)
        parts += map(self._annex, document.annexes)
        if self._notes:
            heading = self._heading(1, escape(self._labels.notes))
            notes = f"{heading}<ol>\n{''.join(self._notes)}</ol>\n"
            parts.append(f'<section class="doc-notes" role="doc-endnotes">\n{notes}</section>\n')
        parts.append("</article>\n")
        return "".join(parts)

    def _masthead(self) -> str:
        head, labels = self._document.masthead, self._labels
        distribution: str = getattr(labels, head.distribution.value)
        lines = [
            '<header class="doc-masthead">\n',
            f'<p class="doc-organ">{escape(head.organ)}</p>\n<ul class="doc-particulars">\n',
            f'<li class="doc-symbol">{escape(head.symbol)}</li>\n',
            f"<li>{escape(labels.distribution.format(distribution))}</li>\n",
            f'<li><time datetime="{head.date.isoformat()}">{escape(head.date_in_words)}</time></li>\n',
            f"<li>{escape(labels.original.format(head.original_language))}</li>\n</ul>\n",
        ]
        if head.session:
            lines.append(f'<p class="doc-session">{escape(head.session)}</p>\n')
        if head.agenda_item:
            item = labels.agenda_item.format(head.agenda_item)
            lines.append(f'<p class="doc-agenda-item">{escape(item)}</p>\n')
        level = self._title_level
        lines.append(f'<h{level} class="doc-title">{escape(head.title)}</h{level}>\n</header>\n')
        return "".join(lines)

    def _heading(self, level: int, content: str, attributes: str = "") -> str:
        level = min(self._title_level + level, 6)
        return f'<h{level} class="doc-heading"{attributes}>{content}</h{level}>\n'

    def _annex(self, annex: Annex) -> str:
        designation = f'<span class="doc-designation">{escape(annex.designation)}</span> '
        return (
            f'<section class="doc-annex"{_id(annex.anchor)}>\n'
            f"{self._heading(1, designation + escape(annex.title))}"
            f"{self._blocks(annex.blocks)}</section>\n"
        )

    def _blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                attributes = _id(block.anchor) + _tongue(block.language, block.direction)
                return self._heading(block.level, _number(block) + escape(block.text), attributes)
            case Paragraph():
                return self._paragraph(block)
            case Contents():
                return self._contents(block)
            case ListBlock():
                tag = "ol" if block.ordered else "ul"
                start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
                items = "".join(f"<li>{self._blocks(item)}</li>\n" for item in block.items)
                tongue = _tongue(block.language, block.direction)
                return f'<{tag} class="doc-list"{start}{tongue}>\n{items}</{tag}>\n'
            case Table():
                return self._table(block)

    def _contents(self, contents: Contents) -> str:
        parts: list[str] = []
        depth = 0
        for line in contents.lines:
            if line.level > depth:
                parts.append('<ul class="doc-contents">\n')
            else:
                parts.append("</li>\n</ul>\n</li>\n" if line.level < depth else "</li>\n")
            number = f"{escape(line.number)} " if line.number else ""
            parts.append(f'<li><a href="#{line.anchor}">{number}{escape(line.text, quote=False)}</a>')
            depth = line.level
        parts.append("</li>\n</ul>\n" * depth)
        tongue = _tongue(contents.language, contents.direction)
        return f"<div{tongue}>\n{''.join(parts)}</div>\n" if tongue else "".join(parts)

    def _paragraph(self, paragraph: Paragraph) -> str:
        number = _number(paragraph)
        classes = f"doc-paragraph doc-{paragraph.style.value}{' doc-numbered' if number else ''}"
        return (
            f'<p class="{classes}"{_id(paragraph.anchor)}{_tongue(paragraph.language, paragraph.direction)}>'
            f"{number}{self._inlines(paragraph.inlines)}{self._sources(paragraph.sources)}</p>\n"
        )

    def _sources(self, sources: tuple[str, ...]) -> str:
        if not sources:
            return ""
        links = " ".join(
            f'<a href="{escape(href)}" aria-label="{escape(self._labels.source.format(place))}">{place}</a>'
            for place, href in enumerate(sources, start=1)
        )
        tongue = _tongue(self._document.language, self._document.direction)
        return f' <small class="doc-sources"{tongue}>{escape(self._labels.sources)} {links}</small>'

    def _table(self, table: Table) -> str:
        header = "".join(self._cell(cell, "col") for cell in table.header)
        rows = "".join(
            f"<tr>{''.join(self._cell(cell, 'row' if cell.heads else None) for cell in row)}</tr>\n"
            for row in table.rows
        )
        # A box that scrolls must be reached by the keyboard, and named: the label repeats the caption.
        return (
            f'<div class="doc-table" role="region" tabindex="0" aria-label="{escape(table.caption)}">\n'
            f"<table{_id(table.anchor)}{_tongue(table.language, table.direction)}>\n"
            f"<caption>{escape(table.caption)}</caption>\n"
            f"<thead>\n<tr>{header}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        )

    def _cell(self, cell: Cell, scope: str | None) -> str:
        content = self._inlines(cell.inlines)
        tongue = _tongue(cell.language, cell.direction)
        return f'<th scope="{scope}"{tongue}>{content}</th>' if scope else f"<td{tongue}>{content}</td>"

    def _inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text(text=text, language=None, direction=None):
                return escape(text, quote=False)
            case Text():
                tongue = _tongue(inline.language, inline.direction)
                return f"<span{tongue}>{escape(inline.text, quote=False)}</span>"
            case Emphasis():
                return f"<em>{self._inlines(inline.inlines)}</em>"
            case Strong():
                return f"<strong>{self._inlines(inline.inlines)}</strong>"
            case Link():
                rel = "" if inline.href.startswith(("#", "/")) else ' rel="nofollow noopener"'
                return f'<a href="{escape(inline.href)}"{rel}>{escape(inline.text, quote=False)}</a>'
            case Break():
                return "<br>"
            case Footnote():
                return self._footnote(inline)

    def _footnote(self, footnote: Footnote) -> str:
        content = self._inlines(footnote.inlines)
        number = len(self._notes) + 1
        back = escape(self._labels.back_to_text.format(number))
        self._notes.append(
            f'<li id="note-{number}"><p>{content} '
            f'<a class="doc-back" href="#note-mark-{number}" role="doc-backlink" aria-label="{back}">↩</a>'
            "</p></li>\n"
        )
        label = escape(self._labels.note.format(number))
        return (
            f'<sup class="doc-mark" id="note-mark-{number}">'
            f'<a href="#note-{number}" role="doc-noteref" aria-label="{label}">{number}</a></sup>'
        )


def _number(block: Heading | Paragraph) -> str:
    if block.printed_number is None:
        return ""
    printed = escape(block.printed_number)
    if block.anchor is None:
        return f'<span class="doc-number">{printed}</span> '
    return f'<a class="doc-number" href="#{block.anchor}">{printed}</a> '


def _id(anchor: str | None) -> str:
    return f' id="{anchor}"' if anchor else ""


def _tongue(language: str | None, direction: Direction | None) -> str:
    return (f' lang="{language}"' if language else "") + (f' dir="{direction}"' if direction else "")


def _css_string(text: str) -> str:
    safe = "".join(c if c.isalnum() or c in " /.·-" else f"\\{ord(c):x} " for c in text)
    return f'"{safe}"'
