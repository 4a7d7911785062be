"""What pages and documents are given: frozen, complete, in printing order."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from panel.norms.queries import ReferenceView
from panel.understandings import rules
from panel.understandings.procedure import Procedure


@dataclass(frozen=True, slots=True)
class TextRow:
    """A line of the list of texts."""

    number: int
    title: str
    state: str
    symbol: str
    thread_number: int
    at: datetime
    expires_at: datetime | None  # None: not under silence

    @property
    def is_recorded(self) -> bool:
        """Whether it is a recorded common understanding."""
        return self.state in rules.RECORDED


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph as pages and documents show it."""

    id: str
    key: str
    kind: str
    number: int | None  # None: preambular
    text: str
    no_norm: bool
    norms: tuple[ReferenceView, ...]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One revision with its paragraphs in printing order."""

    id: str
    number: int
    symbol: str
    note: str
    issued_at: datetime | None  # None: in preparation
    digest: str | None  # None: in preparation
    paragraphs: tuple[ParagraphView, ...]

    @property
    def in_order(self) -> list[tuple[int | None, rules.ParagraphText]]:
        """The paragraphs with their numbers, as rules look at them."""
        return rules.in_order(
            rules.ParagraphText(p.key, p.kind, p.text, tuple(n.reference for n in p.norms), p.no_norm)
            for p in self.paragraphs
        )

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(paragraph.key for paragraph in self.paragraphs)

    def places(self, keys: Collection[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return by which numbers paragraphs are named: places in the preamble, and operative numbers."""
        named = [(place, p) for place, p in enumerate(self.paragraphs, 1) if p.key in keys]
        return (
            tuple(place for place, p in named if p.number is None),
            tuple(p.number for _, p in named if p.number is not None),
        )


@dataclass(frozen=True, slots=True)
class PositionView:
    """A position that stands (the delegation's latest in the round), bound to a language version of the frozen text.

    `wording` are words that an objection proposes for the one paragraph it names.
    """

    delegation: str
    delegation_name: str
    constituency: str
    kind: str
    paragraphs: tuple[str, ...]
    reason: str
    remedy: str
    wording: str
    language: str
    given_at: datetime
    is_admissible: bool


@dataclass(frozen=True, slots=True)
class EntitledView:
    """A delegation on the entitled list, and the position it has given, if any."""

    delegation: str
    name: str
    constituency: str
    position: PositionView | None


@dataclass(frozen=True, slots=True)
class HoldView:
    """The time that a delegation asked for in a round."""

    delegation: str
    delegation_name: str
    reason: str
    asked_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class RoundView:
    """One silence round. `late` are inadmissible objections; `objections` those that broke it."""

    id: str
    number: int
    revision_id: str
    revision_number: int
    digest: str
    opened_at: datetime
    expires_at: datetime
    outcome: str
    ended_at: datetime | None
    held_until: datetime | None
    confirm_by: datetime | None
    unheard: tuple[str, ...]
    balance_reason: str
    extension_reason: str
    procedure: Procedure
    entitled: tuple[EntitledView, ...]
    late: tuple[PositionView, ...]
    holds: tuple[HoldView, ...]

    @property
    def disclosure(self) -> str:
        """Who learns which delegation broke silence, under the rules of this round."""
        return self.procedure.disclosure

    @property
    def standing(self) -> tuple[PositionView, ...]:
        """The positions that stand, in the order of the entitled list."""
        return tuple(entry.position for entry in self.entitled if entry.position)

    @property
    def objections(self) -> tuple[PositionView, ...]:
        return tuple(position for position in self.standing if position.kind == "object")

    @property
    def awaited(self) -> tuple[PositionView, ...]:
        """The positions that wait for confirmation."""
        return tuple(p for p in self.standing if p.kind == rules.SUBJECT_TO_CONFIRMATION)

    @property
    def silent(self) -> tuple[EntitledView, ...]:
        """The entitled delegations that have given no position: no objection, and no support either."""
        return tuple(entry for entry in self.entitled if entry.position is None)

    def of(self, delegation: str | None) -> PositionView | None:
        """Return the standing position of a delegation."""
        return next((p for p in self.standing if p.delegation == delegation), None)

    def may_hold(self, delegation: str | None) -> bool:
        """Say whether a delegation has not asked for time yet, under rules that give any."""
        return self.procedure.hold_hours > 0 and all(hold.delegation != delegation for hold in self.holds)


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement attached to an adopted text; `concern` is the number of the one it is carried from, if any."""

    delegation: str
    delegation_name: str
    constituency: str
    kind: str
    paragraphs: tuple[str, ...]
    text: str
    concern: int | None
    given_at: datetime


@dataclass(frozen=True, slots=True)
class SummaryView:
    """A Chair's summary."""

    convergence: str
    divergence: str
    open_questions: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class CorrigendumView:
    """A correction of an error in a recorded text."""

    symbol: str
    paragraph: str
    error: str
    correction: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class LinkView:
    """Another text that this one takes the place of, or gives place to."""

    number: int
    symbol: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class TextView:
    """A text in its present state, with all that its page and its documents need.

    `revision` is the latest issued one (or, before the zero draft is issued, the one in preparation); `rounds` are
    all rounds, the first first. It answers to the policies of this room (`state`, `proposer`, `entitled`).
    """

    id: str
    number: int
    title: str
    state: str
    language: str
    begun_at: datetime
    proposer: str | None
    thread: str
    thread_number: int
    thread_title: str
    symbol: str | None
    mode: str | None
    adopted_at: datetime | None
    statements_until: datetime | None
    revision: RevisionView
    history: tuple[
        tuple[int, str, datetime | None, str], ...
    ]  # number, symbol, issued at, note: all revisions
    rounds: tuple[RoundView, ...]
    statements: tuple[StatementView, ...]
    summary: SummaryView | None
    standstill_reason: str
    issued_at: datetime | None
    supersedes: LinkView | None
    superseded_by: tuple[LinkView, ...]
    corrigenda: tuple[CorrigendumView, ...]

    @property
    def is_recorded(self) -> bool:
        """Whether it is a recorded common understanding."""
        return self.state in rules.RECORDED

    @property
    def round(self) -> RoundView | None:
        """The latest round, or None before the first."""
        return self.rounds[-1] if self.rounds else None

    @property
    def entitled(self) -> frozenset[str]:
        """The delegations on the entitled list of the latest round."""
        return frozenset(entry.delegation for entry in self.round.entitled) if self.round else frozenset()

    @property
    def awaited(self) -> frozenset[str]:
        """The delegations that have joined the latest round subject to confirmation and not confirmed."""
        return (
            frozenset(position.delegation for position in self.round.awaited) if self.round else frozenset()
        )

    def shown_state(self, now: datetime) -> str:
        """Return the state of the procedure in which the text is at this instant (`rules.shown`)."""
        return rules.shown(
            self.state,
            now,
            held_until=self.round.held_until if self.round else None,
            is_extended=bool(self.round and self.round.extension_reason),
            statements_until=self.statements_until,
        )

    def earlier_of(self, delegation: str | None) -> tuple[RoundView, PositionView] | None:
        """Return what a delegation last said in a round before the latest, which is to be confirmed anew."""
        found = ((silence, silence.of(delegation)) for silence in reversed(self.rounds[:-1]))
        return next(((silence, position) for silence, position in found if position), None)

    @property
    def in_preparation(self) -> int | None:
        """The number of the revision being prepared, or None."""
        return next((number for number, _, issued_at, _ in self.history if issued_at is None), None)
