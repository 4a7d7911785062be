"""The record alone tells what became of every amendment, for any course of events."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.kernel.refusal import Refusal
from panel.record.queries import RecordedFact, facts_about, verify
from panel.understandings import rules
from panel.understandings.acts import (
    AnswerDisposition,
    FinalizeText,
    IssueMergedRevision,
    IssueRevision,
    JoinAmendment,
    LeaveAmendment,
    ProposeAmendment,
    ProposeDisposition,
    PutParagraph,
    RemoveParagraph,
    RestateAmendment,
    WithdrawAmendment,
)
from panel.understandings.queries import AmendmentView, amendments_of, text_by_number
from panel.understandings.rules import Merge, Ruling
from tests.make import understandings as make
from tests.understandings.test_replay import assert_told

Do = Callable[..., Any]


@dataclass
class Told:
    """An amendment as the record tells it."""

    delegation: str
    state: str = "proposed"
    paragraph: str = ""
    kind: str = ""
    words: str = ""
    reason: str = ""
    base: int = 0
    sponsors: set[str] = field(default_factory=set)
    disposition: str | None = None
    decided_in: int | None = None
    meant: str | None = None
    answer: str | None = None

    def take(self, fact: RecordedFact) -> None:
        said = fact.payload
        match fact.kind:
            case "amendment_proposed" | "amendment_restated":
                self.state = "bracketed" if self.state == "bracketed" else "proposed"
                self.paragraph, self.kind, self.base = (
                    said["paragraph"],
                    said["amendment_kind"],
                    said["revision"],
                )
                self.words, self.reason = fact.words.get("text", ""), fact.words["reason"]
                self.meant = self.answer = None
            case "amendment_joined":
                self.sponsors.add(said["delegation"])
            case "amendment_left":
                self.sponsors.remove(said["delegation"])
            case "amendment_withdrawn":
                self.state = "withdrawn"
            case "disposition_proposed":
                self.meant, self.answer = said["disposition"], None
            case "disposition_answered":
                self.answer = said["answer"]
            case "amendment_bracketed":
                self.state = "bracketed" if self.state == "proposed" else self.state
            case "amendment_decided":
                self.state, self.disposition, self.decided_in = (
                    "decided",
                    said["disposition"],
                    said["revision"],
                )
            case "amendment_carried":
                self.base, self.words = said["revision"], fact.words.get("text", "")
            case "restatement_asked":
                self.state = "to-be-restated"


def told(session: Session, text: str) -> dict[int, Told]:
    """Return the amendments of a text as its facts tell them."""
    result: dict[int, Told] = {}
    for fact in reversed(facts_about(session, [f"understanding:{text}"], limit=2000)):
        if fact.kind == "amendment_proposed":
            result[fact.payload["amendment"]] = Told(fact.payload["delegation"])
        if "amendment" in fact.payload:
            result[fact.payload["amendment"]].take(fact)
    return result


def kept(view: AmendmentView) -> Told:
    """Return an amendment as the tables keep it."""
    return Told(
        view.delegation,
        view.amendment_state,
        view.paragraph,
        view.kind,
        view.words,
        view.reason,
        view.base,
        set(view.sponsors),
        view.disposition,
        view.decided_in,
        view.proposed_disposition,
        view.answer,
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_record_tells_what_became_of_every_amendment(
    session: Session, clock: SetClock, at: make.Table, do: Do, seed: int
) -> None:
    """Acts at random, many of them refused; no amendment is lost, and none stands on words that are not there."""
    chance = random.Random(seed)
    text = make.issued(session, clock, at)
    heads = [at.heads[name] for name in sorted(at.heads)]
    for _ in range(80):
        view = text_by_number(session, text.number)
        now = view.revision
        paragraph = chance.choice(now.paragraphs)
        head, number = chance.choice(heads), chance.randint(1, 6)
        kind = chance.choice(list(rules.AMENDMENT_KINDS))
        words = _changed(chance, paragraph.text)
        outcome = chance.choice(list(rules.RULINGS))
        ruling = Ruling(number, outcome, "As discussed.")
        merge = Merge((ruling,), {paragraph.key: words} if chance.random() < 0.7 else {})
        actor, order = chance.choice(
            [
                *[(head, ProposeAmendment(text.id, now.number, paragraph.key, kind, words, "A reason."))] * 4,
                (head, RestateAmendment(text.id, number, now.number, paragraph.key, kind, words, "Anew.")),
                (head, JoinAmendment(text.id, number)),
                (head, LeaveAmendment(text.id, number)),
                (head, WithdrawAmendment(text.id, number)),
                (
                    at.moderator,
                    ProposeDisposition(text.id, number, chance.choice(["noted", "accepted"]), "So."),
                ),
                (head, AnswerDisposition(text.id, number, chance.choice(list(rules.ANSWERS)))),
                *[(at.moderator, IssueMergedRevision(text.id, now.number, merge))] * 3,
                (at.moderator, PutParagraph(text.id, paragraph.kind, words, paragraph.key, no_norm=True)),
                (at.moderator, RemoveParagraph(text.id, paragraph.key)),
                (at.moderator, IssueRevision(text.id, "Changed.")),
                (at.moderator, FinalizeText(text.id)),
            ]
        )
        try:
            do(actor, order)
        except Refusal:
            continue
        _, views = amendments_of(session, text.id)
        assert {v.number: kept(v) for v in views} == told(session, text.id)
        latest = text_by_number(session, text.number).revision
        for amendment in views:
            if amendment.amendment_state in rules.STANDING:
                assert amendment.base == latest.number
                assert amendment.paragraph in latest.keys
        if text_by_number(session, text.number).state == "final_draft":
            assert all(v.amendment_state not in rules.OPEN for v in views)
    assert_told(session, text.number)
    assert verify(session)


def _changed(chance: random.Random, words: str) -> str:
    """Return a paragraph with one of its words changed, its last sign kept."""
    parts = words.split(" ")
    parts[chance.randrange(len(parts) - 1)] = f"other{chance.randrange(100)}"
    return " ".join(parts)
