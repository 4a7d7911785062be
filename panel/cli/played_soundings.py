"""The soundings of the demonstration: statements, their new words, and the answers of the delegations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.policy import Actor
from panel.soundings.acts import GiveSoundingPosition, ProposeSounding, ReviseSounding
from panel.soundings.models import Sounding
from panel.soundings.rules import POSITIONS
from panel.threads.models import Thread


@dataclass(frozen=True, slots=True)
class PlayedSoundings:
    """Plays the `soundings` of the file. `threads` (id in the file to number) fills up while the file is played."""

    session: Session
    data: dict[str, Any]
    threads: dict[str, int]
    do: Callable[[Actor, Any], Any]
    head_of: Callable[[str], Actor]
    moderator: Callable[[str], Actor]

    def steps(self) -> Iterator[tuple[int, Callable[[], object]]]:
        """Yield what happens, with the minute at which it does."""
        for place, sounding in enumerate(self.data["soundings"]):
            yield sounding["at"], lambda s=sounding: self._propose(s)  # type: ignore[misc]
            for new in sounding["revisions"]:
                yield new["at"], lambda p=place, n=new: self._revise(p, n)  # type: ignore[misc]
            for given in sounding["positions"]:
                yield given["at"], lambda p=place, g=given: self._answer(p, g)  # type: ignore[misc]

    def _propose(self, sounding: dict[str, Any]) -> None:
        thread = self.session.scalars(
            select(Thread.id).where(Thread.number == self.threads[sounding["thread"]])
        ).one()
        self.do(self._proposer(sounding["thread"], sounding["by"]), ProposeSounding(thread, sounding["text"]))

    def _revise(self, place: int, new: dict[str, Any]) -> None:
        proposer = self._proposer(self.data["soundings"][place]["thread"], new["by"])
        self.do(proposer, ReviseSounding(self._row(place), new["text"], new["reason"]))

    def _answer(self, place: int, given: dict[str, Any]) -> None:
        """Let each delegation that is named under a position give it; a concern comes with its reason."""
        for position in POSITIONS:
            for delegation in given[position]:
                reason = given[position][delegation] if position == "concern" else ""
                order = GiveSoundingPosition(self._row(place), given["version"], position, reason)
                self.do(self.head_of(delegation), order)

    def _proposer(self, thread: str, by: str) -> Actor:
        return self.moderator(thread) if by == "moderator" else self.head_of(by)

    def _row(self, place: int) -> str:
        """Return the sounding at this place of the file, by its number among those of its thread."""
        thread = self.data["soundings"][place]["thread"]
        before = sorted(
            (sounding["at"], other)
            for other, sounding in enumerate(self.data["soundings"])
            if sounding["thread"] == thread
        )
        number = [other for _, other in before].index(place) + 1
        return self.session.scalars(
            select(Sounding.id)
            .join(Thread, Thread.id == Sounding.thread_id)
            .where(Thread.number == self.threads[thread], Sounding.number == number)
        ).one()
