"""What can happen to a session. Subject of all: `session:…`."""

from dataclasses import dataclass

from panel.record.facts import Fact, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionAnnounced(Fact):
    """The secretariat announced a session, with its place and dates."""

    number: int
    title: str
    place: str
    opens_at: str
    closes_at: str
    announcement: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItemAdded(Fact):
    """An item was put on the provisional agenda."""

    item: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItemTied(Fact):
    """A thread or a text (`of`: thread or understanding) was placed before the Panel under an item of the agenda."""

    item: str
    of: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingScheduled(Fact):
    """A meeting was scheduled, for the agenda items named."""

    meeting: int
    starts_at: str
    ends_at: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionOpened(Fact):
    """The Chair opened the session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaAdopted(Fact):
    """The Panel adopted its agenda at a meeting."""

    meeting: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNoted(Fact):
    """The Rapporteur wrote what happened at a meeting; `version` counts the writings."""

    meeting: int
    version: int
    note: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionClosed(Fact):
    """The Chair closed the session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryIssued(Fact):
    """The secretariat issued the summary; the digests are SHA-256 of the files as they are served from then on."""

    symbol: str
    html: str
    pdf: str
    docx: str
