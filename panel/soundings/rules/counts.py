"""The positions a delegation can take, and how many of each a constituency has given. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from panel.kernel.text import N_

POSITIONS: Mapping[str, str] = {
    "agree": N_("Agree"),
    "live": N_("Could live with it"),
    "concern": N_("Have a concern"),
    "pass": N_("Pass"),
}
"""Position -> its name, in the order in which they are offered and shown."""
WITHDRAWN: Final = "withdrawn"
"""What stands in the place of a position that was taken back."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many delegations of one constituency hold each position."""

    agree: int = 0
    live: int = 0
    concern: int = 0
    pass_: int = 0

    @classmethod
    def of(cls, positions: Iterable[str]) -> "Counts":
        """Count `positions`, each one of `POSITIONS`."""
        held = list(positions)
        return cls(*(held.count(position) for position in POSITIONS))

    @property
    def accepted(self) -> int:
        """A + L: those who agree or could live with it."""
        return self.agree + self.live

    @property
    def expressed(self) -> int:
        """X = A + L + C (R2)."""
        return self.accepted + self.concern

    @property
    def given(self) -> int:
        """All positions: who passed has answered, too."""
        return self.expressed + self.pass_

    def as_mapping(self) -> dict[str, int]:
        """Return position -> count, in the order of `POSITIONS`."""
        return dict(zip(POSITIONS, (self.agree, self.live, self.concern, self.pass_), strict=True))
