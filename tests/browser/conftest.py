"""A running demonstration for the browser: seeded, served and stopped by the very command that a visitor uses."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def demonstration(chromium: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration of this worker's own."""
    data = tmp_path_factory.mktemp("demonstration")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (data / "server.log").open("w")
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "panel", "demo"]
    server = subprocess.Popen(
        [*command, "--port", str(port), "--data", str(data)],
        cwd=PROJECT,
        env={**os.environ, "PANEL_DATA": str(data), "PANEL_LANGUAGES": "en ar"},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _await(f"{address}/healthz", server, data / "server.log")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()
    assert "request failed" not in (data / "server.log").read_text("utf-8"), "a page answered 5xx"


def _await(address: str, server: subprocess.Popen[bytes], log: Path, seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the demonstration did not start:\n{log.read_text('utf-8')}")


@pytest.fixture
def sign_in_as(demonstration: str, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """`sign_in_as(name)` opens a browser of its own and presses that person's name on the sign-in page."""

    def sign_in(name: str, capacity: str = "", **options: Any) -> Page:
        page = new_page(base_url=demonstration, **options)
        page.goto("/sign-in")
        with page.expect_navigation():
            page.get_by_role("button", name=name).first.click()
        if capacity:
            page.goto("/capacity")
            page.get_by_label(capacity).check()
            with page.expect_navigation():
                page.get_by_role("button", name="Act in this capacity").click()
        return page

    return sign_in
