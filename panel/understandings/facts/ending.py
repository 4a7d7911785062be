"""How a text ends. Of an adopted text the digest stands openly."""

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
    """A statement was attached to an adopted text as received."""

    delegation: str
    statement_kind: str
    paragraphs: tuple[str, ...]
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NoConsensusRecorded(Fact):
    """The Chair found no consensus and gave a summary, which is not negotiated and not a common understanding."""

    convergence: Words
    divergence: Words
    open_questions: Words
