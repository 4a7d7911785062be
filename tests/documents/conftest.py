"""One document that has everything a document can have."""

import datetime

import pytest

from panel.documents.markup import to_blocks
from panel.documents.tree import (
    Annex,
    Block,
    Cell,
    Contents,
    ContentsLine,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Link,
    Masthead,
    Paragraph,
    Strong,
    Style,
    Table,
    Text,
)

ARABIC = "لكل فرد حق في حرية التنقل وفي اختيار محل إقامته داخل حدود الدولة."


@pytest.fixture(scope="session")
def masthead() -> Masthead:
    return Masthead(
        symbol="SPMHR/2026/CU/1/Rev.1",
        title="Access to justice for children & families at borders",
        date=datetime.date(2026, 3, 27),
        original_language="English",
        session="First session, Geneva, 23-27 March 2026",
        agenda_item="4: Access to justice",
    )


@pytest.fixture(scope="session")
def document(masthead: Masthead) -> Document:
    header = tuple(Cell((Text(words),)) for words in ("Recommendation", "Addressee"))
    row = (
        Cell((Text("Recommendation 1"),), heads=True),
        Cell((Text("States"), Footnote((Text("Third note."),)))),
    )
    blocks: tuple[Block, ...] = (
        Contents(
            (
                ContentsLine("part-1", "Common understandings", "I."),
                ContentsLine("follow-up", "Follow-up", level=2),
                ContentsLine("annex-1", "Documents", "Annex I."),
            )
        ),
        Heading(1, "Common understandings", anchor="part-1", number="I"),
        Paragraph((Emphasis((Text("Recalling"),)), Text(" the principles,")), style=Style.PREAMBULAR),
        Paragraph(
            (
                Text("Every child is heard"),
                Footnote((Text("First note, see "), Link("https://example.org/norm?a=1&b=2", "the text"))),
                Text(" in all "),
                Strong((Text("proceedings"),)),
                Text(" <b>affecting</b> #strong[it]."),
            ),
            number="1",
            anchor="p-1",
            style=Style.OPERATIVE,
            sources=("/threads/7", "/threads/8"),
        ),
        Paragraph(
            (Text(ARABIC), Footnote((Text("ملاحظة"),))),
            number="2 bis",
            anchor="p-2",
            language="ar",
            direction="rtl",
        ),
        Paragraph((Text("In a line: "), Text("حرية", "ar", "rtl"), Text(", 你好.")), number="(a)"),
        *to_blocks("- one\n- two\n\n> said *so*", language="fr"),
        Heading(2, "Follow-up", anchor="follow-up"),
        Table("Responses", header, (row,), anchor="table-1"),
        Paragraph((Text("See "), Link("#p-1", "paragraph 1"), Text("."))),
    )
    annexes = (Annex("Annex I", "Documents", (Heading(2, "Before the Panel"),), anchor="annex-1"),)
    return Document(masthead, blocks, annexes, draft=True)
