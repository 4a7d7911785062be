"""The rules of procedure as data: what rules can be made of, and nothing else."""

import json
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.kernel.refusal import Refusal
from panel.understandings.procedure import Procedure, procedure_from


def test_what_is_left_out_is_as_the_panel_began() -> None:
    rules = procedure_from({"version": 1})
    assert (rules.minimum_silence, rules.statements_window) == (timedelta(hours=72), timedelta(days=14))
    assert (rules.heard_share, rules.must_be_heard, rules.disclosure) == (
        "2/3",
        ("migrants-associations",),
        "delegations",
    )
    assert rules.is_entitled("trade-unions")
    assert (rules.hold_hours, rules.confirmation, rules.attach_statements) == (24, timedelta(days=14), True)


def test_only_named_constituencies_are_entitled() -> None:
    rules = procedure_from({"version": 2, "entitled": ["states"]})
    assert rules.is_entitled("states")
    assert not rules.is_entitled("state")
    assert not rules.is_entitled("civil-society")


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("version", 0),
        ("version", -1),
        ("version", "1"),
        ("version", True),
        ("version", 1.0),
        ("version", None),
        ("minimum_silence_hours", 0),
        ("minimum_silence_hours", -72),
        ("minimum_silence_hours", 72.5),
        ("minimum_silence_hours", 24 * 90 + 1),
        ("minimum_silence_hours", 10**30),
        ("statements_window_days", 0),
        ("statements_window_days", "14"),
        ("statements_window_days", 10**30),
        ("heard_share", "3/2"),
        ("heard_share", "-1/2"),
        ("heard_share", "1/0"),
        ("heard_share", "two thirds"),
        ("heard_share", "1e999999999"),
        ("heard_share", "nan"),
        ("heard_share", "٢/٣"),
        ("heard_share", ""),
        ("heard_share", 0.5),
        ("heard_share", None),
        ("heard_share", ["2/3"]),
        ("entitled", "states"),
        ("entitled", None),
        ("entitled", [1]),
        ("entitled", [""]),
        ("entitled", [["states"]]),
        ("entitled", {"states": True}),
        ("must_be_heard", "migrants-associations"),
        ("must_be_heard", [None]),
        ("disclosure", "everyone"),
        ("disclosure", ""),
        ("disclosure", None),
        ("disclosure", ["public"]),
        ("hold_hours", -1),
        ("hold_hours", 241),
        ("hold_hours", True),
        ("hold_hours", "24"),
        ("confirmation_days", 0),
        ("confirmation_days", 367),
        ("confirmation_days", None),
        ("attach_statements", 1),
        ("attach_statements", "yes"),
    ],
)
def test_an_entry_of_another_kind_is_refused(entry: str, value: Any) -> None:
    with pytest.raises(Refusal, match="not rules of procedure"):
        procedure_from({"version": 1, entry: value})


def test_rules_without_a_version_are_none() -> None:
    with pytest.raises(Refusal, match="not rules of procedure"):
        procedure_from({"disclosure": "public"})


def test_an_unknown_entry_is_named() -> None:
    with pytest.raises(Refusal, match="no entry colour"):
        procedure_from({"version": 1, "colour": "blue"})


NAMES = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30), max_size=4)


@given(
    st.builds(
        Procedure,
        version=st.integers(1, 999),
        entitled=NAMES.map(tuple),
        minimum_silence_hours=st.integers(1, 2160),
        statements_window_days=st.integers(1, 366),
        heard_share=st.integers(1, 12).flatmap(lambda n: st.integers(0, n).map(lambda k: f"{k}/{n}")),
        must_be_heard=NAMES.map(tuple),
        disclosure=st.sampled_from(["delegations", "public", "nobody"]),
        hold_hours=st.integers(0, 240),
        confirmation_days=st.integers(1, 366),
        attach_statements=st.booleans(),
    )
)
def test_rules_come_back_from_their_own_json(rules: Procedure) -> None:
    assert procedure_from(json.loads(rules.to_json())) == rules
    assert json.loads(rules.to_json()) == json.loads(json.dumps(asdict(rules)))


def test_equal_rules_have_equal_json_whatever_the_order_of_entries() -> None:
    one = procedure_from({"version": 3, "disclosure": "nobody", "entitled": ["states"]})
    other = procedure_from({"entitled": ["states"], "version": 3, "disclosure": "nobody"})
    assert one.to_json() == other.to_json()
