"""One text from zero draft to adoption, with five delegations, all by keyboard; then the record tells its story."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard

ALDORIA, CHILDREN, MERESIA, OSTAVIA, TAVORA = (
    "Amara Dele",
    "Fiona MacAslan",
    "Konstantin Mavros",
    "Nadezhda Orlik",
    "Benedita Caluanda",
)
MODERATOR, CHAIR = "Ilse Brandvold", "Adaeze Nwoko"

TITLE = "Time to be heard before a return"
PREAMBLE = "Recalling that nobody is returned to torture,"
FIRST = "Affirms that a person at the border is heard before a return is decided;"
SECOND = "Encourages States to give each person time to seek advice."
AMENDED = "Encourages States to give each person at least forty-eight hours to seek advice."
RIVAL = "Encourages States to give each person a reasonable period to seek advice."
FINAL = (
    "Encourages States to give each person at least forty-eight hours, where safety allows, to seek advice."
)
OBJECTION = "A fixed time without exception cannot be kept at sea."
RESERVATION = "Meresia applies the time in accordance with its legislation on asylum."


@pytest.fixture
def person(sign_in_as: Callable[..., Page]) -> Callable[[str], Keyboard]:
    """`person(name)` sits down at a keyboard, signed in."""
    return lambda name: Keyboard(sign_in_as(name))


def test_a_text_is_negotiated_by_keyboard(person: Callable[[str], Keyboard]) -> None:
    moderator = person(MODERATOR)
    moderator.page.goto("/threads/1")
    moderator.press("Begin a text", role="link")
    moderator.type(moderator.page.get_by_label("Title"), TITLE)
    moderator.type(
        moderator.page.get_by_label("Text", exact=False), f"{PREAMBLE}\n\n1. {FIRST}\n\n2. {SECOND}"
    )
    moderator.press("Begin the text")
    for number, query, label in ((1, "CAT 3", "CAT, art. 3"), (2, "ICCPR 13", "ICCPR, art. 13")):
        moderator.press(f"Rewrite paragraph {number}", role="link")
        moderator.find_norm(query, label)
        moderator.press("Write the paragraph")
    symbol = moderator.page.locator("p.symbol bdi").first.text_content() or ""
    moderator.press(f"Issue {symbol}")
    text = urlsplit(moderator.page.url).path

    # Two amendments on the same words, one of them with a second sponsor.
    for name, words, reason in (
        (ALDORIA, AMENDED, "Without a number the paragraph promises nothing."),
        (MERESIA, RIVAL, "What is reasonable differs from place to place."),
    ):
        head = person(name)
        head.page.goto(text)
        head.reach(head.page.get_by_role("link", name="Propose an amendment").last)
        with head.page.expect_navigation():
            head.page.keyboard.press("Enter")
        head.type(head.page.locator("textarea[name=text]"), words)
        head.type(head.page.locator("textarea[name=reason]"), reason)
        head.press("Propose the amendment")
        expect(head.page.get_by_text(reason)).to_be_visible()
    children = person(CHILDREN)
    children.page.goto(f"{text}/amendments/1")
    children.press("Join as a sponsor")

    # The collision is shown before anyone decides; both are decided in one act that issues Rev.1.
    moderator.page.goto(f"{text}/merge")
    expect(moderator.page.get_by_text("same words as").first).to_be_visible()
    for number, outcome, reason in (
        (1, "Accepted", "Several delegations asked for a number."),
        (2, "Noted", "It names no time."),
    ):
        moderator.select(moderator.page.locator(f"#disposition-{number}"), outcome)
        moderator.type(moderator.page.locator(f"[name=reason-{number}]"), reason)
    moderator.type(moderator.page.locator("textarea[name^=words-]").first, AMENDED)
    moderator.type(
        moderator.page.get_by_label("What changed, and why"), "Forty-eight hours, as amendment 1 asks."
    )
    moderator.reach(moderator.page.get_by_role("button", name="See what this does").last)
    with moderator.page.expect_navigation():
        moderator.page.keyboard.press("Enter")
    moderator.press(f"Issue {symbol}/Rev.1")
    moderator.page.goto(text)
    moderator.press("Declare it the final draft")

    # Silence, broken by a fourth delegation.
    chair = person(CHAIR)
    chair.page.goto(text)
    chair.press("Put the text under silence", role="link")
    chair.press("Open the silence")
    breaker = person(OSTAVIA)
    breaker.page.goto(f"{text}/position")
    breaker.choose("position", "object")
    breaker.tick(breaker.page.locator("input[name=paragraphs]").last)
    breaker.type(breaker.page.get_by_label("Your words"), OBJECTION)
    breaker.type(
        breaker.page.get_by_label("What would remove the objection"), "An exception for rescue at sea."
    )
    breaker.tick(breaker.page.get_by_label("We understand that an objection breaks the silence", exact=False))
    breaker.press("Record our position")
    expect(breaker.page.get_by_text("Silence was broken").first).to_be_visible()

    # A further revision, a second round, a reservation, a fifth delegation that joins, the gavel.
    moderator.page.goto(f"{text}/draft")
    moderator.press("Rewrite paragraph 2", role="link")
    moderator.type(moderator.page.locator("textarea[name=text]"), FINAL)
    moderator.press("Write the paragraph")
    moderator.press(f"Issue {symbol}/Rev.2")
    moderator.press("Declare it the final draft")
    chair.page.goto(text)
    chair.press("Put the text under silence", role="link")
    chair.press("Open the silence")
    reserver = person(MERESIA)
    reserver.page.goto(f"{text}/position")
    reserver.choose("position", "reserve")
    reserver.tick(reserver.page.locator("input[name=paragraphs]").last)
    reserver.type(reserver.page.get_by_label("Your words"), RESERVATION)
    reserver.press("Record our position")
    joiner = person(TAVORA)
    joiner.page.goto(f"{text}/position")
    joiner.choose("position", "join")
    joiner.press("Record our position")
    chair.page.goto("/demonstration/clock")
    chair.press("14 days")
    chair.page.goto(f"{text}/adoption")
    chair.press("Adopt: let the gavel fall")

    # The public record tells that story, and not who broke silence.
    public = chair.page.context.browser
    assert public
    reader = public.new_page(
        base_url=f"{urlsplit(chair.page.url).scheme}://{urlsplit(chair.page.url).netloc}"
    )
    reader.goto(urlsplit(chair.page.url).path)
    told = reader.inner_text("main")
    for words in (TITLE, FINAL, RESERVATION, "Rev.1", "Rev.2", "Round 1", "Round 2", OBJECTION):
        assert words in told, f"the record does not say “{words}”"
    assert "Ostavia" not in told.split("Entitled delegations")[0]
    reader.goto(f"{text}/timeline")
    story = reader.inner_text("main")
    for words in ("amendment", "objected in time", "gavel"):
        assert words in story.lower(), f"the timeline does not say “{words}”"
    reader.close()
