"""What of a result is published."""

import json
from hashlib import sha256

from panel.soundings.rules import Counts, answer, hashed_bytes, publish, recomputable, written

CUT_OFF = "2026-03-02T12:00:00Z"
ELIGIBLE = {"states": 9, "un": 3, "nhris": 2, "experts": 0}
COUNTS = {"states": Counts(5, 1, 1, 1), "un": Counts(3), "nhris": Counts(concern=2)}


def test_the_counts_of_one_or_two_delegations_are_suppressed():
    found = publish(ELIGIBLE, COUNTS, CUT_OFF)
    assert found.suppressed == ("nhris",)
    assert set(found.figures.cells) == {"states", "un"}
    assert found.absent == ("experts",)


def test_the_class_takes_account_of_who_is_suppressed():
    found = publish(ELIGIBLE, COUNTS, CUT_OFF)
    assert (found.class_, found.figures.class_) == ("divides", "converges")
    assert (found.represented, found.heard) == (3, 3)


def test_no_published_figure_depends_on_what_is_suppressed():
    """Else a product, a total or the hash of a handful of possible inputs would give the counts away."""
    ways = [Counts(concern=2), Counts(1, 0, 1), Counts(2), Counts(), Counts(pass_=2)]
    found = [publish(ELIGIBLE, {**COUNTS, "nhris": counts}, CUT_OFF) for counts in ways]
    assert len({json.dumps(written(one.figures)) for one in found}) == 1
    assert len({one.digest for one in found}) == 1


def test_anybody_can_compute_the_figures_again_from_what_is_published():
    found = publish(ELIGIBLE, COUNTS, CUT_OFF)
    assert answer(json.dumps(recomputable(found.figures)).encode()) == written(found.figures)


def test_the_hash_is_over_rule_version_cut_off_and_counts_in_canonical_json():
    found = publish(ELIGIBLE, COUNTS, CUT_OFF)
    expected = (
        '{"constituencies":{"states":9,"un":3},'
        '"counts":{"states":{"agree":5,"concern":1,"live":1,"pass":1},'
        '"un":{"agree":3,"concern":0,"live":0,"pass":0}},'
        '"cut_off":"2026-03-02T12:00:00Z","rule_version":"1"}'
    )
    assert found.digest == sha256(expected.encode()).hexdigest()
    assert expected.encode() == hashed_bytes(found.figures, CUT_OFF)


def test_the_hash_changes_with_the_counts_and_with_the_cut_off():
    digests = {
        publish(ELIGIBLE, COUNTS, CUT_OFF).digest,
        publish(ELIGIBLE, COUNTS, "2026-03-02T12:00:01Z").digest,
        publish(ELIGIBLE, {**COUNTS, "un": Counts(2, 1)}, CUT_OFF).digest,
        publish({**ELIGIBLE, "un": 4}, COUNTS, CUT_OFF).digest,
    }
    assert len(digests) == 4
