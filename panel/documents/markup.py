"""The small Markdown in which people write: paragraphs, emphasis, quotations, lists, links, code, and nothing else.

No raw HTML, no images (a picture from elsewhere tells its server who reads), no headings (a contribution is no
chapter), no reference definitions and no entities: what is not in the subset is printed as it was typed. Every text
means something, so nothing here raises; hostile text only looks odd.

The bounds keep it linear, and what is read of it shallow: `DEPTH` of nesting, and `BRACKETS` above which square
brackets are no longer tried as links, because looking for the partner of each of a hundred thousand is what makes such
parsers slow.
"""

from collections.abc import Iterator
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from panel.documents.tree import (
    Block,
    Break,
    Direction,
    Emphasis,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Strong,
    Style,
    Text,
    is_address,
    plain,
    printable,
)

DEPTH: Final = 20
BRACKETS: Final = 5_000

_RULES: Final = ["blockquote", "list", "escape", "emphasis", "autolink", "backticks", "newline"]
_TAGS: Final = {"p", "em", "strong", "blockquote", "ul", "ol", "li", "a", "code", "br"}
# "*" is every tag: without it nh3 lets title and lang pass.
_ATTRIBUTES: Final[dict[str, set[str]]] = {"a": {"href"}, "ol": {"start"}, "*": set()}


def _parser(rules: list[str]) -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "maxNesting": DEPTH}).enable(rules)
    parser.core.ruler.push("shallow", _shallow)
    return parser


def _shallow(state: StateCore) -> None:
    """Drop marks nested deeper than `DEPTH`: of four thousand asterisks the parser makes two thousand levels."""
    for token in state.tokens:
        token.children = token.children and [c for c in token.children if not c.nesting or c.level < DEPTH]


_WITH_LINKS: Final = _parser([*_RULES, "link"])
_WITHOUT_LINKS: Final = _parser(_RULES)


def to_html(source: str) -> str:
    """Return `source` as clean HTML of the tags p, em, strong, blockquote, ul, ol, li, a, code and br.

    Links lead to http and https only, carry `rel="nofollow noopener"` and open nothing; the result is safe
    to print into a page as it is. Two cleanings on purpose: the parser knows no raw HTML, and nh3 lets
    nothing else pass.
    """
    text, parser = _prepared(source)
    return nh3.clean(
        parser.render(text),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel="nofollow noopener",
    )


def to_blocks(
    source: str,
    *,
    style: Style = Style.BODY,
    language: str | None = None,
    direction: Direction | None = None,
) -> tuple[Block, ...]:
    """Return `source` as blocks of a document, each in `language` and `direction`; quotations get
    `Style.QUOTE`.

    A link whose address no document may hold (another scheme) keeps its words and loses its address.
    """
    text, parser = _prepared(source)
    return _Blocks(parser.parse(text), language, direction).until(None, style)


def to_plain(source: str) -> str:
    """Return the words of `source` without marks, a blank line between paragraphs: for mail, search and
    previews."""
    return "\n\n".join(_words(to_blocks(source)))


def _prepared(source: str) -> tuple[str, MarkdownIt]:
    text = printable(source.replace("\r\n", "\n").replace("\r", "\n"))
    return text, _WITH_LINKS if text.count("[") <= BRACKETS else _WITHOUT_LINKS


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain(block.inlines)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _words(item)


class _Blocks:
    """Folds the parser's flat tokens into blocks, one pass from left to right."""

    def __init__(self, tokens: list[Token], language: str | None, direction: Direction | None) -> None:
        self._tokens = iter(tokens)
        self._language = language
        self._direction = direction

    def until(self, end: str | None, style: Style) -> tuple[Block, ...]:
        """Return the blocks up to the token of type `end`, which is consumed; up to the last for None."""
        blocks: list[Block] = []
        for token in self._tokens:
            if token.type == end:
                break
            match token.type:
                case "inline":
                    inlines = _inlines(iter(token.children or ()), None)
                    if inlines:
                        blocks.append(Paragraph(inlines, None, None, style, self._language, self._direction))
                case "blockquote_open":
                    blocks.extend(self.until("blockquote_close", Style.QUOTE))
                case "bullet_list_open":
                    blocks.append(self._list("bullet_list_close", ordered=False, start=1))
                case "ordered_list_open":
                    start = int(token.attrGet("start") or 1)
                    blocks.append(self._list("ordered_list_close", ordered=True, start=start))
        return tuple(blocks)

    def _list(self, end: str, *, ordered: bool, start: int) -> ListBlock:
        items: list[tuple[Block, ...]] = []
        for token in self._tokens:
            if token.type == end:
                break
            items.append(self.until("list_item_close", Style.BODY))
        return ListBlock(tuple(items), ordered, start, self._language, self._direction)


def _inlines(tokens: Iterator[Token], end: str | None) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    for token in tokens:
        if token.type == end:
            break
        match token.type:
            case "text" | "code_inline" if token.content:
                inlines.append(Text(token.content))
            case "softbreak":
                inlines.append(Text(" "))
            case "hardbreak":
                inlines.append(Break())
            case "em_open":
                inlines.append(Emphasis(_inlines(tokens, "em_close")))
            case "strong_open":
                inlines.append(Strong(_inlines(tokens, "strong_close")))
            case "link_open":
                href = str(token.attrGet("href") or "")
                words = _inlines(tokens, "link_close")
                if is_address(href) and not href.startswith(("#", "/")):
                    inlines.append(Link(href, plain(words)))
                else:
                    inlines.extend(words)
    return tuple(inlines)
