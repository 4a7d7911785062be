"""Every format writes every document."""

import pytest

from panel.documents.formats import FORMATS
from panel.documents.tree import Document


@pytest.mark.parametrize(
    ("name", "start"), [("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-"), ("docx", b"PK\x03\x04")]
)
def test_a_format_writes_what_it_says(name: str, start: bytes, document: Document) -> None:
    assert FORMATS[name].write(document).startswith(start)
    assert FORMATS[name].extension == name
