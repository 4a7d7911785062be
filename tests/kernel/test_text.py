"""Text as it is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.kernel.refusal import Refusal
from panel.kernel.text import N_, clean, one_line, within, word_count
from panel.kernel.text import given as needed


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_cleaning_is_final(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not set(kept) & set("\r\0\u202e\ufeff")
    assert kept == kept.strip()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("e\u0301te\u0301", "été"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("\u202egnorw\u2066", "gnorw"),
        ("  kept\tas it is \n", "kept\tas it is"),
        ("نص عربي", "نص عربي"),
        ("a\u200db", "a\u200db"),  # a joiner shapes letters: it stays
        ("", ""),
    ],
)
def test_what_cleaning_does(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_half_a_character_is_no_text(text: str) -> None:
    with pytest.raises(Refusal) as refusal:
        clean(text)
    assert refusal.value.status == 400


def test_a_name_stands_on_one_line() -> None:
    assert one_line(" Republic\r\n of\u00a0\t Aldoria ") == "Republic of Aldoria"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Affirms that nobody is returned;", 5),
        ("人权 and ひと", 5),
        ("don't", 2),
        ("حقوق الإنسان", 2),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert word_count(text) == count


def test_marking_for_translation_changes_nothing() -> None:
    assert N_("A sentence.") == "A sentence."


def test_what_is_too_long_is_refused_at_its_field_with_how_long_it_is() -> None:
    assert within("four", 4, "title") == "four"
    with pytest.raises(Refusal, match="At most 4 characters fit here; this has 5") as refused:
        within("fives", 4, "title")
    assert refused.value.field == "title"


def test_what_must_be_given_is_refused_in_its_own_words_when_it_is_missing() -> None:
    assert needed("word", 4, "title", "Give a title.") == "word"
    with pytest.raises(Refusal, match="Give a title") as refused:
        needed("", 4, "title", "Give a title.")
    assert refused.value.field == "title"
    with pytest.raises(Refusal, match="At most 4"):
        needed("words", 4, "title", "Give a title.")
