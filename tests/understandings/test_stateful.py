"""Random actors, delegations and clocks drive the procedure; its invariants hold at every step (procedure.md, 4).

Each step tries one act, most of them refused, and compares what the tables say before and after. At the end the record
verifies, and its fold equals the tables.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.delegations.acts import DecideAccreditation
from panel.kernel.refusal import Refusal
from panel.policy import Actor
from panel.policy.actor import PUBLIC
from panel.record.models import RecordEntry
from panel.record.perform import perform
from panel.record.queries import verify
from panel.understandings import rules
from panel.understandings.acts import (
    AdoptUnderstanding,
    AskForTime,
    AttachStatement,
    ConcludeWithoutConsensus,
    ConfirmPosition,
    DeferText,
    ExtendSilence,
    FinalizeText,
    GivePosition,
    IssueCorrigendum,
    IssueRevision,
    IssueText,
    OpenSilence,
    PutParagraph,
    ReconfirmPosition,
    RefuseConfirmation,
    RemoveParagraph,
    ResumeText,
    WithdrawText,
)
from panel.understandings.models import (
    Entitlement,
    Paragraph,
    Position,
    Revision,
    SilenceRound,
    Understanding,
)
from tests.make import people
from tests.make import understandings as make
from tests.understandings.test_replay import assert_told

KINDS = ("join", "reserve", "disassociate", "join-ad-referendum", "join-ad-referendum", "join-ad-referendum")
SILENT = ("under_silence", "agreed_ad_referendum")


@dataclass(frozen=True)
class Round:
    """What is kept of a round."""

    revision: str
    digest: str
    entitled: frozenset[str]
    expires: datetime
    confirm_by: datetime | None
    outcome: str


@dataclass(frozen=True)
class Snapshot:
    """All that the tables say of one text."""

    state: str
    symbol: str | None
    issued: dict[str, tuple[str | None, tuple[Any, ...]]]
    prepared: dict[str, tuple[str | None, tuple[Any, ...]]]
    rounds: dict[str, Round]
    positions: dict[str, tuple[Any, ...]]
    adoptions: int

    def standing(self, silence: str) -> dict[str, str]:
        """The kind of the latest admissible position of each delegation in a round."""
        rows = sorted(row for row in self.positions.values() if row[0] == silence and row[4])
        return {delegation: kind for _, delegation, _, kind, _ in rows}

    @property
    def open_round(self) -> str | None:
        return next((key for key, silence in self.rounds.items() if silence.outcome == "open"), None)


def snapshot(session: Session, number: int) -> Snapshot:
    session.close()  # what the acts wrote, not what an earlier snapshot left in the session
    text = session.scalars(select(Understanding).where(Understanding.number == number)).one()
    issued: dict[str, tuple[str | None, tuple[Any, ...]]] = {}
    prepared: dict[str, tuple[str | None, tuple[Any, ...]]] = {}
    for revision in session.scalars(select(Revision).where(Revision.understanding_id == text.id)):
        rows = session.scalars(select(Paragraph).where(Paragraph.revision_id == revision.id))
        words = tuple(sorted((row.position, row.key, row.text, row.no_norm) for row in rows))
        (issued if revision.issued_at else prepared)[revision.id] = (revision.digest, words)
    rounds = {}
    for row in session.scalars(select(SilenceRound).where(SilenceRound.understanding_id == text.id)):
        entitled = session.scalars(select(Entitlement.delegation_id).where(Entitlement.round_id == row.id))
        rounds[row.id] = Round(
            row.revision_id, row.digest, frozenset(entitled), row.expires_at, row.confirm_by, row.outcome
        )
    positions = {
        row.id: (row.round_id, row.delegation_id, row.turn, row.kind, row.is_admissible)
        for row in session.scalars(select(Position).where(Position.round_id.in_(rounds)))
    }
    adoptions = session.scalars(
        select(RecordEntry.seq).where(
            RecordEntry.kind == "understanding_adopted", RecordEntry.subject == f"understanding:{text.id}"
        )
    ).all()
    return Snapshot(text.state, text.symbol, issued, prepared, rounds, positions, len(adoptions))


def assert_invariant(before: Snapshot, after: Snapshot, now: datetime) -> None:
    """Compare the tables before and after one act at `now`."""
    assert after.state == before.state or after.state in rules.STATES[before.state]
    if not rules.may_be_edited(before.state):
        assert (after.issued, after.prepared) == (before.issued, before.prepared), "no edit under silence"
    assert before.issued.items() <= after.issued.items(), "an issued revision is never written again"
    assert after.adoptions <= 1, "one adoption"
    assert before.symbol in (None, after.symbol)
    for key, silence in before.rounds.items():
        kept = after.rounds[key]
        assert (kept.revision, kept.digest) == (silence.revision, silence.digest)
        assert kept.entitled == silence.entitled, "the entitled list is frozen"
        assert kept.expires >= silence.expires, "a silence is never made shorter"
        assert silence.outcome in ("open", kept.outcome), "a break is never undone"
    assert before.positions.items() <= after.positions.items(), "nothing said is unsaid"
    for row in after.positions.keys() - before.positions.keys():
        silence_id, delegation, _, kind, is_admissible = after.positions[row]
        silence = before.rounds[silence_id]
        assert silence_id == before.open_round, "a position is bound to its round"
        assert delegation in silence.entitled
        ends = silence.confirm_by or silence.expires
        assert is_admissible == (now < ends)
        if kind == "object" and is_admissible:
            assert after.state == "silence_broken"
    if after.state == "silence_broken" != before.state:
        assert before.open_round
        assert after.rounds[before.open_round].outcome == "broken"
    if after.adoptions > before.adoptions:
        assert before.state in SILENT
        assert before.open_round
        silence, standing = before.rounds[before.open_round], before.standing(before.open_round)
        assert now >= silence.expires, "adoption only at or after expiry"
        assert "object" not in standing.values(), "no adoption over an objection"
        if rules.SUBJECT_TO_CONFIRMATION in standing.values():
            assert silence.confirm_by
            assert now >= silence.confirm_by


def is_edited(machine: Any) -> bool:
    return rules.may_be_edited(machine.now.state)


def is_silent(machine: Any) -> bool:
    return machine.now.state in SILENT


class Negotiation(RuleBasedStateMachine):
    """One text from its first round on, in a savepoint of its own."""

    session: ClassVar[Session]
    clock: ClassVar[SetClock]
    at: ClassVar[make.Table]
    people: ClassVar[dict[str, Actor]]
    noon: ClassVar[datetime]

    def __init__(self) -> None:
        super().__init__()
        connection = self.session.get_bind()
        assert isinstance(connection, Connection)
        self.session.close()
        self.savepoint = connection.begin_nested()
        self.clock.moment = self.noon
        text = make.under_silence(self.session, self.clock, self.at)
        self.text, self.number = text.id, text.number
        self.now = snapshot(self.session, self.number)
        self.count = 0

    def teardown(self) -> None:
        assert_told(self.session, self.number)
        assert verify(self.session)
        self.session.close()
        self.savepoint.rollback()

    def attempt(self, who: str, order: object) -> bool:
        """Try an act; say whether it was done. Nothing may change where it is refused."""
        try:
            perform(self.session, self.clock, self.people[who], order)
            done = True
        except Refusal:
            done = False
        after = snapshot(self.session, self.number)
        if done:
            assert_invariant(self.now, after, self.clock.moment)
        else:
            assert after == self.now, "what is refused changes nothing"
        self.now = after
        return done

    @property
    def keys(self) -> list[str]:
        """The paragraphs of the latest revision, issued or not."""
        words = [words for _, words in (*self.now.issued.values(), *self.now.prepared.values())]
        return [key for _, key, _, _ in words[-1]]

    # --- Time

    @rule(hours=st.sampled_from((1, 5, 23, 24, 48)))
    def wait(self, hours: int) -> None:
        self.clock.advance(hours=hours)

    @rule(seconds=st.sampled_from((-1, 0, 1)))
    def wait_for_the_end(self, seconds: int) -> None:
        """Go to the very second at which the open round, or the time for confirmation, ends; or one beside it."""
        if self.now.open_round:
            silence = self.now.rounds[self.now.open_round]
            ends = (silence.confirm_by or silence.expires) + timedelta(seconds=seconds)
            self.clock.moment = max(self.clock.moment, ends)

    # --- Drafting

    @precondition(is_edited)
    @rule(who=st.sampled_from(("moderator", "moderator", "chair", "Aldoria")), old=st.booleans())
    def write(self, who: str, old: bool) -> None:
        self.attempt(who, self.writing(self.keys[-1] if old and self.keys else None))

    def writing(self, key: str | None = None) -> PutParagraph:
        self.count += 1
        return PutParagraph(self.text, "operative", f"Notes point {self.count}.", key, no_norm=True)

    @precondition(is_edited)
    @rule(first=st.booleans())
    def remove(self, first: bool) -> None:
        if self.keys:
            self.attempt("moderator", RemoveParagraph(self.text, self.keys[0 if first else -1]))

    @precondition(is_edited)
    @rule(hours=st.sampled_from((71, 72, 72, 100)), again=st.booleans())
    def put_under_silence(self, hours: int, again: bool) -> None:
        """Take every step to the next round that is not refused."""
        if again:
            self.attempt("moderator", self.writing())
        self.attempt("moderator", IssueRevision(self.text, "Changed."))
        self.attempt("moderator", FinalizeText(self.text))
        self.attempt("chair", OpenSilence(self.text, self.clock.moment + timedelta(hours=hours)))

    @precondition(is_edited)
    @rule(who=st.sampled_from(("chair", "moderator", "Aldoria")), back=st.booleans())
    def defer(self, who: str, back: bool) -> None:
        self.attempt(who, DeferText(self.text, "Later."))
        if back:
            self.attempt("chair", ResumeText(self.text))

    @precondition(lambda self: self.now.state == "deferred")
    @rule(who=st.sampled_from(("chair", "moderator", "Aldoria")))
    def resume(self, who: str) -> None:
        self.attempt(who, ResumeText(self.text))

    # --- A round

    @precondition(is_silent)
    @rule(who=st.sampled_from(("chair", "chair", "moderator")), hours=st.sampled_from((-10, 0, 24)))
    def extend(self, who: str, hours: int) -> None:
        assert self.now.open_round
        expires = self.now.rounds[self.now.open_round].expires + timedelta(hours=hours)
        self.attempt(who, ExtendSilence(self.text, expires, "More time."))

    @precondition(is_silent)
    @rule(
        who=st.sampled_from(("Aldoria", "Meresia", "Paths Association", "adviser")), hours=st.integers(0, 25)
    )
    def ask_for_time(self, who: str, hours: int) -> None:
        self.attempt(who, AskForTime(self.text, hours, "We read it."))

    @precondition(is_silent)
    @rule(
        who=st.sampled_from(
            ("Aldoria", "Meresia", "Harbour Network", "Paths Association", "adviser", "public")
        ),
        kind=st.sampled_from(KINDS),
    )
    def give_position(self, who: str, kind: str) -> None:
        self.attempt(who, GivePosition(self.text, kind, tuple(self.keys[-1:]), "Our law."))

    @precondition(is_silent)
    @rule(
        who=st.sampled_from(("Aldoria", "Paths Association", "adviser")),
        remedy=st.sampled_from(("", "Name it.")),
    )
    def object(self, who: str, remedy: str) -> None:
        self.attempt(who, GivePosition(self.text, "object", tuple(self.keys[-1:]), "Our law.", remedy))

    @precondition(is_silent)
    @rule(who=st.sampled_from(("Aldoria", "Meresia", "Paths Association")))
    def give_it_again(self, who: str) -> None:
        self.attempt(who, ReconfirmPosition(self.text))

    @precondition(is_silent)
    @rule(
        who=st.sampled_from(("chair", "chair", "chair", "moderator", "Aldoria", "public")),
        seconds=st.sampled_from((None, -1, 0)),
    )
    def gavel(self, who: str, seconds: int | None) -> None:
        """Let the gavel fall now, or once the end is there or a second before."""
        if seconds is not None:
            self.wait_for_the_end(seconds)
        if self.attempt(who, AdoptUnderstanding(self.text)) and self.now.adoptions:
            assert not self.attempt(who, AdoptUnderstanding(self.text)), "the gavel fell twice"

    @precondition(is_silent)
    @rule(names=st.sets(st.sampled_from(("Aldoria", "Meresia", "Paths Association")), min_size=1))
    def end_ad_referendum(self, names: set[str]) -> None:
        """Let some join subject to confirmation, and the gavel fall at the end."""
        for who in sorted(names):
            self.attempt(who, GivePosition(self.text, "join-ad-referendum"))
        self.gavel("chair", 0)

    @precondition(is_silent)
    @rule(who=st.sampled_from(("Aldoria", "Meresia")), hours=st.sampled_from((72, 96)))
    def break_and_begin_anew(self, who: str, hours: int) -> None:
        """Let a delegation object, and the text come back under silence with other words."""
        self.object(who, "Name it.")
        if self.now.state == "silence_broken":
            self.put_under_silence(hours, True)

    @precondition(lambda self: self.now.state == "agreed_ad_referendum")
    @rule(who=st.sampled_from(("Aldoria", "Meresia", "Harbour Network", "Paths Association", "adviser")))
    def confirm(self, who: str) -> None:
        self.attempt(who, ConfirmPosition(self.text))

    @precondition(lambda self: self.now.state == "agreed_ad_referendum")
    @rule(who=st.sampled_from(("Aldoria", "Meresia", "Paths Association")))
    def refuse(self, who: str) -> None:
        order = RefuseConfirmation(
            self.text, tuple(self.keys[-1:]), "Our cabinet declined.", "Name the time."
        )
        self.attempt(who, order)

    @rule(
        name=st.sampled_from(("Meresia", "Harbour Network")), decision=st.sampled_from(("suspend", "grant"))
    )
    def accreditation(self, name: str, decision: str) -> None:
        self.attempt(
            "secretariat", DecideAccreditation(self.at.delegations[name].id, decision, "Credentials.")
        )

    # --- The end

    @precondition(lambda self: self.now.adoptions)
    @rule(who=st.sampled_from(("Aldoria", "Paths Association", "public")))
    def attach_statement(self, who: str) -> None:
        self.attempt(who, AttachStatement(self.text, "interpretative", "We read it narrowly."))

    @precondition(lambda self: self.now.adoptions)
    @rule(days=st.sampled_from((0, 14)))
    def issue(self, days: int) -> None:
        self.clock.advance(days=days)
        self.attempt("secretariat", IssueText(self.text))
        self.attempt("secretariat", IssueCorrigendum(self.text, self.keys[-1], "o", "0"))

    @rule(
        who=st.sampled_from(("chair", "moderator", "secretariat", "Meresia", "adviser", "public")),
        choice=st.integers(0, 99),
    )
    def out_of_place(self, who: str, choice: int) -> None:
        """Try anything at all, whoever it is and whatever the state."""
        key = self.keys[-1] if self.keys else "nowhere"
        orders = (
            self.writing(key),
            IssueRevision(self.text),
            OpenSilence(self.text, self.clock.moment + timedelta(hours=72)),
            ConfirmPosition(self.text),
            ReconfirmPosition(self.text),
            AdoptUnderstanding(self.text),
            AttachStatement(self.text, "interpretative", "We read it narrowly."),
            IssueText(self.text),
            IssueCorrigendum(self.text, key, "o", "0"),
            ResumeText(self.text),
            GivePosition(self.text, "object", (key,), "Our law.", "Name the time."),
            RefuseConfirmation(self.text, (key,), "Our law.", "Name the time."),
            WithdrawText(self.text, "In vain."),
            ConcludeWithoutConsensus(self.text, "", "They differ.", ""),
        )
        # The last two end a text: rarely, so that most plays go on.
        self.attempt(who, orders[choice % len(orders) if choice > 50 else choice % (len(orders) - 2)])


@pytest.fixture
def negotiation(session: Session, clock: SetClock, at: make.Table) -> type[Negotiation]:
    """The machine, bound to this test's session, clock and people."""
    around = {
        "chair": at.chair,
        "moderator": at.moderator,
        "secretariat": people.person_in_office(session, clock, "secretariat"),
        "adviser": people.seated(session, clock, at.delegations["Aldoria"], "adviser"),
        "public": PUBLIC,
        **at.heads,
    }
    bound = {"session": session, "clock": clock, "at": at, "people": around, "noon": clock.moment}
    return type("Bound", (Negotiation,), bound)


def played(examples: int, steps: int) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def test_the_invariants_hold_in_a_short_play(negotiation: type[Negotiation]) -> None:
    run_state_machine_as_test(negotiation, settings=played(40, 30))


@pytest.mark.slow
def test_the_invariants_hold_in_a_long_play(negotiation: type[Negotiation]) -> None:
    run_state_machine_as_test(negotiation, settings=played(150, 50))
