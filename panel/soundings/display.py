"""What figures of the measure look like: a strip of bars, and a fraction in decimals. No floats here, either."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from panel.soundings.rules import Cell

WIDTH: Final = 200
"""Width of a strip in its own units; style makes it as wide as its cell."""
_GAP: Final = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of a strip: what it counts, where it begins and how wide it is."""

    position: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One constituency as a picture.

    `bars` share the width among the positions expressed; `heard` is the width that stands for those among all eligible;
    `two_thirds` is where the bars of those who accept must reach for the constituency to accept (R5).
    """

    bars: tuple[Bar, ...]
    heard: str
    two_thirds: str


def strip(cell: Cell) -> Strip:
    """Return the picture of one constituency. Bars run from the start of the line; right-to-left pages mirror it."""
    counts, begin, bars = cell.counts, 0, []
    for position, number in (("agree", counts.agree), ("live", counts.live), ("concern", counts.concern)):
        if number:
            x, width = Fraction(WIDTH * begin, counts.expressed), Fraction(WIDTH * number, counts.expressed)
            bars.append(Bar(position, decimal(x, 1), decimal(max(width - _GAP, Fraction(_GAP)), 1)))
        begin += number
    return Strip(
        bars=tuple(bars),
        heard=decimal(Fraction(WIDTH * counts.expressed, cell.eligible), 1),
        two_thirds=decimal(Fraction(2 * WIDTH, 3), 1),
    )


def decimal(number: Fraction, places: int = 3) -> str:
    """Return a fraction that is not negative with so many decimals, half to even: `0.755`."""
    scaled = round(number * 10**places)
    whole, rest = divmod(scaled, 10**places)
    return f"{whole}.{rest:0{places}d}"
