"""Who attaches norms and who keeps the catalogue, for every role."""

import pytest

from panel.norms.policy import may_attach_norm, may_keep_catalogue
from panel.policy import Actor, Role, Seat

SEATED = {Role.HEAD, Role.ALTERNATE, Role.ADVISER}
ATTACHES = SEATED | {Role.MODERATOR, Role.CHAIR, Role.RAPPORTEUR, Role.SECRETARIAT}


def actor(role: Role, status: str = "accredited") -> Actor:
    seat = (
        Seat("s", "d", "Delegation", "states", status, may_bind=role is Role.HEAD) if role in SEATED else None
    )
    return Actor(person="p", role=role, seat=seat)


@pytest.mark.parametrize("role", Role)
def test_every_part_in_the_deliberation_may_attach_a_norm_and_no_other(role: Role) -> None:
    decision = may_attach_norm(actor(role))
    assert decision.ok == (role in ATTACHES)
    assert bool(decision.reason) != decision.ok


@pytest.mark.parametrize(
    ("status", "may"),
    [
        ("applied", False),
        ("provisional", True),
        ("accredited", True),
        ("suspended", False),
        ("lapsed", False),
    ],
)
def test_a_seat_attaches_norms_only_while_its_delegation_takes_part(status: str, may: bool) -> None:
    assert may_attach_norm(actor(Role.HEAD, status)).ok == may


@pytest.mark.parametrize("role", Role)
def test_only_the_secretariat_keeps_the_catalogue(role: Role) -> None:
    decision = may_keep_catalogue(actor(role))
    assert decision.ok == (role is Role.SECRETARIAT)
    assert bool(decision.reason) != decision.ok
