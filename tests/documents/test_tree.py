"""The tree refuses what a format could not hold, and never anybody's words."""

import datetime

import pytest

from panel.documents.labels import ENGLISH, labels_in
from panel.documents.tree import (
    Annex,
    Block,
    Cell,
    Contents,
    ContentsLine,
    Document,
    Footnote,
    Heading,
    Link,
    ListBlock,
    Masthead,
    Paragraph,
    Strong,
    Table,
    Text,
    is_address,
    plain,
    printable,
)


def paragraph(anchor: str | None = None) -> Paragraph:
    return Paragraph((Text("words"),), anchor=anchor)


@pytest.mark.parametrize(
    "blocks",
    [
        (Heading(2, "too deep at once"),),
        (Heading(1, "one"), Heading(3, "three")),
        (paragraph("p-1"), paragraph("p-1")),
        (Paragraph((Link("#nowhere", "see"),)),),
        (Contents((ContentsLine("nowhere", "see"),)),),
        (ListBlock(((paragraph("p-1"),),)), paragraph("p-1")),
    ],
)
def test_a_document_with_a_broken_structure_is_refused(masthead: Masthead, blocks: tuple[Block, ...]) -> None:
    with pytest.raises(ValueError, match=r"level|anchor|link"):
        Document(masthead, blocks)


def test_an_annex_counts_as_the_first_level(masthead: Masthead) -> None:
    Document(masthead, (), (Annex("Annex I", "Texts", (Heading(2, "First"),)),))
    with pytest.raises(ValueError, match="level"):
        Document(masthead, (), (Annex("Annex I", "Texts", (Heading(1, "First"),)),))


def test_a_note_holds_no_note_and_a_header_cell_neither() -> None:
    note = Footnote((Text("note"),))
    with pytest.raises(ValueError, match="footnote"):
        Footnote((Strong((note,)),))
    with pytest.raises(ValueError, match="footnote"):
        Table("", (Cell((note,)),), ())


def test_headings_and_annexes_have_words() -> None:
    with pytest.raises(ValueError, match="words"):
        Heading(1, "\x00 ")
    with pytest.raises(ValueError, match="title"):
        Annex("Annex I", "", ())


def test_contents_have_two_levels_and_begin_with_the_first() -> None:
    with pytest.raises(ValueError, match="two levels"):
        ContentsLine("a", "too deep", level=3)
    with pytest.raises(ValueError, match="first level"):
        Contents((ContentsLine("a", "below nothing", level=2),))


def test_a_paragraph_that_ends_with_a_colon_announces_what_follows() -> None:
    assert Paragraph((Text("The following: "),)).announces
    assert not Paragraph((Text("Done."), Footnote((Text("Note:"),)))).announces


def test_rows_are_as_wide_as_their_header() -> None:
    with pytest.raises(ValueError, match="wide"):
        Table("", (Cell(()), Cell(())), ((Cell(()),),))


@pytest.mark.parametrize("anchor", ["1", "a b", "note-1", 'x"y', ""])
def test_an_anchor_is_a_plain_fragment(anchor: str) -> None:
    with pytest.raises(ValueError, match="anchor"):
        paragraph(anchor)


@pytest.mark.parametrize("href", ["https://example.org/a?b=c#d", "HTTP://example.org", "/threads/1", "#p-1"])
def test_an_address_leads_to_the_web_or_the_site(href: str) -> None:
    assert is_address(href)


@pytest.mark.parametrize(
    "href", ["javascript:x", "//example.org", "data:x", "https://a b", 'https://a"b', "mailto:a@b", ""]
)
def test_other_addresses_are_refused(href: str) -> None:
    with pytest.raises(ValueError, match="address"):
        Link(href, "words")


def test_words_lose_only_what_no_format_holds() -> None:
    assert printable("a\x00b\u202ec\ufeffd") == "abcd"
    assert printable("\ud800\uffff\U0010ffff") == "\ufffd\ufffd\ufffd"
    assert printable("naïve\u200f\tعربي 你好 👩\u200d⚖") == "naïve\u200f\tعربي 你好 👩\u200d⚖"
    assert Text("a\x01").text == "a"


def test_plain_words_leave_the_notes_out() -> None:
    assert plain((Text("a "), Strong((Text("b"),)), Footnote((Text("c"),)))) == "a b"


@pytest.mark.parametrize(
    ("number", "printed"), [("1", "1."), ("12 bis", "12 bis."), ("(a)", "(a)"), (None, None)]
)
def test_a_number_is_printed_with_its_stop(number: str | None, printed: str | None) -> None:
    assert Paragraph((), number=number).printed_number == printed


def test_the_date_is_in_words_of_the_documents_language() -> None:
    english = Masthead("S/1", "Title", datetime.date(2026, 3, 7), "English")
    french = Masthead("S/1", "Titre", datetime.date(2026, 3, 7), "français", dated="7 mars 2026")
    assert (english.date_in_words, french.date_in_words) == ("7 March 2026", "7 mars 2026")


def test_a_translation_that_loses_its_place_falls_back_to_english() -> None:
    french = {"Draft": "Projet", "Original: {}": "Original"}
    labels = labels_in(lambda words: french.get(words, words))
    assert labels.draft == "Projet"
    assert labels.original == ENGLISH.original
