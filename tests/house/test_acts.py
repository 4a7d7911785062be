"""Every act has a policy, facts, a sentence for each fact, and a test in which it is refused."""

import ast
import inspect
import re
import textwrap

import pytest

from panel.policy import PERMISSIONS
from panel.record.acts import ACTS
from panel.record.facts import Fact
from tests.house.rooms import PROJECT, source_of, sources, step_of

ORDERS = sorted(ACTS, key=lambda order: (order.__module__, order.__name__))
KINDS = sorted(kind for kind, fact in Fact.KINDS.items() if fact.__module__.startswith("panel."))


def words_of(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.__name__)
class TestEveryAct:
    def test_is_named_like_its_order(self, order):
        assert ACTS[order].function.__name__ == words_of(order.__name__)

    def test_asks_a_permission_that_is_registered(self, order):
        assert ACTS[order].may in PERMISSIONS.values()

    def test_says_what_happened(self, order):
        tree = ast.parse(textwrap.dedent(inspect.getsource(ACTS[order].function)))
        assert any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(tree)), "yields no fact"

    def test_takes_values_and_no_rows(self, order):
        """An order can be written down: a frozen dataclass of plain values."""
        assert order.__dataclass_params__.frozen
        assert order.__doc__

    def test_is_refused_in_a_test(self, order):
        room = ACTS[order].room
        tests = [*(PROJECT / "tests" / room).glob("test_acts*.py")]
        text = "\n".join(path.read_text(encoding="utf-8") for path in tests)
        named = re.search(rf"\b(?:{order.__name__}|{words_of(order.__name__)})\b", text)
        assert named, f"tests/{room}/test_acts.py does not name {order.__name__}"


@pytest.mark.parametrize("kind", KINDS)
class TestEveryFact:
    def test_has_a_sentence(self, kind):
        room = Fact.KINDS[kind].__module__.split(".")[1]
        sentence = f"templates/{room}/facts/{kind}.html"
        assert (PROJECT / sentence).is_file(), f"{sentence} is missing"

    def test_is_said_by_an_act(self, kind):
        name = Fact.KINDS[kind].__name__
        said = any(
            isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name
            for path in sources()
            if step_of(path) in ("acts", "demonstration")
            for node in ast.walk(source_of(path))
        )
        assert said


def test_every_sentence_belongs_to_a_fact():
    """The reverse: no sentence is left over from a fact that is no more."""
    stems = {path.stem for path in (PROJECT / "templates").glob("*/facts/*.html")}
    assert stems - set(KINDS) == set()


def test_there_are_acts():
    assert ORDERS
