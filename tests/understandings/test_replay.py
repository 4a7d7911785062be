"""The record alone tells what became of a text: its fold equals the tables, for any course of events."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.kernel.clock import stamp
from panel.kernel.refusal import Refusal
from panel.record.queries import RecordedFact, facts_about, verify
from panel.understandings import rules
from panel.understandings.acts import (
    AdoptUnderstanding,
    ConcludeWithoutConsensus,
    ExtendSilence,
    FinalizeText,
    GivePosition,
    IssueRevision,
    OpenSilence,
    PutParagraph,
    RemoveParagraph,
)
from panel.understandings.models import SilenceRound, Understanding
from panel.understandings.queries import RevisionView, TextView, revision_of, text_by_number
from panel.understandings.rules import ParagraphText
from tests.make import understandings as make

Do = Callable[..., Any]

STATE_AFTER = {
    "understanding_drafted": "zero_draft",
    "revision_issued": "under_negotiation",
    "text_finalized": "final_draft",
    "silence_opened": "under_silence",
    "silence_broken": "silence_broken",
    "agreed_ad_referendum": "agreed_ad_referendum",
    "confirmation_refused": "silence_broken",
    "understanding_adopted": "adopted",
    "understanding_issued": "issued",
    "understanding_superseded": "superseded",
    "text_deferred": "deferred",
    "text_resumed": "under_negotiation",
    "text_withdrawn": "withdrawn",
    "no_consensus_recorded": "no_consensus",
}


@dataclass
class Fold:
    """A text as the record tells it."""

    state: str = ""
    title: str = ""
    symbol: str | None = None
    revisions: dict[int, list[ParagraphText]] = field(default_factory=dict)
    issued: dict[int, str] = field(default_factory=dict)
    expires: dict[int, str] = field(default_factory=dict)
    standing: dict[tuple[int, str], tuple[str, tuple[str, ...], str]] = field(default_factory=dict)
    late: list[tuple[int, str]] = field(default_factory=list)
    statements: list[tuple[str, str, str]] = field(default_factory=list)

    def take(self, fact: RecordedFact) -> None:
        self.state = STATE_AFTER.get(fact.kind, self.state)
        said = fact.payload
        match fact.kind:
            case "understanding_drafted":
                self.title = fact.words["title"]
            case "paragraph_drafted":
                paragraphs = self._without(said["revision"], said["paragraph"])
                paragraphs.insert(
                    said["place"] - 1,
                    ParagraphText(
                        said["paragraph"],
                        said["paragraph_kind"],
                        fact.words["text"],
                        tuple(said["norms"]),
                        said["basis"] == "none-identified",
                    ),
                )
            case "paragraph_removed":
                self._without(said["revision"], said["paragraph"])
            case "revision_issued":
                # Amendments can be decided without a word of the text being changed.
                self.revisions.setdefault(said["revision"], [*self.revisions.get(said["revision"] - 1, ())])
                assert said["digest"] == rules.digest_of(
                    rules.exact_text(self.title, self.revisions[said["revision"]])
                )
                self.issued[said["revision"]] = said["digest"]
            case "silence_opened" | "silence_extended" | "silence_held":
                self.expires[said["round"]] = said["expires"]
            case "position_given":
                self.standing[said["round"], said["delegation"]] = (
                    said["position"],
                    tuple(said["paragraphs"]),
                    fact.words["reason"],
                )
            case "position_confirmed":
                self.standing[said["round"], said["delegation"]] = ("join", (), "")
            case "silence_broken" | "confirmation_refused":
                self.standing[said["round"], fact.words["objector"]] = (
                    "object",
                    tuple(said["paragraphs"]),
                    fact.words["reason"],
                )
            case "late_objection_recorded":
                self.late.append((said["round"], fact.words["objector"]))
            case "understanding_adopted":
                self.symbol = said["symbol"]
            case "statement_attached":
                self.statements.append((said["delegation"], said["statement_kind"], fact.words["text"]))

    def _without(self, revision: int, key: str) -> list[ParagraphText]:
        """Return the paragraphs of the revision in preparation, begun from the one before, but for `key`."""
        if self.state == "final_draft":
            self.state = "under_negotiation"  # a change takes a final draft back
        if revision not in self.revisions:
            self.revisions[revision] = [*self.revisions.get(revision - 1, ())]
        paragraphs = self.revisions[revision]
        paragraphs[:] = [paragraph for paragraph in paragraphs if paragraph.key != key]
        return paragraphs


def folded(session: Session, text: TextView) -> Fold:
    fold = Fold()
    for fact in reversed(facts_about(session, [f"understanding:{text.id}"], limit=1000)):
        fold.take(fact)
    return fold


def words_of(revision: RevisionView) -> list[ParagraphText]:
    return [
        ParagraphText(p.key, p.kind, p.text, tuple(n.reference for n in p.norms), p.no_norm)
        for p in revision.paragraphs
    ]


def assert_told(session: Session, number: int) -> Fold:
    """Compare the fold of a text with the tables, and return it."""
    text = text_by_number(session, number)
    fold = folded(session, text)
    row = session.scalars(select(Understanding).where(Understanding.number == number)).one()
    assert (fold.state, fold.title, fold.symbol) == (row.state, row.title, row.symbol)
    assert fold.issued == {
        number: revision_of(session, text.id, number).digest
        for number, _, issued_at, _ in text.history
        if issued_at
    }
    tables = {number: words_of(revision_of(session, text.id, number)) for number, *_ in text.history}
    assert {
        number: [p for _, p in rules.in_order(fold.revisions.get(number, []))] for number in tables
    } == tables
    rounds = session.scalars(select(SilenceRound).where(SilenceRound.understanding_id == text.id)).all()
    assert fold.expires == {silence.number: stamp(silence.expires_at) for silence in rounds}
    assert fold.standing == {
        (silence.number, given.delegation): (given.kind, given.paragraphs, given.reason)
        for silence in text.rounds
        for given in silence.standing
    }
    assert sorted(fold.late) == sorted(
        (silence.number, given.delegation) for silence in text.rounds for given in silence.late
    )
    assert sorted(fold.statements) == sorted((s.delegation, s.kind, s.text) for s in text.statements)
    return fold


def test_the_record_tells_a_text_through_two_rounds(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Aldoria"], GivePosition(text.id, "join"))
    do(at.heads["Meresia"], make.objection(text))
    assert_told(session, 1)
    do(
        at.moderator,
        PutParagraph(text.id, "operative", "Notes the report.", norms=("udhr:art/14",), position=1),
    )
    do(at.moderator, RemoveParagraph(text.id, text.revision.paragraphs[0].key))
    do(at.moderator, IssueRevision(text.id, "Shorter."))
    do(at.moderator, FinalizeText(text.id))
    do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))
    do(at.chair, ExtendSilence(text.id, clock.moment + timedelta(hours=96), "A holiday."))
    do(at.heads["Meresia"], GivePosition(text.id, "reserve", reason="Our law."))
    clock.advance(hours=96)
    do(at.heads["Aldoria"], make.objection(text_by_number(session, 1)))
    do(at.chair, AdoptUnderstanding(text.id))
    fold = assert_told(session, 1)
    assert (fold.state, sorted(fold.issued)) == ("adopted", [0, 1])
    assert verify(session)


@pytest.mark.parametrize("seed", range(6))
def test_the_record_tells_any_course_of_events(
    session: Session, clock: SetClock, at: make.Table, do: Do, seed: int
) -> None:
    """Acts at random, most of them refused: what was not done is not told, and what was is told whole."""
    chance = random.Random(seed)
    text = make.drafted(session, clock, at)
    for step in range(60):
        view = text_by_number(session, 1)
        shown = revision_of(session, text.id, view.history[-1][0]).paragraphs
        key = chance.choice(shown).key if shown else None
        head = at.heads[chance.choice(sorted(at.heads))]
        kind = chance.choice(rules.PARAGRAPH_KINDS)
        words = f"Recalling point {chance.random()}," if kind == "preambular" else f"Notes {chance.random()}."
        norms = tuple(chance.sample(("cat:art/3", "iccpr:art/7", "udhr:art/14"), chance.randrange(3)))
        place = chance.choice((None, 1, 2, 99))
        write = PutParagraph(text.id, kind, words, chance.choice((key, None)), norms, True, place)
        actor, order = chance.choice(
            [
                *[(at.moderator, write)] * 4,
                (at.moderator, RemoveParagraph(text.id, key or "gone")),
                *[(at.moderator, IssueRevision(text.id, "Changed."))] * 3,
                *[(at.moderator, FinalizeText(text.id))] * 3,
                *[(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))] * 4,
                (at.chair, ExtendSilence(text.id, clock.moment + timedelta(hours=90), "Later.")),
                (head, GivePosition(text.id, "join")),
                (head, GivePosition(text.id, "reserve", (key,) if key else (), "Our law.")),
                (head, make.objection(view)) if view.revision.paragraphs else (at.chair, write),
                (at.chair, AdoptUnderstanding(text.id)),
                *[(at.chair, ConcludeWithoutConsensus(text.id, "", "They differ.", ""))] * (step > 50),
            ]
        )
        try:
            do(actor, order)
        except Refusal:
            clock.advance(hours=chance.choice((1, 40)))
    assert_told(session, 1)
