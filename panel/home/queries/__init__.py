"""Reading across rooms: one bounded read for each part of a face, whatever the number of rows."""

from panel.home.queries.desks import (
    SessionLine,
    StalledThread,
    TextLine,
    ThreadLine,
    open_without_synthesis,
    session_lines,
    texts_in_hand,
    threads_proposed,
)
from panel.home.queries.front import (
    IssueLine,
    Recorded,
    UpcomingSession,
    issue_lines,
    latest_recorded,
    next_session,
)
from panel.home.queries.log import Logged, fact_at, log_page
from panel.home.queries.search import Hit, Section, search
from panel.home.queries.verifying import Found, adopted_with, issued_with
from panel.home.queries.waiting import Waiting, waiting_for

__all__ = [
    "Found",
    "Hit",
    "IssueLine",
    "Logged",
    "Recorded",
    "Section",
    "SessionLine",
    "StalledThread",
    "TextLine",
    "ThreadLine",
    "UpcomingSession",
    "Waiting",
    "adopted_with",
    "fact_at",
    "issue_lines",
    "issued_with",
    "latest_recorded",
    "log_page",
    "next_session",
    "open_without_synthesis",
    "search",
    "session_lines",
    "texts_in_hand",
    "threads_proposed",
    "waiting_for",
]
