"""The process in which typst runs: JSON comes in, a PDF goes out. `pdf` starts it; nothing imports it.

A process of its own, because the compiler keeps the work of its last ten documents in memory (180 MB for a long
summary, in every worker that ever printed one), and because only a process can be stopped when it takes too long.
"""

import sys
from datetime import datetime

import typst


def typeset(template: str, fonts: str, created: str, document: str) -> bytes:
    """Return the PDF/UA-1 file of `document` (JSON) in `template`, with no fonts but those in the folder `fonts`."""
    compiler = typst.Compiler(
        template,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        ignore_system_fonts=True,
        sys_inputs={"document": document},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=datetime.fromisoformat(created))
    if not isinstance(pdf, bytes):
        raise TypeError("the compiler returned pages instead of one PDF")
    return pdf


if __name__ == "__main__":
    template, fonts, created = sys.argv[1:]
    sys.stdout.buffer.write(typeset(template, fonts, created, sys.stdin.buffer.read().decode()))
