"""Signing in and out and one's own account, through HTTP."""

import re
import statistics
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter

import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from panel.accounts.acts import CloseAccount, count_try
from panel.accounts.models import Person, SignIn, SignInTry
from panel.accounts.rules import SIGN_IN_IDLES, TRIES, digest, try_key
from panel.db.clock import SetClock
from panel.policy import Actor
from panel.policy.actor import SYSTEM
from panel.record.perform import unrecorded
from tests.make import people
from tests.make.people import PASSWORD, Signer

EMAIL = "chair.person@example.org"


@pytest.fixture
def chair(session: Session, clock: SetClock) -> Actor:
    return people.person_in_office(session, clock, "chair")


def sent(client: FlaskClient, email: str = EMAIL, password: str = PASSWORD, **more: str) -> TestResponse:
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("panel")
    assert found
    return found.value


def copy_of(app: Flask, value: str) -> FlaskClient:
    """A browser of somebody who has got hold of a cookie."""
    thief = app.test_client()
    thief.set_cookie("panel", value)
    return thief


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def test_the_right_password_signs_in(client: FlaskClient, chair: Actor) -> None:
    response = sent(client, "Chair.Person@Example.org ", next="/delegations")
    assert (response.status_code, response.location) == (303, "/delegations")
    page = client.get("/account")
    assert "Chair Person" in page.text
    assert "Acting as" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(
    client: FlaskClient, chair: Actor
) -> None:
    wrong = sent(client, password="not the password")
    unknown = sent(client, "nobody.at.all@example.org", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text == unknown.text.replace("nobody.at.all@example.org", EMAIL)
    assert "The e-mail address or the password is not right." in wrong.text


def test_a_closed_account_gets_the_answer_of_an_unknown_one(
    client: FlaskClient, chair: Actor, do: Callable[..., object]
) -> None:
    do(SYSTEM, CloseAccount(chair.person or ""))
    assert "is not right" in sent(client).text
    assert not is_signed_in(client)


def test_an_unknown_account_takes_as_long_as_a_wrong_password(client: FlaskClient, chair: Actor) -> None:
    def seconds(email: str) -> float:
        began = perf_counter()
        sent(client, email, "not the password")
        return perf_counter() - began

    pairs = [(seconds(EMAIL), seconds("nobody@example.org")) for _ in range(4)]
    known, unknown = (statistics.median(column) for column in zip(*pairs, strict=True))
    assert 0.5 < known / unknown < 2


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/a\nb",
        "/a\r\nSet-Cookie:x=1",
        "\x00",
        "/\ud800",
        "",
    ],
)
def test_nobody_is_led_away_after_signing_in(client: FlaskClient, chair: Actor, target: str) -> None:
    assert (
        client.get("/sign-in", query_string={"next": target.encode("utf-8", "surrogatepass")}).status_code
        == 200
    )
    response = sent(client, next=target.encode("utf-8", "surrogatepass"))  # type: ignore[arg-type]
    assert response.status_code == 303
    assert "evil" not in response.location
    assert "Set-Cookie:" not in response.location


@pytest.mark.parametrize(
    "text", ["\x00", "\ud800", "(" * 100_000, "a@" * 500, "'; DROP TABLE person; --", "\u202e"]
)
def test_hostile_words_are_no_server_error(client: FlaskClient, text: str) -> None:
    octets = text.encode("utf-8", "surrogatepass")
    response = client.post("/sign-in", data={"email": octets, "password": octets, "next": octets})
    assert response.status_code == 422
    assert client.post("/sign-in/demonstration", data={"email": octets}).status_code == 404


def test_a_planted_session_is_worth_nothing(app: Flask, client: FlaskClient, chair: Actor) -> None:
    with client.session_transaction() as planted:
        planted["_user_id"] = "known to the one who planted it"
        planted["planted"] = "yes"
    sent(client)
    with client.session_transaction() as found:
        assert "planted" not in found
        assert found["_user_id"] != "known to the one who planted it"
    assert is_signed_in(client)


def test_signing_in_again_ends_the_earlier_sign_in_of_this_browser(
    app: Flask, client: FlaskClient, chair: Actor
) -> None:
    sent(client)
    earlier = cookie(client)
    sent(client)
    assert cookie(client) != earlier
    assert not is_signed_in(copy_of(app, earlier))
    assert is_signed_in(client)


def test_a_copied_cookie_is_dead_after_signing_out(app: Flask, client: FlaskClient, chair: Actor) -> None:
    sent(client)
    thief = copy_of(app, cookie(client))
    assert is_signed_in(thief)
    response = client.post("/sign-out")
    assert (response.status_code, response.location) == (303, "/")
    assert not is_signed_in(client)
    assert not is_signed_in(thief)


def test_a_copied_cookie_is_dead_after_a_change_of_password(
    app: Flask, client: FlaskClient, chair: Actor
) -> None:
    other = app.test_client()
    sent(other)
    sent(client)
    thief = copy_of(app, cookie(other))
    new = "a wholly new password"
    response = client.post(
        "/account",
        data={"current_password": PASSWORD, "password": new, "password_again": new},
        follow_redirects=True,
    )
    assert "Your password is changed" in response.text
    assert is_signed_in(client)
    assert not is_signed_in(thief)
    assert sent(other).status_code == 422
    assert sent(other, password=new).status_code == 303


def test_a_copied_cookie_is_dead_after_the_account_is_closed(
    app: Flask, client: FlaskClient, chair: Actor, do: Callable[..., object]
) -> None:
    sent(client)
    thief = copy_of(app, cookie(client))
    do(SYSTEM, CloseAccount(chair.person or ""))
    assert not is_signed_in(thief)
    assert not is_signed_in(client)


def test_one_can_end_a_sign_in_on_another_device(
    app: Flask, client: FlaskClient, chair: Actor, session: Session
) -> None:
    lost = app.test_client()
    sent(lost)
    with lost.session_transaction() as theirs:
        token = theirs["_user_id"]
    sent(client)
    sign_in = session.scalar(select(SignIn.id).where(SignIn.token == digest(token)))
    assert sign_in
    response = client.post("/account/sign-ins/end", data={"sign_in": sign_in}, follow_redirects=True)
    assert "That sign-in has ended." in response.text
    assert not is_signed_in(lost)
    assert is_signed_in(client)


def test_an_idle_cookie_is_dead_and_a_used_one_lives_on(app: Flask, chair: Actor, sign_in: Signer) -> None:
    client = sign_in(chair)
    kept = cookie(client)
    with time_machine.travel(timedelta(0)) as moment:
        for _ in range(3):
            moment.shift(SIGN_IN_IDLES - timedelta(minutes=1))
            assert is_signed_in(client)
        assert not is_signed_in(copy_of(app, kept))
        moment.shift(SIGN_IN_IDLES + timedelta(minutes=1))
        assert not is_signed_in(client)


def test_twelve_hours_are_the_most(clock: SetClock, chair: Actor, sign_in: Signer) -> None:
    client = sign_in(chair)
    assert is_signed_in(client)
    clock.advance(hours=12)
    assert not is_signed_in(client)


def test_the_eleventh_try_on_an_account_waits_whoever_tries(
    app: Flask, client: FlaskClient, chair: Actor, session: Session, clock: SetClock
) -> None:
    for _ in range(TRIES):
        count_try(session, [try_key(app.secret_key, "account", EMAIL)], clock.moment)  # type: ignore[arg-type]
    response = sent(client)
    assert response.status_code == 429
    assert "in 5 minutes" in response.text
    assert response.headers["Retry-After"] == "300"
    assert not is_signed_in(client)
    clock.advance(minutes=5)
    assert sent(client).status_code == 303


def test_the_eleventh_try_from_a_network_waits_whatever_the_account(
    client: FlaskClient, clock: SetClock
) -> None:
    statuses = [sent(client, f"person{number}@example.org").status_code for number in range(TRIES + 1)]
    assert statuses == [422] * TRIES + [429]
    assert sent(client.application.test_client(), "other@example.org").status_code == 429


def test_a_try_is_counted_before_its_password_is_looked_at(
    client: FlaskClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bool:
        raise RuntimeError("the node fell over while hashing")

    monkeypatch.setattr("panel.accounts.passwords.matches", broken)
    assert sent(client).status_code == 500
    assert len(session.scalars(select(SignInTry)).all()) == 2


def test_no_address_is_kept(client: FlaskClient, session: Session) -> None:
    sent(client)
    kept = session.scalars(select(SignInTry.key)).all()
    assert len(kept) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in kept)


def test_a_weaker_hash_is_renewed_at_sign_in(client: FlaskClient, chair: Actor, session: Session) -> None:
    person = session.get_one(Person, chair.person)
    with unrecorded(session) as writing:
        writing.get_one(Person, person.id).password = PasswordHasher(time_cost=1, memory_cost=8192).hash(
            PASSWORD
        )
        writing.flush()
    assert sent(client).status_code == 303
    session.expire_all()
    assert session.get_one(Person, chair.person).password.startswith("$argon2id$v=19$m=65536,t=3,")


def test_a_wrong_present_password_changes_nothing(client: FlaskClient, chair: Actor, sign_in: Signer) -> None:
    client = sign_in(chair)
    new = "a wholly new password"
    wrong = client.post("/account", data={"current_password": "no", "password": new, "password_again": new})
    assert wrong.status_code == 422
    assert "This is not your present password." in wrong.text
    differing = client.post(
        "/account", data={"current_password": PASSWORD, "password": new, "password_again": "another"}
    )
    assert "The two passwords are not the same." in differing.text
    short = client.post(
        "/account", data={"current_password": PASSWORD, "password": "short", "password_again": "short"}
    )
    assert "at least 12 characters" in short.text
    assert new not in wrong.text + differing.text


def test_the_account_is_for_those_signed_in(client: FlaskClient) -> None:
    response = client.get("/account")
    assert (response.status_code, response.location) == (303, "/sign-in?next=/account")
    assert client.post("/account/sign-ins/end", data={"sign_in": "x"}).status_code == 401


def test_the_cast_signs_in_with_one_press_in_the_demonstration_only(
    app: Flask, client: FlaskClient, chair: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.post("/sign-in/demonstration", data={"email": EMAIL}).status_code == 404
    assert EMAIL not in client.get("/sign-in").text
    monkeypatch.setitem(app.config, "PANEL_DEMONSTRATION", True)
    page = client.get("/sign-in?next=/delegations")
    assert EMAIL in page.text
    assert "Chair Person" in page.text
    response = client.post("/sign-in/demonstration", data={"email": EMAIL, "next": "/delegations"})
    assert (response.status_code, response.location) == (303, "/delegations")
    assert client.post("/sign-in/demonstration", data={"email": "nobody@example.org"}).status_code == 404


def test_no_form_is_accepted_without_its_token(
    app: Flask, client: FlaskClient, chair: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    assert sent(client).status_code == 400
    assert client.post("/sign-out").status_code == 400
    token = re.search('name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)
    assert token
    assert sent(client, csrf_token=token[1]).status_code == 303


def test_the_account_costs_the_same_with_one_sign_in_and_with_thirty(
    client: FlaskClient, chair: Actor, sign_in: Signer, statements: Callable[[], int]
) -> None:
    client = sign_in(chair)
    statements()
    assert is_signed_in(client)
    one = statements()
    for _ in range(29):
        sign_in(chair)
    statements()
    assert is_signed_in(client)
    assert statements() == one <= 8
