"""`flask panel soundings`."""

import json

import pytest

from panel.cli import panel

GOOD = b'{"constituencies": {"a": 4}, "counts": {"a": {"agree": 3, "live": 0, "concern": 0, "pass": 0}}}\n'


@pytest.fixture
def run(app):
    return lambda lines: app.test_cli_runner().invoke(panel, ["soundings"], input=lines)


def test_every_line_is_answered_by_one(run):
    result = run(GOOD + b"\n" + GOOD.strip())
    assert result.exit_code == 0
    assert [json.loads(line)["class"] for line in result.stdout.splitlines()] == ["insufficient"] * 2


def test_no_line_is_no_answer(run):
    result = run(b"")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_malformed_line_is_answered_with_its_error_and_the_others_all_the_same(run):
    result = run(b"{\n" + GOOD + b"\xff\n")
    assert result.exit_code == 2
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert first.keys() == third.keys() == {"error"}
    assert second["class"] == "insufficient"
