"""What a sounding is, and what its positions amount to. Pure.

Source: procedure.md, section 3, and the design note on the measure, R1 to R11.
"""

from panel.soundings.rules.counts import POSITIONS, WITHDRAWN, Counts
from panel.soundings.rules.exchange import MOST, Malformed, answer, fraction, written
from panel.soundings.rules.measure import (
    CLASSES,
    RULE_VERSION,
    STANCES,
    Cell,
    Convergence,
    measure,
    rank,
    root,
)
from panel.soundings.rules.publication import (
    SMALLEST_SHOWN,
    Published,
    hashed_input,
    publish,
    recomputable,
)
from panel.soundings.rules.standing import Given, count, standing

__all__ = [
    "CLASSES",
    "MOST",
    "POSITIONS",
    "RULE_VERSION",
    "SMALLEST_SHOWN",
    "STANCES",
    "WITHDRAWN",
    "Cell",
    "Convergence",
    "Counts",
    "Given",
    "Malformed",
    "Published",
    "answer",
    "count",
    "fraction",
    "hashed_input",
    "measure",
    "publish",
    "rank",
    "recomputable",
    "root",
    "standing",
    "written",
]
