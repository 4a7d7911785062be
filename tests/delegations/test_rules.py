"""Rules on delegations."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.delegations import rules
from panel.kernel.refusal import Conflict, Refusal

STATUSES = ("applied", "provisional", "accredited", "suspended", "lapsed")

PATHS = """
            applied provisional accredited suspended lapsed
applied     -       yes         yes        -         yes
provisional -       -           yes        yes       yes
accredited  -       -           -          yes       yes
suspended   -       -           yes        -         yes
lapsed      -       -           -          -         -
"""


def paths() -> list[tuple[str, str, bool]]:
    head, *rows = [line.split() for line in PATHS.strip().splitlines()]
    return [
        (present, wanted, cell == "yes")
        for present, *row in rows
        for wanted, cell in zip(head, row, strict=True)
    ]


@pytest.mark.parametrize(("present", "wanted", "possible"), paths())
def test_an_accreditation_goes_its_way_and_no_other(present: str, wanted: str, possible: bool) -> None:
    if possible:
        assert rules.next_status(present, wanted) == wanted
    else:
        with pytest.raises(Conflict):
            rules.next_status(present, wanted)


@pytest.mark.parametrize(
    ("present", "constituency", "endorsed", "decisions"),
    [
        ("applied", "states", False, ("grant", "lapse")),
        ("applied", "nhris", False, ("endorse", "lapse")),
        ("applied", "nhris", True, ("confirm", "lapse")),
        ("provisional", "states", False, ("grant", "suspend", "lapse")),
        ("accredited", "nhris", False, ("suspend", "lapse")),
        ("suspended", "civil-society", False, ("endorse", "lapse")),
        ("lapsed", "states", False, ()),
        ("imported", "states", False, ()),
    ],
)
def test_an_officer_is_offered_what_the_state_allows(
    present: str, constituency: str, endorsed: bool, decisions: tuple[str, ...]
) -> None:
    assert rules.decisions(present, constituency, endorsed=endorsed) == decisions


@pytest.mark.parametrize(("constituency", "scheme"), [*product(rules.SCHEMES, rules.SCHEME_NAMES)])
def test_a_constituency_knows_its_own_schemes_only(constituency: str, scheme: str) -> None:
    if scheme in rules.SCHEMES[constituency]:
        assert rules.scheme(constituency, scheme) == scheme
    else:
        with pytest.raises(Refusal) as refused:
            rules.scheme(constituency, scheme)
        assert refused.value.field == "scheme"


def test_the_only_scheme_of_a_constituency_need_not_be_named() -> None:
    assert rules.scheme("migrants-associations", "") == "panel-admission"
    with pytest.raises(Refusal):
        rules.scheme("nhris", "")
    with pytest.raises(Refusal) as refused:
        rules.scheme("banks", "")
    assert refused.value.field == "constituency"


def test_only_a_state_is_admitted_by_one_officer() -> None:
    assert {c for c in rules.SCHEMES if rules.officers_needed(c) == 1} == {"states"}
    with pytest.raises(Refusal):
        rules.second_officer("ana", "ana")


@given(st.text(max_size=300), st.sets(st.sampled_from(["delegation", "a", "a-2", "delegation-2"])))
def test_every_name_has_an_address_of_its_own(name: str, taken: set[str]) -> None:
    slug = rules.slug(name, taken)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert slug not in taken
    assert len(slug) <= 80


def test_a_name_cannot_take_the_address_of_a_page() -> None:
    assert rules.slug("Apply") == "apply-2"
    assert rules.slug("رابطة", {"delegation"}) == "delegation-2"


@pytest.mark.parametrize(
    "name",
    ["", "Secretariat", "The Secretariat", "Standing  Panel", "Rерublic of Aldoria", "x" * 201, "\u200b"],
)
def test_a_name_that_is_empty_or_imitates_is_refused(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.name_of_delegation(name)
    assert refused.value.field == "name"


def test_a_seat_is_one_of_three() -> None:
    assert [rules.rank(rank) for rank in rules.RANKS] == ["head", "alternate", "adviser"]
    with pytest.raises(Refusal):
        rules.rank("observer")
