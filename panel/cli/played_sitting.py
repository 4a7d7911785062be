"""The session of the demonstration: announced, opened, tied to what is before it, and noted meeting by meeting."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from panel.policy import Actor
from panel.sessions.acts import (
    AddAgendaItem,
    AdoptAgenda,
    AnnounceSession,
    NoteMeeting,
    OpenSession,
    ScheduleMeeting,
    TieToAgenda,
)

_ANNOUNCED = -20_000  # minutes: two weeks before the opening


@dataclass(frozen=True, slots=True)
class PlayedSitting:
    """Plays the `session` of the file. `threads` and `texts` (id in the file to number) fill up while it is played."""

    data: dict[str, Any]
    threads: Mapping[str, int]
    texts: Mapping[str, int]
    do: Callable[[Actor, Any], Any]
    office: Callable[[str], Actor]
    moment: Callable[[int], datetime]

    def steps(self) -> Iterator[tuple[int, Callable[[], object]]]:
        """Yield what happens, with the minute at which it does."""
        session = self.data["session"]
        number = session["number"]
        secretariat, chair, rapporteur = "secretariat", "chair", "rapporteur"
        yield _ANNOUNCED, self._announce
        for item in session["agenda"]:
            for kind, known, tied in (
                ("thread", self.threads, item["threads"]),
                ("understanding", self.texts, item["understandings"]),
            ):
                for name in tied:
                    order = lambda i=item["number"], k=kind, d=known, n=name: TieToAgenda(number, i, k, d[n])  # noqa: E731
                    yield self._born(kind, name), lambda o=order: self.do(self.office(secretariat), o())  # type: ignore[misc]
        yield 0, lambda: self.do(self.office(chair), OpenSession(number))
        yield 30, lambda: self.do(self.office(chair), AdoptAgenda(number, 1))
        for meeting in session["meetings"]:
            if meeting["ends"] <= self.data["now"]:
                yield (
                    meeting["ends"],
                    lambda m=meeting: self.do(  # type: ignore[misc]
                        self.office(rapporteur), NoteMeeting(number, m["number"], m["notes"])
                    ),
                )

    def _announce(self) -> None:
        session = self.data["session"]
        officer = self.office("secretariat")
        number = self.do(
            officer,
            AnnounceSession(
                session["title"],
                session["place"],
                self.moment(0),
                self.moment(session["closes_minutes"]),
                session["announcement"],
            ),
        )
        for item in session["agenda"]:
            self.do(officer, AddAgendaItem(number, item["number"], item["title"]))
        for meeting in session["meetings"]:
            self.do(
                officer,
                ScheduleMeeting(
                    number,
                    self.moment(meeting["starts"]),
                    self.moment(meeting["ends"]),
                    tuple(meeting["agenda_items"]),
                ),
            )

    def _born(self, kind: str, name: str) -> int:
        """Return when a thread or text can be tied to the agenda: once both exist."""
        begun: int
        if kind == "thread":
            begun = next(t["at"] for t in self.data["threads"] if t["id"] == name)
        else:
            begun = next(t["revisions"][0]["at"] for t in self.data["understandings"] if t["id"] == name)
        return max(begun, _ANNOUNCED) + 1
