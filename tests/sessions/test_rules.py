"""Rules on sessions: dates, the agenda, meetings, notes."""

from datetime import UTC, datetime, timedelta

import pytest

from panel.kernel.refusal import Conflict, Refusal
from panel.sessions import rules

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WEEK = (NOW, NOW + timedelta(days=5))


def hours(count: float) -> datetime:
    return NOW + timedelta(hours=count)


@pytest.mark.parametrize(("typed", "kept"), [("4", "4"), (" 4 (a) ", "4(a)"), ("12(B)", "12(b)")])
def test_an_item_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert rules.item_number(typed) == kept


@pytest.mark.parametrize("typed", ["", "0", "a", "4.1", "4(1)", "100", "4(ab)", "-1", "４"])
def test_what_is_no_item_number_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="agenda item has a number"):
        rules.item_number(typed)


def test_items_sort_as_an_agenda_does() -> None:
    numbers = ["10", "4(b)", "5", "4", "4(a)"]
    assert sorted(numbers, key=rules.item_position) == ["4", "4(a)", "4(b)", "5", "10"]


def test_every_part_of_an_item_comes_before_the_next_item() -> None:
    assert rules.item_position("4(z)") < rules.item_position("5")


def test_an_item_number_is_used_once() -> None:
    with pytest.raises(Refusal, match="item 4 already"):
        rules.new_item("4", {"4": "x"})


def test_a_session_opens_before_it_closes_and_not_in_the_past() -> None:
    rules.dates(hours(1), hours(2), NOW)
    with pytest.raises(Refusal, match="close before it opens"):
        rules.dates(hours(2), hours(2), NOW)
    with pytest.raises(Refusal, match="has passed"):
        rules.dates(hours(-1), hours(2), NOW)


@pytest.mark.parametrize(
    ("starts", "ends", "field", "sentence"),
    [
        (hours(2), hours(2), "ends_at", "end before it begins"),
        (hours(-1), hours(2), "starts_at", "before the session opens"),
        (hours(119), hours(121), "ends_at", "after the session closes"),
        (hours(2), hours(4), "starts_at", "before meeting 1 ends"),
    ],
)
def test_a_meeting_lies_inside_its_session_and_after_the_last_one(
    starts: datetime, ends: datetime, field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        rules.meeting_times(starts, ends, session=WEEK, last=(1, hours(3)))
    assert refused.value.field == field


def test_a_meeting_may_begin_when_the_last_one_ends_and_end_with_the_session() -> None:
    rules.meeting_times(hours(3), WEEK[1], session=WEEK, last=(1, hours(3)))


def test_items_of_a_meeting_are_put_in_the_order_of_the_agenda() -> None:
    assert rules.items_of_agenda(["5", "4", "4"], ["4", "5"]) == ("4", "5")
    with pytest.raises(Refusal, match="no item 9"):
        rules.items_of_agenda(["9"], ["4", "5"])


def test_a_session_can_be_opened_on_the_announced_day_and_not_before() -> None:
    rules.may_open_now(hours(10), NOW)
    with pytest.raises(Conflict):
        rules.may_open_now(NOW + timedelta(days=1), NOW)


def test_a_note_is_written_once_the_meeting_has_begun() -> None:
    rules.meeting_begun(NOW, NOW, 1)
    with pytest.raises(Conflict, match="Meeting 1 has not begun"):
        rules.meeting_begun(hours(1), NOW, 1)


def test_a_note_written_on_another_version_is_a_conflict() -> None:
    rules.note_in_order(2, 2)
    with pytest.raises(Conflict):
        rules.note_in_order(1, 2)


@pytest.mark.parametrize("shape", [rules.title, rules.place, rules.item_title, rules.note])
def test_what_must_be_said_is_not_left_empty(shape: object) -> None:
    with pytest.raises(Refusal):
        shape(" \n")  # type: ignore[operator]


def test_an_announcement_may_be_empty_and_has_a_limit() -> None:
    assert rules.announcement("") == ""
    with pytest.raises(Refusal, match="4001"):
        rules.announcement("a" * 4001)


def test_the_summary_has_a_symbol_of_the_panels_own_series_and_a_file_name() -> None:
    assert rules.symbol(1) == "SPMHR/1/SR"
    assert rules.file_name(1, "docx") == "SPMHR-1-SR.docx"
