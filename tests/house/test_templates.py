"""Every template compiles, has a title of its own, and holds nothing that the content security policy refuses."""

import re

import pytest
from jinja2 import StrictUndefined, nodes

from tests.house.rooms import PROJECT

TEMPLATES = PROJECT / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file())
PAGES = [name for name in NAMES if name.endswith(".html")]


def test_what_a_view_forgot_to_hand_over_is_an_error(bare_app):
    assert bare_app.jinja_env.undefined is StrictUndefined


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(bare_app, name):
    with bare_app.app_context():
        bare_app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_sets_its_title(bare_app, name):
    tree = bare_app.jinja_env.parse((TEMPLATES / name).read_text(encoding="utf-8"))
    if name.startswith("layouts/") or not tree.find(nodes.Extends):
        return
    titles = [block for block in tree.find_all(nodes.Block) if block.name == "title"]
    assert titles, "no title block: Page - Section - Panel"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_inline_script_or_style(name):
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    inline = re.findall(
        r"<style\b|<script(?![^>]*\ssrc=)[^>]*>|\s(?:style|on[a-z]+)=[\"'][^\"']*|javascript:", text
    )
    assert [found for found in inline if "application/" not in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_from_elsewhere(name):
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    assert (
        re.findall(
            r"<(?:link|script|img|iframe|source|object)[^>]*(?:src|href)=[\"']?(?:https?:)?//[^>]*", text
        )
        == []
    )
