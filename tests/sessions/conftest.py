"""What the tests of sessions share."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.make.people import Browser


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser of nobody in particular, each of whose requests starts afresh."""
    return Browser(app)
