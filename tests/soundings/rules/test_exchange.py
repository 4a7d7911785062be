"""The JSON lines of the measure."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.soundings.rules import Malformed, answer

AGREED = {"agree": 3, "live": 0, "concern": 0, "pass": 0}
SPLIT = {"agree": 2, "live": 0, "concern": 2, "pass": 0}
TWO = {"a": 4, "b": 4}


def ask(**line):
    return answer(json.dumps(line).encode())


def position(delegation, position, at="2026-03-02T12:00:00Z", **more):
    return {"delegation": delegation, "constituency": "a", "position": position, "at": at, **more}


def counted(*positions, **line):
    """Return agree, live, concern and pass of constituency `a`."""
    found = ask(constituencies=TWO, positions=list(positions), **line)["constituencies"]["a"]
    return tuple(found[name] for name in AGREED)


def test_counts_are_answered_with_the_whole_result():
    assert ask(constituencies={**TWO, "c": 0}, counts={"a": AGREED, "b": AGREED}) == {
        "class": "converges",
        "represented": 2,
        "heard": 2,
        "accepts": 2,
        "concerns": 0,
        "product": "16/25",
        "score": 0.8,
        "weakest": ["a", "b"],
        "spread": "0/1",
        "margin": 2,
        "constituencies": {code: {"stance": "accepts", "p": "4/5", **AGREED} for code in "ab"},
    }


def test_a_constituency_without_counts_is_silent():
    found = ask(constituencies=TWO, counts={"a": AGREED})
    assert found["constituencies"]["b"] == {"stance": "unheard", "p": "1/2", **dict.fromkeys(AGREED, 0)}
    assert (found["class"], found["margin"]) == ("insufficient", None)


def test_positions_are_counted():
    held = [
        position("d1", "agree"),
        position("d2", "live"),
        position("d3", "concern"),
        position("d4", "pass"),
    ]
    assert counted(*held) == (1, 1, 1, 1)


def test_the_latest_position_of_a_delegation_counts_across_time_zones():
    later = position("d", "live", "2026-03-02T13:30:00+01:00")
    earlier = position("d", "agree", "2026-03-02T12:15:00")
    assert counted(later, earlier) == (0, 1, 0, 0)


def test_within_an_instant_the_sequence_decides_and_without_one_the_order_of_the_list():
    assert counted(position("d", "agree", seq=2), position("d", "live", seq=1)) == (1, 0, 0, 0)
    assert counted(position("d", "agree"), position("d", "live")) == (0, 1, 0, 0)


@pytest.mark.parametrize("word", ["withdrawn", "withdraw", "withdrawal", None])
def test_a_withdrawal_removes(word):
    assert counted(position("d", "agree", 1), position("d", word, 2)) == (0, 0, 0, 0)


def test_only_positions_on_the_version_count():
    given_ = [position("d", "agree", version=1), position("e", "live", version=2), position("f", "pass")]
    assert counted(*given_, version=1) == (1, 0, 0, 1)
    assert counted(*given_, version=2) == (0, 1, 0, 1)
    assert counted(*given_, version=3) == (0, 0, 0, 1)
    assert counted(*given_) == (0, 1, 0, 1)


def test_only_positions_given_by_the_cut_off_count():
    given_ = [position("d", "agree", "2026-03-01T12:00:00Z"), position("d", "pass", "2026-03-02", version=2)]
    assert counted(*given_, as_at="2026-03-02T00:00:00Z") == (0, 0, 0, 1)
    assert counted(*given_, as_at="2026-03-01T23:59:59Z") == (1, 0, 0, 0)


def test_a_board_is_answered_with_its_ranking():
    board = {
        "worst": {"a": SPLIT, "b": SPLIT},
        "best": {"a": AGREED, "b": AGREED},
        "middle": {"counts": {"a": AGREED, "b": SPLIT}},
        "none": {"positions": []},
    }
    assert ask(board=board, constituencies=TWO) == {"ranking": ["best", "middle", "worst", "none"]}


MALFORMED = {
    "not UTF-8": b'{"constituencies": {"\xff": 1}}',
    "not JSON": b"{",
    "nothing": b"\x00",
    "not an object": b"[]",
    "a number alone": b"7",
    "no constituencies": b'{"counts": {}}',
    "neither counts nor positions": b'{"constituencies": {}}',
    "both": b'{"constituencies": {}, "counts": {}, "positions": []}',
    "NaN": b'{"constituencies": {"a": NaN}, "counts": {}}',
    "infinity": b'{"constituencies": {"a": 1e999}, "counts": {}}',
    "a huge number": b'{"constituencies": {"a": 1' + b"0" * 30 + b'}, "counts": {}}',
    "a number of 5,000 digits": b'{"constituencies": {"a": ' + b"9" * 5000 + b'}, "counts": {}}',
    "a negative number": b'{"constituencies": {"a": -1}, "counts": {}}',
    "a fraction": b'{"constituencies": {"a": 1.5}, "counts": {}}',
    "a whole float": b'{"constituencies": {"a": 1.0}, "counts": {}}',
    "true": b'{"constituencies": {"a": true}, "counts": {}}',
    "a number as text": b'{"constituencies": {"a": "1"}, "counts": {}}',
    "a key twice": b'{"constituencies": {"a": 1, "a": 2}, "counts": {}}',
    "the same key twice in disguise": b'{"constituencies": {"a": 1, "\\u0061": 2}, "counts": {}}',
    "nested deeply": b'{"constituencies": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "an empty code": b'{"constituencies": {"": 1}, "counts": {}}',
    "half a character": b'{"constituencies": {"\\ud800": 1}, "counts": {}}',
    "a long code": b'{"constituencies": {"' + b"a" * 201 + b'": 1}, "counts": {}}',
    "too many constituencies": json.dumps(
        {"constituencies": {str(number): 1 for number in range(251)}, "counts": {}}
    ).encode(),
}


@pytest.mark.parametrize("line", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_line_is_refused(line):
    with pytest.raises(Malformed):
        answer(line)


@pytest.mark.parametrize(
    "rest",
    [
        {"counts": None},
        {"counts": {"a": None}},
        {"counts": {"a": {"agree": 1}}},
        {"counts": {"a": {**AGREED, "disagree": 1}}},
        {"counts": {"a": {**AGREED, "agree": -1}}},
        {"counts": {"unknown": AGREED}},
        {"board": []},
        {"board": {"1": 5}},
        {"board": {"1": {"unknown": AGREED}}},
        {"positions": {}},
        {"positions": [5]},
        {"positions": [{}]},
        {"positions": [position("d", "yes")]},
        {"positions": [position("d", ["agree"])]},
        {"positions": [position("d", 0)]},
        {"positions": [position(None, "agree")]},
        {"positions": [position({}, "agree")]},
        {"positions": [position("d", "agree", constituency=[])]},
        {"positions": [position("d", "agree", constituency="unknown")]},
        {"positions": [position("d", "agree", at=None)]},
        {"positions": [position("d", "agree", at="yesterday")]},
        {"positions": [position("d", "agree", at=1.5)]},
        {"positions": [position("d", "agree", at=2**64)]},
        {"positions": [position("d", "agree", seq=-1)]},
        {"positions": [position("d", "agree", version="1")]},
        {"positions": [position("d", "agree", at=1), position("e", "agree")]},
        {"positions": [position("d", "agree")], "as_at": 5},
        {"positions": [], "version": 1.0},
        {"positions": [], "as_at": "soon"},
    ],
    ids=str,
)
def test_what_is_not_of_the_shape_is_refused(rest):
    with pytest.raises(Malformed):
        ask(constituencies=TWO, **rest)


def test_the_first_and_the_last_instants_there_are_can_be_ordered():
    first = position("d", "agree", "0001-01-01T00:00:00+14:00")
    last = position("d", "live", "9999-12-31T23:59:59-12:00")
    assert counted(last, first) == (0, 1, 0, 0)


def test_as_many_constituencies_of_as_many_delegations_as_fit_are_answered():
    cell = dict.fromkeys(AGREED, 10**9)
    codes = [str(number) for number in range(250)]
    found = ask(constituencies=dict.fromkeys(codes, 10**9), counts=dict.fromkeys(codes, cell))
    assert found["class"] == "converges"
    assert 0 < found["score"] < 1


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["constituencies", "counts", "positions", "board", "version", "as_at", "a", "agree", "at"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(anything, anything)
def test_whatever_is_asked_is_answered_or_refused(one, two):
    for line in (
        one,
        {"constituencies": TWO, "counts": one},
        {"constituencies": TWO, "positions": [two], "as_at": one},
    ):
        try:
            answered = answer(json.dumps(line).encode())
        except Malformed:
            continue
        assert answered.keys() & {"class", "ranking"}


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_with_a_sentence(line):
    with pytest.raises(Malformed, match=r"\w"):
        answer(line)
