"""The amendments of the demonstration: proposed, joined, answered, and merged into the next revision."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from panel.policy import Actor
from panel.understandings.acts import (
    AnswerDisposition,
    IssueMergedRevision,
    JoinAmendment,
    ProposeAmendment,
    ProposeDisposition,
)
from panel.understandings.queries import TextView, text_by_number
from panel.understandings.rules import Merge, Ruling


@dataclass(frozen=True, slots=True)
class PlayedAmendments:
    """Plays the `amendments` of the file: one entry a text, its amendments numbered in the order of the file.

    `texts` (id in the file to number) and `keys` (by text: id of a paragraph in the file to its key) fill up while the
    file is played.
    """

    session: Session
    data: dict[str, Any]
    texts: Mapping[str, int]
    keys: Mapping[str, Mapping[str, str]]
    do: Callable[[Actor, Any], Any]
    head_of: Callable[[str], Actor]
    acting: Callable[[str, str], Actor]

    def steps(self) -> Iterator[tuple[int, Callable[[], object]]]:
        """Yield what happens, with the minute at which it does."""
        for on in self.data["amendments"]:
            for number, proposed in enumerate(on["proposed"], 1):
                yield proposed["at"], lambda o=on, p=proposed: self._propose(o, p)  # type: ignore[misc]
                for joined in proposed["joined"]:
                    yield joined["at"], lambda o=on, n=number, j=joined: self._join(o, n, j["by"])  # type: ignore[misc]
            for meant in on["dispositions"]:
                yield meant["at"], lambda o=on, m=meant: self._dispose(o, m)  # type: ignore[misc]
                if meant["answer"]:
                    yield meant["answer"]["at"], lambda o=on, m=meant: self._answer(o, m)  # type: ignore[misc]
            for merge in on["merges"]:
                yield merge["at"], lambda o=on, m=merge: self._merge(o, m)  # type: ignore[misc]

    def _propose(self, on: dict[str, Any], proposed: dict[str, Any]) -> None:
        text = self._text(on)
        order = ProposeAmendment(
            text.id,
            text.revision.number,
            self.keys[on["text"]][proposed["paragraph"]],
            proposed["kind"],
            proposed["words"],
            proposed["reason"],
        )
        self.do(self.head_of(proposed["by"]), order)

    def _join(self, on: dict[str, Any], number: int, delegation: str) -> None:
        self.do(self.head_of(delegation), JoinAmendment(self._text(on).id, number))

    def _dispose(self, on: dict[str, Any], meant: dict[str, Any]) -> None:
        order = ProposeDisposition(
            self._text(on).id, meant["amendment"], meant["disposition"], meant["reason"]
        )
        self.do(self._moderator(on), order)

    def _answer(self, on: dict[str, Any], meant: dict[str, Any]) -> None:
        sponsor = on["proposed"][meant["amendment"] - 1]["by"]
        answer = meant["answer"]
        order = AnswerDisposition(self._text(on).id, meant["amendment"], answer["kind"], answer["words"])
        self.do(self.head_of(sponsor), order)

    def _merge(self, on: dict[str, Any], merge: dict[str, Any]) -> None:
        text, keys = self._text(on), self.keys[on["text"]]
        work = Merge(
            tuple(Ruling(**ruling) for ruling in merge["rulings"]),
            {keys[paragraph]: words for paragraph, words in merge["paragraphs"].items()},
            note=merge["note"],
        )
        self.do(self._moderator(on), IssueMergedRevision(text.id, text.revision.number, work))

    def _moderator(self, on: dict[str, Any]) -> Actor:
        return self.acting(on["moderator"], "moderator")

    def _text(self, on: dict[str, Any]) -> TextView:
        return text_by_number(self.session, self.texts[on["text"]])
