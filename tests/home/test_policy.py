"""Who sees the desks."""

import pytest

from panel.home.policy import may_see_moderation_desk, may_see_secretariat_desk
from panel.policy import Actor, Role


@pytest.mark.parametrize("role", list(Role))
def test_desks_are_for_those_who_work_at_them(role: Role) -> None:
    actor = Actor(person="p", role=role)
    assert bool(may_see_moderation_desk(actor, None)) == (
        role in (Role.MODERATOR, Role.CHAIR, Role.SECRETARIAT)
    )
    assert bool(may_see_secretariat_desk(actor, None)) == (role is Role.SECRETARIAT)
