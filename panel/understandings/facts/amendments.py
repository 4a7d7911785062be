"""What can happen to amendments. They are named by their number in the text; their words are committed to."""

from dataclasses import dataclass

from panel.record.facts import Fact, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentProposed(Fact):
    """A delegation proposed to change, delete or follow a paragraph of `revision`. A deletion has no words."""

    amendment: int
    revision: int
    paragraph: str
    amendment_kind: str
    delegation: str
    reason: Words
    text: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentJoined(Fact):
    """A further delegation became a sponsor."""

    amendment: int
    delegation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentLeft(Fact):
    """A delegation that had joined is a sponsor no more."""

    amendment: int
    delegation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentWithdrawn(Fact):
    """The delegation that had proposed an amendment withdrew it."""

    amendment: int
    delegation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRestated(Fact):
    """The delegation that had proposed an amendment gave it new words on the words of `revision`."""

    amendment: int
    revision: int
    paragraph: str
    amendment_kind: str
    delegation: str
    reason: Words
    text: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositionProposed(Fact):
    """The co-facilitators told the sponsor what they mean to do, before they do it."""

    amendment: int
    disposition: str
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositionAnswered(Fact):
    """The sponsor agreed with the disposition proposed, or maintained the amendment."""

    amendment: int
    delegation: str
    answer: str
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentDecided(Fact):
    """An amendment was disposed of; `revision` is the one issued with it."""

    amendment: int
    revision: int
    disposition: str
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentBracketed(Fact):
    """An amendment was left open: its words stand in brackets beside those of `revision`."""

    amendment: int
    revision: int
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentCarried(Fact):
    """An open amendment was carried over to `revision`: the words it touches still stand."""

    amendment: int
    revision: int
    text: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestatementAsked(Fact):
    """In `revision` the words that an open amendment touches do not stand any more: its sponsor is to restate it."""

    amendment: int
    revision: int
    delegation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeSaved(Fact):
    """The co-facilitators kept their work on the revision that follows `revision`, which nobody else sees."""

    revision: int
    version: int
