"""What figures of the measure look like."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.soundings.display import WIDTH, decimal, strip
from panel.soundings.rules import Counts, measure


def strip_of(*counts, eligible=0):
    return strip(measure({"a": eligible}, {"a": Counts(*counts)}).cells["a"])


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (Fraction(0), 3, "0.000"),
        (Fraction(1), 1, "1.0"),
        (Fraction(755228, 10**6), 3, "0.755"),
        (Fraction(1, 16), 3, "0.062"),
        (Fraction(9999, 10000), 3, "1.000"),
        (Fraction(401, 3), 1, "133.7"),
    ],
)
def test_fractions_are_shown_in_decimals_rounded_half_to_even(number, places, text):
    assert decimal(number, places) == text


def test_bars_follow_one_another_in_the_order_of_positions():
    shown = strip_of(12, 8, 5, 5, eligible=40)
    assert [(bar.position, bar.x) for bar in shown.bars] == [
        ("agree", "0.0"),
        ("live", "96.0"),
        ("concern", "160.0"),
    ]
    assert (shown.heard, shown.two_thirds) == ("125.0", "133.3")


def test_nobody_heard_is_an_empty_strip():
    assert strip_of(0, 0, 0, 2, eligible=4).bars == ()
    assert strip_of(0, 0, 0, 2, eligible=4).heard == "0.0"


@given(st.tuples(*[st.integers(0, 300)] * 4).filter(any))
def test_bars_stay_within_the_strip(counts):
    shown = strip_of(*counts)
    assert all(0 <= float(bar.x) < WIDTH for bar in shown.bars)
    assert all(float(bar.x) + float(bar.width) <= WIDTH + 1 for bar in shown.bars)
    assert 0 <= float(shown.heard) <= WIDTH
