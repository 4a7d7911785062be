"""Whoever opens a folder for the first time finds things at the first try."""

import ast

import pytest

from tests.house.rooms import PROJECT, room_of, source_of, sources

DUMPS = {"common", "helper", "helpers", "manager", "managers", "misc", "service", "services", "util", "utils"}
TOP = {
    *("panel", "migrations", "static", "templates", "seeds", "tests", "docs", ".ci", "requirements"),
    *("wsgi.py", "pyproject.toml", "run", "README.md", "CONTRIBUTING.md", "LICENSE", "SECURITY.md"),
    *(".gitignore", ".gitattributes", ".editorconfig"),
}
MADE = {
    ".git",
    ".venv",
    ".venv.lock",
    ".demo",
    "build",
    "data",
    "mutants",
    ".hypothesis",
    "__pycache__",
    ".coverage",
}
MOST_LINES = 420


def test_the_top_level_is_fixed():
    found = {path.name for path in PROJECT.iterdir() if not path.name.endswith("_cache")}
    assert found - TOP - MADE == set()


def test_no_module_is_a_dump():
    assert [
        str(path) for path in sources() if DUMPS & {part.removesuffix(".py") for part in path.parts}
    ] == []


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(PROJECT)))
class TestEveryModule:
    def test_says_what_it_is_for(self, path):
        assert ast.get_docstring(source_of(path)), "no docstring"

    def test_is_short_enough_to_be_read_at_once(self, path):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, (
            "make it a package of the same name"
        )

    def test_leaves_nothing_for_later(self, path):
        marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
        assert [mark for mark in marks if mark in path.read_text(encoding="utf-8")] == []

    def test_imports_at_its_top(self, path):
        """An import inside a function hides a circle. The composition root and the command line may: to start fast."""
        if room_of(path) in ("factory", "cli"):
            return
        hidden = [
            node.lineno
            for function in ast.walk(source_of(path))
            if isinstance(function, ast.FunctionDef)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        assert hidden == [], "lines with an import inside a function"
