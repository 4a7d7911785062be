"""Norm references: their grammar, order, range, wording, and the legal nature of what they cite."""

import csv
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.kernel.refusal import Refusal
from panel.norms.rules import (
    NATURE_MEANINGS,
    Catalogue,
    LegalNature,
    Reference,
    canonical,
    check_range,
    cite_as,
    expand,
    label,
    legal_nature,
    parse_reference,
    provisions_of,
)

CITATIONS = Path(__file__).parents[3] / "shared" / "data" / "citations.tsv"


# The canonical form ---------------------------------------------------------------------------------------

SPOKEN = [
    "iccpr",
    "iccpr:art/12/2",
    "icerd:art/5/e/iv",
    "gcm:obj/13",
    "ilo-c143:art/9/1",
    "ccpr-gc-15:para/2",
    "vienna-declaration:part/1/para/5",
    "agenda-2030:target/10.7",
    "iccpr:art/13..14",
    "icescr:art/13/3..4",
    "crc:art/37/b..d",
    "icerd:art/5/e/i..iv",
    "refugee-convention:art/1/a/2",
    "rome-statute:art/8bis/1",
    "sar:para/3.1.9",
    "un:A/HRC/28/68",
    "un:A/HRC/28/68:para/80",
    "un:A/RES/60/1:para/138..139",
    "un:A/53/44/Corr.1:annex/9",
    "un:A/RES/217 A (III)",
    "un:E/2023/43-E/C.19/2023/7:para/4",
    "un:San-Salvador-Protocol:art/10",
]


@pytest.mark.skipif(not CITATIONS.exists(), reason="the sample of real citations is not at hand")
def test_every_reference_in_the_sample_of_real_citations_is_well_formed_and_in_range(
    catalogue: Catalogue,
) -> None:
    with CITATIONS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = {
        text.strip() for row in rows for text in f"{row['expected']};{row['optional'] or ''}".split(";")
    } - {""}
    assert len(texts) > 300
    for text in texts:
        assert canonical(parse_reference(text)) == text
        catalogue.resolve(parse_reference(text))


@pytest.mark.parametrize("text", SPOKEN)
def test_a_canonical_text_is_given_back_unchanged(text: str) -> None:
    assert canonical(parse_reference(text)) == text


numbers = st.integers(1, 9999).map(str)
subs = st.one_of(
    numbers, st.sampled_from(string.ascii_lowercase), st.sampled_from(["ii", "iii", "iv", "viii", "xii"])
)
instruments = st.from_regex(r"[a-z]{2,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
symbols = st.from_regex(
    r"un:[A-Z]{1,4}(/[A-Z]{1,3}){0,2}/[1-9][0-9]{0,2}(/(Add|Rev|Corr)\.[1-9])?", fullmatch=True
)


@st.composite
def references(draw: st.DrawFn) -> Reference:
    instrument = draw(st.one_of(instruments, symbols))
    kind = draw(st.sampled_from(["whole", "leaf", "division", "target", "range", "letters"]))
    if kind == "whole":
        return Reference(instrument)
    if kind == "target":
        return Reference(instrument, "target", (f"{draw(st.integers(1, 17))}.{draw(st.integers(1, 19))}",))
    unit = draw(st.sampled_from(["art", "para", "obj", "principle", "guideline"]))
    path = (draw(numbers), *draw(st.lists(subs, max_size=3)))
    if kind == "division":
        return Reference(
            instrument, draw(st.sampled_from(["part", "chap", "annex"])), (draw(numbers), unit, *path)
        )
    if kind == "range":
        start = draw(st.integers(1, 9000))
        return Reference(instrument, unit, (*path, str(start)), str(start + draw(st.integers(1, 400))))
    if kind == "letters":
        start, end = sorted(draw(st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=2, unique=True)))
        return Reference(instrument, unit, (draw(numbers), start), end)
    return Reference(instrument, unit, path)


@given(references())
def test_every_well_formed_reference_survives_the_round_trip(reference: Reference) -> None:
    assert parse_reference(canonical(reference)) == reference


@given(st.text(alphabet=string.ascii_lowercase[:6] + "iv0129:/.-ABU ()\n", max_size=24))
def test_any_text_is_either_given_back_unchanged_or_refused(text: str) -> None:
    try:
        reference = parse_reference(text)
    except Refusal:
        return
    assert canonical(reference) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " iccpr",
        "iccpr ",
        "ICCPR:art/12",
        "iccpr:",
        "iccpr:art",
        "iccpr:art/",
        "iccpr:article/12",
        "iccpr:12",
        "iccpr:art/012",
        "iccpr:art/0",
        "iccpr:art/twelve",
        "iccpr:art/12/",
        "iccpr:art//12",
        "iccpr:art/12(2)",
        "iccpr:art/12/para/2",
        "iccpr:art/12:para/2",
        "iccpr:art/14..13",
        "iccpr:art/13..13",
        "iccpr:art/13..",
        "iccpr:art/..14",
        "iccpr:art/13..14/2",
        "iccpr:art/12..b",
        "iccpr:art/1..9999",
        "iccpr:art/13..014",
        "crc:art/37/d..b",
        "crc:art/37/b...d",
        "iccpr:art/٢",
        "agenda-2030:target/10",
        "agenda-2030:target/18.1",
        "vienna-declaration:part/1/5",
        "vienna-declaration:part/1/para",
        "un:",
        "un::para/3",
        "un:A//68:para/3",
        "un:A/68/283:90",
        "iccpr\n",
        "iccpr:art/12\n",
        "iccpr:art/" + "1/" * 9 + "1",
        "a" * 200,
    ],
)
def test_a_malformed_reference_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_reference(text)
    assert refused.value.field == "reference"
    assert str(refused.value)[-1] == "."
    assert "%(" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("iccpr:art/9..11", ["iccpr:art/9", "iccpr:art/10", "iccpr:art/11"]),
        ("crc:art/37/b..d", ["crc:art/37/b", "crc:art/37/c", "crc:art/37/d"]),
        ("icerd:art/5/e/iv..vi", ["icerd:art/5/e/iv", "icerd:art/5/e/v", "icerd:art/5/e/vi"]),
        ("agenda-2030:target/10.7..10.8", None),
        ("sar:para/3.1.8..3.1.9", ["sar:para/3.1.8", "sar:para/3.1.9"]),
        ("iccpr:art/12", ["iccpr:art/12"]),
    ],
)
def test_a_range_stands_for_each_of_its_members(text: str, members: list[str] | None) -> None:
    expected = members or ["agenda-2030:target/10.7", "agenda-2030:target/10.8"]
    assert [canonical(member) for member in expand(parse_reference(text))] == expected


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("crc:art/37/b..d", ["crc:art/37"]),
        ("iccpr:art/12/2", ["iccpr:art/12"]),
        ("iccpr:art/13..14", ["iccpr:art/13", "iccpr:art/14"]),
        ("vienna-declaration:part/1/para/5/a", ["vienna-declaration:part/1/para/5"]),
        ("icpd-poa:chap/10", ["icpd-poa:chap/10"]),
        ("iccpr", []),
    ],
)
def test_a_pin_rests_on_its_provision(text: str, provisions: list[str]) -> None:
    assert [canonical(provision) for provision in provisions_of(parse_reference(text))] == provisions


def test_references_are_listed_as_a_reader_expects(catalogue: Catalogue) -> None:
    in_order = [
        "udhr:art/9",
        "icerd:art/5/e/iv",
        "icerd:art/5/e/v",
        "icerd:art/5/e/ix",
        "iccpr",
        "iccpr:art/2/3",
        "iccpr:art/12",
        "iccpr:art/12/2",
        "iccpr:art/12/10",
        "iccpr:part/3",
        "gcm:obj/2",
        "gcm:obj/13",
        "un:A/HRC/28/9:para/80",
        "un:A/HRC/28/68:para/80",
    ]
    shuffled = [parse_reference(text) for text in reversed(in_order)]
    assert [canonical(reference) for reference in catalogue.ordered(shuffled)] == in_order


# Range and legal nature -----------------------------------------------------------------------------------


def refusal_of(catalogue: Catalogue, text: str) -> str:
    with pytest.raises(Refusal) as refused:
        catalogue.resolve(parse_reference(text))
    assert refused.value.field == "reference"
    return str(refused.value)


def test_an_article_beyond_the_last_is_refused_and_the_count_is_told(catalogue: Catalogue) -> None:
    assert refusal_of(catalogue, "iccpr:art/60") == (
        "There is no article 60 in the International Covenant on Civil and Political Rights, which has 53 articles."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("iccpr:art/53..54", "no article 54"),
        ("gcm:obj/24", "23 objectives"),
        ("ccpr-gc-15:para/11", "10 paragraphs"),
        ("ungp:principle/32", "the last is principle 31"),
        ("icpd-poa:chap/17", "16 chapters"),
        ("gcm:art/3", "is not divided into articles"),
        ("iccpr:para/3", "cited by article first"),
        ("iccpr:obj/3", "no numbered objectives"),
        ("iccpr:target/1.3", "no numbered targets"),
        ("nowhere:art/1", "holds no instrument “nowhere”"),
    ],
)
def test_what_cannot_exist_in_its_instrument_is_refused(catalogue: Catalogue, text: str, said: str) -> None:
    assert said in refusal_of(catalogue, text)


def test_a_count_held_without_high_confidence_refuses_nobody(catalogue: Catalogue) -> None:
    instrument = catalogue.instruments["ilo-c118"]
    assert instrument.units == 21
    assert instrument.confidence == "medium"
    check_range(parse_reference("ilo-c118:art/60"), instrument)


def test_an_unknown_count_refuses_nobody(catalogue: Catalogue) -> None:
    assert catalogue.instruments["a-68-283"].units is None
    check_range(parse_reference("a-68-283:para/900"), catalogue.instruments["a-68-283"])


def test_the_part_of_a_declaration_does_not_borrow_the_count_of_the_whole(catalogue: Catalogue) -> None:
    check_range(
        parse_reference("vienna-declaration:part/2/para/100"), catalogue.instruments["vienna-declaration"]
    )


@pytest.mark.parametrize(
    ("id", "nature"),
    [
        ("iccpr", "binding"),
        ("ilo-c143", "binding"),
        ("palermo-protocol", "binding"),
        ("udhr", "non-binding"),
        ("gcm", "non-binding"),
        ("ilo-r86", "non-binding"),
        ("a-68-283", "non-binding"),
        ("ccpr-gc-15", "interpretative"),
        ("cerd-gr-30", "interpretative"),
    ],
)
def test_every_instrument_says_what_force_it_has(catalogue: Catalogue, id: str, nature: str) -> None:
    assert legal_nature(catalogue.instruments[id]) == nature


def test_a_binding_treaty_is_never_said_to_oblige_a_state_that_has_not_ratified_it() -> None:
    assert "those States that have ratified" in NATURE_MEANINGS[LegalNature.BINDING]
    assert set(NATURE_MEANINGS) == set(LegalNature)


# Wording --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("iccpr", "ICCPR"),
        ("iccpr:art/12/2", "ICCPR, art. 12, para. 2"),
        ("iccpr:art/13..14", "ICCPR, arts. 13–14"),
        ("icescr:art/13/3..4", "ICESCR, art. 13, paras. 3–4"),
        ("icescr:art/13/2/a", "ICESCR, art. 13, para. 2 (a)"),
        ("icerd:art/5/e/iv", "ICERD, art. 5 (e) (iv)"),
        ("crc:art/37/b..d", "CRC, arts. 37 (b)–(d)"),
        ("gcm:obj/13", "GCM, objective 13"),
        ("ilo-c143:art/9/1", "ILO C143, art. 9, para. 1"),
        ("ccpr-gc-15:para/2", "CCPR general comment No. 15, para. 2"),
        ("cerd-gr-30:para/4", "CERD general recommendation No. 30, para. 4"),
        ("cmw-gc-3:para/3", "Joint CMW general comment No. 3 / CRC general comment No. 22, para. 3"),
        ("refugee-convention:art/1/a/2", "1951 Refugee Convention, art. 1 A (2)"),
        ("refugee-convention:art/33/1", "1951 Refugee Convention, art. 33, para. 1"),
        ("refugee-protocol:art/2", "1967 Protocol, art. II"),
        ("vienna-declaration:part/1/para/5", "VDPA, part I, para. 5"),
        ("agenda-2030:target/10.7", "2030 Agenda, target 10.7"),
        ("icpd-poa:chap/10", "ICPD PoA, chap. X"),
        ("rome-statute:art/8bis/1", "Rome Statute, art. 8 bis, para. 1"),
        ("a-68-283:para/90", "A/68/283, para. 90"),
        ("cat-gc-4:para/49/b..d", "CAT general comment No. 4, paras. 49 (b)–(d)"),
        ("un:A/HRC/28/68:para/80", "A/HRC/28/68, para. 80"),
    ],
)
def test_a_reference_is_read_as_a_footnote_prints_it(catalogue: Catalogue, text: str, short: str) -> None:
    reference = parse_reference(text)
    assert label(reference, catalogue.instrument_of(reference)) == short


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("iccpr:art/12/2", "International Covenant on Civil and Political Rights, article 12, paragraph 2"),
        (
            "ccpr-gc-31:para/10",
            "Human Rights Committee, general comment No. 31: The nature of the general legal obligation imposed on"
            " States Parties to the Covenant (CCPR/C/21/Rev.1/Add.13), paragraph 10",
        ),
        (
            "undrip:art/36",
            "United Nations Declaration on the Rights of Indigenous Peoples (A/RES/61/295), article 36",
        ),
    ],
)
def test_the_long_form_names_the_instrument_in_full(catalogue: Catalogue, text: str, long: str) -> None:
    reference = parse_reference(text)
    assert cite_as(reference, catalogue.instrument_of(reference)) == long


def test_unit_words_are_translated_and_names_are_not(catalogue: Catalogue) -> None:
    french = {"art.": "art.", "para.": "par."}
    reference = parse_reference("iccpr:art/12/2")
    assert label(reference, catalogue.instruments["iccpr"], french.__getitem__) == "ICCPR, art. 12, par. 2"


def test_two_instruments_never_share_a_short_form(catalogue: Catalogue) -> None:
    labels = [label(Reference(id), instrument) for id, instrument in catalogue.instruments.items()]
    assert sorted(labels) == sorted(set(labels))


# One norm, one reference ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_as", "counted_as"),
    [
        ("crc-gc-22:para/3", "cmw-gc-3:para/3"),
        ("cmw-gc-8", "cerd-gr-39"),
        ("un:A/68/283:para/90", "a-68-283:para/90"),
        ("un:A/RES/45/158", "icrmw"),
        ("un:A/RES/73/195:obj/13", "gcm:obj/13"),
        ("un:A/RES/45/158:para/3", "un:A/RES/45/158:para/3"),
        ("un:A/RES/55/25", "un:A/RES/55/25"),
        ("un:A/HRC/28/68:para/80", "un:A/HRC/28/68:para/80"),
    ],
)
def test_one_norm_is_counted_under_one_reference(
    catalogue: Catalogue, given_as: str, counted_as: str
) -> None:
    assert canonical(catalogue.resolve(parse_reference(given_as))) == counted_as
