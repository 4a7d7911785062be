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
    hashed_bytes,
    publish,
    rank_published,
    recomputable,
)
from panel.soundings.rules.standing import Given, count, standing
from panel.soundings.rules.wording import (
    MOST_SOUNDINGS,
    REASON_LENGTH,
    STATEMENT_AT_LEAST,
    STATEMENT_LENGTH,
    changed,
    new_words,
    on_current_version,
    position,
    reason_for,
    room_for_more,
    statement,
)

__all__ = [
    "CLASSES",
    "MOST",
    "MOST_SOUNDINGS",
    "POSITIONS",
    "REASON_LENGTH",
    "RULE_VERSION",
    "SMALLEST_SHOWN",
    "STANCES",
    "STATEMENT_AT_LEAST",
    "STATEMENT_LENGTH",
    "WITHDRAWN",
    "Cell",
    "Convergence",
    "Counts",
    "Given",
    "Malformed",
    "Published",
    "answer",
    "changed",
    "count",
    "fraction",
    "hashed_bytes",
    "measure",
    "new_words",
    "on_current_version",
    "position",
    "publish",
    "rank",
    "rank_published",
    "reason_for",
    "recomputable",
    "room_for_more",
    "root",
    "standing",
    "statement",
    "written",
]
