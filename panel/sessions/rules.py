"""Rules on sessions: dates, the agenda, meetings and the notes on them. Pure.

Source: procedure.md and documents.md; the sittings themselves follow the usage of United Nations bodies, where meetings
are numbered in the order in which they are held.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime

from panel.kernel.refusal import Conflict, Refusal
from panel.kernel.text import N_, clean, given, one_line, within

TITLE_LENGTH, PLACE_LENGTH, ITEM_TITLE_LENGTH = 120, 120, 300
ANNOUNCEMENT_LENGTH, NOTE_LENGTH = 4000, 8000
SUMMARY_WORDS = 8500
"""The number of words above which a summary is too long for its readers and its translators."""
STATES = {"announced": N_("Announced"), "open": N_("Open"), "closed": N_("Closed")}
"""State of a session -> what it is called, in the order in which they follow."""
TIED = ("thread", "understanding")
"""What can stand before the Panel under an agenda item."""

_ITEM = re.compile(r"([1-9]\d?)(?:\(([a-z])\))?")


def title(text: str) -> str:
    """Return the title of a session, such as "First session", as it is kept. Raises `Refusal`."""
    return given(
        one_line(text), TITLE_LENGTH, "title", N_("Give the session a title, such as “First session”.")
    )


def place(text: str) -> str:
    """Return the place of a session. Raises `Refusal`."""
    return given(one_line(text), PLACE_LENGTH, "place", N_("Say where the session is held."))


def item_title(text: str) -> str:
    """Return the subject of an agenda item. Raises `Refusal`."""
    return given(one_line(text), ITEM_TITLE_LENGTH, "title", N_("Say what this agenda item is about."))


def announcement(text: str) -> str:
    """Return the announcement of a session, which may be empty. Raises `Refusal` when it is too long."""
    return within(clean(text), ANNOUNCEMENT_LENGTH, "announcement")


def note(text: str) -> str:
    """Return the Rapporteur's note on a meeting. Raises `Refusal` when it is empty or too long."""
    return given(clean(text), NOTE_LENGTH, "note", N_("Write what happened at this meeting."))


def item_number(text: str) -> str:
    """Return an item number as it is kept: `4` or `4(a)`. Raises `Refusal` for anything else."""
    number = "".join(one_line(text).lower().split())
    if not _ITEM.fullmatch(number):
        raise Refusal(N_("An agenda item has a number such as 4, or 4(a) for a part of it."), field="number")
    return number


def item_position(number: str) -> int:
    """Return the place of an item in the agenda: 4 comes before 4(a), and 4(b) before 5.

    `number` is one that `item_number` has returned; raises `ValueError` for another.
    """
    found = _ITEM.fullmatch(number)
    if found is None:
        raise ValueError(f"not the number of an agenda item: {number!r}")
    return int(found[1]) * 27 + (ord(found[2]) - ord("a") + 1 if found[2] else 0)


def new_item(number: str, known: Collection[str]) -> str:
    """Return the number of an item to be added. Raises `Refusal` when it is malformed or taken."""
    number = item_number(number)
    if number in known:
        raise Refusal(N_("The agenda has an item %(number)s already."), {"number": number}, field="number")
    return number


def dates(opens_at: datetime, closes_at: datetime, now: datetime) -> None:
    """Raise `Refusal` unless a session opens in the future and closes after it opens."""
    if closes_at <= opens_at:
        raise Refusal(N_("The session would close before it opens."), field="closes_at")
    if opens_at < now:
        raise Refusal(N_("A session is announced before it opens; this time has passed."), field="opens_at")


def meeting_times(
    starts_at: datetime,
    ends_at: datetime,
    *,
    session: tuple[datetime, datetime],
    last: tuple[int, datetime] | None,
) -> None:
    """Raise `Refusal` unless a meeting lies within its session and after the `last` one (number, end)."""
    if ends_at <= starts_at:
        raise Refusal(N_("The meeting would end before it begins."), field="ends_at")
    if starts_at < session[0]:
        raise Refusal(N_("The meeting would begin before the session opens."), field="starts_at")
    if ends_at > session[1]:
        raise Refusal(N_("The meeting would end after the session closes."), field="ends_at")
    if last and starts_at < last[1]:
        raise Refusal(
            N_(
                "The meeting would begin before meeting %(number)s ends. Meetings are numbered in the order of time."
            ),
            {"number": last[0]},
            field="starts_at",
        )


def items_of_agenda(numbers: Iterable[str], agenda: Collection[str], field: str = "items") -> tuple[str, ...]:
    """Return the item numbers in the order of the agenda, each once. Raises `Refusal` for one that is not on it."""
    wanted = {item_number(number) for number in numbers}
    for number in sorted(wanted, key=item_position):
        if number not in agenda:
            raise Refusal(N_("The agenda has no item %(number)s."), {"number": number}, field=field)
    return tuple(sorted(wanted, key=item_position))


def may_open_now(opens_at: datetime, now: datetime) -> None:
    """Raise `Conflict` before the day, in UTC, on which the session was announced to open."""
    if now.date() < opens_at.date():
        raise Conflict(N_("The session cannot be opened before the day that was announced."))


def meeting_begun(starts_at: datetime, now: datetime, number: int) -> None:
    """Raise `Conflict` while a meeting has not begun: nothing can have happened at it."""
    if now < starts_at:
        raise Conflict(N_("Meeting %(number)s has not begun."), {"number": number})


def note_in_order(written_on: int, present: int) -> None:
    """Raise `Conflict` when a note was written on another version than the present one."""
    if written_on != present:
        raise Conflict(N_("Someone saved another version of this note while you were writing."), field="note")


def tied_kind(text: str) -> str:
    """Return `thread` or `understanding`. Raises `Refusal` for anything else."""
    if text not in TIED:
        raise Refusal(N_("Only threads and texts are placed before the Panel."), field="kind")
    return text


def symbol(number: int) -> str:
    """Return the symbol of the summary of a session, in the Panel's own series: `SPMHR/1/SR`."""
    return f"SPMHR/{number}/SR"


def file_name(number: int, extension: str) -> str:
    """Return the name under which a summary is saved: `SPMHR-1-SR.docx`."""
    return f"{symbol(number).replace('/', '-')}.{extension}"
