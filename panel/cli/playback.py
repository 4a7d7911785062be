"""Plays `seeds/demo/session.json` through the Panel's acts, in the order of its own times.

Nothing is written past the acts: what the demonstration shows, people could have done. Times in the file are minutes
from the opening of the session; the clock stands at each in turn.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.accounts.acts import InviteToOffice
from panel.accounts.models import Person
from panel.cli.played_amendments import PlayedAmendments
from panel.cli.played_follow_up import PlayedFollowUp
from panel.cli.played_sitting import PlayedSitting
from panel.cli.played_soundings import PlayedSoundings
from panel.db.clock import SetClock
from panel.delegations.acts import (
    AcceptInvitation,
    AuthorizeAlternate,
    DecideAccreditation,
    InviteToSeat,
    RequestAccreditation,
)
from panel.delegations.models import Delegation, Seat
from panel.delegations.queries import actor_in, capacities_of
from panel.policy import Actor, Role
from panel.policy.actor import SYSTEM
from panel.record.perform import perform
from panel.threads.acts import (
    MoveThread,
    OpenThread,
    PostContribution,
    ProposeThread,
    PublishSynthesis,
    ReturnThread,
    SaveDraft,
    WithdrawContribution,
)
from panel.threads.models import Contribution, Thread
from panel.threads.rules import Point
from panel.understandings.acts import (
    AdoptUnderstanding,
    AskForTime,
    BeginText,
    ConcludeWithoutConsensus,
    ConfirmPosition,
    FinalizeText,
    GivePosition,
    IssueRevision,
    OpenSilence,
    PutParagraph,
    RemoveParagraph,
)
from panel.understandings.models import Understanding

FILE = Path(__file__).resolve().parents[2] / "seeds" / "demo" / "session.json"

Step = tuple[int, Callable[[], object]]


@dataclass(slots=True)
class Playback:
    """One playing of the file into an empty, prepared database."""

    session: Session
    clock: SetClock
    opening: datetime
    password_hash: str
    data: dict[str, Any] = field(default_factory=lambda: json.loads(FILE.read_text("utf-8")))
    threads: dict[str, int] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)
    keys: dict[str, dict[str, str]] = field(default_factory=dict)

    def play(self) -> int:
        """Carry out everything up to the file's `now`. Returns the number of steps."""
        self._admit()
        steps = sorted(self._steps(), key=lambda step: step[0])
        for at, step in steps:
            self.clock.moment = max(self.clock.moment, self._moment(at))
            step()
        return len(steps)

    def _moment(self, minutes: int) -> datetime:
        return self.opening + timedelta(minutes=minutes)

    def _do(self, actor: Actor, order: Any) -> Any:
        return perform(self.session, self.clock, actor, order).result

    def _as(self, email: str, capacity: str) -> Actor:
        """Return the actor that a person is for a delegation (its id in the file) or in an office."""
        person = self.session.scalars(select(Person).where(Person.email == email)).one()
        capacities = capacities_of(self.session, person.id)
        delegation = next((d for d in self.data["delegations"] if d["id"] == capacity), None)
        for held in capacities:
            seat = held.seat.delegation_name if held.seat else None
            if held.key == f"office:{capacity}" or (delegation and seat == delegation["name"]):
                return actor_in(person.id, person.name, held, capacities)
        raise LookupError(f"{email} has no capacity {capacity}")

    def _office(self, office: str) -> Actor:
        """Return the first holder of an office."""
        holder = next(person for person in self.data["people"] if office in person.get("offices", ()))
        return self._as(holder["email"], office)

    # --- People and delegations

    def _admit(self) -> None:
        first, second = (p for p in self.data["people"] if "secretariat" in p.get("offices", ()))
        for person in self.data["people"]:
            for office in person.get("offices", ()):
                token = self._do(SYSTEM, InviteToOffice(office, person["name"], person["email"]))
                self._do(SYSTEM, AcceptInvitation(token, person["name"], self.password_hash))
        officers = [self._as(officer["email"], "secretariat") for officer in (first, second)]
        for body in self.data["delegations"]:
            slug = self._do(
                SYSTEM,
                RequestAccreditation(
                    body["name"],
                    body["constituency"],
                    self._scheme(body),
                    body["about"],
                    "secretary@example.org",
                    body["participation"],
                ),
            )
            row = self.session.scalars(select(Delegation).where(Delegation.slug == slug)).one()
            for officer in officers[:1] if body["constituency"] == "states" else officers:
                review = date(self.opening.year + 3, 1, 31)
                self._do(
                    officer, DecideAccreditation(row.id, "grant", source="Demonstration", review_due=review)
                )
        for person in self.data["people"]:
            for seat in person["seats"]:
                self._seat(person, seat)

    @staticmethod
    def _scheme(body: dict[str, Any]) -> str:
        return "panel-admission" if body["constituency"] == "mechanisms" else str(body["scheme"])

    def _seat(self, person: dict[str, Any], seat: dict[str, Any]) -> None:
        name = next(d["name"] for d in self.data["delegations"] if d["id"] == seat["delegation"])
        row = self.session.scalars(select(Delegation).where(Delegation.name == name)).one()
        token = self._do(SYSTEM, InviteToSeat(row.id, person["name"], person["email"], seat["rank"]))
        taken = self._do(SYSTEM, AcceptInvitation(token, person["name"], self.password_hash))
        if seat.get("may_act_for_head"):
            held = self.session.scalars(
                select(Seat).where(Seat.delegation_id == row.id, Seat.person_id == taken)
            ).one()
            self._do(SYSTEM, AuthorizeAlternate(row.id, held.id, True))

    # --- What happens, and when

    def _steps(self) -> Iterator[Step]:
        yield from PlayedSitting(
            self.data, self.threads, self.texts, self._do, self._office, self._moment
        ).steps()
        for thread in self.data["threads"]:
            yield from self._thread_steps(thread)
        yield from PlayedSoundings(
            self.session, self.data, self.threads, self._do, self._head, self._moderator
        ).steps()
        for text in self.data["understandings"]:
            yield from self._text_steps(text)
        yield from PlayedAmendments(
            self.session, self.data, self.texts, self.keys, self._do, self._head, self._as
        ).steps()
        yield from PlayedFollowUp(
            self.session,
            self.opening,
            self.data,
            self.threads,
            self.texts,
            self.keys,
            self._do,
            self._head,
            self._as,
            self._office,
        ).steps()

    def _thread_steps(self, thread: dict[str, Any]) -> Iterator[Step]:
        def propose() -> None:
            self.threads[thread["id"]] = self._do(
                self._as(thread["person"], thread["proposed_by"]),
                ProposeThread(
                    title=thread["title"],
                    question=thread["question"],
                    kind=thread["kind"],
                    issue=thread["issue"],
                    also=tuple(thread["also"]),
                    spaces=tuple((space["space"], space["missing"]) for space in thread["discussed_today"]),
                    norms=tuple(thread["norms"]),
                ),
            )

        def row() -> str:
            number = self.threads[thread["id"]]
            return self.session.scalars(select(Thread.id).where(Thread.number == number)).one()

        yield thread["at"], propose
        if thread["opened_by"]:
            yield (
                thread["opened_at"],
                lambda: self._do(self._as(thread["opened_by"], "moderator"), OpenThread(row())),
            )
        if thread["returned"]:
            back = thread["returned"]
            yield (
                back["at"],
                lambda: self._do(self._as(back["by"], "moderator"), ReturnThread(row(), back["reason"])),
            )
        for said in thread["contributions"]:
            yield said["at"], lambda said=said: self._contribute(row(), said)  # type: ignore[misc]
        for gone in thread["withdrawn"]:
            yield gone["at"], lambda gone=gone: self._withdraw(thread, row(), gone)  # type: ignore[misc]
        for synthesis in thread["syntheses"]:
            yield synthesis["at"], lambda synthesis=synthesis: self._synthesize(row(), synthesis)  # type: ignore[misc]
        begun = [t["revisions"][0]["at"] for t in self.data["understandings"] if t["thread"] == thread["id"]]
        if begun:
            mover = thread["opened_by"]
            yield (
                min(begun) - 2,
                lambda: self._do(self._as(mover, "moderator"), MoveThread(row(), "drafting")),
            )

    def _contribute(self, thread: str, said: dict[str, Any]) -> None:
        words = {
            "thread": thread,
            "kind": said["kind"],
            "body": said["body"],
            "language": said["lang"],
            "place": said["place"] or "",
            "reply_to": said["reply_to"],
            "norms": tuple(said["norms"]),
        }
        author = self._as(said["person"], said["delegation"])
        if author.role is Role.ADVISER:  # who drafts only: the head publishes
            words["draft"] = self._do(author, SaveDraft(**words))
            author = self._head(said["delegation"])
        number = self._do(author, PostContribution(**words))
        if number != said["n"]:
            raise LookupError(f"contribution {said['n']} of the file became number {number}")

    def _head(self, delegation: str) -> Actor:
        head = next(
            person["email"]
            for person in self.data["people"]
            for seat in person["seats"]
            if (seat["delegation"], seat["rank"]) == (delegation, "head")
        )
        return self._as(head, delegation)

    def _moderator(self, thread: str) -> Actor:
        opener = next(t["opened_by"] for t in self.data["threads"] if t["id"] == thread)
        return self._as(opener, "moderator")

    def _withdraw(self, thread: dict[str, Any], row: str, gone: dict[str, Any]) -> None:
        said = next(c for c in thread["contributions"] if c["n"] == gone["n"])
        found = self.session.scalars(
            select(Contribution.id).where(Contribution.thread_id == row, Contribution.number == gone["n"])
        ).one()
        self._do(self._as(gone["by"], said["delegation"]), WithdrawContribution(found, gone["reason"]))

    def _synthesize(self, thread: str, synthesis: dict[str, Any]) -> None:
        points = tuple(
            Point(point["kind"], point["text"], tuple(point["contributions"]))
            for point in synthesis["points"]
        )
        self._do(self._as(synthesis["by"], "moderator"), PublishSynthesis(thread, points))

    # --- Texts

    def _text_steps(self, text: dict[str, Any]) -> Iterator[Step]:
        for number, revision in enumerate(text["revisions"]):
            yield revision["at"], lambda n=number: self._revise(text, n)  # type: ignore[misc]
        for silence in text["rounds"]:
            yield silence["at"], lambda s=silence: self._open(text, s)  # type: ignore[misc]
            for position in silence["positions"]:
                yield position["at"], lambda p=position: self._position(text, p)  # type: ignore[misc]
            for hold in silence.get("holds", ()):
                yield hold["at"], lambda h=hold: self._hold(text, h)  # type: ignore[misc]
            gavels = [silence["adopted_at"]] if silence["outcome"] == "adopted" else []
            if "ad_referendum" in silence:
                gavels.append(silence["ad_referendum"]["at"])
                for given in silence["ad_referendum"]["confirmations"]:
                    yield given["at"], lambda g=given: self._confirm(text, g)  # type: ignore[misc]
            for at in gavels:
                yield at, lambda: self._do(self._office("chair"), AdoptUnderstanding(self._text(text)))
        if text["chairs_summary"]:
            summary = text["chairs_summary"]
            yield summary["at"], lambda: self._do(self._office("chair"), self._conclusion(text, summary))

    def _text(self, text: dict[str, Any]) -> str:
        number = self.texts[text["id"]]
        return self.session.scalars(select(Understanding.id).where(Understanding.number == number)).one()

    def _conclusion(self, text: dict[str, Any], summary: dict[str, Any]) -> ConcludeWithoutConsensus:
        parts = ("\n\n".join(summary[part]) for part in ("convergence", "divergence", "open_questions"))
        return ConcludeWithoutConsensus(self._text(text), *parts)

    def _revise(self, text: dict[str, Any], number: int) -> None:
        revision = text["revisions"][number]
        moderator = self._as(text["sponsor_moderator"], "moderator")
        if number == 0:
            thread = self.session.scalars(
                select(Thread.id).where(Thread.number == self.threads[text["thread"]])
            ).one()
            self.texts[text["id"]] = self._do(moderator, BeginText(thread, text["title"]))
            self.keys[text["id"]] = {}
        row, keys = self._text(text), self.keys[text["id"]]
        before = text["revisions"][number - 1]["paragraphs"] if number else []
        kept = {paragraph["key"] for paragraph in revision["paragraphs"]}
        for paragraph in before:
            if paragraph["key"] not in kept:
                self._do(moderator, RemoveParagraph(row, keys.pop(paragraph["key"])))
        place = {"preambular": 0, "operative": 0}
        for paragraph in revision["paragraphs"]:
            place[paragraph["kind"]] += 1
            if paragraph in before:
                continue
            keys[paragraph["key"]] = self._do(
                moderator,
                PutParagraph(
                    row,
                    paragraph["kind"],
                    paragraph["text"],
                    keys.get(paragraph["key"]),
                    tuple(paragraph["norms"]),
                    bool(paragraph["no_norm"]),
                    place[paragraph["kind"]],
                ),
            )
        self._do(moderator, IssueRevision(row, revision["note"]))

    def _open(self, text: dict[str, Any], silence: dict[str, Any]) -> None:
        row = self._text(text)
        self._do(self._as(text["sponsor_moderator"], "moderator"), FinalizeText(row))
        expires = self._moment(silence["at"]) + timedelta(hours=silence["hours"])
        self._do(self._as(silence["opened_by"], "chair"), OpenSilence(row, expires))

    def _position(self, text: dict[str, Any], given: dict[str, Any]) -> None:
        keys = self.keys[text["id"]]
        self._do(
            self._as(given["person"], given["delegation"]),
            GivePosition(
                self._text(text),
                given["position"],
                tuple(keys[key] for key in given["paragraphs"]),
                given["reason"] or "",
                given.get("remedy") or "",
            ),
        )

    def _hold(self, text: dict[str, Any], asked: dict[str, Any]) -> None:
        self._do(
            self._as(asked["person"], asked["delegation"]),
            AskForTime(self._text(text), asked["hours"], asked["reason"]),
        )

    def _confirm(self, text: dict[str, Any], given: dict[str, Any]) -> None:
        self._do(self._as(given["person"], given["delegation"]), ConfirmPosition(self._text(text)))
