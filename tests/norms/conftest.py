"""The shipped catalogue, read once: tests of rules need no application and no database."""

import pytest

from panel.norms.catalogue import load_catalogue
from panel.norms.rules import Catalogue
from tests.norms import SEEDS


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(SEEDS)
