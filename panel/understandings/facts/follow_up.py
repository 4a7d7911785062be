"""What can happen to a text in follow-up. `recommendation` is its number in the text."""

from dataclasses import dataclass

from panel.record.facts import Fact, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpBegun(Fact):
    """The secretariat put a recorded text in follow-up."""

    symbol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationExtracted(Fact):
    """The secretariat drew a recommendation from a paragraph. `addressees` are `kind:id`, counted from 1."""

    recommendation: int
    paragraph: str
    addressees: tuple[str, ...]
    review: str | None = None
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSet(Fact):
    """The secretariat set the day by which a recommendation is reviewed (None: none is set any more)."""

    recommendation: int
    review: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRecorded(Fact):
    """The response of an addressee, or what is known of its implementation, was recorded with its source.

    `aspect` is response or implementation, `delegation` the addressee when it spoke for itself.
    """

    recommendation: int
    addressee: int
    aspect: str
    value: str
    on: str
    delegation: str | None = None
    source: Words
