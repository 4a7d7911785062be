"""The formats a document is issued in. A new format is a writer and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from panel.documents.docx import to_docx
from panel.documents.html import to_html
from panel.documents.pdf import to_pdf
from panel.documents.tree import Document


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is sent (`media_type`), saved (`extension`, without a dot) and made (`write`)."""

    media_type: str
    extension: str
    write: Callable[[Document], bytes]


def _html(document: Document) -> bytes:
    return to_html(document).encode()


FORMATS: Final[dict[str, Format]] = {
    "html": Format("text/html; charset=utf-8", "html", _html),
    "pdf": Format("application/pdf", "pdf", to_pdf),
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", to_docx
    ),
}
