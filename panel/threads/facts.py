"""What can happen to a thread. Subject of all: `thread:…`, but for drafts and imported bodies.

A draft is its delegation's own business: its facts name neither thread nor words, and stand under `draft:…`, so that
no timeline shows them.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from panel.record.facts import Fact, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadProposed(Fact):
    """A delegation proposed a thread. `spaces`, in the order of `missing`, are where it is discussed today."""

    number: int
    issue: str
    also: tuple[str, ...]
    thread_kind: str
    delegation: str
    language: str
    norms: tuple[str, ...]
    no_norm_known: str
    spaces: tuple[str, ...]
    title: Words
    question: Words
    missing: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadResubmitted(ThreadProposed):
    """The delegation proposed its returned thread again, in this form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadOpened(Fact):
    """A moderator opened the thread for contributions."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadReturned(Fact):
    """A moderator returned the proposal to its delegation, with the reason."""

    number: int
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMoved(Fact):
    """A moderator moved the thread on: `stage` is drafting, concluded or closed."""

    number: int
    stage: str
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSaved(Fact):
    """A delegation saved a draft. Subject: `draft:…`."""

    is_veiled: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDiscarded(Fact):
    """A delegation threw a draft away. Subject: `draft:…`."""

    is_veiled: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionPosted(Fact):
    """A delegation contributed. `reply_to` is the number of the contribution that this one answers."""

    contribution: str
    number: int
    contribution_kind: str
    delegation: str
    language: str
    norms: tuple[str, ...]
    body: Words
    place: Words | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionCorrected(Fact):
    """A delegation corrected its contribution in time; the earlier words stay under "corrected, see earlier"."""

    contribution: str
    number: int
    delegation: str
    body: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionWithdrawn(Fact):
    """A delegation withdrew its contribution: number, date and reason remain."""

    contribution: str
    number: int
    delegation: str
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SynthesisPublished(Fact):
    """A moderator published a synthesis. `points` are `{kind, contributions}`, in the order of the lines of `text`."""

    synthesis: str
    version: int
    language: str
    points: tuple[dict[str, Any], ...]
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceRequested(Fact):
    """A thread referred a question to a mechanism: `delegation` is asked, by `asked_by` or (None) by a moderator."""

    number: int
    delegation: str
    language: str
    question: Words
    asked_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceGiven(Fact):
    """The mechanism replied to a request for guidance: `reply` is the number of the contribution that says it."""

    number: int
    delegation: str
    reply: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadImported(Fact):
    """A thread was brought in from a file, `source` being its identifier there; its contributions follow."""

    number: int
    issue: str
    source: str
    language: str
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyImported(Fact):
    """A State, body or organization was entered because imported contributions are its own. Subject: `delegation:…`."""

    constituency: str
    name: Words
