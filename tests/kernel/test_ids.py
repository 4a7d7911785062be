"""Identifiers say nothing."""

from panel.kernel.ids import LENGTH, new_id


def test_ids_are_twenty_plain_characters_and_never_the_same() -> None:
    made = {new_id() for _ in range(2000)}
    assert len(made) == 2000
    assert {len(one) for one in made} == {LENGTH}
    assert not set("".join(made)) & set("ilouILOU")


def test_ids_do_not_follow_the_time() -> None:
    made = [new_id() for _ in range(200)]
    assert made != sorted(made)
