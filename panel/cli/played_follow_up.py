"""Concerns, requests for guidance and recommendations of the demonstration, with what was answered to each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.delegations.models import Delegation
from panel.policy import Actor
from panel.threads.acts import AskGuidance, GiveGuidance
from panel.threads.queries import thread_by_number
from panel.understandings.acts import (
    AnswerConcern,
    ExtractRecommendation,
    MaintainConcern,
    RaiseConcern,
    RecordFollowUp,
    WithdrawConcern,
)
from panel.understandings.queries import text_by_number


@dataclass(frozen=True, slots=True)
class PlayedFollowUp:
    """Plays `concerns`, `guidance` and `recommendations` of the file, each numbered in the order of the file.

    `threads`, `texts` (id in the file to number) and `keys` (by text: id of a paragraph in the file to its key) fill
    up while the file is played; `opening` is the instant from which its minutes and days count.
    """

    session: Session
    opening: datetime
    data: dict[str, Any]
    threads: Mapping[str, int]
    texts: Mapping[str, int]
    keys: Mapping[str, Mapping[str, str]]
    do: Callable[[Actor, Any], Any]
    head_of: Callable[[str], Actor]
    acting: Callable[[str, str], Actor]
    office: Callable[[str], Actor]

    def steps(self) -> Iterator[tuple[int, Callable[[], object]]]:
        """Yield what happens, with the minute at which it does."""
        for on in self.data["concerns"]:
            for number, raised in enumerate(on["raised"], 1):
                yield raised["at"], lambda o=on, r=raised: self._raise(o, r)  # type: ignore[misc]
                for step in raised["steps"]:
                    yield step["at"], lambda o=on, n=number, r=raised, s=step: self._step(o, n, r, s)  # type: ignore[misc]
        for number, asked in enumerate(self.data["guidance"], 1):
            yield asked["at"], lambda a=asked: self._ask(a)  # type: ignore[misc]
            if asked["reply"]:
                yield asked["reply"]["at"], lambda n=number, a=asked: self._reply(n, a)  # type: ignore[misc]
        for on in self.data["recommendations"]:
            for number, drawn in enumerate(on["drawn"], 1):
                yield drawn["at"], lambda o=on, d=drawn: self._draw(o, d)  # type: ignore[misc]
                for entry in drawn["entries"]:
                    yield entry["at"], lambda o=on, n=number, e=entry: self._record(o, n, e)  # type: ignore[misc]

    def _raise(self, on: dict[str, Any], raised: dict[str, Any]) -> None:
        key = self.keys[on["text"]][raised["paragraph"]]
        order = RaiseConcern(self._text(on), key, raised["reason"], raised["remedy"])
        self.do(self.head_of(raised["by"]), order)

    def _step(self, on: dict[str, Any], number: int, raised: dict[str, Any], step: dict[str, Any]) -> None:
        text, outcome, words = self._text(on), step["outcome"], step["words"]
        if outcome in ("accommodated", "addressed"):
            order = AnswerConcern(text, number, outcome, words, step["revision"])
            self.do(self.acting(on["moderator"], "moderator"), order)
        else:
            settle = MaintainConcern if outcome == "maintained" else WithdrawConcern
            self.do(self.head_of(raised["by"]), settle(text, number, words))

    def _ask(self, asked: dict[str, Any]) -> None:
        mechanism = self.head_of(asked["of"]).delegation or ""
        order = AskGuidance(self._thread(asked), mechanism, asked["question"])
        self.do(self.acting(asked["moderator"], "moderator"), order)

    def _reply(self, number: int, asked: dict[str, Any]) -> None:
        reply = asked["reply"]
        order = GiveGuidance(self._thread(asked), number, reply["body"], norms=tuple(reply["norms"]))
        self.do(self.head_of(asked["of"]), order)

    def _draw(self, on: dict[str, Any], drawn: dict[str, Any]) -> None:
        order = ExtractRecommendation(
            self._text(on),
            self.keys[on["text"]][drawn["paragraph"]],
            drawn["words"],
            tuple(self._addressee(addressee) for addressee in drawn["addressees"]),
            self._day(drawn["review_day"]),
        )
        self.do(self.office("secretariat"), order)

    def _record(self, on: dict[str, Any], number: int, entry: dict[str, Any]) -> None:
        order = RecordFollowUp(
            self._text(on),
            number,
            entry["addressee"],
            entry["aspect"],
            entry["value"],
            entry["source"],
            self._day(entry["day"]),
        )
        self.do(self.head_of(entry["by"]) if entry["by"] else self.office("secretariat"), order)

    def _addressee(self, name: str) -> str:
        """Return an addressee of the file, in which delegations have ids of their own."""
        kind, _, key = name.partition(":")
        if kind != "delegation":
            return name
        called = next(row["name"] for row in self.data["delegations"] if row["id"] == key)
        return (
            f"delegation:{self.session.scalars(select(Delegation.id).where(Delegation.name == called)).one()}"
        )

    def _day(self, days: int) -> date:
        return (self.opening + timedelta(days=days)).date()

    def _text(self, on: dict[str, Any]) -> str:
        return text_by_number(self.session, self.texts[on["text"]]).id

    def _thread(self, on: dict[str, Any]) -> str:
        return thread_by_number(self.session, self.threads[on["thread"]]).id
