"""The picker: what typed words find in the catalogue, and in which order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panel.norms.rules import Catalogue, canonical, find


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("iccpr 12", "iccpr:art/12"),
        ("ICCPR art. 12(2)", "iccpr:art/12/2"),
        ("art. 9 ICRMW", "icrmw:art/9"),
        ("CRC 37 b", "crc:art/37/b"),
        ("crc 37(b)", "crc:art/37/b"),
        ("icerd 5 (e)(iv)", "icerd:art/5/e/iv"),
        ("general comment 15", "ccpr-gc-15"),
        ("Human Rights Committee, general comment No. 15 (1986), para. 2", "ccpr-gc-15:para/2"),
        ("CERD GR 30 para 4", "cerd-gr-30:para/4"),
        ("C189, Art. 8", "ilo-c189:art/8"),
        ("gcm 13", "gcm:obj/13"),
        ("GC IV 27", "gc4:art/27"),
        ("1951 Convention, article 1A(2)", "refugee-convention:art/1/a/2"),
        ("agenda 2030 target 10.7", "agenda-2030:target/10.7"),
        ("Vienna Declaration, part 1, para. 5", "vienna-declaration:part/1/para/5"),
        ("A/68/283, para. 90", "a-68-283:para/90"),
        ("PIDCP 12", "iccpr:art/12"),
        ("Convention relative aux droits de l’enfant", "crc"),
        ("declaracion universal de derechos humanos 9", "udhr:art/9"),
        (
            "article 12, paragraph 2, of the International Covenant on Civil and Political Rights (ICCPR)",
            "iccpr:art/12/2",
        ),
    ],
)
def test_a_typed_citation_is_the_first_thing_found(catalogue: Catalogue, query: str, first: str) -> None:
    found = find(query, catalogue)
    assert found.refusal is None
    assert canonical(found.matches[0].reference) == first


def test_a_citation_of_what_does_not_exist_brings_the_reason_and_the_instrument(catalogue: Catalogue) -> None:
    found = find("ICCPR art. 60", catalogue)
    assert found.refusal is not None
    assert str(found.refusal) == (
        "There is no article 60 in the International Covenant on Civil and Political Rights, which has 53 articles."
    )
    assert [canonical(match.reference) for match in found.matches] == ["iccpr"]


def test_a_name_that_two_instruments_share_offers_both(catalogue: Catalogue) -> None:
    found = find("DDPA 24", catalogue)
    assert [canonical(match.reference) for match in found.matches[:2]] == [
        "durban-declaration:para/24",
        "durban-poa:para/24",
    ]


def test_a_general_comment_without_its_committee_offers_every_committee(catalogue: Catalogue) -> None:
    offered = {match.instrument.id for match in find("general comment 3", catalogue).matches}
    assert {"cescr-gc-3", "cat-gc-3", "cmw-gc-3"} <= offered


def test_an_article_of_the_optional_protocol_is_never_taken_for_the_covenant(catalogue: Catalogue) -> None:
    found = find("article 5 (4) of the Optional Protocol to the ICCPR", catalogue)
    assert all(match.instrument.id != "iccpr" for match in found.matches)


def test_words_find_provisions_by_their_subject(catalogue: Catalogue) -> None:
    found = {canonical(match.reference) for match in find("detention", catalogue).matches}
    assert {"udhr:art/9", "icrmw:art/16", "gcm:obj/13", "unhcr-detention-guidelines"} <= found


def test_the_heading_counts_more_than_the_issue(catalogue: Catalogue) -> None:
    matches = find("icescr health", catalogue).matches
    assert "icescr:art/12" in [canonical(match.reference) for match in matches[:2]]


def test_case_accents_and_dashes_do_not_matter(catalogue: Catalogue) -> None:
    asked = ["Declaración Universal", "DECLARACION UNIVERSAL", "declaracion–universal"]
    assert len({find(query, catalogue).matches for query in asked}) == 1


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=300), limit=st.integers(1, 8))
def test_no_query_fails_or_brings_more_than_was_asked_for(
    catalogue: Catalogue, query: str, limit: int
) -> None:
    found = find(query, catalogue, limit)
    assert len(found.matches) <= limit


@pytest.mark.parametrize("query", ["", "   ", "—", "zzzzzz", "of the"])
def test_a_query_without_meaning_finds_nothing(catalogue: Catalogue, query: str) -> None:
    assert find(query, catalogue).matches == ()
