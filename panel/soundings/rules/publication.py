"""What of a result is published, and the hash of what it was computed from. Pure.

Positions are shown by constituency only. A constituency of one or two delegations would show who holds which, so its
counts are suppressed. They could also be worked out from any figure in which they are contained (a product, a total, a
hash of a handful of possible inputs), so every published figure is computed from the published counts alone; the class
alone takes account of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

import rfc8785

from panel.soundings.rules.counts import Counts
from panel.soundings.rules.measure import RULE_VERSION, Convergence, Key, measure, rank

SMALLEST_SHOWN: Final = 3
"""Cells of fewer eligible delegations are suppressed."""


@dataclass(frozen=True, slots=True)
class Published:
    """A result as it may be shown.

    `class_` is that of all represented constituencies; `figures` the measure of those that are shown, whose counts with
    `cut_off` (as `kernel.clock.stamp` writes it) and the rule version are hashed to `digest`, in hexadecimal.
    """

    class_: str
    represented: int
    heard: int
    suppressed: tuple[str, ...]
    absent: tuple[str, ...]
    figures: Convergence
    cut_off: str
    digest: str


def publish(eligible: Mapping[str, int], counts: Mapping[str, Counts], cut_off: str) -> Published:
    """Measure a statement and return what may be shown of it."""
    full = measure(eligible, counts)
    suppressed = tuple(code for code, cell in full.cells.items() if cell.eligible < SMALLEST_SHOWN)
    shown = {code: cell for code, cell in full.cells.items() if code not in suppressed}
    figures = measure(
        {code: cell.eligible for code, cell in shown.items()},
        {code: cell.counts for code, cell in shown.items()},
    )
    return Published(
        class_=full.class_,
        represented=full.represented,
        heard=full.heard,
        suppressed=suppressed,
        absent=full.absent,
        figures=figures,
        cut_off=cut_off,
        digest=sha256(hashed_bytes(figures, cut_off)).hexdigest(),
    )


def recomputable(figures: Convergence) -> dict[str, Any]:
    """Return the line that `flask panel soundings` takes to compute `figures` again."""
    return {
        "constituencies": {code: cell.eligible for code, cell in figures.cells.items()},
        "counts": {code: cell.counts.as_mapping() for code, cell in figures.cells.items()},
    }


def hashed_bytes(figures: Convergence, cut_off: str) -> bytes:
    """Return what is hashed: that line, the rule version and the cut-off, as canonical JSON (RFC 8785)."""
    return rfc8785.dumps({"rule_version": RULE_VERSION, "cut_off": cut_off, **recomputable(figures)})


def rank_published(board: Mapping[Key, Published]) -> list[Key]:
    """Return the ids of a thread's statements in the order of R7, by the class of all and the published figures.

    The places of two statements of one class must not give away what is suppressed, either.
    """
    return rank({id: replace(found.figures, class_=found.class_) for id, found in board.items()})
