"""What a summary is built from: frozen values, read from the record's tables by `queries.proceedings`.

Everything is in the order in which it is printed: delegations by name, contributions and texts by number. All instants
are in UTC. Only what everybody may read is here: no draft, no word of a withdrawn contribution, and of a broken silence
that it was broken, not by whom (the rules of procedure say who may know).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm as cited: `label` is the short form, `citation` the long one, `instrument` the name that it begins with.

    `nature` is binding, non-binding or interpretative.
    """

    reference: str
    label: str
    citation: str
    nature: str
    instrument: str

    @property
    def pin(self) -> str:
        """The place within the instrument, such as "article 12, paragraph 2"; "" for all of it."""
        return self.citation.removeprefix(self.instrument).removeprefix(", ")


@dataclass(frozen=True, slots=True)
class Constituency:
    """A constituency with the names of the delegations that take part, and how many of them observe and hold seats."""

    id: str
    name: str
    delegations: tuple[str, ...]
    observers: int
    seats: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """One posted contribution. `body` is in the small Markdown of people's words; `reply_to` a number or None."""

    number: int
    kind: str
    delegation: str
    constituency: str
    body: str
    language: str
    reply_to: int | None
    posted_at: datetime
    norms: tuple[Norm, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a synthesis: `kind` is convergence, divergence or open-question; with the contributions under it."""

    kind: str
    text: str
    contributions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Synthesis:
    """The latest synthesis of a thread."""

    version: int
    at: datetime
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Guidance:
    """A question put to a mechanism; `reply` is the number of the contribution that answers it (None: none does)."""

    mechanism: str
    question: str
    language: str
    asked_at: datetime
    reply: int | None


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread before the Panel. A proposal, or one returned, comes without words: it is not before everybody.

    `withdrawn` counts the contributions that were taken back; `synthesis` is None where there is none.
    """

    number: int
    title: str
    question: str
    language: str
    kind: str
    stage: str
    proposer: str
    opened_at: datetime | None
    norms: tuple[Norm, ...]
    no_norm_known: bool
    contributions: tuple[Contribution, ...]
    withdrawn: int
    synthesis: Synthesis | None
    guidance: tuple[Guidance, ...] = ()

    @property
    def is_public(self) -> bool:
        return self.stage not in ("proposed", "returned")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number` is None for a preambular one, `no_norm` the finding that no norm was identified."""

    key: str
    kind: str
    number: int | None
    text: str
    norms: tuple[Norm, ...]
    no_norm: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement on an adopted text, as received: explanation, reservation, interpretative or disassociation.

    `concern` is the number of the maintained concern it was carried from (None: it was given as a statement).
    """

    delegation: str
    constituency: str
    kind: str
    paragraphs: tuple[str, ...]
    text: str
    given_at: datetime
    concern: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A silence round: `outcome` is open, broken or kept; `entitled` pairs constituency and delegation.

    `contested` are the numbers, as printed, of the paragraphs that objections in time were about; `late` says that an
    objection came after expiry.
    """

    number: int
    revision: str
    opened_at: datetime
    expires_at: datetime
    outcome: str
    entitled: tuple[tuple[str, str], ...]
    contested: tuple[str, ...]
    late: bool
    unheard: tuple[str, ...]
    balance_reason: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a paragraph of a recorded text asks of its addressees, in the words under which it is followed up."""

    number: int
    paragraph: str
    words: str
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of a recommendation at one addressee. Sources say on what that rests, "" where nothing does.

    `symbol` is the text's, `understanding` its number, `recommendation` the number in it.
    """

    symbol: str
    understanding: int
    recommendation: int
    addressee: str
    response: str
    response_source: str
    implementation: str
    implementation_source: str


@dataclass(frozen=True, slots=True)
class ChairsSummary:
    """The Chair's account where there was no common understanding, in the small Markdown of people's words."""

    convergence: str
    divergence: str
    open_questions: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Understanding:
    """A text before the Panel. `symbol`, `mode` and `adopted_at` are None until it is adopted.

    `version` is the symbol of the latest revision issued ("" if none), whose paragraphs these are; for an adopted text,
    of the one adopted.
    """

    number: int
    title: str
    language: str
    thread: int
    state: str
    version: str
    symbol: str | None
    mode: str | None
    adopted_at: datetime | None
    paragraphs: tuple[Paragraph, ...]
    rounds: tuple[Round, ...]
    statements: tuple[Statement, ...]
    chairs_summary: ChairsSummary | None
    recommendations: tuple[Recommendation, ...] = ()

    @property
    def is_adopted(self) -> bool:
        return self.adopted_at is not None

    def printed(self, keys: Collection[str]) -> tuple[str, ...]:
        """Return the numbers of the paragraphs named by `keys`, as they are printed."""
        return printed([(one.key, one.number) for one in self.paragraphs], keys)


def printed(paragraphs: Iterable[tuple[str, int | None]], keys: Collection[str]) -> tuple[str, ...]:
    """Return the numbers of the paragraphs named by `keys`, in the order of the text, given as (key, number).

    A preambular paragraph has no number; it is called by its place in the preamble, as PP2.
    """
    found: list[str] = []
    preambular = 0
    for key, number in paragraphs:
        preambular += number is None
        if key in keys:
            found.append(f"PP{preambular}" if number is None else str(number))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item with what was before the Panel under it."""

    number: str
    title: str
    threads: tuple[Thread, ...]
    understandings: tuple[Understanding, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting; `note` is the Rapporteur's, "" where there is none yet."""

    number: int
    starts_at: datetime
    ends_at: datetime
    items: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Proceedings:
    """All that the summary of one session is built from. `as_of` is the time of the latest fact in the record."""

    number: int
    title: str
    place: str
    opens_at: datetime
    closes_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    agenda_adopted_in: int | None
    agenda_adopted_at: datetime | None
    is_issued: bool
    as_of: datetime
    constituencies: tuple[Constituency, ...]
    offices: tuple[str, ...]
    items: tuple[Item, ...]
    meetings: tuple[Meeting, ...]
    follow_up: tuple[FollowUp, ...] = ()

    def threads(self) -> list[Thread]:
        """Return every thread that everybody may read, each once, by number."""
        return sorted(
            {
                thread.number: thread for item in self.items for thread in item.threads if thread.is_public
            }.values(),
            key=lambda thread: thread.number,
        )

    def understandings(self) -> list[Understanding]:
        """Return every text, each once, by number."""
        return sorted(
            {text.number: text for item in self.items for text in item.understandings}.values(),
            key=lambda text: text.number,
        )

    def adopted(self) -> list[Understanding]:
        """Return the texts adopted, in the order of adoption."""
        return sorted(
            (text for text in self.understandings() if text.adopted_at),
            key=lambda text: (text.adopted_at, text.number),
        )

    def name_of(self, constituency: str) -> str:
        """Return the name of a constituency."""
        return next((one.name for one in self.constituencies if one.id == constituency), constituency)

    def meeting_at(self, moment: datetime) -> Meeting | None:
        """Return the meeting during which something happened, or None for the time between meetings."""
        return next((one for one in self.meetings if one.starts_at <= moment <= one.ends_at), None)

    def by_constituency(self, thread: Thread) -> Iterator[tuple[Constituency, list[Contribution]]]:
        """Yield the constituencies heard in a thread, in their order, with their contributions by number."""
        for constituency in self.constituencies:
            if heard := [one for one in thread.contributions if one.constituency == constituency.id]:
                yield constituency, heard
