"""The measure of convergence, R2 to R11, in whole numbers and exact fractions only. Pure.

Source: design note "Constituency convergence: the measure", rule version 1. It says whether a statement bridges the
constituencies that delegations have declared, and never counts heads across them. R1, which positions stand, is in
`standing`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Final, TypeVar

from panel.kernel.text import N_
from panel.soundings.rules.counts import Counts

Key = TypeVar("Key", int, str)

RULE_VERSION: Final = "1"
"""Changes whenever equal counts could lead to another result."""
SCORE_PLACES: Final = 6
"""Decimals of the score in data; pages show three. Order and class never rest on it."""

CLASSES: Mapping[str, str] = {
    "converges": N_("Converges"),
    "converging": N_("Converging"),
    "emerging": N_("Emerging"),
    "open": N_("Open"),
    "divides": N_("Divides"),
    "declined": N_("Declined"),
    "insufficient": N_("Insufficient"),
}
"""Class -> its name, in the order of ranking (R7)."""
STANCES: Mapping[str, str] = {
    "accepts": N_("accepts"),
    "split": N_("split"),
    "concerned": N_("concerned"),
    "unheard": N_("not yet heard"),
}
"""Stance of a constituency (R5) -> its name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One represented constituency: its counts, and what follows from them.

    `eligible` is E; `enough` how many expressed positions it takes to be heard (R4); `p` the smoothed share of
    acceptance (R6), between 0 and 1 and never either.
    """

    eligible: int
    counts: Counts
    enough: int
    stance: str
    p: Fraction

    @property
    def is_heard(self) -> bool:
        return self.stance != "unheard"

    @property
    def silent(self) -> int:
        """How many have given no position at all."""
        return self.eligible - self.counts.given


@dataclass(frozen=True, slots=True)
class Convergence:
    """What the measure says of one statement.

    `cells` are the represented constituencies by code, `absent` the others (R3); `enough` how many of them must be
    heard for any class but "insufficient" (R9). `margin` is None unless the class is converges or converging (R11).
    """

    class_: str
    cells: Mapping[str, Cell]
    absent: tuple[str, ...]
    enough: int
    heard: int
    accepts: int
    concerned: int
    concerns: int
    product: Fraction
    score: Fraction
    weakest: tuple[str, ...]
    spread: Fraction
    margin: int | None

    @property
    def represented(self) -> int:
        """G (R3)."""
        return len(self.cells)

    @property
    def agree(self) -> int:
        """How many delegations agree, wherever they belong: it only ever breaks a tie (R7)."""
        return sum(cell.counts.agree for cell in self.cells.values())

    @property
    def is_fragile(self) -> bool:
        """One acceptance turned into a concern would end it (R11)."""
        return self.margin == 1


def measure(eligible: Mapping[str, int], counts: Mapping[str, Counts]) -> Convergence:
    """Return the convergence on one statement, from how many are eligible and which positions stand, by constituency.

    A constituency without counts is silent. Codes come out in their own order, whatever the order they came in.
    """
    codes = sorted({*eligible, *counts})
    measured = {code: _cell(eligible.get(code, 0), counts.get(code, Counts())) for code in codes}
    cells = {code: cell for code, cell in measured.items() if cell.eligible >= 1}
    heard = [cell for cell in cells.values() if cell.is_heard]
    accepts = sum(cell.stance == "accepts" for cell in heard)
    concerned = sum(cell.stance == "concerned" for cell in heard)
    enough = max(2, _ceil(2 * len(cells), 3))
    class_ = _class(len(cells), len(heard), enough, accepts, concerned)
    product = prod((cell.p for cell in cells.values()), start=Fraction(1))
    least = min((cell.p for cell in cells.values()), default=None)
    shares = [cell.p for cell in heard]
    return Convergence(
        class_=class_,
        cells=cells,
        absent=tuple(code for code in codes if code not in cells),
        enough=enough,
        heard=len(heard),
        accepts=accepts,
        concerned=concerned,
        concerns=sum(cell.counts.concern for cell in cells.values()),
        product=product,
        score=root(product, len(cells), SCORE_PLACES),
        weakest=tuple(code for code, cell in cells.items() if cell.p == least),
        spread=max(shares) - min(shares) if shares else Fraction(0),
        margin=min(map(_to_lose, heard)) if class_ in ("converges", "converging") else None,
    )


def rank(board: Mapping[Key, Convergence]) -> list[Key]:
    """Return the ids of a thread's statements in the order of R7, first the one on which most converges.

    By class, then the exact product, then fewer concerns, then more who agree, then the id.
    """
    order = list(CLASSES)

    def place(id: Key) -> tuple[int, Fraction, int, int, Key]:
        found = board[id]
        return order.index(found.class_), -found.product, found.concerns, -found.agree, id

    return sorted(board, key=place)


def root(number: Fraction, degree: int, places: int) -> Fraction:
    """Return the root of `degree` of `number`, between 0 and 1, rounded to `places` decimals, half to even.

    Exact: found by bisection in whole numbers. With nobody represented there is no root to take; that score is 0.
    """
    if degree == 0:
        return Fraction(0)
    one = 10**places
    above, below = number.numerator * one**degree, number.denominator
    low, high = 0, one  # low is never above the root, high + 1 always is
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree * below <= above else (low, middle - 1)
    half, exact = (2 * low + 1) ** degree * below, above * 2**degree
    return Fraction(low + (exact > half or (exact == half and low % 2)), one)


def _cell(eligible: int, counts: Counts) -> Cell:
    eligible = max(eligible, counts.given)
    enough = min(eligible, max(3, _ceil(eligible, 10)))
    expressed = counts.expressed
    if expressed < enough:
        stance = "unheard"
    elif 3 * counts.accepted >= 2 * expressed:
        stance = "accepts"
    elif 3 * counts.concern >= 2 * expressed:
        stance = "concerned"
    else:
        stance = "split"
    # p = (A + L + P/2 + 1) / (A + L + C + P + 2), both doubled
    p = Fraction(2 * counts.accepted + counts.pass_ + 2, 2 * (counts.given + 2))
    return Cell(eligible, counts, enough, stance, p)


def _class(represented: int, heard: int, enough: int, accepts: int, concerned: int) -> str:
    """Return the first class of R9 that applies."""
    if represented < 2 or heard < enough:
        return "insufficient"
    if accepts == heard:
        return "converges" if heard == represented else "converging"
    if concerned:
        return "divides" if accepts else "declined"
    return "emerging" if 2 * accepts > heard else "open"


def _to_lose(cell: Cell) -> int:
    """Return the fewest acceptances of an accepting constituency that, turned into concerns, end its acceptance.

    That is the least k with 3(A + L - k) < 2X; X stays. The least of these over the heard constituencies is the margin
    of R11: fewer leave every stance, hence the class, as it was, and so many make one of the heard no longer accept,
    which neither converges nor converging allows.
    """
    return (3 * cell.counts.accepted - 2 * cell.counts.expressed) // 3 + 1


def _ceil(number: int, by: int) -> int:
    return -(-number // by)
