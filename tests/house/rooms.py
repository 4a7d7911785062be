"""The rooms as the checks see them: their modules, their syntax trees, the imports between them."""

import ast
import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

import panel

PROJECT = Path(panel.__file__).resolve().parents[1]
PANEL = PROJECT / "panel"


def load_rooms() -> None:
    """Import every module below `panel`, so that all tables, acts, facts and permissions are known."""
    for module in module_names():
        import_module(module)


@cache
def module_names() -> tuple[str, ...]:
    """Return the full names of all modules below `panel`, in order."""
    return tuple(sorted(found.name for found in pkgutil.walk_packages(panel.__path__, "panel.")))


@cache
def source_of(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def sources() -> tuple[Path, ...]:
    """Return all Python files below `panel`, in order."""
    return tuple(sorted(PANEL.rglob("*.py")))


def room_of(path: Path) -> str:
    """Return the room a file below `panel` is in; the file's own name for one directly below."""
    return path.relative_to(PANEL).parts[0].removesuffix(".py")


def step_of(path: Path) -> str:
    """Return the rung of the ladder a file is on: `rules` for both rules.py and rules/reference.py."""
    parts = path.relative_to(PANEL).parts
    return parts[1].removesuffix(".py") if len(parts) > 1 else ""


def imported_names(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Return, for each name that `from module import name` binds anywhere in a file, (module, name)."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
        for alias in node.names
    }
