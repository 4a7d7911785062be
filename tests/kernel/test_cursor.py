"""Where a page of a list ended, as text in an address."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.kernel import cursor
from panel.kernel.refusal import Refusal


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0")), st.integers(-(2**63), 2**63 - 1)
)
def test_a_key_comes_back_as_it_was(name: str, number: int) -> None:
    token = cursor.encode(name, number)
    assert cursor.decode(token, str, int) == (name, number)
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "%%%",
        "a",
        "é",
        cursor.encode("only one"),
        cursor.encode(1, "swapped"),
        cursor.encode("one", 2, 3),
        "bnVsbA",
        "W3RydWUsMV0",
        "W1tbW1tbW1tb" * 500,
        cursor.encode("a\0b", 1),
        cursor.encode("\ud800", 1),
        cursor.encode("a", 2**63),
    ],
)
def test_what_is_not_ours_is_refused(token: str) -> None:
    with pytest.raises(Refusal) as refusal:
        cursor.decode(token, str, int)
    assert refusal.value.status == 400


@given(st.text(max_size=60))
def test_nothing_typed_breaks_it(token: str) -> None:
    with contextlib.suppress(Refusal):
        cursor.decode(token, str, int)
