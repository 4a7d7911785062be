"""Rules on statements, positions and reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.kernel.refusal import Conflict, Refusal
from panel.soundings import rules

WORDS = "Everyone is heard in person before a return."


def refused_at(act, *args):
    with pytest.raises(Refusal) as refused:
        act(*args)
    return refused.value.field


def test_a_statement_stands_on_one_line_within_its_bounds():
    assert rules.statement(f"  {WORDS}\n") == WORDS
    assert refused_at(rules.statement, "Too short.") == "text"
    assert refused_at(rules.statement, "a" * (rules.STATEMENT_LENGTH + 1)) == "text"
    assert rules.statement("a" * rules.STATEMENT_LENGTH)


def test_new_words_differ_from_those_before():
    assert refused_at(rules.new_words, f"{WORDS} ", WORDS) == "text"
    assert rules.new_words(f"{WORDS[:-1]} or a transfer.", WORDS) != WORDS


def test_a_concern_needs_a_reason_and_nothing_else_carries_one():
    assert rules.position("concern", " Who hears them? ") == ("concern", "Who hears them?")
    assert refused_at(rules.position, "concern", "  ") == "reason"
    assert refused_at(rules.position, "concern", "a" * (rules.REASON_LENGTH + 1)) == "reason"
    for position in ("agree", "live", "pass"):
        assert rules.position(position, "") == (position, "")
        assert refused_at(rules.position, position, "But.") == "reason"


@given(st.text().filter(lambda text: text not in rules.POSITIONS))
def test_there_are_four_positions(text):
    assert refused_at(rules.position, text, "") == "position"


def test_a_position_is_about_the_words_that_stand():
    rules.on_current_version(2, 2)
    for version in (0, 1, 3):
        with pytest.raises(Conflict):
            rules.on_current_version(version, 2)


def test_the_same_position_again_is_refused_but_another_reason_is_not():
    assert refused_at(rules.changed, ("agree", ""), ("agree", "")) == "position"
    rules.changed(("concern", "One."), ("concern", "Another."))
    rules.changed(None, ("agree", ""))


def test_a_thread_has_no_more_soundings_than_its_board_can_show():
    rules.room_for_more(rules.MOST_SOUNDINGS - 1)
    with pytest.raises(Conflict):
        rules.room_for_more(rules.MOST_SOUNDINGS)


def test_an_act_says_why():
    assert rules.reason_for(" Because. ", "Say why.") == "Because."
    assert refused_at(rules.reason_for, " ", "Say why.") == "reason"
