"""The measure, R2 to R11: examples from its source, real data, and what must hold for any counts."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from panel.soundings.rules import CLASSES, Counts, measure, rank, root

ELIGIBLE = {"states": 40, "un": 6, "nhris": 5, "civil-society": 20, "migrants": 8}
WORKED = {
    "states": Counts(12, 8, 5, 5),
    "un": Counts(4, 1, 0, 1),
    "nhris": Counts(3, 0, 1, 0),
    "civil-society": Counts(9, 3, 2, 1),
    "migrants": Counts(5, 1, 1, 0),
}
COUNTER = {
    "states": Counts(20, 2, 1, 0),
    "un": Counts(4, 0, 0, 0),
    "nhris": Counts(3, 0, 0, 0),
    "civil-society": Counts(4, 1, 0, 0),
    "migrants": Counts(0, 0, 5, 0),
}
ACCEPTING, CONCERNED, SPLIT, SILENT = Counts(3), Counts(concern=3), Counts(2, 0, 2), Counts()
ORDER = list(CLASSES)

cells = st.tuples(*[st.integers(0, 6)] * 4).map(lambda four: Counts(*four))
statements = st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.integers(0, 30), cells), max_size=6)


def measured(statement):
    return measure(
        {code: eligible for code, (eligible, _) in statement.items()},
        {code: counts for code, (_, counts) in statement.items()},
    )


def of(*cells, eligible=4):
    """Measure one constituency for each of `cells`."""
    codes = "abcdefghij"[: len(cells)]
    return measure(dict.fromkeys(codes, eligible), dict(zip(codes, cells, strict=True)))


def test_the_worked_example():
    found = measure(ELIGIBLE, WORKED)
    assert {code: cell.p for code, cell in found.cells.items()} == {
        "states": Fraction(47, 64),
        "un": Fraction(13, 16),
        "nhris": Fraction(2, 3),
        "civil-society": Fraction(27, 34),
        "migrants": Fraction(7, 9),
    }
    assert {cell.stance for cell in found.cells.values()} == {"accepts"}
    assert (found.represented, found.heard, found.accepts, found.concerns) == (5, 5, 5, 9)
    assert found.product == Fraction(4277, 17408)
    assert root(found.product, 5, 3) == Fraction(755, 1000)
    assert found.score == Fraction(755228, 10**6)
    assert found.class_ == "converges"
    assert found.weakest == ("nhris",)
    assert found.spread == Fraction(7, 48)
    assert found.margin == 1
    assert found.is_fragile


def test_a_statement_that_a_majority_would_have_passed_divides():
    accepted = sum(counts.accepted for counts in COUNTER.values())
    expressed = sum(counts.expressed for counts in COUNTER.values())
    assert (accepted, expressed) == (34, 40)
    found = measure(ELIGIBLE, COUNTER)
    assert found.class_ == "divides"
    assert found.cells["migrants"].stance == "concerned"
    assert (found.accepts, found.concerned, found.concerns) == (4, 1, 6)
    assert found.margin is None


def test_real_conversations_are_classed_and_scored_as_expected(shared):
    data = json.loads(shared("data/convergence_polis.json").read_text(encoding="utf-8"))
    rows = [(group["groups"], row) for group in data["datasets"] for row in group["rows"]]
    wrong = []
    for eligible, row in rows:
        counts = {
            code: Counts(agree, 0, concern, pass_) for code, (agree, concern, pass_) in row["groups"].items()
        }
        found = measure(eligible, counts)
        if (found.class_, float(found.score)) != (row["class_"], row["score"]):
            wrong.append((row, found))
    assert len(rows) == 491
    assert wrong == []


@pytest.mark.parametrize(
    ("eligible", "enough"),
    [(1, 1), (2, 2), (3, 3), (4, 3), (30, 3), (31, 4), (40, 4), (41, 5), (193, 20)],
)
def test_a_constituency_is_heard_when_enough_have_expressed_a_position(eligible, enough):
    short = measure({"a": eligible}, {"a": Counts(agree=enough - 1)})
    assert short.cells["a"].enough == enough
    assert short.cells["a"].stance == "unheard"
    assert measure({"a": eligible}, {"a": Counts(agree=enough)}).cells["a"].is_heard


def test_a_pass_is_an_answer_but_no_position_that_makes_a_constituency_heard():
    cell = measure({"a": 5}, {"a": Counts(pass_=5)}).cells["a"]
    assert (cell.stance, cell.silent) == ("unheard", 0)
    assert cell.p == Fraction(1, 2)


@pytest.mark.parametrize(
    ("counts", "stance"),
    [
        (Counts(2, 0, 1), "accepts"),  # exactly two thirds
        (Counts(0, 2, 1), "accepts"),  # could live with it accepts, too
        (Counts(199, 0, 101), "split"),
        (Counts(1, 0, 2), "concerned"),
        (Counts(101, 0, 199), "split"),
        (Counts(2, 0, 2, 9), "split"),
    ],
)
def test_two_thirds_of_what_is_expressed_decide_the_stance(counts, stance):
    assert measure({"a": 0}, {"a": counts}).cells["a"].stance == stance


@pytest.mark.parametrize(
    ("cells", "class_"),
    [
        ((), "insufficient"),
        ((ACCEPTING,), "insufficient"),
        ((ACCEPTING, SILENT), "insufficient"),
        ((ACCEPTING, ACCEPTING), "converges"),
        ((ACCEPTING, ACCEPTING, SILENT), "converging"),
        ((ACCEPTING, ACCEPTING, SILENT, SILENT), "insufficient"),
        ((ACCEPTING, CONCERNED), "divides"),
        ((ACCEPTING, CONCERNED, SPLIT, SPLIT), "divides"),
        ((CONCERNED, SPLIT), "declined"),
        ((CONCERNED, CONCERNED, SILENT), "declined"),
        ((ACCEPTING, ACCEPTING, SPLIT), "emerging"),
        ((ACCEPTING, SPLIT), "open"),  # half is not more than half
        ((SPLIT, SPLIT), "open"),
    ],
)
def test_the_class_is_the_first_that_applies(cells, class_):
    assert of(*cells).class_ == class_


def test_nobody_represented_is_insufficient_and_has_no_score():
    found = measure({"a": 0, "b": 0}, {})
    assert (found.class_, found.represented, found.heard) == ("insufficient", 0, 0)
    assert found.absent == ("a", "b")
    assert (found.product, found.score, found.spread) == (1, 0, 0)
    assert (found.weakest, found.margin) == ((), None)


def test_an_absent_constituency_changes_nothing_but_who_is_named():
    with_absent = measure({**ELIGIBLE, "trade-unions": 0}, WORKED)
    assert with_absent.absent == ("trade-unions",)
    assert replace(with_absent, absent=()) == measure(ELIGIBLE, WORKED)


def test_more_positions_than_eligible_raise_the_number_eligible():
    assert measure({"a": 2}, {"a": Counts(3, 1, 1, 1)}).cells["a"].eligible == 6


def test_constituencies_equally_weak_are_all_named():
    assert of(ACCEPTING, SPLIT, SPLIT).weakest == ("b", "c")


def test_the_spread_leaves_out_who_is_not_heard():
    assert of(ACCEPTING, ACCEPTING, SILENT).spread == 0


def test_statements_are_ranked_by_class_product_concerns_agreement_and_id():
    board = {
        "insufficient": of(ACCEPTING, SILENT),
        "declined": of(CONCERNED, SPLIT),
        "divides": of(ACCEPTING, CONCERNED),
        "open": of(ACCEPTING, SPLIT),
        "emerging": of(ACCEPTING, ACCEPTING, SPLIT),
        "converging": of(ACCEPTING, ACCEPTING, SILENT),
        "converges, lower": of(Counts(3, 0, 1), Counts(3, 0, 1)),
        "converges, higher": of(Counts(4), Counts(4)),
        # p is 3/4 in all three: (2+1)/4 = (5+1)/8; the last has a concern
        "more agree": of(Counts(2), Counts(2), eligible=2),
        "b: fewer agree": of(Counts(1, 1), Counts(1, 1), eligible=2),
        "a: fewer agree": of(Counts(1, 1), Counts(1, 1), eligible=2),
        "one concern": of(Counts(5, 0, 1), Counts(5, 0, 1), eligible=6),
    }
    assert rank(board) == [
        "converges, higher",
        "more agree",
        "a: fewer agree",
        "b: fewer agree",
        "one concern",
        "converges, lower",
        "converging",
        "emerging",
        "open",
        "divides",
        "declined",
        "insufficient",
    ]


def test_numbers_are_ranked_as_numbers():
    assert rank({10: of(ACCEPTING, ACCEPTING), 9: of(ACCEPTING, ACCEPTING)}) == [9, 10]


def test_products_that_no_float_tells_apart_are_ranked_apart():
    great = 10**9
    board = {
        "less": measure({"a": 0, "b": 0}, {"a": Counts(great, 0, 1), "b": Counts(great, 0, 1)}),
        "more": measure({"a": 0, "b": 0}, {"a": Counts(great, 0, 1), "b": Counts(great + 1, 0, 1)}),
    }
    assert float(board["less"].product) == float(board["more"].product)
    assert rank(board) == ["more", "less"]


@given(statements)
def test_the_order_of_the_constituencies_does_not_matter(statement):
    assert measured(statement) == measured(dict(reversed(statement.items())))


@given(statements)
def test_nothing_is_ever_a_float(statement):
    found = measured(statement)
    figures = [found.product, found.score, found.spread, *(cell.p for cell in found.cells.values())]
    assert all(type(figure) is Fraction for figure in figures)
    counted = [found.heard, found.accepts, found.concerned, found.concerns, found.margin or 0, found.agree]
    assert all(type(number) is int for number in counted)


@given(statements)
def test_what_the_class_says_is_so(statement):
    found = measured(statement)
    stances = [cell.stance for cell in found.cells.values()]
    heard = [stance for stance in stances if stance != "unheard"]
    if found.class_ == "converges":
        assert set(stances) == {"accepts"}
    if found.class_ == "converging":
        assert set(stances) == {"accepts", "unheard"}
    if found.class_ in ("divides", "declined"):
        assert "concerned" in heard
        assert ("accepts" in heard) == (found.class_ == "divides")
    if found.class_ in ("emerging", "open"):
        assert "concerned" not in heard
    if found.class_ != "insufficient":
        assert len(heard) >= 2
        assert 3 * len(heard) >= 2 * len(stances)


@given(statements)
def test_figures_stay_in_their_bounds(statement):
    found = measured(statement)
    assert all(0 < cell.p < 1 for cell in found.cells.values())
    assert all(cell.silent >= 0 for cell in found.cells.values())
    assert 0 <= found.spread < 1
    assert found.concerns == sum(counts.concern for _, counts in statement.values())
    if found.cells:
        least, most = (pick(cell.p for cell in found.cells.values()) for pick in (min, max))
        assert least**found.represented <= found.product <= most**found.represented
        assert {found.cells[code].p for code in found.weakest} == {least}


@given(statements, st.data())
def test_an_acceptance_turned_into_a_concern_never_betters_the_class_or_the_product(statement, data):
    accepting = [code for code, (_, counts) in statement.items() if counts.accepted]
    assume(accepting)
    code = data.draw(st.sampled_from(accepting))
    eligible, counts = statement[code]
    before, after = measured(statement), measured({**statement, code: (eligible, turned(counts, 1))})
    assert ORDER.index(after.class_) >= ORDER.index(before.class_)
    assert after.product < before.product


@given(statements, st.sampled_from("abcdef"))
def test_a_further_concern_never_makes_anything_converge_that_was_heard_by_all(statement, code):
    before = measured(statement)
    assume(code in before.cells and before.heard == before.represented)
    eligible, counts = statement[code]
    after = measured({**statement, code: (eligible, replace(counts, concern=counts.concern + 1))})
    assert ORDER.index(after.class_) >= ORDER.index(before.class_) or after.class_ not in (
        "converges",
        "converging",
    )


small = st.lists(
    st.tuples(st.integers(0, 5), st.tuples(*[st.integers(0, 3)] * 3).map(lambda three: Counts(*three))),
    min_size=2,
    max_size=4,
)


@given(small)
def test_the_margin_is_what_trying_everything_finds(cells):
    statement = dict(zip("abcd", cells, strict=False))
    found = measured(statement)
    if found.class_ not in ("converges", "converging"):
        assert found.margin is None
        return
    ending = []
    for turns in product(*(range(counts.accepted + 1) for _, counts in statement.values())):
        tried = {
            code: (eligible, turned(counts, turn))
            for (code, (eligible, counts)), turn in zip(statement.items(), turns, strict=True)
        }
        if measured(tried).class_ not in ("converges", "converging"):
            ending.append(sum(turns))
    assert found.margin == min(ending)


def turned(counts, turns):
    """Return `counts` with `turns` acceptances turned into concerns."""
    agree = min(turns, counts.agree)
    return replace(
        counts,
        agree=counts.agree - agree,
        live=counts.live - (turns - agree),
        concern=counts.concern + turns,
    )


@given(st.integers(1, 10**12), st.integers(1, 10**12), st.integers(1, 12), st.integers(0, 8))
def test_a_root_is_off_by_no_more_than_half_of_the_last_place(above, below, degree, places):
    number = Fraction(min(above, below), max(above, below))
    found, half = root(number, degree, places), Fraction(1, 2 * 10**places)
    assert max(found - half, 0) ** degree <= number <= (found + half) ** degree
    assert (found * 10**places).denominator == 1


@pytest.mark.parametrize(
    ("number", "rounded"),
    [(Fraction(1, 128), "0.007812"), (Fraction(3, 128), "0.023438"), (Fraction(1), "1")],
)
def test_a_tie_is_rounded_to_the_even_digit(number, rounded):
    assert root(number, 1, 6) == Fraction(rounded)
