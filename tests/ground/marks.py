"""Marks that tests get by the fixtures they use, so that no test runs on the wrong database for want of a mark.

`database` chooses what runs a second time on PostgreSQL; `postgres` is left out of a run on SQLite.
"""

import os

import pytest

MARKS = {
    "browser": {"chromium"},
    "database": {"application", "database_url", "empty_database", "postgres"},
    "postgres": {"postgres"},
}


def pytest_report_header() -> str:
    return f"database: {database_kind()}"


def database_kind() -> str:
    """Return the kind of database of this run: sqlite or postgresql (PANEL_TEST_DATABASE)."""
    kind = os.environ.get("PANEL_TEST_DATABASE", "sqlite")
    if kind not in ("sqlite", "postgresql"):
        raise pytest.UsageError(f"PANEL_TEST_DATABASE is sqlite or postgresql, not {kind}")
    return kind


@pytest.hookimpl(tryfirst=True)  # before -m is applied
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        for mark, wanted in MARKS.items():
            if fixtures & wanted:
                item.add_marker(mark)
    if database_kind() == "sqlite":
        elsewhere = [item for item in items if item.get_closest_marker("postgres")]
        if elsewhere:
            config.hook.pytest_deselected(items=elsewhere)
            items[:] = [item for item in items if item not in elsewhere]
