"""Browsers whose requests know nothing of each other."""

import pytest
from flask import Flask

from tests.make.people import Browser


@pytest.fixture(autouse=True)
def _browsers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "app" in request.fixturenames:
        app: Flask = request.getfixturevalue("app")
        monkeypatch.setattr(app, "test_client_class", Browser)
