"""Decisions and the table of permissions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from panel.policy.actor import Actor


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with a sentence for the page (`reason`, marked with `N_`) and whom to ask (`whom`)."""

    ok: bool
    reason: str = ""
    whom: str = ""
    params: dict[str, object] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.ok


def allow() -> Decision:
    """Return the plain yes."""
    return _YES


_YES = Decision(True)


def deny(reason: str, whom: str = "", params: dict[str, object] | None = None) -> Decision:
    """Return a no that says why, and whom to ask."""
    return Decision(False, reason, whom, params or {})


Rule = Callable[[Actor, Any], Decision]

PERMISSIONS: dict[str, Rule] = {}


def permission(name: str) -> Callable[[Rule], Rule]:
    """Register `may_x(actor, state)` under the name by which routes, acts and templates ask for it."""

    def register(rule: Rule) -> Rule:
        if PERMISSIONS.setdefault(name, rule) is not rule:
            raise ValueError(f"two rules for the permission {name}")
        return rule

    return register


def may(actor: Actor, name: str, state: Any = None) -> Decision:
    """Return what the rule named `name` decides for `actor` in `state`. Raises `KeyError` for an unknown name."""
    return PERMISSIONS[name](actor, state)
