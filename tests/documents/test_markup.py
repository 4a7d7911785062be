"""The small Markdown: nothing harmful comes out, whatever goes in."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.documents.markup import BRACKETS, to_blocks, to_html, to_plain
from panel.documents.tree import Break, Emphasis, Link, ListBlock, Paragraph, Strong, Style, Text

ALLOWED = {"p", "em", "strong", "blockquote", "ul", "ol", "li", "a", "code", "br"}

FRAGMENTS = st.sampled_from(
    [
        *(
            "*",
            "**",
            "_",
            "`",
            "> ",
            "- ",
            "1. ",
            "[",
            "](",
            ")",
            "<",
            ">",
            "\\",
            "\n",
            "\n\n",
            "    ",
            "&",
            "&#0;",
            '"',
            "'",
        ),
        *(
            "<script>",
            "</p>",
            "<img src=x onerror=alert(1)>",
            "[a](javascript:alert(1))",
            "<javascript:alert(1)>",
        ),
        *(
            "[a](https://example.org)",
            "[a](data:text/html,x)",
            "![a](https://example.org/x.png)",
            "[a]: https://x\n",
        ),
        *(
            '[a](https://x "onclick=")',
            "&#x6a;avascript:",
            "\x00",
            "\ud800",
            "\u202e",
            "\u200f",
            "\uffff",
            "\r",
            "\x0c",
        ),
    ]
)
SOURCES = st.lists(FRAGMENTS | st.text(max_size=8), max_size=40).map("".join)


@given(SOURCES)
def test_what_comes_out_is_the_allowed_tags_and_web_links_only(source: str) -> None:
    html = to_html(source)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)
    for element in tree.iter():
        if element is tree:
            continue
        assert element.tag in ALLOWED
        assert set(element.attrib) <= {"href", "rel", "start"}
        if element.tag == "a" and "href" in element.attrib:
            assert element.attrib["href"].lower().startswith(("http://", "https://"))
            assert element.attrib["rel"] == "nofollow noopener"


@given(SOURCES)
def test_every_text_becomes_blocks_and_plain_words(source: str) -> None:
    to_blocks(source)
    to_plain(source).encode()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>\n"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>\n'),
        ("# a", "<p># a</p>\n"),
        ("<b>a</b> &amp;", "<p>&lt;b&gt;a&lt;/b&gt; &amp;amp;</p>\n"),
        (
            "![a](https://example.org/a.png)",
            '<p>!<a href="https://example.org/a.png" rel="nofollow noopener">a</a></p>\n',
        ),
        ("[a](javascript:b)", "<p>[a](javascript:b)</p>\n"),
        ("[a](ftp://b)", '<p><a rel="nofollow noopener">a</a></p>\n'),
    ],
)
def test_the_subset_and_nothing_else_is_marked_up(source: str, html: str) -> None:
    assert to_html(source) == html


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "]",
        "[](",
        "![",
        "> ",
        "- ",
        "* ",
        "*a ",
        "**a *b",
        "_a",
        "`",
        "<",
        "&",
        "\\",
        "a\n",
        "[a](<",
        "\x00",
    ],
)
def test_a_hundred_thousand_characters_of_marks_are_only_words(piece: str) -> None:
    source = piece * (100_000 // len(piece))
    assert to_html(source) is not None
    to_blocks(source)


def test_too_many_brackets_are_printed_as_they_are() -> None:
    link = "[a](https://example.org) "
    assert "<a " in to_html(link)
    assert "<a " not in to_html(link * (BRACKETS + 1))


def test_blocks_carry_the_writers_language_and_direction() -> None:
    quote, points = to_blocks("> *said*\n\n- a\n  b", language="ar", direction="rtl")
    assert quote == Paragraph((Emphasis((Text("said"),)),), style=Style.QUOTE, language="ar", direction="rtl")
    item = Paragraph((Text("a"), Text(" "), Text("b")), language="ar", direction="rtl")
    assert points == ListBlock(((item,),), language="ar", direction="rtl")


def test_blocks_keep_links_breaks_and_the_start_of_a_list() -> None:
    first, points = to_blocks("[*a*](https://example.org)\\\n**b** [c](ftp://d)\n\n4. e")
    assert isinstance(first, Paragraph)
    assert first.inlines == (
        Link("https://example.org", "a"),
        Break(),
        Strong((Text("b"),)),
        Text(" "),
        Text("c"),
    )
    assert isinstance(points, ListBlock)
    assert (points.ordered, points.start) == (True, 4)


def test_plain_words_have_no_marks() -> None:
    assert to_plain("**a** [b](https://c)\n\n- d\n- *e*") == "a b\n\nd\n\ne"
