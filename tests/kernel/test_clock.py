"""Instants are aware, in UTC, to the second."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from panel.kernel.clock import instant, stamp, utc

MOMENT = datetime(2026, 3, 27, 14, 5, tzinfo=UTC)


def test_an_instant_reads_the_same_from_every_zone() -> None:
    assert stamp(MOMENT.astimezone(timezone(timedelta(hours=5, minutes=45)))) == "2026-03-27T14:05:00Z"
    assert instant("2026-03-27T14:05:00Z") == MOMENT


def test_parts_of_a_second_are_left_out() -> None:
    assert stamp(MOMENT.replace(microsecond=999_999)) == "2026-03-27T14:05:00Z"


def test_a_moment_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="zone"):
        utc(MOMENT.replace(tzinfo=None))


@pytest.mark.parametrize("text", ["", "2026-03-27", "2026-03-27T14:05:00+01:00", "2026-13-27T14:05:00Z"])
def test_only_our_own_writing_is_read(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the sentence is the standard library's
        instant(text)
