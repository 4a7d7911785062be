"""Rooms and their tables. The floors and the ladder themselves are import-linter contracts in pyproject.toml."""

import ast

import grimp
import pytest

from tests.house.rooms import PROJECT, imported_names, room_of, source_of, sources, step_of

ROOT = ("cli", "factory")
"""The composition root knows every room."""

READERS = ("models", "queries", "acts")
"""Where another room's tables may be named: in a relationship, in a join, for the row an act is handed."""

WRITING = ("insert", "update", "delete", "merge")


def other_rooms_models(path):
    """Return the names in a file that stand for tables of other rooms."""
    return {
        name
        for name, (module, _) in imported_names(source_of(path)).items()
        if (parts := module.split("."))[0] == "panel"
        and parts[2:3] == ["models"]
        and parts[1] != room_of(path)
    }


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("panel", cache_dir=None)


def test_only_models_queries_and_acts_look_into_another_rooms_tables(graph):
    looks = [
        f"{importer} imports {models}"
        for models in graph.modules
        if models.split(".")[2:3] == ["models"]
        for importer in graph.find_modules_that_directly_import(models)
        if (parts := importer.split("."))[1] not in (models.split(".")[1], *ROOT) and parts[2] not in READERS
    ]
    assert sorted(looks) == []


@pytest.mark.parametrize(
    "path",
    [path for path in sources() if other_rooms_models(path)],
    ids=lambda path: str(path.relative_to(PROJECT)),
)
def test_only_the_room_that_owns_a_table_writes_it(path):
    foreign = other_rooms_models(path)
    writes = []
    for node in ast.walk(source_of(path)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if isinstance(node.func, ast.Name) and called in foreign:
            writes.append(f"line {node.lineno}: makes a {called}")
        if called in WRITING and any(isinstance(arg, ast.Name) and arg.id in foreign for arg in node.args):
            writes.append(f"line {node.lineno}: {called}")
    assert writes == []


def test_queries_only_read():
    writes = [
        f"{path}:{node.lineno}"
        for path in sources()
        if step_of(path) == "queries"
        for node in ast.walk(source_of(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith(
            ("session.add", "session.add_all", "session.flush", "session.merge")
        )
    ]
    assert writes == []


def test_nobody_commits_but_the_guard():
    commits = [
        f"{path}:{node.lineno}"
        for path in sources()
        if room_of(path) not in ("db", "cli")
        for node in ast.walk(source_of(path))
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    ]
    assert commits == []
