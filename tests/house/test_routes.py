"""The census of routes: each asks a permission or is public, and its address, name and template agree."""

import inspect
import re

from jinja2 import meta

from panel.policy import PERMISSIONS
from tests.house.rooms import PROJECT

SEGMENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PARAMETER = re.compile(r"<(?:(?P<type>[a-z_]+)(?:\([^)]*\))?:)?(?P<name>[a-z_]+)>")
WELL_KNOWN = ("/.well-known/",)
TEMPLATES = PROJECT / "templates"
FRAMES = {"layouts", "macros", "errors"}


def routes(app):
    """Return (rule, endpoint, view) of each route of the Panel's own, in order."""
    return sorted(
        (rule.rule, rule.endpoint, app.view_functions[rule.endpoint])
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
    )


def test_there_are_routes(bare_app):
    assert routes(bare_app)


def test_every_route_asks_a_permission_or_is_public(bare_app):
    assert [rule for rule, _, view in routes(bare_app) if not hasattr(view, "permissions")] == []


def test_every_permission_a_route_asks_exists(bare_app):
    asked = {(rule, name) for rule, _, view in routes(bare_app) for name in getattr(view, "permissions", ())}
    assert sorted((rule, name) for rule, name in asked if name not in PERMISSIONS) == []


def test_a_route_that_writes_is_not_open_to_get_alone(bare_app):
    """GET never writes: a route that submits a form takes POST as well."""
    silent = [
        rule.rule
        for rule in bare_app.url_map.iter_rules()
        if "submit(" in inspect.getsource(bare_app.view_functions[rule.endpoint])
        and "POST" not in (rule.methods or ())
        if rule.endpoint != "static"
    ]
    assert silent == []


def test_addresses_are_kebab_case(bare_app):
    odd = []
    for rule, _, _ in routes(bare_app):
        if rule.startswith(WELL_KNOWN):
            continue
        words = re.split(r"[/.]", PARAMETER.sub("", rule).strip("/"))
        odd += [rule for word in words if word.strip("-") and not SEGMENT.fullmatch(word.strip("-"))]
    assert odd == []


def test_parameters_in_addresses_are_typed(bare_app):
    untyped = [
        (rule, found["name"])
        for rule, _, _ in routes(bare_app)
        for found in PARAMETER.finditer(rule)
        if not found["type"]
    ]
    assert untyped == []


def test_an_endpoint_is_named_like_its_function(bare_app):
    assert [
        (endpoint, view.__name__)
        for _, endpoint, view in routes(bare_app)
        if endpoint.rpartition(".")[2] != view.__name__
    ] == []


def test_an_endpoint_stands_in_the_room_it_is_named_after(bare_app):
    assert [
        (endpoint, view.__module__)
        for _, endpoint, view in routes(bare_app)
        if view.__module__.split(".")[1] != endpoint.partition(".")[0]
    ] == []


def test_every_page_template_is_named_like_an_endpoint(bare_app):
    """What is no endpoint's own must be part of another template, or made by a room's `display.py` and kept."""
    environment = bare_app.jinja_env
    parts = set()
    for path in TEMPLATES.rglob("*.html"):
        parts |= set(meta.find_referenced_templates(environment.parse(path.read_text(encoding="utf-8"))))
    endpoints = {endpoint.replace(".", "/") + ".html" for _, endpoint, _ in routes(bare_app)}
    pages = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if path.relative_to(TEMPLATES).parts[0] not in FRAMES and path.parent.name != "facts"
    }
    kept = set()
    for path in PROJECT.glob("panel/*/display.py"):
        kept |= set(re.findall(r'"([a-z]+/_[a-z_]+\.html)"', path.read_text("utf-8")))
    assert pages - endpoints - parts - kept == set()
