"""How a text ends, and what becomes of an adopted one. Its digest stands openly."""

from dataclasses import dataclass

from panel.record.facts import Fact, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstandingAdopted(Fact):
    """The gavel: the text is a recorded common understanding. Its digest, entitled list and mode stand openly."""

    symbol: str
    revision: int
    round: int
    digest: str
    mode: str
    paragraphs: tuple[str, ...]
    entitled: tuple[str, ...]
    statements_until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementAttached(Fact):
    """A statement was attached to an adopted text as received, or carried from the maintained `concern`."""

    delegation: str
    statement_kind: str
    paragraphs: tuple[str, ...]
    text: Words
    concern: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoConsensusRecorded(Fact):
    """The Chair found no consensus and gave a summary, which is not negotiated and not a common understanding."""

    convergence: Words
    divergence: Words
    open_questions: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstandingIssued(Fact):
    """The secretariat issued the adopted text with all statements, their window having closed."""

    symbol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrigendumIssued(Fact):
    """The secretariat corrected an error in an adopted text, which stays as it was adopted."""

    symbol: str
    paragraph: str
    error: Words
    correction: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SupersessionDeclared(Fact):
    """The co-facilitators declared that the text, once adopted, takes the place of `supersedes` ("": of none)."""

    supersedes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstandingSuperseded(Fact):
    """A later text was adopted in the place of this one."""

    symbol: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDeferred(Fact):
    """Negotiation of a text was put off."""

    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class TextResumed(Fact):
    """Negotiation of a deferred text was taken up again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWithdrawn(Fact):
    """A text was withdrawn: it stays on record and goes no further."""

    reason: Words
