"""Word differences: whatever two texts are, the runs give both back; and no pair of texts takes long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panel.understandings.rules import ParagraphText, in_order
from panel.understandings.rules.differences import (
    Run,
    applied,
    compare,
    edits,
    excerpt,
    overlap,
    runs,
    tokens,
    touched,
)

WORDS = st.lists(
    st.sampled_from(
        ["the", "rights", "of", "migrants", " ", "  ", ",", ".", ";", "non-refoulement", "Panel’s", "人", "权", "移",
         "حُقُوق", "المهاجرين", "،", "मानव", "ひ", "(a)", "é", "\u0301", "1"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def joined(found: tuple[Run, ...], kind: str) -> str:
    return "".join(run.words for run in found if run.kind in ("same", kind))


@given(WORDS | st.text(max_size=60), WORDS | st.text(max_size=60))
def test_the_runs_give_back_base_and_target(base: str, target: str) -> None:
    found = runs(base, target)
    assert joined(found, "out") == base
    assert joined(found, "in") == target
    assert applied(base, edits(base, target)) == target
    assert all(run.words for run in found)


@given(st.text(max_size=80))
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(WORDS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert edits(text, text) == ()
    assert touched(text, text) == ()


@pytest.mark.parametrize(
    ("base", "target", "out", "put"),
    [
        ("States should be heard.", "States shall be heard.", "should", "shall"),
        ("人人有权寻求庇护。", "人人有权享受庇护。", "寻求", "享受"),
        ("لكل فرد حَقُّ اللجوء.", "لكل فرد حُقُوقُ اللجوء.", "حَقُّ", "حُقُوقُ"),
        ("Right to asylum (庇护权) for all", "Right to asylum (居留权) for all", "庇护", "居留"),
        ("the Panel’s text", "the Panel’s words", "text", "words"),
    ],
)
def test_whole_words_change_and_in_chinese_single_characters(
    base: str, target: str, out: str, put: str
) -> None:
    changed = [run for run in runs(base, target) if run.kind != "same"]
    assert "".join(run.words for run in changed if run.kind == "out") == out
    assert "".join(run.words for run in changed if run.kind == "in") == put


def test_an_arabic_word_keeps_its_marks_and_persian_its_joiners() -> None:
    assert tokens("حُقُوقُ الإنسان") == ("حُقُوقُ", " ", "الإنسان")
    assert tokens("می\u200cشود") == ("می\u200cشود",)


def test_what_was_taken_out_stands_before_what_took_its_place() -> None:
    assert [run.kind for run in runs("a b c", "a d c")] == ["same", "out", "in", "same"]


def test_words_put_into_one_gap_meet_there() -> None:
    base = "all migrants everywhere"
    one, other = (
        touched(base, "all young migrants everywhere"),
        touched(base, "all women migrants everywhere"),
    )
    assert overlap(one, other)
    assert not overlap(one, touched(base, "all migrants anywhere"))


def test_neighbouring_words_do_not_overlap() -> None:
    base = "respect protect fulfil"
    assert not overlap(touched(base, "honour protect fulfil"), touched(base, "respect defend fulfil"))


def test_an_excerpt_shows_each_change_with_the_words_beside_it() -> None:
    base = " ".join(f"w{i}" for i in range(40))
    found = excerpt(runs(base, base.replace("w20", "new")), 4)
    assert [run.words for run in found] == [" … w18 w19 ", "w20", "new", " w21 w22 … "]
    assert excerpt(runs("a b", "a c"), 4) == runs("a b", "a c")


LONGEST = 4000


@pytest.mark.parametrize(
    ("base", "target"),
    [
        ("的" * LONGEST, "一" * LONGEST),
        ("的人" * (LONGEST // 2), "的是" * (LONGEST // 2)),
        (
            "".join(chr(0x4E00 + i) + "的" for i in range(2000)),
            "".join(chr(0x6E00 + i) + "的" for i in range(2000)),
        ),
        ("a " * (LONGEST // 2), "b a " * (LONGEST // 4)),
        ("a," * (LONGEST // 2), "b,a," * (LONGEST // 4)),
        (" ".join(f"w{i}" for i in range(700)), " ".join(f"w{i + i % 2}" for i in range(700))),
        ("," * LONGEST, "a" + "," * (LONGEST - 2) + "b"),
        ("人，" * 300 + "权" * 3000, "权，" * 300 + "人" * 3000),
    ],
)
def test_the_longest_paragraphs_take_no_longer_than_a_page(base: str, target: str) -> None:
    began = time.process_time()
    found = runs(base, target)
    assert time.process_time() - began < 1
    assert (joined(found, "out"), joined(found, "in")) == (base, target)


def test_a_word_changed_at_each_end_of_a_long_paragraph_is_all_that_changes() -> None:
    middle = "; ".join(f"the {i}th measure is taken by each State" for i in range(90))
    changed = [r for r in runs(f"First {middle} last", f"Second {middle} end") if r.kind != "same"]
    assert [run.words for run in changed] == ["First", "Second", "last", "end"]


def paragraphs(*pairs: tuple[str, str]) -> list[tuple[int | None, ParagraphText]]:
    return in_order([ParagraphText(key, "operative", text) for key, text in pairs])


def test_paragraphs_are_matched_by_identity_and_the_difference_names_its_two_ends() -> None:
    base = paragraphs(("a", "Affirms it;"), ("b", "Notes it;"), ("c", "Recalls it."))
    target = paragraphs(("a", "Affirms it;"), ("d", "Adds it;"), ("c", "Recalls them."))
    found = compare(base, target, names=("L.1", "L.1/Rev.1"))
    assert (found.base, found.target) == ("L.1", "L.1/Rev.1")
    assert [(p.key, p.kind, p.base_number, p.target_number) for p in found.paragraphs] == [
        ("a", "same", 1, 1),
        ("b", "out", 2, None),
        ("d", "in", None, 2),
        ("c", "changed", 3, 3),
    ]
    assert [p.key for p in found.changed] == ["b", "d", "c"]


@settings(max_examples=50)
@given(st.lists(WORDS.filter(str.strip), max_size=6), st.data())
def test_no_paragraph_is_lost_between_two_versions(words: list[str], data: st.DataObject) -> None:
    base = [(f"k{i}", text) for i, text in enumerate(words)]
    kept = [pair for pair in base if data.draw(st.booleans())]
    found = compare(paragraphs(*base), paragraphs(*kept, ("new", "x")), names=("a", "b"))
    assert sorted(p.key for p in found.paragraphs) == sorted([*(key for key, _ in base), "new"])
    assert [p.key for p in found.paragraphs if p.kind != "in"] == [key for key, _ in base]
