"""How much of a text is open, as time goes on: amendments waiting, wordings in brackets. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

Life = tuple[datetime, datetime | None, datetime | None]
"""Of an amendment: proposed at, left in brackets at (None: never), decided or withdrawn at (None: open)."""


@dataclass(frozen=True, slots=True)
class Openness:
    """How many amendments are `open` at an instant, and how many of them stand in `brackets`."""

    at: datetime
    open: int
    brackets: int


def openness_at(lives: Sequence[Life], at: datetime) -> Openness:
    """Return how much is open once everything that happened at `at` has happened."""
    waiting = [life for life in lives if life[0] <= at and (life[2] is None or life[2] > at)]
    return Openness(at, len(waiting), sum(1 for life in waiting if life[1] is not None and life[1] <= at))


def openness_over_time(lives: Sequence[Life]) -> tuple[Openness, ...]:
    """Return how much is open at each instant at which that changed, the first first."""
    changes: dict[datetime, tuple[int, int]] = {}

    def count(at: datetime | None, more: int, bracketed: int) -> None:
        if at is not None:
            before = changes.get(at, (0, 0))
            changes[at] = before[0] + more, before[1] + bracketed

    for proposed, bracketed, settled in lives:
        count(proposed, 1, 0)
        count(bracketed, 0, 1)
        count(settled, -1, 0 if bracketed is None else -1)
    result, waiting, brackets = [], 0, 0
    for at in sorted(changes):
        waiting, brackets = waiting + changes[at][0], brackets + changes[at][1]
        result.append(Openness(at, waiting, brackets))
    return tuple(result)


def staircase(
    heights: Sequence[tuple[datetime, int]], until: datetime, most: int, size: tuple[int, int]
) -> str:
    """Return the points of an SVG polyline in a box of `size` that steps from height to height, until `until`.

    `most` is the height of the box; the last height holds to its end.
    """
    width, tall = size
    began = heights[0][0]
    span = max((until - began).total_seconds(), 1)
    points: list[str] = []
    level = float(tall)
    for at, height in heights:
        x = round((at - began).total_seconds() / span * width, 1)
        points.append(f"{x},{level}")
        level = round(tall - height / max(most, 1) * tall, 1)
        points.append(f"{x},{level}")
    return " ".join([*points, f"{width},{level}"])
