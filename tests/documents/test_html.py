"""The page and the fragment."""

import dataclasses
import re
import xml.etree.ElementTree as ET

import html5lib

from panel.documents.html import to_fragment, to_html
from panel.documents.labels import labels_in
from panel.documents.tree import Document, Masthead, Paragraph, Text


def parsed(page: str) -> ET.Element:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def by_id(tree: ET.Element, identity: str) -> ET.Element:
    (found,) = [element for element in tree.iter() if element.get("id") == identity]
    return found


def test_the_page_is_strict_html_and_asks_for_nothing(document: Document) -> None:
    page = to_html(document)
    tree = parsed(page)
    assert tree.get("lang") == "en"
    assert tree.get("dir") == "ltr"
    assert (
        tree.findtext("head/title")
        == "SPMHR/2026/CU/1/Rev.1 - Access to justice for children & families at borders"
    )
    assert not [e for e in tree.iter() if e.tag in {"script", "link", "img", "iframe"} or e.get("src")]
    assert "url(" not in page
    assert "@import" not in page


def test_numbered_paragraphs_are_places_one_can_link_to(document: Document) -> None:
    paragraph = by_id(parsed(to_html(document)), "p-1")
    number = paragraph.find("a")
    assert number is not None
    assert (number.get("href"), number.text) == ("#p-1", "1.")
    assert "<b>affecting</b>" in "".join(paragraph.itertext())
    sources = paragraph.findall("small/a")
    assert [source.get("href") for source in sources] == ["/threads/7", "/threads/8"]


def test_each_note_leads_there_and_back(document: Document) -> None:
    tree = parsed(to_html(document))
    for number in ("1", "2", "3"):
        mark = by_id(tree, f"note-mark-{number}")
        assert mark.find("a").get("href") == f"#note-{number}"  # type: ignore[union-attr]
        back = [a for a in by_id(tree, f"note-{number}").iter("a") if a.get("class") == "doc-back"]
        assert [a.get("href") for a in back] == [f"#note-mark-{number}"]


def test_every_text_carries_its_language_and_direction(document: Document) -> None:
    tree = parsed(to_html(document))
    assert (by_id(tree, "p-2").get("lang"), by_id(tree, "p-2").get("dir")) == ("ar", "rtl")
    assert [(s.get("lang"), s.get("dir")) for s in tree.iter("span") if s.text == "حرية"] == [("ar", "rtl")]
    assert all(e.get("lang") == "fr" for e in tree.iter("ul") if e.get("class") == "doc-list")


def test_a_table_names_what_its_headers_head(document: Document) -> None:
    scopes = [(cell.get("scope"), "".join(cell.itertext())) for cell in parsed(to_html(document)).iter("th")]
    assert scopes == [("col", "Recommendation"), ("col", "Addressee"), ("row", "Recommendation 1")]


def test_only_a_draft_says_that_it_is_one(document: Document) -> None:
    final = dataclasses.replace(document, draft=False)
    assert 'data-draft="Draft"' in to_html(document)
    assert "Draft" not in to_html(final)


def test_the_words_of_the_writer_are_in_the_language_of_the_document(document: Document) -> None:
    french = {"Draft": "Projet", "Agenda item {}": "Point {} de l'ordre du jour"}
    labels = labels_in(lambda words: french.get(words, words))
    page = to_html(dataclasses.replace(document, language="fr", labels=labels))
    assert "<strong>Projet</strong>" in page
    assert "Point 4: Access to justice de l&#x27;ordre du jour" in page


def test_a_fragment_fits_under_the_headings_of_its_page(document: Document) -> None:
    fragment = to_fragment(document, title_level=2)
    assert fragment.startswith('<article class="doc" lang="en" dir="ltr">')
    levels = re.findall(r"<h(\d)", fragment)
    assert levels == ["2", "3", "4", "3", "4", "3"]
    assert "<style" not in fragment


def test_a_symbol_cannot_leave_the_style_sheet(masthead: Masthead) -> None:
    hostile = dataclasses.replace(masthead, symbol='X"; } </style><script>alert(1)</script>')
    page = to_html(Document(hostile, (Paragraph((Text("words"),)),)))
    assert "<script" not in page
    assert page.count("</style") == 1


def test_the_contents_are_nested_lists_of_links(document: Document) -> None:
    page = to_html(document)
    tree = parsed(page)
    (outer,) = [e for e in tree.iter("ul") if e.get("class") == "doc-contents" and len(e) == 2]
    assert [a.get("href") for a in outer.iter("a")] == ["#part-1", "#follow-up", "#annex-1"]
    assert [a.get("href") for a in outer.findall("li/ul/li/a")] == ["#follow-up"]
