"""Taking over the catalogue, and attaching norms."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.kernel.refusal import Forbidden, Refusal
from panel.norms import queries
from panel.norms.acts import LoadCatalogue
from panel.norms.models import Instrument
from panel.norms.rules import Catalogue
from panel.policy.actor import PUBLIC, SYSTEM
from panel.record.queries import facts_about, verify
from tests.make import norms

Do = Callable[..., Any]


def edition(catalogue: Catalogue, **changes: Any) -> Catalogue:
    """The shipped catalogue with some instruments changed or (None) left out."""
    instruments = {
        key: value
        for key, value in {**catalogue.instruments, **changes.pop("instruments", {})}.items()
        if value is not None
    }
    return replace(catalogue, instruments=instruments, **changes)


def test_the_seeded_database_holds_the_shipped_catalogue(session: Session, catalogue: Catalogue) -> None:
    held = queries.catalogue(session)
    assert held.instruments == catalogue.instruments
    assert held.provisions == catalogue.provisions
    assert held.mechanisms == catalogue.mechanisms
    assert held.issues == catalogue.issues
    assert held.names == catalogue.names
    assert held.spaces == catalogue.spaces
    assert held.recommendations == catalogue.recommendations
    assert list(held.instruments) == list(catalogue.instruments)


def test_the_same_edition_is_not_entered_twice(do: Do, catalogue: Catalogue) -> None:
    with pytest.raises(Refusal, match="as it was"):
        do(SYSTEM, LoadCatalogue(catalogue))


def test_nobody_but_the_secretariat_enters_an_edition(do: Do, catalogue: Catalogue) -> None:
    with pytest.raises(Forbidden, match="kept by the secretariat"):
        do(PUBLIC, LoadCatalogue(catalogue))


def test_a_new_edition_writes_what_differs_and_is_read_at_once(
    session: Session, do: Do, catalogue: Catalogue
) -> None:
    before = queries.catalogue(session)
    corrected = replace(catalogue.instruments["iccpr"], short_title="The Covenant")
    done = do(SYSTEM, LoadCatalogue(edition(catalogue, instruments={"iccpr": corrected})))
    assert done.result == 1
    assert queries.catalogue(session) is not before
    assert queries.catalogue(session).instruments["iccpr"].short_title == "The Covenant"
    assert facts_about(session, ["catalogue:norms"])[0].payload["instruments"] == len(catalogue.instruments)
    assert verify(session)


def test_a_parent_may_stand_after_its_child(session: Session, do: Do, catalogue: Catalogue) -> None:
    reordered = dict(reversed(catalogue.instruments.items()))
    instruments = {
        key: replace(value, position=position) for position, (key, value) in enumerate(reordered.items(), 1)
    }
    do(SYSTEM, LoadCatalogue(replace(catalogue, instruments=instruments)))
    assert next(iter(queries.catalogue(session).instruments)) == next(iter(reordered))


def test_an_instrument_that_nothing_rests_on_can_leave(
    session: Session, do: Do, catalogue: Catalogue
) -> None:
    leaving = next(
        key
        for key, value in catalogue.instruments.items()
        if not catalogue.provisions_in(key)
        and key not in catalogue.names
        and not any(other.parent == key for other in catalogue.instruments.values())
    )
    do(SYSTEM, LoadCatalogue(edition(catalogue, instruments={leaving: None})))
    assert session.scalar(select(Instrument.id).where(Instrument.id == leaving)) is None


def test_an_instrument_that_a_text_rests_on_cannot_leave(
    session: Session, clock: SetClock, do: Do, catalogue: Catalogue
) -> None:
    norms.attached(session, clock, "thread", "t1", "undrip")
    with pytest.raises(Refusal, match="rest on it"):
        do(SYSTEM, LoadCatalogue(edition(catalogue, instruments={"undrip": None})))


def test_an_issue_cannot_leave(do: Do, catalogue: Catalogue) -> None:
    issues = {key: issue for key, issue in catalogue.issues.items() if key != "labour"}
    with pytest.raises(Refusal, match="labour"):
        do(SYSTEM, LoadCatalogue(replace(catalogue, issues=issues)))


def test_a_new_edition_describes_attached_norms_anew(
    session: Session, clock: SetClock, do: Do, catalogue: Catalogue
) -> None:
    norms.attached(session, clock, "thread", "t1", "iccpr", "udhr:art/14")
    renamed = replace(catalogue.instruments["iccpr"], title="A Covenant")
    do(SYSTEM, LoadCatalogue(edition(catalogue, instruments={"iccpr": renamed})))
    titles = {view.reference: view.title for view in queries.references_of(session, "thread", ["t1"])["t1"]}
    assert titles["iccpr"] == "A Covenant"


def test_norms_are_attached_once_each_in_the_order_of_the_catalogue(
    session: Session, clock: SetClock
) -> None:
    given = ["iccpr:art/12/2", "udhr:art/14", "iccpr:art/12/2", "iccpr:art/2"]
    assert norms.attached(session, clock, "thread", "t1", *given) == (
        "udhr:art/14",
        "iccpr:art/2",
        "iccpr:art/12/2",
    )


def test_attaching_again_replaces_what_was_attached(session: Session, clock: SetClock) -> None:
    norms.attached(session, clock, "thread", "t1", "iccpr:art/12", "udhr")
    norms.attached(session, clock, "thread", "t1", "udhr:art/14")
    norms.attached(session, clock, "thread", "t2", "udhr")
    found = queries.references_of(session, "thread", ["t1", "t2", "t3"])
    assert [view.reference for view in found["t1"]] == ["udhr:art/14"]
    norms.attached(session, clock, "thread", "t1")
    assert set(queries.references_of(session, "thread", ["t1", "t2"])) == {"t2"}


def test_a_norm_under_another_of_its_names_is_attached_under_its_one_name(
    session: Session, clock: SetClock
) -> None:
    assert norms.attached(session, clock, "thread", "t1", "un:A/RES/45/158") == ("icrmw",)


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        (
            "iccpr:art/60",
            "There is no article 60 in the International Covenant on Civil and Political Rights",
        ),
        ("iccpr:obj/2", "no numbered objectives"),
        ("iccprx:art/6", "holds no instrument"),
        ("art. 6 ICCPR", "does not begin with"),
        ("", "does not begin with"),
        ("iccpr:art/6\x00", "out of place"),
        ("x" * 100_000, "at most 160 characters"),
    ],
)
def test_what_does_not_exist_is_refused_at_the_norms(
    session: Session, clock: SetClock, reference: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        norms.attached(session, clock, "thread", "t1", "udhr", reference)
    assert (refused.value.field, refused.value.status) == ("norms", 422)
    assert queries.references_of(session, "thread", ["t1"]) == {}


def test_thirty_norms_fit_and_thirty_one_do_not(session: Session, clock: SetClock) -> None:
    articles = [f"icrmw:art/{number}" for number in range(1, 32)]
    assert len(norms.attached(session, clock, "paragraph", "p1", *articles[:30])) == 30
    with pytest.raises(Refusal, match="At most 30"):
        norms.attached(session, clock, "paragraph", "p1", *articles)
