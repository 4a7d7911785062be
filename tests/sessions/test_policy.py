"""Who may do what with sessions: every role, every state. A missing cell fails."""

from dataclasses import dataclass

import pytest

from panel.policy import PERMISSIONS, Actor, Role, may
from panel.sessions import policy


@dataclass(frozen=True)
class State:
    """A session as the policy sees it."""

    state: str
    is_agenda_adopted: bool = False
    is_summary_issued: bool = False


STATES = {
    "announced": State("announced"),
    "open": State("open"),
    "under way": State("open", is_agenda_adopted=True),
    "closed": State("closed", is_agenda_adopted=True),
    "issued": State("closed", is_agenda_adopted=True, is_summary_issued=True),
}
MATRIX = """
                            announced open        under-way   closed      issued
session.announce            S         S           S           S           S
session.add-agenda-item     S         S           -           -           -
session.schedule            S         S           S           -           -
session.open                C         -           -           -           -
session.adopt-agenda        -         C           -           -           -
session.close               -         C           C           -           -
session.note-meeting        -         R           R           R           -
session.read-summary        SCR       SCR         SCR         SCR         everyone
session.issue-summary       -         -           -           S           -
"""
OFFICES = {"S": Role.SECRETARIAT, "C": Role.CHAIR, "R": Role.RAPPORTEUR}


def cells() -> list[tuple[str, str, frozenset[Role]]]:
    head, *rows = MATRIX.strip("\n").splitlines()
    states = [state.replace("-", " ") for state in head.split()]
    found = []
    for row in rows:
        name, *allowed = row.split()
        for state, letters in zip(states, allowed, strict=True):
            roles = set(Role) if letters == "everyone" else {OFFICES[c] for c in letters if c in OFFICES}
            found.append((name, state, frozenset(roles | ({Role.SYSTEM} if roles else set()))))
    return found


@pytest.mark.parametrize(("name", "state", "allowed"), cells())
@pytest.mark.parametrize("role", Role)
def test_the_matrix_holds(name: str, state: str, allowed: frozenset[Role], role: Role) -> None:
    decision = may(Actor(person="p", role=role), name, STATES[state])
    assert decision.ok == (role in allowed)
    assert bool(decision.reason) != decision.ok


def test_every_permission_of_the_room_is_in_the_matrix_for_every_state() -> None:
    registered = {name for name, rule in PERMISSIONS.items() if rule.__module__ == policy.__name__}
    assert {(name, state) for name, state, _ in cells()} == {
        (name, state) for name in registered for state in STATES
    }
