"""The Word document, read as the XML it is."""

import dataclasses
import io
import zipfile
from typing import Final

import pytest
from lxml import etree

from panel.documents.docx import to_docx
from panel.documents.tree import Document

W: Final = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


@pytest.fixture(scope="module")
def package(document: Document) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(to_docx(document)))


def part(package: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(package.read(name))


def words(element: etree._Element) -> str:
    return "".join(str(text) for text in element.xpath(".//w:t/text()", namespaces=W))


def styled(package: zipfile.ZipFile, style: str) -> list[etree._Element]:
    body = part(package, "word/document.xml")
    return list(body.xpath(f"//w:p[w:pPr/w:pStyle/@w:val='{style}']", namespaces=W))


def test_notes_are_real_footnotes(package: zipfile.ZipFile) -> None:
    notes = part(package, "word/footnotes.xml").xpath("//w:footnote[not(@w:type)]", namespaces=W)
    assert [words(note).strip() for note in notes] == ["First note, see the text", "ملاحظة", "Third note."]
    marks = part(package, "word/document.xml").xpath("//w:footnoteReference", namespaces=W)
    assert len(marks) == 3


def test_headings_and_paragraphs_have_the_styles_of_the_style_sheet(package: zipfile.ZipFile) -> None:
    assert [words(p) for p in styled(package, "Heading1")] == ["I.Common understandings", "Annex IDocuments"]
    assert [words(p) for p in styled(package, "Heading2")] == ["Follow-up", "Before the Panel"]
    assert [words(p) for p in styled(package, "Title")] == [
        "Access to justice for children & families at borders"
    ]
    assert len(styled(package, "Numbered")) == 3
    assert len(styled(package, "Preambular")) == 1
    used = part(package, "word/document.xml").xpath("//w:pStyle/@w:val", namespaces=W)
    known = part(package, "word/styles.xml").xpath("//w:style/@w:styleId", namespaces=W)
    assert set(used) <= set(known)


def test_right_to_left_paragraphs_and_runs_say_so(package: zipfile.ZipFile) -> None:
    leftward = part(package, "word/document.xml").xpath("//w:p[w:pPr/w:bidi]", namespaces=W)
    assert [words(p)[:5] for p in leftward] == ["2 bis"]
    runs = part(package, "word/document.xml").xpath("//w:r[w:rPr/w:rtl]", namespaces=W)
    assert "حرية" in [words(run) for run in runs]


def test_words_are_never_markup(package: zipfile.ZipFile) -> None:
    (numbered, *_) = styled(package, "Numbered")
    assert words(numbered) == "1.Every child is heard in all proceedings <b>affecting</b> #strong[it]."


def test_identities_are_bookmarks_and_headers_repeat(package: zipfile.ZipFile) -> None:
    body = part(package, "word/document.xml")
    assert {"p-1", "p-2", "table-1", "annex-1"} <= set(body.xpath("//w:bookmarkStart/@w:name", namespaces=W))
    assert body.xpath("//w:hyperlink/@w:anchor", namespaces=W)[-1] == "p-1"
    assert [words(p) for p in styled(package, "TOC1")] == ["I.Common understandings", "Annex I. Documents"]
    assert [words(p) for p in styled(package, "TOC2")] == ["Follow-up"]
    assert len(body.xpath("//w:tblHeader", namespaces=W)) == 1


def test_its_properties_are_those_of_the_document(package: zipfile.ZipFile) -> None:
    core = package.read("docProps/core.xml").decode()
    assert "<dc:title>Access to justice for children &amp; families at borders</dc:title>" in core
    assert "<dc:language>en</dc:language>" in core
    assert core.count("2026-03-27T00:00:00Z") == 2


def test_every_page_of_a_draft_says_so(package: zipfile.ZipFile, document: Document) -> None:
    assert words(part(package, "word/header-first.xml")) == "Draft"
    assert words(part(package, "word/header.xml")) == "SPMHR/2026/CU/1/Rev.1Draft"
    final = zipfile.ZipFile(io.BytesIO(to_docx(dataclasses.replace(document, draft=False))))
    assert words(part(final, "word/header-first.xml")) == ""


def test_a_document_may_run_from_right_to_left(document: Document) -> None:
    arabic = zipfile.ZipFile(
        io.BytesIO(to_docx(dataclasses.replace(document, language="ar", direction="rtl")))
    )
    body = part(arabic, "word/document.xml")
    assert body.xpath("//w:sectPr/w:bidi", namespaces=W)
    assert len(body.xpath("//w:tbl/w:tblPr/w:bidiVisual", namespaces=W)) == 2
    assert body.xpath("//w:p[w:pPr/w:pStyle/@w:val='Title']/w:pPr/w:bidi", namespaces=W)


def test_the_same_document_is_the_same_bytes(document: Document) -> None:
    assert to_docx(document) == to_docx(document)


def test_no_part_carries_the_time_of_its_making(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}
    names = [part.filename for part in parts]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
