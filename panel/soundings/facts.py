"""What can happen to a sounding. Subject of all: `sounding:…`; `thread` and `number` are those people cite.

The facts of a position commit to who acted and to what was said, and tell neither: positions are shown by constituency
only. That holds for the reason, too, which stands there empty where there is none: else every concern would show.
"""

from dataclasses import dataclass
from typing import ClassVar

from panel.record.facts import Fact, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundingProposed(Fact):
    """A delegation, or the moderator of the thread (`delegation` None), put a statement to the delegations."""

    thread: int
    number: int
    delegation: str | None
    language: str
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundingRevised(Fact):
    """The statement got new words, on which no position has been given yet."""

    thread: int
    number: int
    version: int
    text: Words
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundingPositionGiven(Fact):
    """A delegation gave its position on a version. `reason` is "" for all but a concern."""

    is_veiled: ClassVar[bool] = True

    thread: int
    number: int
    version: int
    position: Words
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundingPositionWithdrawn(Fact):
    """A delegation took its position on a version back."""

    is_veiled: ClassVar[bool] = True

    thread: int
    number: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundingClosed(Fact):
    """A moderator closed the sounding. `convergence` is the class, `digest` the hash of the published input."""

    thread: int
    number: int
    version: int
    rule_version: str
    convergence: str
    digest: str
    reason: Words
