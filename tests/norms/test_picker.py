"""The picker of norms: finding sends nothing, ticking attaches, and a typed citation is attached only if it is one."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, render_template_string
from sqlalchemy.orm import Session
from wtforms import StringField

from panel.norms import queries
from panel.norms.forms import NormPicker

PAGE = '{% import "macros/norms.html" as norms %}{{ norms.picker(form) }}'


class Picking(NormPicker):
    title = StringField("Title")


@pytest.fixture
def sent(app: Flask, session: Session) -> Callable[..., Picking]:
    """`sent(**fields)` returns the form of a request that sends these fields, looked up if it is picking."""

    def send(**fields: Any) -> Picking:
        with app.test_request_context("/", method="POST", data=fields):
            form = Picking()
            assert form.picking() == ("find_norm" in fields)
            if form.picking():
                form.look_up(queries.catalogue(session))
            else:
                form.validate()
            form.page = render_template_string(PAGE, form=form)  # type: ignore[attr-defined]
            return form

    return send


def found(form: Picking) -> list[str]:
    return [view.reference for view in form.candidates]


def test_finding_shows_candidates_and_judges_nothing(sent: Callable[..., Picking]) -> None:
    form = sent(title="Kept", norm_query="iccpr 12", find_norm="1", norms=["udhr:art/14"])
    assert found(form)[0] == "iccpr:art/12"
    assert (form.status, form.errors, form.title.data) == (200, {}, "Kept")
    assert '<bdi>UDHR, art. 14</bdi> <span class="nature">non-binding</span>' in form.page
    assert 'value="udhr:art/14" checked' in form.page
    assert 'value="iccpr:art/12"><label' in form.page


def test_what_is_ticked_is_not_offered_again(sent: Callable[..., Picking]) -> None:
    form = sent(norm_query="iccpr 12", find_norm="1", norms=["iccpr:art/12"])
    assert "iccpr:art/12" not in found(form)


def test_finding_an_article_that_does_not_exist_says_so(sent: Callable[..., Picking]) -> None:
    form = sent(norm_query="ICCPR art. 60", find_norm="1")
    assert form.norm_refusal.startswith("There is no article 60")
    assert form.norm_refusal in form.page


def test_finding_without_words_says_what_to_type(sent: Callable[..., Picking]) -> None:
    assert "Type a citation" in sent(norm_query=" ", find_norm="1").norm_refusal


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("iccpr:art/12/2", "iccpr:art/12/2"),
        ("ICCPR art. 12(2)", "iccpr:art/12/2"),
        ("article 9 of the ICRMW", "icrmw:art/9"),
        ("un:A/HRC/28/68:para/80", "un:A/HRC/28/68:para/80"),
    ],
)
def test_a_citation_left_in_the_field_is_attached(
    sent: Callable[..., Picking], typed: str, reference: str
) -> None:
    form = sent(norm_query=typed, norms=["udhr"])
    assert (form.norms.data, form.norm_query.data, form.status) == (["udhr", reference], "", 200)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ICCPR art. 60", "There is no article 60"),
        ("iccpr:art/60", "There is no article 60"),
        ("family unity", "Tick the norm you mean"),
        ("ICCPR 13-14", "Tick the norm you mean"),
        ("general comment 2", "Tick the norm you mean"),
        ("xylophone", "holds nothing for “xylophone”"),
    ],
)
def test_what_is_no_single_citation_is_asked_about(
    sent: Callable[..., Picking], typed: str, sentence: str
) -> None:
    form = sent(norm_query=typed, norms=["udhr"])
    assert form.status == 422
    assert sentence in form.norm_query.errors[0]
    assert sentence in form.page
    assert form.norms.data == ["udhr"]
    assert form.norm_query.data == typed


def test_an_error_elsewhere_does_not_hide_the_one_here(sent: Callable[..., Picking]) -> None:
    form = sent(norm_query="ICCPR art. 60", norms=["x"])
    assert list(form.errors) == ["norm_query"]


def test_the_address_ticks_a_norm_beforehand(app: Flask) -> None:
    with app.test_request_context("/?norm=iccpr:art/12&norm=iccpr:art/60&norm=%3Cscript%3E"):
        assert Picking().norms.data == ["iccpr:art/12"]
    with app.test_request_context("/?norm=iccpr:art/12", method="POST", data={"title": "x"}):
        assert Picking().norms.data == []


def test_a_plain_page_with_the_picker_asks_the_database_nothing(
    app: Flask, statements: Callable[[], int]
) -> None:
    with app.test_request_context("/"):
        statements()
        render_template_string(PAGE, form=Picking())
        assert statements() == 0


@pytest.mark.parametrize(
    "hostile", ["a" * 100_000, "\x00", "<script>", "1/" * 40_000, "%s%(x)s", "iccpr:art/\x00"]
)
def test_hostile_words_come_back_escaped_and_fast(sent: Callable[..., Picking], hostile: str) -> None:
    for fields in (
        {"find_norm": "1", "norm_query": hostile},
        {"norm_query": hostile},
        {"norms": [hostile, *(f"x{at}" for at in range(100))]},
    ):
        began = time.perf_counter()
        assert "<script" not in sent(**fields).page
        assert time.perf_counter() - began < 2
