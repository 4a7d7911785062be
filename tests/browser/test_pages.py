"""Every kind of page in a real browser: sound by axe, no wider than a phone, no heavier than 60 kB.

Pages are looked at with script and without, from left to right and from right to left, at 320 and 1280 pixels.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response

from tests.ground.browser import WIDTHS, axe, screenshot

MOST_BYTES = 60_000

READING = (
    "/",
    "/issues",
    "/issues/interface",
    "/threads",
    "/threads/1",
    "/threads/1/contributions/2",
    "/threads/1/timeline",
    "/threads/1/synthesis/2",
    "/threads/1/soundings",
    "/threads/1/soundings/1",
    "/threads/1/soundings/1/computation",
    "/understandings",
    "/understandings/1",
    "/understandings/3",
    "/understandings/4",
    "/understandings/5",
    "/understandings/5?view=margin",
    "/understandings/5/amendments",
    "/understandings/5/amendments/1",
    "/understandings/5/compare",
    "/understandings/1/timeline",
    "/understandings/1/concerns",
    "/follow-up",
    "/record",
    "/record/SPMHR/2026/CU/1",
    "/norms",
    "/norms/iccpr",
    "/norms/iccpr/art/13",
    "/mechanisms",
    "/recommendations",
    "/delegations",
    "/delegations/republic-of-aldoria-demonstration",
    "/sessions",
    "/sessions/1",
    "/search?q=ICCPR+13",
    "/log",
    "/verify",
    "/help",
    "/rules-of-procedure",
    "/who-may-do-what",
    "/accessibility",
    "/data-protection",
    "/sign-in",
    "/delegations/apply",
    "/nowhere",
)

SIGNED_IN = {
    "Amara Dele": (
        "/",
        "/threads/propose",
        "/threads/1/contribute",
        "/understandings/4/position",
        "/delegations/republic-of-aldoria-demonstration",
        "/account",
    ),
    "Ilse Brandvold": (
        "/",
        "/moderation",
        "/threads/5/decision",
        "/threads/1/synthesis/new",
        "/understandings/5/draft",
    ),
    "Adaeze Nwoko": (
        "/",
        "/understandings/4/adoption",
        "/understandings/4/extension",
        "/demonstration/clock",
    ),
    "Henrik Salminiemi": ("/", "/sessions/1/summary"),
    "Catarina Lourinho": (
        "/",
        "/secretariat",
        "/secretariat/accreditations",
        "/secretariat/people",
        "/sessions/announce",
        "/sessions/1/agenda/documents",
        "/sessions/1/summary",
    ),
    "Ngaire Tamihana": ("/", "/secretariat/people"),
}


def look(page: Page, address: str) -> None:
    """Fail if the page, at any width, runs over the edge or breaks a rule of axe."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{address} runs {over} px over the edge at {width} px"
        found = axe(page)
        assert not found, f"{address} at {width} px: " + "; ".join(
            f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found
        )
        assert page.locator("h1").count() == 1, address
        assert page.locator("main button.primary, main a.button.primary").count() <= 1, (
            f"{address}: two filled buttons"
        )


def test_reading_pages_are_sound_and_light(demonstration: str, new_page: Callable[..., Page]) -> None:
    for address in READING:
        page = new_page(base_url=demonstration)
        answers: list[Response] = []
        page.on("response", lambda answer, seen=answers: seen.append(answer))
        page.goto(address, wait_until="networkidle")
        sent = sum(
            sum(answer.request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize"))
            for answer in answers
        )
        assert sent <= MOST_BYTES, f"{address} sends {sent} bytes"
        look(page, address)
        screenshot(page, f"public-{address}")
        page.context.close()


@pytest.mark.parametrize("name", SIGNED_IN)
def test_pages_of_every_role_are_sound(sign_in_as: Callable[..., Page], name: str) -> None:
    page = sign_in_as(name)
    for address in SIGNED_IN[name]:
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, f"{address}: {answer.status}"
        look(page, address)
        screenshot(page, f"{name}-{address}")


def test_pages_are_sound_from_right_to_left(demonstration: str, new_page: Callable[..., Page]) -> None:
    page = new_page(base_url=demonstration, locale="ar")
    for address in READING:
        page.goto(address)
        assert page.locator("html").get_attribute("dir") == "rtl", address
        look(page, address)
        screenshot(page, f"rtl-{address}")


def test_pages_work_in_the_dark_and_without_script(demonstration: str, new_page: Callable[..., Page]) -> None:
    page = new_page(base_url=demonstration, color_scheme="dark")
    for address in ("/", "/threads/1", "/record/SPMHR/2026/CU/1", "/norms/iccpr", "/sessions/1"):
        page.goto(address)
        look(page, address)
    plain = new_page(
        base_url=demonstration, java_script_enabled=False, viewport={"width": 320, "height": 800}
    )
    plain.goto("/issues")
    plain.get_by_role("link", name="Asylum and migration interface").first.click()
    assert plain.url.endswith("/issues/interface")
