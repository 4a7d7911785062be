"""The whole summary: its parts in the order of the outline (documents.md), numbered right through."""

from collections.abc import Iterable, Iterator

from panel.documents.tree import (
    Block,
    Document,
    Footnote,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Table,
    plain,
)
from panel.kernel.text import word_count
from panel.sessions.summary import action, annexes, opening, organization
from panel.sessions.summary import proceedings as proceedings_part
from panel.sessions.summary.phrasing import Writing
from panel.sessions.summary.views import Proceedings


def build(session: Proceedings) -> Document:
    """Return the summary of `session`. The same proceedings make the same document, to the byte."""
    writing = Writing()
    parts: list[Block] = [
        *action.matters(session, writing),
        *proceedings_part.part(session, writing),
        *action.chairs_summaries(session, writing),
        *action.follow_up(session, writing),
        *organization.adoption(session, writing),
        *organization.organization(session, writing),
    ]
    attached = annexes.annexes(session)
    front = [
        *opening.contents(parts, attached),
        *opening.one_page(session),
    ]
    return Document(opening.masthead(session), (*front, *parts), attached, draft=not session.is_issued)


def length(document: Document) -> int:
    """Return the number of words of a summary's numbered parts and their notes: what the limit counts.

    Contents and annexes are not counted: the first adds nothing, the second repeats what others have written.
    """
    begins = next(
        at
        for at, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.anchor == "part-1"
    )
    found = 0
    for block in _within(document.blocks[begins:]):
        match block:
            case Heading(text=text):
                found += word_count(text)
            case Paragraph(inlines=inlines):
                found += _words(inlines)
            case Table(caption=caption, header=header, rows=rows):
                found += word_count(caption)
                found += sum(_words(cell.inlines) for row in (header, *rows) for cell in row)
    return found


def _within(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from _within(item)


def _words(inlines: Iterable[Inline]) -> int:
    notes = sum(_words(inline.inlines) for inline in inlines if isinstance(inline, Footnote))
    return word_count(plain(tuple(inlines))) + notes
