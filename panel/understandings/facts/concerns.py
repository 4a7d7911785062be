"""What can happen to a concern about a text. `concern` is its number in the text; its words are committed to."""

from dataclasses import dataclass

from panel.record.facts import Fact, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRaised(Fact):
    """A delegation raised a concern about a paragraph of an issued revision."""

    concern: int
    delegation: str
    revision: int
    paragraph: str
    reason: Words
    remedy: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernAnswered(Fact):
    """The co-facilitators answered a concern: accommodated (by `revision`), or addressed and not accommodated."""

    concern: int
    outcome: str
    revision: int | None = None
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernWithdrawn(Fact):
    """The delegation that had raised a concern withdrew it."""

    concern: int
    delegation: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernMaintained(Fact):
    """The delegation that had raised a concern maintained it after the answer: it is carried as a reservation."""

    concern: int
    delegation: str
    words: Words
