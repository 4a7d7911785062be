"""Who may do what with accounts: role x permission, and the one state that matters."""

from dataclasses import dataclass

import pytest

from panel.policy import Actor, Role, may

MATRIX = """
                 public observer adviser alternate head moderator chair rapporteur secretariat administrator system
office.confer    -      -        -       -         -    -         -     -          yes         yes           yes
account.disable  -      -        -       -         -    -         -     -          yes         yes           yes
account.keep     -      yes      yes     yes       yes  yes       yes   yes        yes         yes           -
"""


@dataclass
class Account:
    id: str


def cells() -> list[tuple[str, Role, bool]]:
    head, *rows = [line.split() for line in MATRIX.strip().splitlines()]
    assert set(head) == {role.value for role in Role}
    return [
        (name, Role(role), cell == "yes") for name, *row in rows for role, cell in zip(head, row, strict=True)
    ]


@pytest.mark.parametrize(("name", "role", "allowed"), cells())
def test_the_matrix_of_accounts_holds(name: str, role: Role, allowed: bool) -> None:
    person = None if role in (Role.PUBLIC, Role.SYSTEM) else "me"
    decision = may(Actor(person=person, role=role), name, Account("somebody else"))
    assert bool(decision) is allowed
    assert decision.ok or decision.reason


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_nobody_closes_their_own_account(role: Role) -> None:
    assert not may(Actor(person="me", role=role), "account.disable", Account("me"))
