"""Who sees the desks, and which leaves."""

from types import SimpleNamespace

import pytest

from panel.home.policy import may_read_leaf, may_see_moderation_desk, may_see_secretariat_desk
from panel.policy import Actor, Role, Seat

DELEGATE = Actor(
    person="p",
    role=Role.HEAD,
    capacity="seat:s",
    seat=Seat("s", "d", "Aldoria", "states", "accredited", True),
)


@pytest.mark.parametrize("role", list(Role))
def test_desks_are_for_those_who_work_at_them(role: Role) -> None:
    actor = Actor(person="p", role=role)
    assert bool(may_see_moderation_desk(actor, None)) == (
        role in (Role.MODERATOR, Role.CHAIR, Role.SECRETARIAT)
    )
    assert bool(may_see_secretariat_desk(actor, None)) == (role is Role.SECRETARIAT)


@pytest.mark.parametrize("kind", ["silence_broken", "late_objection_recorded"])
def test_a_leaf_that_tells_who_broke_silence_is_for_the_chair_the_secretariat_and_its_own(kind: str) -> None:
    fact = SimpleNamespace(kind=kind, delegation="d")
    assert not may_read_leaf(Actor(), fact)
    assert not may_read_leaf(Actor(person="p", role=Role.MODERATOR), fact)
    assert may_read_leaf(Actor(person="p", role=Role.CHAIR), fact)
    assert may_read_leaf(Actor(person="p", role=Role.SECRETARIAT), fact)
    assert may_read_leaf(DELEGATE, fact)
    assert not may_read_leaf(DELEGATE, SimpleNamespace(kind=kind, delegation="another"))


def test_a_leaf_that_tells_who_drafts_is_for_its_own() -> None:
    fact = SimpleNamespace(kind="draft_saved", delegation="d")
    assert may_read_leaf(DELEGATE, fact)
    assert not may_read_leaf(Actor(person="p", role=Role.CHAIR), fact)
    assert not may_read_leaf(Actor(), SimpleNamespace(kind="draft_saved", delegation=None))


def test_every_other_leaf_is_public() -> None:
    assert may_read_leaf(Actor(), SimpleNamespace(kind="understanding_adopted", delegation=None))
