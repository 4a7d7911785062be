"""From acts to paper: one session held, and its summary in every format."""

import io
import zipfile
from collections.abc import Callable

import html5lib
import pytest
from flask import Flask
from lxml import etree
from pypdf import PdfReader
from sqlalchemy.orm import Session

from panel.cli import panel
from panel.db.clock import SetClock
from panel.documents.formats import FORMATS
from panel.sessions.queries import proceedings
from panel.sessions.summary import build
from panel.threads.acts import SaveDraft, WithdrawContribution
from tests.make import sessions, threads
from tests.make.people import Signer

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAID = (
    "SPMHR/2026/CU/1",
    "Being heard at the border",
    "Aldoria entered a reservation on paragraph 2",
    "Affirms that nobody is returned to torture",
    "by silence procedure",
)
NORM = (
    "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment, article 3 "
    "(binding treaty)"
)


def squeezed(text: str) -> str:
    return "".join(text.split())


def word_parts(content: bytes) -> tuple[str, str]:
    """Return the words of a Word document, and those of its footnotes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body, notes = (
            "".join(
                node.text or ""
                for node in etree.fromstring(archive.read(f"word/{name}.xml")).iter(f"{WORD}t")
            )
            for name in ("document", "footnotes")
        )
    return body, notes


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_holds_the_text_its_reservation_and_its_norms(
    session: Session, clock: SetClock, name: str
) -> None:
    sitting = sessions.held(session, clock)
    content = FORMATS[name].write(build(proceedings(session, sitting.number)))
    if name == "pdf":
        words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        notes = words
    elif name == "docx":
        words, notes = word_parts(content)
    else:
        words = "".join(html5lib.parse(content.decode(), namespaceHTMLElements=False).itertext())
        notes = words
    for said in (*SAID, sessions.RESERVATION, sessions.NOTE):
        assert squeezed(said) in squeezed(words)
    assert squeezed(NORM) in squeezed(notes)


def test_a_withdrawn_contribution_leaves_no_word_behind(
    session: Session, clock: SetClock, do: Callable[..., object]
) -> None:
    sitting = sessions.held(session, clock)
    assert sitting.table
    assert sitting.table.thread
    head = sitting.table.heads["Meresia"]
    said = threads.contributed(
        session, clock, head, sitting.table.thread, body="Words that will be taken back soon."
    )
    assert "taken back soon" in FORMATS["html"].write(build(proceedings(session, 1))).decode()
    do(head, WithdrawContribution(said.id, "Said too early."))
    page = FORMATS["html"].write(build(proceedings(session, 1))).decode()
    assert "taken back soon" not in page
    assert "One contribution was withdrawn by its author" in page


def test_what_a_delegation_only_drafts_stays_out(
    session: Session, clock: SetClock, do: Callable[..., object]
) -> None:
    sitting = sessions.held(session, clock)
    assert sitting.table
    assert sitting.table.thread
    thread = sitting.table.thread.id
    do(
        sitting.table.heads["Meresia"],
        SaveDraft(thread=thread, kind="position", body="Not said to anybody yet."),
    )
    assert b"Not said to anybody yet" not in FORMATS["html"].write(build(proceedings(session, 1)))


def test_the_same_record_gives_the_same_bytes(session: Session, clock: SetClock) -> None:
    sitting = sessions.held(session, clock)
    first = FORMATS["pdf"].write(build(proceedings(session, sitting.number)))
    clock.advance(days=30)
    session.expire_all()
    assert FORMATS["pdf"].write(build(proceedings(session, sitting.number))) == first


def test_reading_costs_the_same_however_much_was_said(
    session: Session, clock: SetClock, statements: Callable[[], int]
) -> None:
    sitting = sessions.held(session, clock)
    assert sitting.table
    assert sitting.table.thread
    proceedings(session, 1)
    statements()
    proceedings(session, 1)
    cost = statements()
    for _ in range(30):
        threads.contributed(session, clock, sitting.table.heads["Meresia"], sitting.table.thread)
    statements()
    proceedings(session, 1)
    assert statements() == cost <= 29


def test_the_command_writes_the_file_whole(
    app: Flask, session: Session, clock: SetClock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sessions.held(session, clock)
    place = tmp_path_factory.mktemp("out")
    out = place / "summary.docx"
    runner = app.test_cli_runner()
    done = runner.invoke(panel, ["summary", "1", "--format", "docx", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "Being heard at the border" in word_parts(out.read_bytes())[0]
    assert [path.name for path in place.iterdir()] == ["summary.docx"]
    unknown = runner.invoke(panel, ["summary", "9", "--out", str(out)])
    assert unknown.exit_code == 2
    assert "There is no session with this number." in unknown.output
    nowhere = runner.invoke(panel, ["summary", "1", "--out", str(place / "no" / "such.pdf")])
    assert nowhere.exit_code == 1
    assert "No such file or directory" in nowhere.output


def test_every_source_and_link_of_a_summary_leads_to_a_page(
    session: Session, clock: SetClock, sign_in: Signer
) -> None:
    sitting = sessions.held(session, clock)
    browser = sign_in(sitting.secretariat)
    page = html5lib.parse(browser.get("/sessions/1/summary").text, namespaceHTMLElements=False)
    article = page.find(".//article")
    addresses = {link.get("href") for link in article.iter("a")}
    inner = {address for address in addresses if address.startswith("#")}
    assert {address[1:] for address in inner} <= {node.get("id") for node in page.iter() if node.get("id")}
    for address in sorted(addresses - inner):
        assert browser.get(address).status_code == 200, address
