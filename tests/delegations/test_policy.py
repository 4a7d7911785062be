"""Who may do what with delegations: role x state x whether it is one's own."""

from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest

from panel.policy import Actor, Role, Seat, may

# own: in one's own delegation only. Columns are the roles, by their first letters.
MATRIX = """
-                       state       public observ adviser altern head moder chair rapport secret admin system
delegation.see          applied     -      -      -       -      -    -     -     -       yes    -     yes
delegation.see          provisional yes    yes    yes     yes    yes  yes   yes   yes     yes    yes   yes
delegation.see          accredited  yes    yes    yes     yes    yes  yes   yes   yes     yes    yes   yes
delegation.see          suspended   yes    yes    yes     yes    yes  yes   yes   yes     yes    yes   yes
delegation.see          lapsed      yes    yes    yes     yes    yes  yes   yes   yes     yes    yes   yes
delegation.see          refused     -      -      -       -      -    -     -     -       yes    -     yes
delegation.see          imported    yes    yes    yes     yes    yes  yes   yes   yes     yes    yes   yes
delegation.see-members  accredited  -      own    own     own    own  -     -     -       yes    yes   -
delegation.manage-seats applied     -      -      -       -      -    -     -     -       yes    -     yes
delegation.manage-seats provisional -      -      -       -      own  -     -     -       yes    -     yes
delegation.manage-seats accredited  -      -      -       -      own  -     -     -       yes    -     yes
delegation.manage-seats suspended   -      -      -       -      -    -     -     -       yes    -     yes
accreditation.decide    applied     -      -      -       -      -    -     -     -       yes    -     yes
delegation.apply        applied     yes    yes    yes     yes    yes  yes   yes   yes     yes    yes   yes
capacity.choose         accredited  -      yes    yes     yes    yes  yes   yes   yes     yes    yes   -
invitation.accept       accredited  yes    yes    yes     yes    yes  yes   yes   yes     yes    yes   yes
constituency.list       accredited  -      -      -       -      -    -     -     -       yes    -     yes
"""
SEATED = (Role.OBSERVER, Role.ADVISER, Role.ALTERNATE, Role.HEAD)


@dataclass
class Body:
    id: str
    status: str
    granted_on: date | None


def cells() -> list[tuple[str, str, Role, str]]:
    (_, _, *columns), *rows = [line.split() for line in MATRIX.strip().splitlines()]
    roles = [next(role for role in Role if role.startswith(column)) for column in columns]
    assert set(roles) == set(Role)
    return [
        (name, state, role, cell) for name, state, *row in rows for role, cell in zip(roles, row, strict=True)
    ]


def body(state: str) -> Body:
    admitted = state in ("provisional", "accredited", "suspended", "lapsed")
    return Body("ours", "lapsed" if state == "refused" else state, date(2026, 1, 1) if admitted else None)


@pytest.mark.parametrize(("cell", "own"), [*product(cells(), (True, False))])
def test_the_matrix_of_delegations_holds(cell: tuple[str, str, Role, str], own: bool) -> None:
    name, state, role, allowed = cell
    home = "ours" if own else "theirs"
    seat = Seat("s", home, "Name", "states", body(state).status, True) if role in SEATED else None
    actor = Actor(
        person=None if role in (Role.PUBLIC, Role.SYSTEM) else "me",
        role=role,
        seat=seat,
        affiliations=frozenset({home} if seat else ()),
    )
    decision = may(actor, name, body(state))
    assert bool(decision) is (allowed == "yes" or (allowed == "own" and own))
    assert decision.ok or decision.reason


def test_a_moderator_sees_the_members_of_their_own_delegation() -> None:
    actor = Actor(person="me", role=Role.MODERATOR, affiliations=frozenset({"ours"}))
    assert may(actor, "delegation.see-members", body("accredited"))
