"""Desks, search, log, verification, the clock, and the pages that say how the Panel works."""

import json
import re
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text as sql
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from panel.db.clock import SetClock
from panel.policy import PERMISSIONS
from panel.record import merkle
from panel.record.queries import head, latest_facts
from panel.record.tree import proof_of
from panel.threads.acts import SaveDraft, WithdrawContribution
from tests.make import people, sessions, threads, understandings
from tests.make.people import Signer
from tests.make.understandings import Table


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return re.sub(r"\s+", " ", answer.text.split("<main")[1])


class TestDesks:
    @pytest.mark.parametrize("path", ["/moderation", "/secretariat"])
    def test_the_public_is_asked_to_sign_in(self, client: FlaskClient, path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"/sign-in?next={path}"

    @pytest.mark.parametrize(
        ("path", "who"), [("/moderation", "moderators"), ("/secretariat", "secretariat")]
    )
    def test_a_delegate_is_told_whose_desk_it_is(
        self, session: Session, clock: SetClock, sign_in: Signer, path: str, who: str
    ) -> None:
        delegate = people.seated(session, clock, people.delegation(session, clock))
        page = text_of(sign_in(delegate), path, 403)
        assert who in page
        assert "Ask the secretariat" in page

    def test_the_moderation_desk_shows_what_waits_with_where_to_act(
        self, session: Session, clock: SetClock, do: Callable[..., Any], sign_in: Signer, table: Table
    ) -> None:
        thread = threads.proposed(session, clock, table.heads["Meresia"], title="A question of borders")
        text = understandings.under_silence(session, clock, table)
        do(table.heads["Meresia"], understandings.objection(text))
        page = text_of(sign_in(table.moderator), "/moderation")
        assert f'href="/threads/{thread.number}/decision"' in page
        assert table.thread
        assert f'href="/threads/{table.thread.number}/synthesis/new"' in page
        assert "Silence was broken" in page
        read_only = text_of(sign_in(table.chair), "/moderation")
        assert "A question of borders" in read_only
        assert "/decision" not in read_only
        assert "/synthesis/new" not in read_only

    def test_desks_cost_the_same_however_much_waits(
        self,
        session: Session,
        clock: SetClock,
        sign_in: Signer,
        table: Table,
        statements: Callable[[], int],
    ) -> None:
        secretariat = sign_in(people.person_in_office(session, clock, "secretariat", name="Ana Silva"))
        costs = []
        for _ in range(2):
            statements()
            for path in ("/moderation", "/secretariat"):
                text_of(secretariat, path)
                costs.append(statements())
            for _ in range(30):
                threads.proposed(session, clock, table.heads["Meresia"])
            for number in range(5):
                people.delegation(session, clock, f"State {len(costs)}.{number}", accredited=False)
                understandings.issued(session, clock, table)
        assert costs[:2] == costs[2:]
        assert max(costs) <= 10

    def test_the_secretariat_sees_each_session_and_verifies_the_record(
        self, session: Session, clock: SetClock, sign_in: Signer
    ) -> None:
        sitting = sessions.held(session, clock)
        client = sign_in(sitting.secretariat)
        page = text_of(client, "/secretariat")
        assert 'href="/sessions/1"' in page
        assert "1 of 2 held" in page
        assert "not issued" in page
        size, root = head(session)
        assert root in page
        assert "Sound" not in page
        answer = client.post("/secretariat")
        assert answer.status_code == 200
        assert "Sound" in answer.text
        assert head(session) == (size, root)

    def test_a_record_that_is_not_sound_is_said_not_to_be(
        self, session: Session, clock: SetClock, sign_in: Signer
    ) -> None:
        client = sign_in(people.person_in_office(session, clock, "secretariat"))
        seq = session.execute(sql("SELECT max(seq) FROM record_value")).scalar_one()
        session.execute(sql("UPDATE record_value SET words = 'forged' WHERE seq = :seq"), {"seq": seq})
        page = client.post("/secretariat").text
        assert "Not sound" in page
        assert f"First at position {seq}" in re.sub(r"\s+", " ", page)


class TestSearch:
    def test_an_empty_question_finds_nothing_and_asks(self, client: FlaskClient) -> None:
        for path in ("/search", "/search?q=", "/search?q=%20%0a"):
            page = text_of(client, path)
            assert 'name="q"' in page
            assert "result" not in page

    def test_a_citation_is_recognised_and_offered_first(self, client: FlaskClient) -> None:
        page = text_of(client, "/search?q=ICCPR+12")
        assert page.index("Recognised citation") < page.index('href="/norms/iccpr/art/12"')

    def test_each_kind_is_found_and_counted(
        self, session: Session, clock: SetClock, client: FlaskClient
    ) -> None:
        sitting = sessions.held(session, clock)
        assert sitting.text
        assert sitting.table
        assert sitting.table.thread
        number = sitting.table.thread.number
        found = {
            "officer": f"/threads/{number}/contributions/1",
            "turned back": f"/threads/{number}",
            "TORTURE status": f"/record/{sitting.text.symbol}",
            str(sitting.text.symbol): f"/record/{sitting.text.symbol}",
            "harbour": "/delegations/harbour-network",
            "welcome": "/sessions/1",
        }
        for query, address in found.items():
            page = text_of(client, "/search?q=" + query.replace(" ", "+"))
            assert f'href="{address}"' in page, query
            assert "1 result" in page or "results" in page

    def test_words_found_are_marked_and_nothing_in_them_is_markup(
        self, session: Session, clock: SetClock, client: FlaskClient, table: Table
    ) -> None:
        assert table.thread
        threads.contributed(
            session,
            clock,
            table.heads["Meresia"],
            table.thread,
            body="A <script>alert(1)</script> & a *needle*.",
        )
        page = text_of(client, "/search?q=needle")
        assert "<mark>needle</mark>" in page
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "&lt;<mark>script</mark>&gt;" in text_of(client, "/search?q=script")

    def test_what_is_not_public_is_not_found(
        self,
        session: Session,
        clock: SetClock,
        do: Callable[..., Any],
        client: FlaskClient,
        sign_in: Signer,
        table: Table,
    ) -> None:
        head_of_it = table.heads["Meresia"]
        assert table.thread
        withdrawn = threads.contributed(
            session, clock, head_of_it, table.thread, body="A wombatone sentence that is long."
        )
        do(head_of_it, WithdrawContribution(withdrawn.id, "No wombattwo any more."))
        do(
            head_of_it,
            SaveDraft(
                thread=table.thread.id, kind="position", body="A wombatthree draft that is long enough."
            ),
        )
        threads.proposed(session, clock, head_of_it, title="A wombatfour proposal")
        people.delegation(session, clock, "Wombatfive Republic", accredited=False)
        understandings.drafted(session, clock, table)
        for browser in (client, sign_in(head_of_it), sign_in(table.heads["Aldoria"])):
            assert "0 results" in text_of(browser, "/search?q=wombatone")
            assert "0 results" in text_of(browser, "/search?q=wombattwo")
            assert "0 results" in text_of(browser, "/search?q=wombatthree")
            assert "0 results" in text_of(browser, "/search?q=wombatfive")
        assert "0 results" in text_of(client, "/search?q=wombatfour")
        assert "1 result" in text_of(sign_in(table.heads["Aldoria"]), "/search?q=wombatfour")
        assert 'id="understandings"' not in text_of(client, "/search?q=border")

    def test_wildcards_are_letters(
        self, session: Session, clock: SetClock, client: FlaskClient, table: Table
    ) -> None:
        assert table.thread
        threads.contributed(
            session, clock, table.heads["Meresia"], table.thread, body="Half of it is 50% of a_b, they say."
        )
        assert "/contributions/4" in text_of(client, "/search?q=50%25")
        assert "/contributions/4" in text_of(client, "/search?q=a_b")
        assert "/contributions/4" not in text_of(client, "/search?q=a%25b")

    @pytest.mark.parametrize(
        "query",
        [
            "%00",
            "%ff%fe",
            "%ed%a0%80",
            "'%22;--",
            "%3Cscript%3E",
            "%25" * 500,
            "(" * 5000,
            "%D8%AD%D9%82%D9%88%D9%82",
            "\\",
            "a&q=b&q[]=c",
            "+".join(["word"] * 2000),
            "9" * 3000,
        ],
    )
    def test_hostile_questions_are_answered_in_time(self, client: FlaskClient, query: str) -> None:
        begun = time.monotonic()
        assert client.get(f"/search?q={query}").status_code == 200
        assert time.monotonic() - begun < 2

    def test_a_search_costs_the_same_whatever_it_finds(
        self,
        session: Session,
        clock: SetClock,
        client: FlaskClient,
        table: Table,
        statements: Callable[[], int],
    ) -> None:
        assert table.thread
        text_of(client, "/search?q=nothing")
        statements()
        text_of(client, "/search?q=xylophone")
        nothing = statements()
        for _ in range(30):
            threads.contributed(
                session,
                clock,
                table.heads["Meresia"],
                table.thread,
                body="A xylophone plays in the next room.",
            )
        statements()
        page = text_of(client, "/search?q=xylophone")
        assert statements() == nothing <= 8
        assert page.count("<mark>xylophone</mark>") == 20
        assert "The first 20 are shown" in page


class TestLog:
    def test_every_fact_of_a_whole_session_has_its_sentence(
        self, session: Session, clock: SetClock, client: FlaskClient, table: Table, do: Callable[..., Any]
    ) -> None:
        assert table.thread
        threads.proposed(session, clock, table.heads["Meresia"])
        do(table.heads["Meresia"], SaveDraft(thread=table.thread.id, kind="position", body="A draft."))
        broken = understandings.under_silence(session, clock, table)
        do(table.heads["Meresia"], understandings.objection(broken))
        sessions.opened(session, clock, chair=table.chair)
        size, root = head(session)
        seen: list[int] = []
        address = "/log"
        while address:
            page = text_of(client, address)
            assert root in page
            for item in page.split("<li>")[1:]:
                sentence = re.sub(
                    r"<[^>]+>", "", item.split("</time>")[1].split('<p class="meta">')[0]
                ).strip()
                assert sentence, item
                found = re.search(r'href="/log/(\d+)"', item)
                assert found
                seen.append(int(found[1]))
            older = re.search(r'rel="next" href="([^"]+)"', page)
            address = older[1] if older else ""
        assert seen == list(range(size - 1, -1, -1))

    def test_it_says_neither_words_nor_who_broke_silence(
        self,
        session: Session,
        clock: SetClock,
        client: FlaskClient,
        sign_in: Signer,
        table: Table,
        do: Callable[..., Any],
    ) -> None:
        text = understandings.under_silence(session, clock, table)
        do(table.heads["Meresia"], understandings.objection(text))
        (fact,) = [fact for fact in latest_facts(session) if fact.kind == "silence_broken"]
        for browser in (client, sign_in(table.heads["Aldoria"])):
            for path in ("/log", f"/log/{fact.seq}"):
                page = text_of(browser, path)
                item = page.split(f'href="/log/{fact.seq}"')[0].split("<li>")[-1] if path == "/log" else page
                assert "the silence was broken" in item
                assert "Meresia" not in item
                assert "It asks for too little" not in page
            leaf = text_of(browser, f"/log/{fact.seq}")
            seat = table.heads["Meresia"].capacity
            assert fact.actor == "veiled"
            assert seat not in leaf
            assert fact.words["actor"] == seat
            assert "Leaf hash" in leaf

    def test_a_body_that_was_never_admitted_is_not_named(
        self, session: Session, clock: SetClock, client: FlaskClient
    ) -> None:
        people.delegation(session, clock, "Wombat Republic", accredited=False)
        assert "Wombat" not in text_of(client, "/log")

    def test_a_leaf_shows_its_bytes_and_a_proof_that_holds(
        self, session: Session, client: FlaskClient
    ) -> None:
        seq = latest_facts(session, limit=1)[0].seq
        page = client.get(f"/log/{seq}").text
        proof = proof_of(session, seq)
        assert proof
        shown = re.findall(r"<code>(?:<bdi>)?(.*?)(?:</bdi>)?</code>", page, re.DOTALL)
        leaf = shown[0].replace("&#34;", '"').encode()
        assert leaf == proof.leaf
        assert json.loads(leaf)["seq"] == seq
        leaf_hash, root, *path = (bytes.fromhex(text) for text in shown[1:])
        assert leaf_hash == merkle.leaf_hash(leaf)
        assert merkle.root_from_proof(leaf_hash, seq, proof.size, path) == root

    @pytest.mark.parametrize("path", ["/log/999999", "/log/99999999999999999999999", "/log/-1", "/log/x"])
    def test_there_is_no_other_leaf(self, client: FlaskClient, path: str) -> None:
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("before", ["", "x", "-5", "0", "99999999999999999999999999"])
    def test_a_strange_page_is_still_a_page(self, client: FlaskClient, before: str) -> None:
        assert client.get(f"/log?before={before}").status_code == 200

    def test_it_costs_the_same_on_every_page(
        self,
        session: Session,
        clock: SetClock,
        client: FlaskClient,
        table: Table,
        statements: Callable[[], int],
    ) -> None:
        text_of(client, "/log?before=2")
        statements()
        text_of(client, "/log?before=2")
        few = statements()
        text_of(client, "/log")
        assert statements() == few <= 5


class TestVerify:
    @pytest.fixture
    def exact(self, session: Session, clock: SetClock, client: FlaskClient) -> tuple[str, bytes]:
        """The symbol of an adopted text, and the file with its exact words."""
        sitting = sessions.held(session, clock)
        assert sitting.text
        symbol = str(sitting.text.symbol)
        answer = client.get(f"/record/{symbol}.txt")
        assert answer.status_code == 200
        return symbol, answer.data

    def send(self, client: FlaskClient, content: bytes) -> str:
        answer = client.post("/verify", data={"file": (BytesIO(content), "copy.txt")})
        assert answer.status_code == 200
        return re.sub(r"\s+", " ", answer.text)

    def test_the_file_of_an_adopted_text_is_known(
        self, session: Session, client: FlaskClient, exact: tuple[str, bytes]
    ) -> None:
        symbol, content = exact
        (adoption,) = [fact for fact in latest_facts(session) if fact.kind == "understanding_adopted"]
        page = self.send(client, content)
        assert "Adopted text, unchanged" in page
        assert f'href="/record/{symbol}"' in page
        assert f'href="/log/{adoption.seq}"' in page

    def test_a_single_changed_character_makes_it_unknown(
        self, client: FlaskClient, exact: tuple[str, bytes]
    ) -> None:
        assert "Not known" in self.send(client, exact[1].replace(b"nobody", b"nobodY", 1))

    def test_its_hash_and_its_pasted_words_are_known_too(
        self, session: Session, client: FlaskClient, exact: tuple[str, bytes]
    ) -> None:
        (adoption,) = [fact for fact in latest_facts(session) if fact.kind == "understanding_adopted"]
        digest = adoption.payload["digest"]
        assert "Adopted text, unchanged" in text_of(client, f"/verify?hash={digest}")
        assert "Adopted text, unchanged" in text_of(client, f"/verify?hash={digest.upper()}")
        pasted = exact[1].decode().replace("\n", "\r\n").strip()
        for text in (digest, pasted):
            assert "Adopted text, unchanged" in client.post("/verify", data={"text": text}).text

    def test_an_issued_draft_is_known_as_one(
        self, session: Session, clock: SetClock, client: FlaskClient, table: Table
    ) -> None:
        text = understandings.issued(session, clock, table)
        page = text_of(client, f"/verify?hash={text.revision.digest}")
        assert "Issued draft, not adopted" in page

    def test_an_edited_table_makes_no_adopted_text(
        self, session: Session, client: FlaskClient, exact: tuple[str, bytes]
    ) -> None:
        session.execute(sql("UPDATE revision SET digest = :digest"), {"digest": "a" * 64})
        assert "Adopted text" not in text_of(client, f"/verify?hash={'a' * 64}")

    def test_a_leaf_is_known_by_its_bytes_and_by_its_hash(
        self, session: Session, clock: SetClock, client: FlaskClient
    ) -> None:
        proof = proof_of(session, 3)
        assert proof
        assert "Fact of the record" in self.send(client, proof.leaf)
        assert 'href="/log/3"' in text_of(client, f"/verify?hash={proof.leaf_hash}")
        assert "Not known" in self.send(client, proof.leaf.replace(b'"seq":3', b'"seq":4'))

    @pytest.mark.parametrize(
        ("form", "status", "sentence"),
        [
            ({}, 422, "Give a file, a text or a hash"),
            ({"text": " \r\n "}, 422, "Give a file, a text or a hash"),
            ({"file": FileStorage(BytesIO(b""), "empty.txt")}, 422, "This file is empty"),
            ({"file": FileStorage(BytesIO(b"x" * 1_000_001), "large.bin")}, 413, "larger than 1 MB"),
            ({"text": "x" * 1_000_001}, 413, "larger"),
        ],
    )
    def test_what_cannot_be_verified_is_said_clearly(
        self, client: FlaskClient, form: dict[str, Any], status: int, sentence: str
    ) -> None:
        boundary, body = encode_multipart(form)  # in memory: the client leaves its own large files open
        answer = client.post("/verify", data=body, content_type=f'multipart/form-data; boundary="{boundary}"')
        assert answer.status_code == status
        assert sentence in answer.text

    @pytest.mark.parametrize("given", ["", "zz", "a" * 63, "%00", "é" * 64])
    def test_what_is_no_hash_is_said_to_be_none(self, client: FlaskClient, given: str) -> None:
        assert client.get(f"/verify?hash={given}").status_code == 422

    @pytest.mark.parametrize(
        "content",
        [b"\xff\xfe\x00", b"[" * 100_000, b'{"seq": 1e999}', b'{"seq":0,"kind":[],"payload":0}', b"null"],
    )
    def test_hostile_bytes_are_simply_unknown(self, client: FlaskClient, content: bytes) -> None:
        begun = time.monotonic()
        assert "Not known" in self.send(client, content)
        assert time.monotonic() - begun < 2


class TestTheClockOfTheDemonstration:
    @pytest.fixture
    def demonstration(self, app: Flask) -> Iterator[None]:
        app.config["PANEL_DEMONSTRATION"] = True
        yield
        app.config["PANEL_DEMONSTRATION"] = False

    def test_has_no_address_anywhere_else(
        self, session: Session, clock: SetClock, client: FlaskClient, sign_in: Signer
    ) -> None:
        chair = sign_in(people.person_in_office(session, clock, "chair"))
        for browser in (client, chair):
            assert browser.get("/demonstration/clock").status_code == 404
            assert browser.post("/demonstration/clock", data={"hours": "24"}).status_code == 404

    @pytest.mark.usefixtures("demonstration")
    def test_is_moved_by_a_facilitator_who_stays_signed_in(
        self, session: Session, clock: SetClock, sign_in: Signer
    ) -> None:
        chair = sign_in(people.person_in_office(session, clock, "chair"))
        assert "3 days" in text_of(chair, "/demonstration/clock")
        answer = chair.post("/demonstration/clock", data={"hours": "72"})
        assert answer.status_code == 303
        assert answer.headers["Location"] == "/demonstration/clock"
        assert "The clock was moved forward" in text_of(chair, "/demonstration/clock")
        assert latest_facts(session, limit=1)[0].payload == {"hours": 72}
        assert "was moved forward by 72 hours" in text_of(chair, "/log")

    @pytest.mark.usefixtures("demonstration")
    @pytest.mark.parametrize("hours", ["", "0", "-24", "2401", "many", "9" * 400])
    def test_is_not_moved_by_what_is_no_step(
        self, session: Session, clock: SetClock, sign_in: Signer, hours: str
    ) -> None:
        chair = sign_in(people.person_in_office(session, clock, "chair"))
        assert chair.post("/demonstration/clock", data={"hours": hours}).status_code == 422

    @pytest.mark.usefixtures("demonstration")
    def test_is_not_for_delegates(self, session: Session, clock: SetClock, sign_in: Signer) -> None:
        delegate = sign_in(people.seated(session, clock, people.delegation(session, clock)))
        assert delegate.post("/demonstration/clock", data={"hours": "24"}).status_code == 403


class TestHowThePanelWorks:
    @pytest.mark.parametrize("path", ["/help", "/who-may-do-what", "/accessibility", "/data-protection"])
    def test_is_said_on_a_page(self, client: FlaskClient, path: str) -> None:
        assert "<h1" in text_of(client, path)

    def test_every_permission_has_its_row_and_its_sentence(self, client: FlaskClient) -> None:
        page = text_of(client, "/who-may-do-what")
        for name in PERMISSIONS:
            row = page.split(f'<tr id="{name.replace(".", "-")}"')[1].split("</tr>")[0]
            assert re.search(r'data-label="Rule">[^<]{10,}', row), name

    def test_machines_learn_whether_it_stands(
        self, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answer = client.get("/healthz")
        assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")

        def fail(session: Session) -> Any:
            raise OperationalError("SELECT 1", {}, Exception("gone"))

        monkeypatch.setattr("panel.home.routes.head", fail)
        assert client.get("/healthz").status_code == 503
