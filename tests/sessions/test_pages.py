"""The pages of sessions, through HTTP."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.record.perform import perform
from panel.sessions.acts import AddAgendaItem, IssueSummary, NoteMeeting, ScheduleMeeting, TieToAgenda
from tests.make import people, sessions, threads
from tests.make.people import Signer

PUBLIC_PAGES = ("/sessions", "/sessions/1", "/sessions/1/meetings/2")
DOWNLOADS = {
    "pdf": ("application/pdf", b"%PDF-"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    "html": ("text/html; charset=utf-8", b"<!DOCTYPE html>"),
}


def test_without_sessions_the_list_says_who_announces_them(client: FlaskClient) -> None:
    page = client.get("/sessions").text
    assert "No session has been announced yet." in page
    assert "The secretariat announces sessions." in page


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_everyone_reads_what_a_session_does(
    session: Session, clock: SetClock, client: FlaskClient, address: str
) -> None:
    sessions.held(session, clock)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("address", ["/sessions/9", "/sessions/1/meetings/9", "/sessions/9/meetings/1"])
def test_what_does_not_exist_is_not_found(
    session: Session, clock: SetClock, client: FlaskClient, address: str
) -> None:
    sessions.announced(session, clock)
    assert client.get(address).status_code == 404


def test_the_session_page_shows_papers_meetings_and_decisions(
    session: Session, clock: SetClock, client: FlaskClient
) -> None:
    sessions.held(session, clock)
    page = client.get("/sessions/1").text
    assert 'href="/threads/1"' in page
    assert 'href="/understandings/1"' in page
    assert "SPMHR/2026/CU/1" in page
    assert "14:00 Geneva time (UTC+1)" in page
    assert "13:00 UTC" in page


def test_a_proposed_thread_is_on_the_agenda_without_its_title(
    session: Session, clock: SetClock, client: FlaskClient, do: Callable[..., object]
) -> None:
    sitting = sessions.announced(session, clock)
    head = people.seated(session, clock, people.delegation(session, clock))
    proposal = threads.proposed(session, clock, head, title="A title that is not public yet")
    do(sitting.secretariat, TieToAgenda(sitting.number, "2", "thread", proposal.number))
    page = client.get("/sessions/1").text
    assert "a proposal, for those who take part" in page
    assert "not public yet" not in page


def test_the_meeting_that_is_on_and_the_next_one_are_said(
    session: Session, clock: SetClock, client: FlaskClient
) -> None:
    sitting = sessions.opened(session, clock)
    later = clock.moment + timedelta(days=1)
    perform(
        session, clock, sitting.secretariat, ScheduleMeeting(1, later, later + timedelta(hours=2), ("2",))
    )
    assert "On now" in client.get("/sessions/1").text
    clock.advance(hours=4)
    page = client.get("/sessions/1").text
    assert "On now" not in page
    assert "in 20 hours" in page


def test_pages_cost_the_same_however_long_the_agenda_is(
    session: Session, clock: SetClock, client: FlaskClient, statements: Callable[[], int]
) -> None:
    sitting = sessions.announced(session, clock)

    def cost(address: str) -> int:
        client.get(address)
        statements()
        assert client.get(address).status_code == 200
        return statements()

    first = [cost(address) for address in ("/sessions", "/sessions/1")]
    for number in range(3, 33):
        perform(session, clock, sitting.secretariat, AddAgendaItem(1, str(number), f"Subject {number}"))
    assert [cost(address) for address in ("/sessions", "/sessions/1")] == first
    assert first[0] <= 3
    assert first[1] <= 10


def test_the_secretariat_prepares_a_session_through_its_pages(
    session: Session, clock: SetClock, sign_in: Signer
) -> None:
    secretariat = people.person_in_office(session, clock, "secretariat")
    browser = sign_in(secretariat)
    answer = browser.post(
        "/sessions/announce",
        data={
            "title": "First session",
            "place": "Geneva",
            "opens_at": "2026-04-13T10:00",
            "closes_at": "2026-04-17T18:00",
            "announcement": "Read the syntheses.",
        },
    )
    assert answer.headers["Location"] == "/sessions/1"
    page = browser.get("/sessions/1").text
    assert "08:00 UTC" in page  # Geneva keeps summer time in April
    assert browser.post("/sessions/1/agenda", data={"number": "1", "title": "Opening"}).status_code == 303
    meeting = {"starts_at": "2026-04-13T10:00", "ends_at": "2026-04-13T13:00", "items": ["1"]}
    answer = browser.post("/sessions/1/meetings/new", data=meeting)
    assert answer.headers["Location"] == "/sessions/1/meetings/1"
    assert "1. Opening" in browser.get("/sessions/1/meetings/1").text


def test_a_refusal_stands_at_its_field_and_keeps_the_words(
    session: Session, clock: SetClock, sign_in: Signer
) -> None:
    sitting = sessions.announced(session, clock)
    browser = sign_in(sitting.secretariat)
    answer = browser.post("/sessions/1/agenda", data={"number": "2", "title": "Words to keep"})
    assert answer.status_code == 422
    assert "The agenda has an item 2 already." in answer.text
    assert "Words to keep" in answer.text
    answer = browser.post("/sessions/1/meetings/new", data={"starts_at": "noon", "ends_at": ""})
    assert answer.status_code == 422
    assert "Give a date and a time" in answer.text
    answer = browser.post(
        "/sessions/1/agenda/documents", data={"item": "2", "kind": "thread", "number": "77"}
    )
    assert answer.status_code == 422
    assert "There is no thread 77." in answer.text


def test_the_chair_opens_adopts_and_closes(session: Session, clock: SetClock, sign_in: Signer) -> None:
    sitting = sessions.announced(session, clock)
    clock.advance(hours=1)
    start = clock.moment
    perform(session, clock, sitting.secretariat, ScheduleMeeting(1, start, start + timedelta(hours=1)))
    browser = sign_in(sitting.chair)
    assert "Open the session" in browser.get("/sessions/1").text
    assert browser.post("/sessions/1/opening").status_code == 303
    assert browser.post("/sessions/1/opening").status_code == 403
    assert browser.get("/sessions/1/agenda/adoption").status_code == 200
    assert browser.post("/sessions/1/agenda/adoption", data={"meeting": "1"}).status_code == 303
    assert browser.post("/sessions/1/closing").status_code == 303
    assert "Closed" in browser.get("/sessions/1").text


def test_two_rapporteurs_notes_are_shown_side_by_side(
    session: Session, clock: SetClock, sign_in: Signer
) -> None:
    sitting = sessions.opened(session, clock)
    browser = sign_in(sitting.rapporteur)
    assert browser.get("/sessions/1/meetings/1/note").status_code == 200
    perform(session, clock, sitting.rapporteur, NoteMeeting(1, 1, "The first to be saved."))
    answer = browser.post("/sessions/1/meetings/1/note", data={"note": "The second.", "version": "0"})
    assert answer.status_code == 409
    assert "The first to be saved." in answer.text
    assert "The second." in answer.text
    assert 'value="1"' in answer.text
    answer = browser.post("/sessions/1/meetings/1/note", data={"note": "Both.", "version": "1"})
    assert answer.status_code == 303


def test_the_draft_summary_is_for_those_who_make_it(
    session: Session, clock: SetClock, client: FlaskClient, sign_in: Signer
) -> None:
    sitting = sessions.held(session, clock)
    assert sitting.table
    assert (
        client.get("/sessions/1/summary").headers["Location"].startswith("/sign-in?next=/sessions/1/summary")
    )
    head = sign_in(sitting.table.heads["Aldoria"]).get("/sessions/1/summary.pdf")
    assert head.status_code == 403
    assert "once the secretariat has issued it" in head.text
    assert sessions.NOTE not in client.get("/sessions/1/meetings/2").text
    for actor in (sitting.secretariat, sitting.chair, sitting.rapporteur):
        page = sign_in(actor).get("/sessions/1/summary")
        assert page.status_code == 200
        assert page.text.count("<h1") == 1
        assert "words of at most 8,500" in page.text


@pytest.mark.parametrize("name", DOWNLOADS)
def test_the_summary_is_downloaded_in_each_format(
    session: Session, clock: SetClock, sign_in: Signer, name: str
) -> None:
    sitting = sessions.held(session, clock)
    media_type, begins = DOWNLOADS[name]
    answer = sign_in(sitting.secretariat).get(f"/sessions/1/summary.{name}")
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="SPMHR-1-SR.{name}"'
    assert answer.data.startswith(begins)


def test_an_issued_summary_is_everyones_and_does_not_change(
    session: Session, clock: SetClock, client: FlaskClient, sign_in: Signer
) -> None:
    sitting = sessions.held(session, clock)
    assert sitting.table
    assert sitting.table.thread
    assert sign_in(sitting.secretariat).post("/sessions/1/summary/issue").status_code == 303
    before = client.get("/sessions/1/summary.docx").data
    shown = client.get("/sessions/1/summary")
    assert shown.status_code == 200
    assert "SPMHR/1/SR" in shown.text
    assert "Draft" not in shown.text
    threads.contributed(
        session,
        clock,
        sitting.table.heads["Meresia"],
        sitting.table.thread,
        body="Said after the session had ended.",
    )
    assert client.get("/sessions/1/summary.docx").data == before
    assert "Said after" not in client.get("/sessions/1/summary").text
    assert client.get("/sessions/1/summary.exe").status_code == 404


def test_issuing_twice_is_refused(session: Session, clock: SetClock, sign_in: Signer) -> None:
    sitting = sessions.held(session, clock)
    perform(session, clock, sitting.secretariat, IssueSummary(1))
    assert sign_in(sitting.secretariat).post("/sessions/1/summary/issue").status_code == 403
