"""The rules of procedure as data: what the Panel has decided for itself, version by version. Pure.

A round runs to its end under the version in force when it was opened.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from fractions import Fraction
from typing import Any

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_


@dataclass(frozen=True, slots=True)
class Procedure:
    """One adopted version of the rules of procedure.

    `entitled` names the constituencies whose accredited delegations may break silence (empty: all of them);
    `heard_share` is the share of represented constituencies that must be heard before silence, as "2/3"; `disclosure`
    says who learns which delegation broke silence: delegations, public or nobody.
    """

    version: int
    entitled: tuple[str, ...] = ()
    minimum_silence_hours: int = 72
    statements_window_days: int = 14
    heard_share: str = "2/3"
    must_be_heard: tuple[str, ...] = ("migrants-associations",)
    disclosure: str = "delegations"

    @property
    def minimum_silence(self) -> timedelta:
        return timedelta(hours=self.minimum_silence_hours)

    @property
    def statements_window(self) -> timedelta:
        return timedelta(days=self.statements_window_days)

    def is_entitled(self, constituency: str) -> bool:
        """Say whether accredited delegations of this constituency may break silence."""
        return not self.entitled or constituency in self.entitled

    def to_json(self) -> str:
        """Return the rules as canonical JSON, as they stand in the record."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def procedure_from(data: Mapping[str, Any]) -> Procedure:
    """Return the rules written in `data`, as read from a file or the database.

    Raises `Refusal` naming the entry that is unknown, missing or of a kind that no rules can be made of.
    """
    known = {field.name for field in fields(Procedure)}
    for name in data:
        if name not in known:
            raise Refusal(N_("The rules of procedure have no entry %(name)s."), {"name": name})
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in data.items()
    }
    try:
        rules = Procedure(**values)
        share = Fraction(rules.heard_share)
        whole = [rules.version, rules.minimum_silence_hours, rules.statements_window_days]
        sound = all(type(number) is int and number > 0 for number in whole) and 0 <= share <= 1
    except (TypeError, ValueError, ZeroDivisionError):
        sound = False
    if not sound or rules.disclosure not in ("delegations", "public", "nobody"):
        raise Refusal(N_("These are not rules of procedure: a number, a share or a name is not of its kind."))
    return rules
