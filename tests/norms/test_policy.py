"""Who keeps the catalogue, for every role."""

import pytest

from panel.norms.policy import may_keep_catalogue
from panel.policy import Actor, Role


@pytest.mark.parametrize("role", Role)
def test_only_the_secretariat_and_the_set_up_keep_the_catalogue(role: Role) -> None:
    decision = may_keep_catalogue(Actor(person="p", role=role))
    assert decision.ok == (role in (Role.SECRETARIAT, Role.SYSTEM))
    assert bool(decision.reason) != decision.ok
