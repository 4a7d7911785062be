"""A refusal carries its sentence, unfilled for the translator and filled for whoever reads the log."""

import pytest

from panel.kernel.refusal import Conflict, Forbidden, NotFound, Refusal


def test_a_refusal_keeps_its_sentence_and_fills_it() -> None:
    refusal = Refusal("At most %(most)s.", {"most": 3}, field="title", rule="2")
    assert (refusal.message, refusal.params, refusal.field, refusal.rule) == (
        "At most %(most)s.",
        {"most": 3},
        "title",
        "2",
    )
    assert str(refusal) == "At most 3."


def test_a_sentence_without_places_may_hold_a_percent_sign() -> None:
    assert str(Refusal("Half is 50%.")) == "Half is 50%."


@pytest.mark.parametrize(
    ("kind", "status"), [(Refusal, 422), (NotFound, 404), (Conflict, 409), (Forbidden, 403)]
)
def test_each_kind_has_its_status(kind: type[Refusal], status: int) -> None:
    assert kind("No.").status == status


def test_a_status_can_be_given() -> None:
    assert Refusal("No.", status=413).status == 413


def test_a_prohibition_says_whom_to_ask() -> None:
    assert Forbidden("No.", whom="Ask the Chair.").whom == "Ask the Chair."
