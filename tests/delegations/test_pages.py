"""Delegations, seats, accreditation, invitations and capacities, through HTTP."""

import re
import socket
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.accounts.acts import InviteToOffice
from panel.accounts.models import Person
from panel.db.clock import SetClock
from panel.delegations.acts import DecideAccreditation, InviteToSeat
from panel.delegations.models import Delegation
from panel.delegations.queries import capacities_of, delegation_by_slug
from panel.policy import Actor
from panel.policy.actor import SYSTEM
from tests.make import people
from tests.make.people import PASSWORD, Signer

Statements = Callable[[], int]
Do = Callable[..., Any]


@pytest.fixture
def aldoria(session: Session, clock: SetClock) -> Delegation:
    return people.delegation(session, clock)


@pytest.fixture
def head(session: Session, clock: SetClock, aldoria: Delegation) -> Actor:
    return people.seated(session, clock, aldoria, name="Hanna Head")


@pytest.fixture
def officer(session: Session, clock: SetClock) -> Actor:
    return people.person_in_office(session, clock, "secretariat", name="Ana Silva")


@pytest.fixture
def network(session: Session, clock: SetClock) -> Delegation:
    """A body that has asked to take part."""
    return people.delegation(
        session,
        clock,
        "Harbour Network",
        constituency="civil-society",
        scheme="panel-admission",
        accredited=False,
    )


def link_in(text: str) -> str:
    found = re.search(r"/invitations/[\w-]+", text)
    assert found
    return found[0]


def test_the_list_names_every_constituency_and_who_takes_part(
    client: FlaskClient, session: Session, clock: SetClock, aldoria: Delegation, network: Delegation
) -> None:
    text = unescape(client.get("/delegations").text)
    assert "1 delegation takes part, from 1 constituency of 11." in text
    assert "Republic of Aldoria" in text
    assert text.count("Not represented yet") == 10
    assert "Harbour Network" not in text


def test_the_list_costs_the_same_with_one_delegation_and_with_thirty(
    session: Session, clock: SetClock, head: Actor, sign_in: Signer, statements: Statements
) -> None:
    client = sign_in(head)
    statements()
    assert client.get("/delegations").status_code == 200
    one = statements()
    for number in range(29):
        people.delegation(session, clock, f"State of Letter {number}")
    statements()
    assert client.get("/delegations").text.count('class="title"') == 30
    assert statements() == one <= 8


def test_a_delegation_costs_the_same_with_one_seat_and_with_thirty(
    session: Session,
    clock: SetClock,
    aldoria: Delegation,
    head: Actor,
    sign_in: Signer,
    statements: Statements,
) -> None:
    client = sign_in(head)
    statements()
    assert client.get(f"/delegations/{aldoria.slug}").status_code == 200
    one = statements()
    for number in range(29):
        people.seated(
            session, clock, aldoria, "adviser", name=f"Adviser {number}", email=f"a{number}@example.org"
        )
    statements()
    assert client.get(f"/delegations/{aldoria.slug}").text.count("End the seat of") == 30
    assert statements() == one <= 8


def test_names_of_people_are_for_their_own_delegation_and_the_secretariat(
    client: FlaskClient,
    session: Session,
    clock: SetClock,
    aldoria: Delegation,
    head: Actor,
    officer: Actor,
    sign_in: Signer,
) -> None:
    other = people.seated(session, clock, people.delegation(session, clock, "Kingdom of Vessen"))
    at = f"/delegations/{aldoria.slug}"
    assert "Hanna Head" not in client.get(at).text
    assert "Hanna Head" not in sign_in(other).get(at).text
    assert "Hanna Head" in sign_in(head).get(at).text
    assert "Hanna Head" in sign_in(officer).get(at).text


def test_a_request_that_waits_looks_like_nothing_at_all(
    client: FlaskClient, network: Delegation, officer: Actor, head: Actor, sign_in: Signer
) -> None:
    absent = client.get("/delegations/no-such-delegation")
    hidden = client.get(f"/delegations/{network.slug}")
    assert absent.status_code == hidden.status_code == 404
    assert absent.text.replace("no-such-delegation", network.slug) == hidden.text
    assert sign_in(head).get(f"/delegations/{network.slug}/accreditation").status_code == 404
    assert sign_in(officer).get(f"/delegations/{network.slug}").status_code == 200


def test_anyone_can_ask_to_take_part(client: FlaskClient, session: Session) -> None:
    assert client.get("/delegations/apply?constituency=trade-unions").text.count("selected") >= 1
    response = client.post(
        "/delegations/apply",
        data={
            "name": "Dockers’ Union",
            "constituency": "trade-unions",
            "scheme": "ecosoc-roster",
            "participation": "full",
            "about": "We load ships.",
            "contact": "union@example.org",
        },
    )
    assert (response.status_code, response.location) == (303, "/delegations/apply/received")
    assert "Your request has arrived" in client.get(response.location).text
    found = delegation_by_slug(session, "dockers-union")
    assert (found.status, found.scheme) == ("applied", "ecosoc-roster")


def test_a_request_with_faults_keeps_its_words(client: FlaskClient) -> None:
    response = client.post(
        "/delegations/apply",
        data={"name": "Dockers’ Union", "constituency": "nhris", "scheme": "credentials", "participation": "full",
              "about": "We load ships.", "contact": "union@example.org"},
    )  # fmt: skip
    assert response.status_code == 422
    assert "Members of this constituency are not admitted in this way." in response.text
    assert "We load ships." in response.text
    empty = client.post("/delegations/apply", data={})
    assert empty.status_code == 422
    assert 'href="#name"' in empty.text


def test_requests_from_one_network_are_limited(client: FlaskClient) -> None:
    def ask(number: int) -> int:
        data = {
            "name": f"Union {number}",
            "constituency": "experts",
            "participation": "full",
            "about": "We.",
            "contact": "u@e.org",
        }
        return client.post("/delegations/apply", data=data).status_code

    assert [ask(number) for number in range(11)] == [303] * 10 + [429]


@pytest.mark.parametrize("text", ["\x00", "\ud800", "[" * 100_000, "\u202e", "%(name)s{{7*7}}"])
def test_hostile_words_are_no_server_error(
    client: FlaskClient, text: str, head: Actor, sign_in: Signer
) -> None:
    octets = text.encode("utf-8", "surrogatepass")
    data = dict.fromkeys(
        (
            "name",
            "constituency",
            "scheme",
            "participation",
            "about",
            "contact",
            "email",
            "rank",
            "seat",
            "capacity",
            "password",
        ),
        octets,
    )
    client = sign_in(head)
    for path in (
        "/delegations/apply",
        "/capacity",
        "/delegations/republic-of-aldoria/invite",
        "/delegations/republic-of-aldoria/seats/vacate",
        "/delegations/republic-of-aldoria/seats/authorize",
        "/invitations/x",
        "/secretariat/people",
    ):
        assert 400 <= client.post(path, data=data).status_code < 500, path
    assert client.get("/delegations/%00").status_code == 404
    assert client.get("/delegations/%ED%A0%80").status_code == 404
    assert client.get("/invitations/" + "x" * 100_000).status_code in (404, 414)


def test_two_officers_admit_a_body_by_their_pages(
    session: Session,
    clock: SetClock,
    network: Delegation,
    officer: Actor,
    sign_in: Signer,
    client: FlaskClient,
) -> None:
    second = people.person_in_office(session, clock, "secretariat", name="Bo Lind")
    at = f"/delegations/{network.slug}/accreditation"
    desk = sign_in(officer).get("/secretariat/accreditations")
    assert at in desk.text
    assert "contact@example.org" in sign_in(officer).get(at).text
    grant = {"decision": "grant", "admission": "accredited", "source": "Letter of 1 March"}
    assert "Endorse the request" in sign_in(officer).get(at).text
    assert sign_in(officer).post(at, data=grant).status_code == 303
    assert "You endorsed this yourself" in sign_in(officer).get(at).text
    assert sign_in(officer).post(at, data=grant).status_code == 422
    assert "Confirm and admit" in sign_in(second).get(at).text
    assert sign_in(second).post(at, data=grant).status_code == 303
    assert "Accredited" in client.get(f"/delegations/{network.slug}").text
    assert "No request waits." in sign_in(officer).get("/secretariat/accreditations").text


def test_an_end_without_a_reason_is_asked_for_one(
    client: FlaskClient,
    session: Session,
    clock: SetClock,
    aldoria: Delegation,
    head: Actor,
    officer: Actor,
    sign_in: Signer,
) -> None:
    at = f"/delegations/{aldoria.slug}/accreditation"
    refused = sign_in(officer).post(at, data={"decision": "suspend"})
    assert refused.status_code == 422
    assert 'href="#end-reason"' in refused.text
    assert (
        sign_in(officer)
        .post(at, data={"decision": "suspend", "end-reason": "Credentials ran out."})
        .status_code
        == 303
    )
    page = f"/delegations/{aldoria.slug}"
    assert "Credentials ran out." in sign_in(head).get(page).text
    public = client.get(page)
    assert "Suspended" in public.text
    assert "Credentials ran out." not in public.text
    assert sign_in(head).post(f"{page}/invite", data={}).status_code == 403


def test_the_secretariat_desk_is_for_the_secretariat(
    client: FlaskClient, head: Actor, sign_in: Signer
) -> None:
    for path in ("/secretariat/accreditations", "/secretariat/people"):
        assert client.get(path).location == f"/sign-in?next={path}"
        assert sign_in(head).get(path).status_code == 403


def test_a_head_invites_and_the_invited_person_takes_their_seat(
    client: FlaskClient, session: Session, aldoria: Delegation, head: Actor, sign_in: Signer
) -> None:
    inviting = sign_in(head)
    response = inviting.post(
        f"/delegations/{aldoria.slug}/invite",
        data={"name": "Al Ter", "email": "al@example.org", "rank": "alternate"},
        follow_redirects=True,
    )
    link = link_in(response.text)
    assert link not in inviting.get(f"/delegations/{aldoria.slug}").text
    page = client.get(link)
    assert "Al Ter" in page.text
    assert "Republic of Aldoria" in page.text
    weak = client.post(link, data={"name": "Al Ter", "password": "short", "password_again": "short"})
    assert weak.status_code == 422
    fine = "a password for the seat"
    accepted = client.post(link, data={"name": "Al Ter", "password": fine, "password_again": fine})
    assert (accepted.status_code, accepted.location) == (303, "/")
    assert "Speaking for" in client.get("/account").text
    assert client.get(link).status_code == 404
    assert client.post(link, data={}).status_code == 404


def test_an_invitation_asks_somebody_with_an_account_for_its_password(
    app: Flask, client: FlaskClient, session: Session, do: Do, aldoria: Delegation, head: Actor
) -> None:
    fresh = do(SYSTEM, InviteToOffice("moderator", "Hanna Head", "new@example.org")).result
    known = do(SYSTEM, InviteToOffice("moderator", "Hanna Head", f"head@{aldoria.slug}.example")).result
    pages = [client.get(f"/invitations/{token}").text.replace(token, "") for token in (fresh, known)]
    assert pages[0].replace("new@example.org", "") == pages[1].replace(f"head@{aldoria.slug}.example", "")
    wrong = {"name": "Hanna Head", "password": "a guess of somebody", "password_again": "a guess of somebody"}
    assert client.post(f"/invitations/{known}", data=wrong).status_code == 422
    assert client.get("/account").status_code == 303
    right = {"name": "Hanna Head", "password": PASSWORD, "password_again": PASSWORD}
    accepted = client.post(f"/invitations/{known}", data=right)
    assert (accepted.status_code, accepted.location) == (303, "/capacity?next=/")
    assert {c.key for c in capacities_of(session, head.person or "")} >= {"office:moderator", head.capacity}


def test_guesses_at_the_password_behind_an_invitation_are_limited(
    client: FlaskClient, do: Do, aldoria: Delegation, head: Actor
) -> None:
    token = do(SYSTEM, InviteToOffice("moderator", "Hanna Head", f"head@{aldoria.slug}.example")).result
    guess = {"name": "Hanna Head", "password": "a guess of somebody", "password_again": "a guess of somebody"}
    assert [client.post(f"/invitations/{token}", data=guess).status_code for _ in range(11)] == [422] * 10 + [
        429
    ]


def test_a_head_authorises_and_vacates_by_the_page(
    client: FlaskClient, session: Session, clock: SetClock, aldoria: Delegation, head: Actor, sign_in: Signer
) -> None:
    alternate = people.seated(session, clock, aldoria, "alternate", name="Al Ter")
    assert alternate.seat
    at = f"/delegations/{aldoria.slug}"
    theirs = sign_in(alternate)
    assert (
        theirs.post(f"{at}/seats/authorize", data={"seat": alternate.seat.id, "may_bind": "yes"}).status_code
        == 403
    )
    ours = sign_in(head)
    assert (
        ours.post(f"{at}/seats/authorize", data={"seat": alternate.seat.id, "may_bind": "yes"}).status_code
        == 303
    )
    assert "May act for the head." in ours.get(at).text
    assert ours.post(f"{at}/seats/vacate", data={"seat": alternate.seat.id}).status_code == 303
    assert "Al Ter" not in ours.get(at).text
    assert "Speaking for" not in theirs.get("/account").text


def test_somebody_with_two_capacities_is_asked_before_acting(
    client: FlaskClient, session: Session, clock: SetClock, aldoria: Delegation, head: Actor
) -> None:
    vessen = people.delegation(session, clock, "Kingdom of Vessen")
    email = f"head@{aldoria.slug}.example"
    adviser = people.seated(session, clock, vessen, "adviser", name="Hanna Head", email=email)
    response = client.post("/sign-in", data={"email": email, "password": PASSWORD, "next": "/delegations"})
    assert response.location == "/capacity?next=/delegations"
    page = client.get(response.location)
    assert "Choose in which capacity you act" in page.text
    assert "You bind the delegation" in page.text
    assert "You draft for the delegation" in page.text
    invite = f"/delegations/{aldoria.slug}/invite"
    early = client.post(invite, data={"name": "Al Ter", "email": "al@example.org", "rank": "adviser"})
    assert early.status_code == 403
    assert "Choose in which capacity you act, then send this again." in early.text
    assert "Al Ter" in early.text
    chosen = client.post("/capacity", data={"capacity": head.capacity, "next": invite})
    assert (chosen.status_code, chosen.location) == (303, invite)
    assert client.get(invite).status_code == 200
    assert client.post("/capacity", data={"capacity": adviser.capacity, "next": "//evil"}).location == "/"
    assert client.get(invite).status_code == 403
    assert "Kingdom of Vessen" in client.get("/account").text


def test_nobody_takes_a_capacity_that_is_not_theirs(
    head: Actor, officer: Actor, sign_in: Signer, client: FlaskClient
) -> None:
    response = sign_in(head).post("/capacity", data={"capacity": officer.capacity})
    assert response.status_code == 422
    assert client.get("/capacity").status_code == 303


def test_a_capacity_counts_in_one_sign_in_only(
    session: Session, clock: SetClock, aldoria: Delegation, head: Actor, sign_in: Signer
) -> None:
    vessen = people.delegation(session, clock, "Kingdom of Vessen")
    other = people.seated(session, clock, vessen, email=f"head@{aldoria.slug}.example")
    here, there = sign_in(head), sign_in(other)
    assert "Speaking for <bdi>Republic of Aldoria</bdi>" in here.get("/account").text
    assert "Speaking for <bdi>Kingdom of Vessen</bdi>" in there.get("/account").text


def test_the_secretariat_invites_to_an_office(session: Session, officer: Actor, sign_in: Signer) -> None:
    client = sign_in(officer)
    response = client.post(
        "/secretariat/people",
        data={"office": "chair", "name": "Ines Duarte", "email": "ines@example.org"},
        follow_redirects=True,
    )
    assert "Nothing was mailed." in response.text
    assert link_in(response.text)
    assert (
        client.post(
            "/secretariat/people", data={"office": "king", "name": "I", "email": "i@e.org"}
        ).status_code
        == 422
    )


def test_an_officer_closes_and_reopens_an_account(
    session: Session, head: Actor, officer: Actor, sign_in: Signer
) -> None:
    theirs, ours = sign_in(head), sign_in(officer)
    assert ours.post("/secretariat/people/close", data={"person": head.person}).status_code == 303
    assert theirs.get("/account").status_code == 303
    assert "Reopen" in ours.get("/secretariat/people").text
    assert ours.post("/secretariat/people/reopen", data={"person": head.person}).status_code == 303
    assert ours.post("/secretariat/people/close", data={"person": officer.person}).status_code == 403
    assert sign_in(head).post("/secretariat/people/close", data={"person": officer.person}).status_code == 403


def test_people_are_listed_page_by_page_for_the_same_price(
    session: Session,
    clock: SetClock,
    aldoria: Delegation,
    officer: Actor,
    sign_in: Signer,
    statements: Statements,
) -> None:
    client = sign_in(officer)
    statements()
    assert client.get("/secretariat/people").status_code == 200
    one = statements()
    for number in range(51):
        people.seated(
            session, clock, aldoria, "adviser", name=f"Person {number:02}", email=f"p{number}@example.org"
        )
    statements()
    first = client.get("/secretariat/people")
    assert statements() == one <= 8
    assert len(re.findall("Person [0-9]{2}</bdi>", first.text)) == 49
    following = re.search(r'href="(/secretariat/people\?after=[^"]+)"', first.text)
    assert following
    assert len(re.findall("Person [0-9]{2}</bdi>", client.get(following[1]).text)) == 2
    assert client.get("/secretariat/people?after=nonsense").status_code == 400


@pytest.fixture
def mailed() -> Iterator[tuple[str, list[Any]]]:
    """A mail server on loopback: its URL, and what it received."""
    received: list[Any] = []

    class Box:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            received.append(envelope)
            return "250 OK"

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(Box(), hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}", received
    controller.stop()


def test_an_invitation_is_mailed_where_there_is_mail(
    app: Flask,
    mailed: tuple[str, list[Any]],
    aldoria: Delegation,
    head: Actor,
    sign_in: Signer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url, received = mailed
    monkeypatch.setitem(app.config, "PANEL_SMTP_URL", url)
    monkeypatch.setitem(app.config, "PANEL_PUBLIC_URL", "https://panel.example/")
    response = sign_in(head).post(
        f"/delegations/{aldoria.slug}/invite",
        data={"name": "Al Ter", "email": "al@example.org", "rank": "adviser"},
        follow_redirects=True,
    )
    [envelope] = received
    text = envelope.content.decode()
    assert envelope.rcpt_tos == ["al@example.org"]
    assert f"https://panel.example{link_in(response.text)}" in text
    assert "Aldoria" not in text.partition("\r\n\r\n")[2]
    assert "The invitation was mailed." in response.text


def test_a_mail_that_fails_leaves_the_link(
    app: Flask,
    aldoria: Delegation,
    head: Actor,
    sign_in: Signer,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.config, "PANEL_SMTP_URL", "smtp://127.0.0.1:1")
    response = sign_in(head).post(
        f"/delegations/{aldoria.slug}/invite",
        data={"name": "Al Ter", "email": "al@example.org", "rank": "adviser"},
        follow_redirects=True,
    )
    assert "the mail could not be sent" in response.text
    assert client.get(link_in(response.text)).status_code == 200


def test_what_people_wrote_stands_on_the_page_as_words(
    client: FlaskClient, session: Session, clock: SetClock, officer: Actor, do: Do
) -> None:
    body = people.delegation(session, clock, "State of <script>alert(1)</script>")
    page = client.get(f"/delegations/{body.slug}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_database_failing_under_the_sign_in_is_said_once(
    app: Flask, head: Actor, sign_in: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    def down(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    client = sign_in(head)
    monkeypatch.setattr("panel.delegations.queries.signed_in", down)
    response = client.get("/account")
    assert response.status_code == 503
    assert "Nothing was lost" in response.text


def test_an_account_is_found_by_nobody_through_an_invitation(
    session: Session, do: Do, aldoria: Delegation, head: Actor
) -> None:
    do(SYSTEM, InviteToSeat(aldoria.id, "Hanna Head", "HEAD@example.org", "adviser"))
    do(SYSTEM, DecideAccreditation(aldoria.id, "suspend", reason="For now."))
    assert session.scalars(select(Person).where(Person.email == "head@example.org")).one_or_none() is None
