"""The PDF: accessible, the same everywhere, and its words can be taken out again."""

import dataclasses
import hashlib
import io
import re

import pytest
from pypdf import PdfReader

from panel.documents.glyphs import FONTS, coverage, spelled
from panel.documents.pdf import to_pdf
from panel.documents.tree import Document, Masthead, Paragraph, Text

ARABIC = "لكل فرد حق في حرية التنقل وفي اختيار محل إقامته داخل حدود الدولة"
CHINESE = "云北认为，本小组的价值在于澄清规范，而不是设立新的监督；“移徙者”（含儿童）一词应按其通常含义理解。"


@pytest.fixture(scope="module")
def reader(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(document)))


def test_it_declares_title_language_and_accessibility(reader: PdfReader, document: Document) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == document.title
    assert reader.metadata.subject == "SPMHR/2026/CU/1/Rev.1"
    assert reader.root_object["/Lang"] == "en"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.root_object["/Metadata"].get_data()


def test_its_words_come_out_whole(reader: PdfReader) -> None:
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    # pypdf puts the words of a line in the order of the page; whole words show that the letters are in theirs.
    assert all(word in words for word in ARABIC.split())
    assert "Every child is heard" in words
    assert "<b>affecting</b> #strong[it]." in words
    assert "First note, see the text" in words
    assert "你好" in words


def test_the_contents_name_pages(reader: PdfReader) -> None:
    words = reader.pages[0].extract_text()
    assert re.search(r"I\.\s*Common understandings[ .]*\s*1\b", words)
    assert re.search(r"Annex I\. Documents[ .]*\s*2\b", words)


def test_every_page_of_a_draft_says_so(reader: PdfReader, document: Document) -> None:
    assert len(reader.pages) == 2
    assert all("Draft" in page.extract_text() for page in reader.pages)
    final = PdfReader(io.BytesIO(to_pdf(dataclasses.replace(document, draft=False))))
    assert not any("Draft" in page.extract_text() for page in final.pages)


def test_the_same_document_is_the_same_bytes(document: Document) -> None:
    assert to_pdf(document) == to_pdf(document)


def test_a_document_may_run_from_right_to_left(document: Document) -> None:
    arabic = dataclasses.replace(document, language="ar", direction="rtl")
    assert PdfReader(io.BytesIO(to_pdf(arabic))).root_object["/Lang"] == "ar"


@pytest.mark.parametrize("language", ["zh-Hans", "pt-BR", "abcdefgh"])
def test_every_language_tag_is_accepted(document: Document, language: str) -> None:
    assert to_pdf(dataclasses.replace(document, language=language)).startswith(b"%PDF")


def test_uncovered_characters_are_spelled_and_covered_ones_kept() -> None:
    assert spelled("a\nந\u200f→ЖΩع你") == "a [U+0BA8]\u200f→ЖΩع你"
    assert {ord(c) for c in "aéßŁЖΩعă₣№–“”…≤☑齄、「（９"} <= coverage()


def test_chinese_comes_out_as_it_was_written_and_fills_its_lines(masthead: Masthead) -> None:
    chinese = Document(masthead, (Paragraph((Text(CHINESE * 4),), language="zh", direction="ltr"),))
    text = PdfReader(io.BytesIO(to_pdf(chinese))).pages[0].extract_text()
    assert CHINESE * 4 in text.replace("\n", "")
    (full, *_) = [line for line in text.splitlines() if line.startswith("云北")]
    assert len(full) > 35
    assert not any(line[:1] in "，。、）” " for line in text.splitlines() if line)


def test_the_fonts_are_those_of_the_manifest() -> None:
    manifest = dict(reversed(line.split()) for line in (FONTS / "MANIFEST").read_text().splitlines())
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.iterdir()}
    del files["MANIFEST"]
    assert files == manifest
