"""What can happen under silence. Words of positions are committed to."""

from dataclasses import dataclass

from panel.record.facts import Fact, Words


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
