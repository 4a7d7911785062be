"""Which positions stand (R1). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from panel.soundings.rules.counts import WITHDRAWN, Counts


@dataclass(frozen=True, slots=True)
class Given:
    """One position as it was given: by whom, of which constituency, what, and when.

    `at` is any whole number that grows with time; `seq` orders what shares one instant. `position` is one of
    `POSITIONS`, or `WITHDRAWN`.
    """

    delegation: str
    constituency: str
    position: str
    at: int
    seq: int = 0
    version: int = 1


def standing(given: Iterable[Given], *, version: int, as_at: int | None = None) -> dict[str, Given]:
    """Return delegation -> the position that stands on `version` at the end of the instant `as_at` (None: now).

    The latest by (at, seq) wins, and of two that share both the one that comes later in `given`; a withdrawal removes.
    """
    latest: dict[str, Given] = {}
    for one in given:
        if one.version != version or (as_at is not None and one.at > as_at):
            continue
        held = latest.get(one.delegation)
        if held is None or (one.at, one.seq) >= (held.at, held.seq):
            latest[one.delegation] = one
    return {delegation: one for delegation, one in latest.items() if one.position != WITHDRAWN}


def count(held: Iterable[tuple[str, str]]) -> dict[str, Counts]:
    """Return constituency -> counts, from (constituency, position) of each standing position."""
    by_constituency: dict[str, list[str]] = {}
    for constituency, position in held:
        by_constituency.setdefault(constituency, []).append(position)
    return {code: Counts.of(positions) for code, positions in by_constituency.items()}
