"""What a leaf holds and what it does not."""

import hmac
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.record.facts import Fact, Words, commit, leaf_bytes, payload


@dataclass(frozen=True, slots=True, kw_only=True)
class StoneLaid(Fact):
    """A fact for tests."""

    place: Any = None
    said: Words | None = None


def leaf(fact: Fact) -> bytes:
    body, _ = payload(fact, "seat:s")
    return leaf_bytes(
        seq=7, at="2026-03-02T12:00:00Z", kind=fact.kind, actor="system", subject=fact.subject, payload=body
    )


def test_the_kind_follows_from_the_name() -> None:
    assert StoneLaid.kind == "stone_laid"
    assert Fact.KINDS["stone_laid"] is StoneLaid


@given(st.text(min_size=9, alphabet=st.characters(codec="utf-8")))
def test_words_are_committed_to_and_not_in_the_leaf(said: str) -> None:
    fact = StoneLaid(subject="stone:1", said=Words(said))
    body, commitments = payload(fact, "seat:s")
    (beside,) = commitments
    assert (beside.field, beside.words, len(beside.salt)) == ("said", said, 32)
    assert (
        body["said"] == commit(beside.salt, said) == hmac.new(beside.salt, said.encode(), sha256).hexdigest()
    )
    assert said.encode() not in leaf(fact)


def test_a_veiled_fact_commits_to_who_acted() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class VoiceHeard(Fact):
        is_veiled: ClassVar[bool] = True

    body, (beside,) = payload(VoiceHeard(subject="stone:1"), "seat:s")
    assert body == {"actor": commit(beside.salt, "seat:s")}
    del Fact.KINDS["voice_heard"]


def test_the_same_words_are_committed_to_differently_each_time() -> None:
    fact = StoneLaid(subject="stone:1", said=Words("yes"))
    assert payload(fact, "seat:s")[0] != payload(fact, "seat:s")[0]


def test_the_bytes_are_canonical() -> None:
    fact = StoneLaid(subject="stone:é", place={"b": 1, "a": ("ü", [2, "\n"])})
    assert (
        leaf(fact)
        == (
            '{"actor":"system","at":"2026-03-02T12:00:00Z","kind":"stone_laid",'
            '"payload":{"place":{"a":["ü",[2,"\\n"]],"b":1}},"seq":7,"subject":"stone:é","v":1}'
        ).encode()
    )
    assert json.loads(leaf(fact))["payload"] == {"place": {"a": ["ü", [2, "\n"]], "b": 1}}


def test_what_is_none_is_left_out() -> None:
    assert payload(StoneLaid(subject="stone:1"), "seat:s") == ({}, [])


@pytest.mark.parametrize("value", [1.5, True, b"bytes", {"deep": [False]}, [1, 2.0], {1, 2}])
def test_what_canonical_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        payload(StoneLaid(subject="stone:1", place=value), "seat:s")


@pytest.mark.parametrize("value", [2**53, "\ud800"])
def test_what_cannot_be_written_exactly_has_no_leaf(value: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the library's own, with sentences of its own
        leaf(StoneLaid(subject="stone:1", place=value))
