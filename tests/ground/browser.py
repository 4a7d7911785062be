"""A real browser: Debian's Chromium, driven by Playwright.

Every page made here reports what must not happen on any page of the Panel: a request to another host, a script error,
something that the content security policy had to refuse. The test fails for it at its end, whatever it looked at.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.ground.absence import left_out

SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"

WIDTHS = (320, 1280)
"""Pixels: the narrowest screen of WCAG 2.2, 1.4.10 (1280 px at 400 %), and a desk."""

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_FLAGS = (
    "--no-sandbox",  # as root, and in containers, Chromium starts with no other setting
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, one for each worker."""
    executable = next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None:
        left_out("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`new_page(**options)` opens a page in a context of its own: another person at another machine.

    The options are Playwright's for a new context, such as `locale="ar"` or `java_script_enabled=False`.
    """
    contexts = []
    complaints: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            complaints.append(f"refused by the policy: {message.text}")

    def open_page(**options: Any) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        context.on("request", lambda request: complaints.extend(_foreign(request.url)))
        context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
        context.on("console", console)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One page in a context of its own."""
    return new_page()


def axe(page: Page, **options: Any) -> list[dict[str, Any]]:
    """Return the violations that axe-core finds on the page as it stands; an empty list is what a test wants.

    Each is axe's own record: `id`, `impact`, `help`, and the `nodes` at fault. `options` are axe's, such as `rules`.
    """
    violations: list[dict[str, Any]] = Axe().run(page, options=options or None)["violations"]
    return violations


def screenshot(page: Page, name: str) -> list[Path]:
    """Take the whole page at each of `WIDTHS` and return the pictures: `build/screenshots/<name>-<width>.png`."""
    pictures = []
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        picture = SCREENSHOTS / f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}-{width}.png"
        page.screenshot(path=picture, full_page=True)
        pictures.append(picture)
    if before:
        page.set_viewport_size(before)
    return pictures


def _foreign(url: str) -> list[str]:
    parts = urlsplit(url)
    inside = parts.scheme in ("about", "blob", "data") or parts.hostname == "127.0.0.1"
    return [] if inside else [f"a request to another host: {url}"]
