"""How times read on a page."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from panel.ui.page import date_text, geneva_text, iso_text, relative_text, utc_text

WINTER = datetime(2026, 3, 27, 14, 5, 59, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def request_in_english(bare: Flask):  # type: ignore[no-untyped-def]
    with bare.test_request_context("/"):
        yield


@pytest.fixture
def bare(application: Flask) -> Flask:
    return application


def test_an_instant_in_utc_and_in_geneva_time() -> None:
    assert utc_text(WINTER) == "27 March 2026, 14:05 UTC"
    assert geneva_text(WINTER) == "27 March 2026, 15:05 Geneva time (UTC+1)"
    assert iso_text(WINTER) == "2026-03-27T14:05:59Z"


def test_geneva_keeps_summer_time_and_its_own_midnight() -> None:
    assert geneva_text(SUMMER) == "2 July 2026, 00:30 Geneva time (UTC+2)"
    assert date_text(SUMMER) == "2 July 2026"
    assert date_text(date(2026, 7, 1)) == "1 July 2026"


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (timedelta(days=3), "in 3 days"),
        (timedelta(hours=-2), "2 hours ago"),
        (timedelta(minutes=5), "in 5 minutes"),
    ],
)
def test_how_far_away_a_moment_is(step: timedelta, words: str) -> None:
    assert relative_text(WINTER + step, WINTER) == words
