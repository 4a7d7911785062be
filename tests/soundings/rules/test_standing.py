"""Which positions stand (R1)."""

from hypothesis import given
from hypothesis import strategies as st

from panel.soundings.rules import WITHDRAWN, Counts, Given, count, standing


def held(*positions, version=1, as_at=None):
    return {
        delegation: one.position
        for delegation, one in standing(positions, version=version, as_at=as_at).items()
    }


def by(delegation, position, at, seq=0, version=1):
    return Given(delegation, "states", position, at, seq, version)


def test_the_latest_position_wins():
    assert held(by("a", "agree", 2), by("a", "concern", 1)) == {"a": "agree"}


def test_the_sequence_decides_within_an_instant():
    assert held(by("a", "agree", 1, seq=10), by("a", "concern", 1, seq=9)) == {"a": "agree"}


def test_a_withdrawal_removes_the_position_and_a_new_one_brings_it_back():
    assert held(by("a", "agree", 1), by("a", WITHDRAWN, 2)) == {}
    assert held(by("a", "agree", 1), by("a", WITHDRAWN, 2), by("a", "live", 3)) == {"a": "live"}


def test_a_new_version_starts_empty():
    assert held(by("a", "agree", 1), version=2) == {}
    assert held(by("a", "agree", 1, version=2), by("a", "concern", 9), version=2) == {"a": "agree"}


def test_what_was_given_after_the_cut_off_does_not_count():
    assert held(by("a", "agree", 5), by("a", "concern", 6), as_at=5) == {"a": "agree"}
    assert held(by("a", "agree", 5), as_at=4) == {}


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(("agree", "pass", WITHDRAWN)), st.integers(0, 3))
    )
)
def test_the_order_in_which_positions_are_read_does_not_matter(given_):
    positions = [by(who, what, at, seq) for seq, (who, what, at) in enumerate(given_)]
    assert held(*positions) == held(*reversed(positions))


def test_positions_are_counted_by_constituency():
    pairs = [
        ("states", "agree"),
        ("states", "agree"),
        ("states", "pass"),
        ("nhris", "concern"),
        ("nhris", "live"),
    ]
    assert count(pairs) == {"states": Counts(2, 0, 0, 1), "nhris": Counts(0, 1, 1)}
