"""The rules of procedure as data: what the Panel has decided for itself, version by version. Pure.

A round runs to its end under the version in force when it was opened.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from fractions import Fraction
from typing import Any

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_

LONGEST_SILENCE_DAYS, LONGEST_WINDOW_DAYS, LONGEST_HOLD_HOURS = 90, 366, 240


@dataclass(frozen=True, slots=True)
class Procedure:
    """One adopted version of the rules of procedure.

    `entitled` names the constituencies whose accredited delegations may break silence (empty: all of them);
    `heard_share` is the share of represented constituencies that must be heard before silence, as "2/3";
    `disclosure` says who learns which delegation broke silence: delegations, public or nobody. A delegation can hold
    a round once for `hold_hours` at most (0: not at all); what was joined subject to confirmation is confirmed in
    `confirmation_days`; `attach_statements` says whether statements are attached after adoption (those given in the
    round always are).
    """

    version: int
    entitled: tuple[str, ...] = ()
    minimum_silence_hours: int = 72
    statements_window_days: int = 14
    heard_share: str = "2/3"
    must_be_heard: tuple[str, ...] = ("migrants-associations",)
    disclosure: str = "delegations"
    hold_hours: int = 24
    confirmation_days: int = 14
    attach_statements: bool = True

    @property
    def minimum_silence(self) -> timedelta:
        return timedelta(hours=self.minimum_silence_hours)

    @property
    def statements_window(self) -> timedelta:
        return timedelta(days=self.statements_window_days if self.attach_statements else 0)

    @property
    def confirmation(self) -> timedelta:
        return timedelta(days=self.confirmation_days)

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
    except TypeError:
        rules = None
    if rules is None or not _is_sound(rules):
        raise Refusal(N_("These are not rules of procedure: a number, a share or a name is not of its kind."))
    return rules


def _is_sound(rules: Procedure) -> bool:
    """Say whether every entry is of its kind, looked at before it is used: the file may hold anything."""
    bounded = (
        (rules.version, 10**6),
        (rules.minimum_silence_hours, 24 * LONGEST_SILENCE_DAYS),
        (rules.statements_window_days, LONGEST_WINDOW_DAYS),
        (rules.confirmation_days, LONGEST_WINDOW_DAYS),
    )
    return (
        all(type(number) is int and 0 < number <= most for number, most in bounded)
        and isinstance(rules.heard_share, str)
        and re.fullmatch(r"[0-9]{1,3}(/[1-9][0-9]{0,2})?", rules.heard_share) is not None
        and Fraction(rules.heard_share) <= 1
        and all(
            isinstance(names, tuple) and all(isinstance(name, str) and name for name in names)
            for names in (rules.entitled, rules.must_be_heard)
        )
        and rules.disclosure in ("delegations", "public", "nobody")
        and type(rules.hold_hours) is int
        and 0 <= rules.hold_hours <= LONGEST_HOLD_HOURS
        and type(rules.attach_statements) is bool
    )
