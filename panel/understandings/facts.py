"""What can happen to a text. Subject of all but the last: `understanding:…`.

Words of drafts and positions are committed to; of an adopted text the digest stands openly.
"""

from dataclasses import dataclass

from panel.record.facts import Fact, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstandingDrafted(Fact):
    """Work on a text began in a thread."""

    thread: str
    number: int
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphDrafted(Fact):
    """A paragraph of the text in preparation was written or rewritten. `paragraph` keeps its identity throughout.

    `place` counts from 1 through the whole text; `basis` is what its norm basis is: norms, none-identified, missing.
    With them the text can be put together again from the record alone.
    """

    paragraph: str
    revision: int
    paragraph_kind: str
    place: int
    basis: str
    norms: tuple[str, ...]
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphRemoved(Fact):
    """A paragraph was taken out of the text in preparation."""

    paragraph: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionIssued(Fact):
    """A complete text was issued: revision 0 is the zero draft. Earlier ones are never overwritten."""

    revision: int
    symbol: str
    digest: str
    note: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFinalized(Fact):
    """The co-facilitators declared a revision final: it can be put under silence."""

    revision: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceOpened(Fact):
    """The Chair put the final draft under silence: text frozen, entitled list frozen, expiry set."""

    round: int
    revision: int
    digest: str
    expires: str
    rules: int
    entitled: tuple[str, ...]
    unheard: tuple[str, ...]
    balance_reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceExtended(Fact):
    """The Chair moved the expiry later, before it was reached."""

    round: int
    expires: str
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionGiven(Fact):
    """An entitled delegation joined, joined with an explanation, reserved or disassociated itself."""

    round: int
    delegation: str
    position: str
    paragraphs: tuple[str, ...]
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceBroken(Fact):
    """An entitled delegation objected in time. Who it was is committed to: the rules say who may know."""

    round: int
    paragraphs: tuple[str, ...]
    objector: Words
    reason: Words
    remedy: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LateObjectionRecorded(Fact):
    """An objection came after expiry: on record, and without effect."""

    round: int
    paragraphs: tuple[str, ...]
    objector: Words
    reason: Words


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesAdopted(Fact):
    """A version of the rules of procedure was adopted. Subject: `rules:<version>`."""

    version: int
    content: str
