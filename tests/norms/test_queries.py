"""Reading what rests on norms: one statement a page, and a catalogue that is read once."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.norms import queries
from panel.norms.rules import parse_reference
from tests.make import norms


def test_the_catalogue_in_memory_costs_one_statement(session: Session, statements: Callable[[], int]) -> None:
    queries.catalogue(session)
    statements()
    assert queries.catalogue(session) is queries.catalogue(session)
    assert statements() == 2


def test_references_of_many_owners_of_several_kinds_cost_one_statement(
    session: Session, clock: SetClock, statements: Callable[[], int]
) -> None:
    for number in range(30):
        norms.attached(session, clock, "contribution", f"c{number}", "iccpr:art/12", "gcm:obj/13", "cmw-gc-1")
    norms.attached(session, clock, "thread", "t1", "un:A/HRC/28/68:para/80")
    statements()
    found = queries.references_of_many(
        session, {"contribution": [f"c{number}" for number in range(30)], "thread": ["t1"], "paragraph": []}
    )
    assert statements() == 1
    assert len(found) == 31
    document = found["thread", "t1"][0]
    assert (document.label, document.nature, document.title) == ("A/HRC/28/68, para. 80", "non-binding", "")
    assert document.href == "/norms/un/A/HRC/28/68:para/80"
    assert [(view.reference, view.nature) for view in found["contribution", "c7"]] == [
        ("iccpr:art/12", "binding"),
        ("gcm:obj/13", "non-binding"),
        ("cmw-gc-1", "interpretative"),
    ]
    assert found["contribution", "c7"][0].title == "Movement; leaving and entering a country"


def test_nothing_is_asked_for_no_owners(session: Session, statements: Callable[[], int]) -> None:
    statements()
    assert queries.references_of(session, "thread", []) == {}
    assert statements() == 0


def test_the_same_id_of_another_kind_is_another_owner(session: Session, clock: SetClock) -> None:
    norms.attached(session, clock, "thread", "x", "udhr")
    assert queries.references_of(session, "contribution", ["x"]) == {}


def test_uses_count_each_owner_once(session: Session, clock: SetClock) -> None:
    norms.attached(session, clock, "thread", "t1", "iccpr", "iccpr:art/12", "iccpr:art/12/2")
    norms.attached(session, clock, "contribution", "c1", "iccpr:art/2")
    assert queries.uses_of_instrument(session, "iccpr") == {"thread": 1, "contribution": 1}
    assert queries.uses_of_instruments(session) == {"iccpr": 2}


@pytest.mark.parametrize(
    ("cited", "rests"),
    [
        ("iccpr:art/12", True),
        ("iccpr:art/12/3", True),
        ("iccpr:art/11..13", True),
        ("iccpr", False),
        ("iccpr:art/13", False),
        ("crc:art/12", False),
    ],
)
def test_a_provision_is_used_by_what_rests_on_it_its_parts_or_a_range_over_it(
    session: Session, clock: SetClock, cited: str, rests: bool
) -> None:
    norms.attached(session, clock, "thread", "t1", cited)
    uses = queries.uses_of_provision(session, parse_reference("iccpr:art/12/2"))
    assert uses == ({"thread": 1} if rests else {})


def test_owners_citing_an_instrument_can_filter_a_list(session: Session, clock: SetClock) -> None:
    norms.attached(session, clock, "thread", "t1", "iccpr:art/12", "iccpr:art/13")
    norms.attached(session, clock, "thread", "t2", "udhr")
    assert session.scalars(queries.owners_citing(session, "thread", "iccpr")).all() == ["t1"]
