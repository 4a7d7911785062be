"""What can happen while a text is drafted. Words of drafts are committed to."""

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
