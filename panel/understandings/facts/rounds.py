"""What can happen under silence. Words of positions are committed to."""

from dataclasses import dataclass
from typing import ClassVar

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
    """An entitled delegation joined, in one of the ways that `rules.POSITIONS` names; `language` is the version's.

    `again_from` is the round whose position it gave again, if it did so with one press.
    """

    round: int
    delegation: str
    position: str
    paragraphs: tuple[str, ...]
    language: str
    reason: Words
    again_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceBroken(Fact):
    """An entitled delegation objected in time. Who it was is committed to: the rules say who may know."""

    is_veiled: ClassVar[bool] = True

    round: int
    paragraphs: tuple[str, ...]
    objector: Words
    reason: Words
    remedy: Words
    wording: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateObjectionRecorded(Fact):
    """An objection came after expiry: on record, and without effect."""

    is_veiled: ClassVar[bool] = True

    round: int
    paragraphs: tuple[str, ...]
    objector: Words
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceHeld(Fact):
    """An entitled delegation asked for time: the clock stands still until `until`, the expiry has moved as far."""

    round: int
    delegation: str
    until: str
    expires: str
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedAdReferendum(Fact):
    """The gavel, while delegations had joined subject to confirmation: agreed, and not adopted."""

    round: int
    awaited: tuple[str, ...]
    confirm_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionConfirmed(Fact):
    """A delegation that had joined subject to confirmation confirmed."""

    round: int
    delegation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationRefused(Fact):
    """A delegation that had joined subject to confirmation could not confirm: silence is broken.

    Who it was is committed to, as for any objection.
    """

    is_veiled: ClassVar[bool] = True

    round: int
    paragraphs: tuple[str, ...]
    objector: Words
    reason: Words
    remedy: Words
    wording: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGiven(Fact):
    """Every entitled delegation was told what happened in a round: not by whom, which may be in confidence."""

    is_veiled: ClassVar[bool] = True

    round: int
    what: str
    delegations: tuple[str, ...]
