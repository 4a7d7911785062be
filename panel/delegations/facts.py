"""What can happen to a delegation. Subject of all: `delegation:…`."""

from dataclasses import dataclass

from panel.record.facts import Fact, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AccreditationRequested(Fact):
    """A State, body or organization asked to take part."""

    constituency: str
    scheme: str
    name: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AccreditationEndorsed(Fact):
    """A first officer found the request in order; a second one must confirm it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccreditationGranted(Fact):
    """The delegation was admitted: `status` is provisional or accredited."""

    status: str
    review_due: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccreditationEnded(Fact):
    """The delegation was suspended, or its accreditation lapsed."""

    status: str
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AccreditationRefused(Fact):
    """The request was refused. Told apart from an end, since who was never admitted is named to nobody."""

    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTaken(Fact):
    """A person took a seat in the delegation."""

    seat: str
    rank: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatVacated(Fact):
    """A person left a seat."""

    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateAuthorized(Fact):
    """The head said whether an alternate may act for the head (`yes` or `no`)."""

    seat: str
    may_bind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstituencyListed(Fact):
    """A constituency was listed, or its name or place in the list was changed. Subject: `constituency:…`."""

    position: int
    name: str
