"""Words that would be more than words: markup in every field, on pages and in documents; input made to be slow."""

import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from time import process_time

import lxml.html
import pytest
from flask.testing import FlaskClient
from lxml import etree
from sqlalchemy.orm import Session

from panel.accounts import passwords
from panel.accounts.acts import InviteToOffice
from panel.db.clock import SetClock
from panel.delegations.acts import AcceptInvitation, RequestAccreditation
from panel.documents.formats import FORMATS
from panel.documents.markup import to_blocks, to_html, to_plain
from panel.kernel.refusal import Refusal
from panel.kernel.text import MOST_MARKS, clean
from panel.norms.queries import catalogue
from panel.norms.rules import find, parse_reference
from panel.policy.actor import SYSTEM
from panel.record.perform import perform
from panel.sessions.acts import NoteMeeting
from panel.sessions.queries import proceedings
from panel.sessions.summary import build
from panel.threads.acts import PublishSynthesis, WithdrawContribution
from panel.threads.rules import Point
from panel.understandings.acts import AttachStatement, GivePosition, PutParagraph
from panel.understandings.rules import split_text
from tests.faults.conftest import World
from tests.faults.test_hostile import ROUTES, addresses
from tests.make import people, threads

Browsers = Callable[[str], FlaskClient]

BREAKS_OUT = "\"'></bdi></title></textarea><script>alert(1)</script><svg onload=alert(1)>"
MARKED = "\n\n".join(
    (
        BREAKS_OUT,
        "[one](javascript:alert(1)) [two](JaVaScRiPt&colon;alert(1))",
        "[three](data:text/html,<script>alert(1)</script>)",
        '[four](vbscript:x) [five](//elsewhere.example) [six](http://a.example"onmouseover=alert(1))',
        "<javascript:alert(1)>",
        '![seven](http://a.example/x.png) [eight][r] <http://a.example/?"><script>alert(1)</script>>',
        "[r]: javascript:alert(1)",
        "<a href='javascript:alert(1)' style='x' onclick=x>nine</a> <style>*{display:none}</style>",
        '#set page(width: 1pt) #read("/etc/hostname") $ x $ \\include{x} @ref <label> // comment /* */ `code`',
        "</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText></w:r> &#x3c;script> =cmd|'/C x'!A0",
    )
)


@pytest.fixture
def marked(world: World, session: Session, clock: SetClock) -> World:
    """The world after everybody has written markup wherever they can."""
    head, moderator = world.people["head"], world.people["moderator"]
    threads.proposed(session, clock, head, title=BREAKS_OUT, question=BREAKS_OUT)
    threads.contributed(session, clock, head, world.thread, body=MARKED, kind="information", place=BREAKS_OUT)
    gone = threads.contributed(session, clock, head, world.thread)
    perform(session, clock, head, WithdrawContribution(gone.id, BREAKS_OUT))
    points = tuple(Point(kind, BREAKS_OUT, (1,)) for kind in ("convergence", "divergence", "open-question"))
    perform(session, clock, moderator, PublishSynthesis(world.thread.id, points))
    perform(session, clock, moderator, PutParagraph(world.prepared.id, "operative", BREAKS_OUT))
    perform(session, clock, head, AttachStatement(world.adopted.id, "explanation", MARKED))
    perform(session, clock, head, GivePosition(world.silent.id, "reserve", (), MARKED))
    perform(session, clock, world.people["rapporteur"], NoteMeeting(world.sitting.number, 1, MARKED))
    perform(
        session,
        clock,
        SYSTEM,
        RequestAccreditation(BREAKS_OUT, "states", "credentials", BREAKS_OUT, "a@example.org"),
    )
    people.seated(session, clock, world.aldoria, "adviser", name=BREAKS_OUT[:100], email="b@example.org")
    return world


@pytest.mark.parametrize("role", ["public", "head", "moderator", "secretariat", "administrator"])
def test_no_words_become_markup_on_any_page(role: str, marked: World, browser: Browsers) -> None:
    client = browser(role)
    for rule in ROUTES:
        for address in addresses(rule, marked):
            answer = client.get(address)
            if answer.mimetype == "text/html":
                _is_only_ours(answer.get_data(), address)
            answer.close()


def _is_only_ours(page: bytes, address: str) -> None:
    tree = lxml.html.fromstring(page)
    for element in tree.iter(etree.Element):
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"], address
        for name in ("href", "src", "action", "formaction"):
            target = (element.get(name) or "").strip().lower()
            assert not re.match(r"(?:javascript|data|vbscript):", target), (address, target)
    scripts = tree.findall(".//script")
    assert all("/panel" in (script.get("src") or "") and not script.text for script in scripts), address
    assert not tree.findall(".//style"), address
    assert not tree.findall(".//svg[@onload]"), address


def test_no_words_become_more_than_words_in_a_document(marked: World, session: Session) -> None:
    document = build(proceedings(session, marked.sitting.number))
    html = lxml.html.fromstring(FORMATS["html"].write(document))
    assert not html.findall(".//script")
    assert not [name for each in html.iter(etree.Element) for name in each.attrib if name.startswith("on")]
    assert not [link for link in html.iter("a") if re.match(r"(?:javascript|data):", link.get("href") or "")]
    pdf = FORMATS["pdf"].write(document)
    assert not re.search(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|SubmitForm)\b", pdf)
    with zipfile.ZipFile(BytesIO(FORMATS["docx"].write(document))) as word:
        body = word.read("word/document.xml").decode()
        instructions = re.findall(r"<w:instrText[^>]*>([^<]*)<", body)
        assert not [each for each in instructions if "DDE" in each]
        assert "javascript:" not in "".join(
            word.read(name).decode() for name in word.namelist() if name.endswith(".rels")
        )


def test_an_office_is_taken_up_once(world: World, session: Session, clock: SetClock) -> None:
    chair = world.people["chair"]
    invited = perform(session, clock, SYSTEM, InviteToOffice("chair", chair.name, "chair.person@example.org"))
    with pytest.raises(Refusal, match="already"):
        perform(session, clock, SYSTEM, AcceptInvitation(invited.result, chair.name, people._HASH))


# Slowness

SLOW = {
    "asterisks": "*" * 8_000,
    "nested emphasis": "*" * 4_000 + "a" + "*" * 4_000,
    "mixed emphasis": "*_" * 2_000 + "a" + "_*" * 2_000,
    "emphasis never closed": "*a_" * 2_600,
    "brackets": "[" * 8_000,
    "half links": "[a](" * 2_000,
    "half references": "[a][" * 2_000,
    "nested links": "[" * 4_000 + "a" + "](b)" * 1_000,
    "runs of backticks": "".join("`" * n + "a" for n in range(1, 126)),
    "half addresses": "<http://a" * 880,
    "quotations": ">" * 8_000,
    "deeper and deeper quotations": "".join(">" * n + " a\n" for n in range(1, 125)),
    "nested lists": "- " * 4_000,
    "deeper and deeper lists": "".join(" " * n + "- a\n" for n in range(1, 125)),
    "numbers": "1. " * 2_600,
    "escapes": "\\" * 8_000,
    "lines": "a  \n" * 2_000,
    "spaces": " " * 8_000 + "a",
}


@pytest.mark.parametrize("text", SLOW.values(), ids=list(SLOW))
def test_no_markup_is_slow_or_deep(text: str) -> None:
    began = process_time()
    to_html(text)
    to_blocks(text)
    to_plain(text)
    assert process_time() - began < 1


@pytest.mark.parametrize("text", ["a" + "\u0300\u0316" * 250_000, "\u0316" * 250_000 + "\u0300" * 250_000])
def test_marks_without_end_are_refused_at_once(text: str) -> None:
    began = process_time()
    with pytest.raises(Refusal):
        clean(text)
    assert not passwords.matches(None, text)
    assert process_time() - began < 1


@pytest.mark.parametrize("text", ["a" + "\u0301" * MOST_MARKS, "שָׁלוֹם", "Việt Nam", "ก็ได้", "हिन्दी", "ར྄ྀ"])
def test_marks_that_a_writing_has_are_kept(text: str) -> None:
    assert clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\n" * 59_990 + "b",
        "\n \t" * 19_900,
        "a\n" + " " * 59_000 + "b",
        "1) " * 19_900,
        "(1) \n\n" * 9_000,
    ],
)
def test_no_pasted_text_is_slow_to_split(text: str) -> None:
    began = process_time()
    with suppress(Refusal):
        split_text(text)
    assert process_time() - began < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "1." * 80,
        "art " * 50,
        "gc no " * 30,
        "1-" * 100,
        "a" * 200,
        "iccpr " * 30,
        "(((" * 60,
        "un:" + "A/" * 78,
    ],
)
def test_no_citation_is_slow_to_read(text: str, session: Session) -> None:
    known = catalogue(session)
    find("iccpr 12", known)  # the index is made once
    began = process_time()
    find(text, known)
    with suppress(Refusal):
        parse_reference(text[:160])
    assert process_time() - began < 0.5
