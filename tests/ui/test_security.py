"""Headers on every kind of answer, and what is not accepted from elsewhere."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.ui import security
from panel.ui.security import HEADERS, own_path
from tests.make import people
from tests.make.people import Signer


@pytest.fixture
def failing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first page fails on our side."""

    def fail(**view: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(app.view_functions, "home.accessibility", fail)


@pytest.fixture
def unreachable(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database does not answer."""

    def fail(**view: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setitem(app.view_functions, "home.guide", fail)


@pytest.fixture
def guarded(app: Flask) -> Iterator[FlaskClient]:
    """A browser whose forms need the token, as outside of tests."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.usefixtures("failing", "unreachable")
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/healthz", 200),
        ("GET", "/static/panel.css", 200),
        ("GET", "/moderation", 303),
        ("GET", "/there-is-nothing-here", 404),
        ("GET", "/static/nothing.css", 404),
        ("DELETE", "/search", 405),
        ("POST", "/search", 405),
        ("POST", "/verify", 422),
        ("GET", "/verify?hash=none", 422),
        ("POST", "/sign-out", 303),
        ("GET", "/accessibility", 500),
        ("GET", "/help", 503),
    ],
)
def test_every_answer_carries_the_headers(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    answer.close()


@pytest.mark.usefixtures("failing", "unreachable")
@pytest.mark.parametrize("path", ["/accessibility", "/help"])
def test_a_failure_of_ours_gives_a_reference_and_no_trace(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert "give the secretariat this reference" in answer.text
    assert "Traceback" not in answer.text
    assert "ZeroDivision" not in answer.text


def test_what_somebody_signed_in_sees_is_not_stored(
    session: Session, clock: SetClock, sign_in: Signer, client: FlaskClient
) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-cache"
    assert "Cookie" in client.get("/").headers["Vary"]
    chair = sign_in(people.person_in_office(session, clock, "chair"))
    assert chair.get("/").headers["Cache-Control"] == "no-store"
    assert chair.get("/nothing").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://localhost.elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_nothing_is_accepted_from_another_site(client: FlaskClient, headers: dict[str, str]) -> None:
    answer = client.post("/verify", data={"text": "a" * 64}, headers=headers)
    assert answer.status_code == 400
    assert "from another site" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
        # What a browser says of our own forms, since we ask it to name no referrer.
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null"},
    ],
)
def test_our_own_forms_are_accepted(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/verify", data={"text": "a" * 64}, headers=headers).status_code == 200


def test_a_form_without_its_token_is_refused_and_its_words_kept(guarded: FlaskClient) -> None:
    answer = guarded.post("/verify", data={"text": "An hour's <work>", "password": "secret words"})
    assert answer.status_code == 400
    assert "Send it once more" in answer.text
    assert "An hour&#39;s &lt;work&gt;" in answer.text
    assert "secret words" not in answer.text


def test_a_form_with_its_token_is_accepted_over_https_without_a_referrer(guarded: FlaskClient) -> None:
    page = guarded.get("/verify", base_url="https://localhost").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    answer = guarded.post(
        "/verify", data={"text": "a" * 64, "csrf_token": token}, base_url="https://localhost"
    )
    assert answer.status_code == 200


def test_a_form_of_very_many_fields_is_refused(client: FlaskClient) -> None:
    answer = client.post(
        "/verify", data={f"field{number}": "x" for number in range(security._MOST_FIELDS + 1)}
    )
    assert answer.status_code == 400


def test_more_than_the_panel_accepts_is_refused(client: FlaskClient) -> None:
    answer = client.post("/verify", data={"text": "a" * 3_000_000})
    assert answer.status_code == 413
    assert "larger than the Panel accepts" in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/threads/3?page=2", "/threads/3#contribution-1", "/norms/iccpr/art/12", "/a?next=//b"]
)
def test_own_paths_are_gone_on_to(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "threads",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "https://elsewhere.example",
        "javascript:alert(1)",
        "/a\nLocation: b",
        "/a\tb",
        "/a b",
        "/a\x7f",
        "\\/elsewhere.example",
    ],
)
def test_nothing_else_is(target: str | None) -> None:
    assert own_path(target) is None
