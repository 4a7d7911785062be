"""Snippets, hashes and pasted texts."""

import time
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.home import rules
from panel.kernel.refusal import Refusal

HASH = sha256(b"a text").hexdigest()
texts = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=2000)


@given(texts, st.lists(texts.filter(lambda word: word.strip()), max_size=8))
def test_a_snippet_is_a_part_of_the_text(text: str, words: list[str]) -> None:
    pieces = rules.snippet(text, words)
    shown = "".join(piece for piece, _ in pieces).removeprefix("… ").removesuffix(" …")
    assert shown in " ".join(text.split())
    assert len(shown) <= rules.SNIPPET


def test_a_snippet_marks_every_word_whatever_its_case() -> None:
    pieces = rules.snippet("Nobody IS returned to torture. " * 20, ["torture", "is"])
    assert ("IS", True) in pieces
    assert ("torture", True) in pieces
    assert all(not is_found for piece, is_found in pieces if piece.strip() in ("Nobody", "…"))


def test_a_snippet_begins_near_the_first_word_found() -> None:
    text = "filler " * 500 + "needle " + "filler " * 500
    pieces = rules.snippet(text, ["needle"])
    assert pieces[0] == ("… ", False)
    assert ("needle", True) in pieces


def test_letters_whose_lower_case_is_longer_keep_their_place() -> None:
    assert ("zmir", True) in rules.snippet("İİİ İzmir", ["zmir"])


def test_a_query_is_cut_and_cleaned() -> None:
    query, words = rules.searched("  a\x00b \n c " + "word " * 400)
    assert query.startswith("ab c word")
    assert len(query) <= rules.QUERY_LENGTH
    assert words == ("ab", "c", "word")
    assert len(rules.searched(" ".join(map(str, range(50))))[1]) == rules.MOST_WORDS
    assert rules.searched("   ") == ("", ())


@pytest.mark.parametrize(
    "typed",
    [
        HASH,
        HASH.upper(),
        f" {HASH}\n",
        f"sha256:{HASH}",
        f"SHA-256={HASH}",
        " ".join(HASH[i : i + 8] for i in range(0, 64, 8)),
    ],
)
def test_a_hash_is_read_however_it_is_written(typed: str) -> None:
    assert rules.digest_given(typed) == HASH
    assert rules.is_digest(typed)


@pytest.mark.parametrize("typed", ["", "  ", "zz", HASH[:-1], HASH + "0", "g" * 64, "sha256:"])
def test_what_is_no_hash_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(Refusal):
        rules.digest_given(typed)
    assert not rules.is_digest(typed)


def test_a_pasted_text_stands_for_its_bytes_whatever_the_form_did_to_it() -> None:
    kept = b"Title\n\n1. Words;\n"
    assert kept in rules.bytes_meant("Title\r\n\r\n1. Words;\r\n")
    assert kept in rules.bytes_meant("Title\n\n1. Words;")
    assert kept[:-1] in rules.bytes_meant("\r\nTitle\r\n\r\n1. Words;\r\n\r\n")


def test_the_first_sentence_of_a_rule_leaves_its_source_out() -> None:
    def rule() -> None:
        """The secretariat admits
        (procedure.md, 1). More is said here."""

    assert rules.first_sentence(rule) == "The secretariat admits."
    assert rules.first_sentence(lambda: None) == ""


def test_hostile_words_are_shown_in_no_time() -> None:
    begun = time.monotonic()
    rules.snippet("(" * 100_000, ["(((", ".*", "[", "\\"])
    assert time.monotonic() - begun < 1
