"""Reading sessions: `sittings` for the pages, `proceedings` for all that a summary is built from."""

from panel.sessions.queries.proceedings import proceedings
from panel.sessions.queries.sittings import (
    Announced,
    Before,
    issued_file,
    session_by_number,
    session_for_update,
    session_page,
    sessions_listed,
)

__all__ = [
    "Announced",
    "Before",
    "issued_file",
    "proceedings",
    "session_by_number",
    "session_for_update",
    "session_page",
    "sessions_listed",
]
