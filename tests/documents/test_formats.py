"""Every format writes every document."""

import datetime
import io
import zipfile

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from panel.documents.formats import FORMATS
from panel.documents.markup import to_blocks
from panel.documents.tree import Annex, Cell, Document, Footnote, Heading, Masthead, Paragraph, Table, Text


@pytest.mark.parametrize(
    ("name", "start"), [("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-"), ("docx", b"PK\x03\x04")]
)
def test_a_format_writes_what_it_says(name: str, start: bytes, document: Document) -> None:
    assert FORMATS[name].write(document).startswith(start)
    assert FORMATS[name].extension == name


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=60) | st.text("<>&\"'\\#$*_[]{}()\x00\ud800\u202e\u200f\u0301\u0651 \n", max_size=60))
def test_no_words_break_a_format_wherever_they_stand(words: str) -> None:
    masthead = Masthead(
        f"S{words}", f"T{words}", datetime.date(2026, 1, 1), words, session=words, agenda_item=words
    )
    blocks = (
        Heading(1, f"H{words}", number=words),
        Paragraph((Text(words, "ar", "rtl"), Footnote((Text(words),))), number=words, anchor="p-1"),
        Table(words, (Cell((Text(words),)),), ((Cell((Text(words),), heads=True),),)),
        *to_blocks(words),
    )
    document = Document(masthead, blocks, (Annex(words, f"A{words}", ()),), draft=True)
    page = FORMATS["html"].write(document).decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert FORMATS["pdf"].write(document).startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(document))) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))
