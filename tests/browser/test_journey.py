"""The whole job once, as a new user does it: from a proposed thread to a downloaded session summary."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from pypdf import PdfReader

HEAD, OTHER = "Amara Dele", "Konstantin Mavros"
MODERATOR, CHAIR, OFFICER = "Ilse Brandvold", "Adaeze Nwoko", "Catarina Lourinho"

TITLE = "School places for children without papers"
SENTENCE = (
    "A school that asks for a residence permit at the door sends away children whom the Convention protects."
)
PREAMBLE = "Recalling that education is a right of every child,"
PARAGRAPH = "Affirms that enrolment in school does not depend on the status of a child or of the parents."
RESERVATION = "Meresia reserves its position on enrolment in schools that are not public."


def press(page: Page, name: str) -> None:
    """Press the button and wait for the page that follows."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def number_in(page: Page) -> str:
    """Return the number that the page's address ends with."""
    number = urlsplit(page.url).path.rsplit("/", 1)[1]
    assert number.isdigit(), page.url
    return number


def find_norm(page: Page, query: str, label: str) -> None:
    """Search the picker and tick what it finds."""
    page.get_by_label("Find a norm").fill(query)
    press(page, "Find")
    page.get_by_label(label).first.check()


def test_from_a_proposed_thread_to_the_summary(sign_in_as: Callable[..., Page], tmp_path: Path) -> None:
    # A delegation proposes a thread.
    head = sign_in_as(HEAD)
    head.goto("/threads/propose")
    head.get_by_label("Title").fill(TITLE)
    head.get_by_label("Guiding question").fill("What must a school ask, and what must it not ask?")
    head.locator("input[name=kind][value=policy-gap]").check()
    head.get_by_label("Main issue").select_option("services")
    head.locator("select[name$=space]").first.select_option("hrc")
    head.locator("input[name$=missing]").first.fill("Schools themselves are not heard there.")
    find_norm(head, "CRC 28", "CRC, art. 28")
    press(head, "Propose this thread")
    expect(head.get_by_role("heading", level=1)).to_have_text(TITLE)
    thread = number_in(head)

    # A moderator opens it.
    moderator = sign_in_as(MODERATOR)
    moderator.goto("/moderation")
    expect(moderator.get_by_text(TITLE).first).to_be_visible()
    moderator.goto(f"/threads/{thread}/decision")
    moderator.locator("input[name=stage][value=open]").check()
    press(moderator, "Decide")

    # The delegation contributes, with a norm reference; the Covenant has no article 60.
    head.goto(f"/threads/{thread}/contribute")
    head.locator("input[name=kind][value=position]").check()
    head.get_by_label("Your words").fill(SENTENCE)
    head.get_by_label("Find a norm").fill("ICCPR art. 60")
    press(head, "Find")
    expect(head.get_by_text("53 articles")).to_be_visible()
    expect(head.get_by_label("Your words")).to_have_value(SENTENCE)
    find_norm(head, "ICESCR 13", "ICESCR, art. 13")
    press(head, "Post for our delegation")
    expect(head.get_by_text(SENTENCE)).to_be_visible()

    # The moderator moves it to drafting and brings a text to its final draft.
    moderator.goto(f"/threads/{thread}/decision")
    moderator.locator("input[name=stage][value=drafting]").check()
    press(moderator, "Decide")
    moderator.goto(f"/threads/{thread}/begin-text")
    moderator.get_by_label("Title").fill("Enrolment of children in school")
    moderator.get_by_label("Text").fill(f"{PREAMBLE}\n\n1. {PARAGRAPH}")
    press(moderator, "Begin the text")
    moderator.get_by_role("link", name="Rewrite paragraph 1").click()
    find_norm(moderator, "CRC 28", "CRC, art. 28")
    press(moderator, "Write the paragraph")
    press(moderator, "Issue " + (moderator.locator("p.symbol bdi").first.text_content() or ""))
    press(moderator, "Declare it the final draft")
    text = number_in(moderator)

    # The Chair opens silence, with a reason since few have been heard.
    chair = sign_in_as(CHAIR)
    chair.goto(f"/understandings/{text}/silence")
    chair.get_by_label("Reason for going on").fill(
        "The text repeats what the Convention says; all were invited to speak."
    )
    press(chair, "Open the silence")

    # Another delegation reserves.
    other = sign_in_as(OTHER)
    other.goto(f"/understandings/{text}/position")
    other.locator("input[name=position][value=reserve]").check()
    other.locator("input[name=paragraphs]").last.check()
    other.get_by_label("Your words").fill(RESERVATION)
    press(other, "Record our position")

    # Before its time the gavel waits; the demonstration's clock goes on; then the Chair adopts.
    chair.goto(f"/understandings/{text}/adoption")
    expect(chair.get_by_role("button", name="Adopt: let the gavel fall")).to_have_count(0)
    chair.goto("/demonstration/clock")
    press(chair, "14 days")
    chair.goto(f"/understandings/{text}/adoption")
    press(chair, "Adopt: let the gavel fall")
    expect(chair.get_by_text("Recorded common understanding").first).to_be_visible()
    symbol = chair.url.split("?")[0].split("/record/", 1)[1]

    # The public reads the record, with the reservation.
    expect(chair.get_by_text(RESERVATION)).to_be_visible()

    # The secretariat ties both to the agenda and downloads the summary.
    officer = sign_in_as(OFFICER)
    for kind, number in (("thread", thread), ("understanding", text)):
        officer.goto("/sessions/1/agenda/documents")
        officer.locator("select[name=item]").select_option(index=1)
        officer.locator(f"input[name=kind][value={kind}]").check()
        officer.get_by_label("Its number").fill(number)
        with officer.expect_navigation():
            officer.locator("main button.primary").click()
    said = {}
    officer.goto("/sessions/1/summary")
    for name in ("pdf", "docx"):
        with officer.expect_download() as download:
            officer.locator(f"a[href*='summary.{name}']").first.click()
        path = tmp_path / f"summary.{name}"
        download.value.save_as(path)
        said[name] = path.read_bytes()
    printed = " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(said["pdf"])).pages).split()
    )
    with zipfile.ZipFile(io.BytesIO(said["docx"])) as word:
        written = word.read("word/document.xml").decode()
        notes = word.read("word/footnotes.xml").decode()
    assert "Convention on the Rights of the Child" in notes
    for words in (
        TITLE,
        symbol,
        "reserves its position on enrolment",
        "does not depend on the status of a child",
    ):
        assert words in written, f"the DOCX does not hold “{words}”"
        assert words.replace(" ", "") in printed.replace(" ", ""), f"the PDF does not hold “{words}”"
