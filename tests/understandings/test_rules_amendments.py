"""Amendments: what collides, what is carried over, what stands in brackets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.kernel.refusal import Conflict, Refusal
from panel.understandings import rules
from panel.understandings.rules import AmendmentWords

BASE = "Encourages States to give a person at the border the time to be heard."
SHORT = BASE.replace("Encourages", "Urges")
HOURS = BASE.replace("the time", "two hours")
DAYS = BASE.replace("the time", "three days")


def replace(number: int, words: str, paragraph: str = "p") -> AmendmentWords:
    return AmendmentWords(number, paragraph, "replace", words)


DELETE = AmendmentWords(8, "p", "delete", "")
AFTER = AmendmentWords(9, "p", "insert-after", "Notes the report.")


def test_two_amendments_collide_where_they_touch_the_same_words() -> None:
    found = rules.collisions([replace(1, SHORT), replace(2, HOURS), replace(3, DAYS)], {"p": BASE})
    assert found == {2: (3,), 3: (2,)}


def test_a_deletion_collides_with_every_change_and_with_no_insertion_after() -> None:
    found = rules.collisions([replace(1, SHORT), DELETE, AFTER], {"p": BASE})
    assert found == {1: (8,), 8: (1,)}


def test_two_paragraphs_inserted_at_one_place_collide() -> None:
    other = AmendmentWords(10, "p", "insert-after", "Welcomes the report.")
    assert rules.collisions([AFTER, other], {"p": BASE}) == {9: (10,), 10: (9,)}
    assert rules.collisions([AFTER, replace(1, BASE + " Always.")], {"p": BASE}) == {}


def test_amendments_to_different_paragraphs_never_collide() -> None:
    assert rules.collisions([replace(1, HOURS), replace(2, HOURS, "q")], {"p": BASE, "q": BASE}) == {}


def test_an_amendment_is_carried_over_where_its_words_still_stand() -> None:
    assert rules.carried(replace(1, HOURS), BASE, SHORT) == SHORT.replace("the time", "two hours")
    assert rules.carried(replace(1, HOURS), BASE, BASE) == HOURS
    assert rules.carried(AFTER, BASE, SHORT) == AFTER.words


@pytest.mark.parametrize(
    ("amendment", "new"),
    [
        (replace(1, HOURS), DAYS),
        (replace(1, HOURS), HOURS),
        (replace(1, HOURS), None),
        (DELETE, SHORT),
        (AFTER, None),
    ],
)
def test_an_amendment_whose_words_changed_is_to_be_restated(
    amendment: AmendmentWords, new: str | None
) -> None:
    assert rules.carried(amendment, BASE, new) is None


def test_a_deletion_of_a_paragraph_that_did_not_change_is_carried_over() -> None:
    assert rules.carried(DELETE, BASE, BASE) == ""


@given(st.data())
def test_what_is_carried_over_has_both_changes(data: st.DataObject) -> None:
    words = [f"w{i}" for i in range(12)]
    ours, theirs = (
        data.draw(st.sets(st.integers(0, 11), min_size=1, max_size=5)),
        data.draw(st.sets(st.integers(0, 11), min_size=1, max_size=5)),
    )
    base = " ".join(words)
    amended = " ".join(f"a{i}" if i in ours else word for i, word in enumerate(words))
    drafted = " ".join(f"d{i}" if i in theirs else word for i, word in enumerate(words))
    found = rules.carried(replace(1, amended), base, drafted)
    if found is not None:
        assert not ours & theirs
        both = {**{i: f"a{i}" for i in ours}, **{i: f"d{i}" for i in theirs}}
        assert found == " ".join(both.get(i, word) for i, word in enumerate(words))
    if ours & theirs:
        assert found is None


def test_the_first_alternative_keeps_the_number_and_the_others_are_bis_and_ter() -> None:
    found = rules.alternatives(BASE, [AFTER, replace(1, SHORT), DELETE, replace(2, HOURS)])
    assert [(a.ordinal, a.kind, a.amendment) for a in found] == [
        ("", "drafted", None),
        ("", "delete", 8),
        ("bis", "replace", 1),
        ("ter", "replace", 2),
        ("quater", "insert-after", 9),
    ]


def test_ordinals_do_not_end() -> None:
    assert [rules.ordinal(n) for n in (1, 2, 3, 19, 20)] == ["bis", "ter", "quater", "vicies", "(21)"]
    assert len({rules.ordinal(n) for n in range(1, 60)}) == 59


def test_an_amendment_changes_something() -> None:
    with pytest.raises(Refusal, match="stand already"):
        rules.amendment_words("replace", f"  {BASE} ", BASE, "operative")
    with pytest.raises(Refusal, match="what your delegation proposes"):
        rules.amendment_words("rewrite", HOURS, BASE, "operative")
    with pytest.raises(Refusal, match="comma"):
        rules.amendment_words("insert-after", "Recalling it.", BASE, "preambular")
    assert rules.amendment_words("delete", "ignored", BASE, "operative") == ""


def test_an_amendment_has_a_reason() -> None:
    with pytest.raises(Refusal, match="Say why"):
        rules.amendment_reason("  ")


def test_only_acceptance_goes_without_a_reason() -> None:
    assert rules.disposition("accepted", " ") == ("accepted", "")
    for kind in ("accepted-in-part", "noted", "not-accepted"):
        with pytest.raises(Refusal, match="Say why"):
            rules.disposition(kind, " ")
    with pytest.raises(Refusal, match="Choose a disposition"):
        rules.disposition("rejected", "No.")


def test_nothing_is_answered_before_something_was_proposed() -> None:
    with pytest.raises(Conflict, match="nothing to answer"):
        rules.answer_to_disposition("agree", "", None)
    with pytest.raises(Refusal, match="Choose an answer"):
        rules.answer_to_disposition("perhaps", "", "noted")
    assert rules.answer_to_disposition("maintain", " We do. ", "noted") == ("maintain", "We do.")


def test_a_final_draft_has_neither_brackets_nor_open_amendments() -> None:
    rules.no_open_amendments([])
    with pytest.raises(Refusal, match="in brackets"):
        rules.no_open_amendments(["proposed", "bracketed"])
    with pytest.raises(Refusal, match="still open"):
        rules.no_open_amendments(["to-be-restated"])
