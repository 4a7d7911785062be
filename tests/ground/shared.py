"""The material that lies beside the project in `../shared`: test sets and the specification. Read, never copied in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ground.absence import left_out

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """`shared("data/citations.tsv")` is the path of that file; a test is left out where it is not."""

    def path_of(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            left_out(f"../shared/{name} is not beside the project")
        return path

    return path_of
