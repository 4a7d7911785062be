"""Acts of sessions, and what they are refused for."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.kernel.refusal import Conflict, Forbidden, NotFound, Refusal
from panel.record.queries import latest_facts, verify
from panel.sessions.acts import (
    AddAgendaItem,
    AdoptAgenda,
    AnnounceSession,
    CloseSession,
    IssueSummary,
    NoteMeeting,
    OpenSession,
    ScheduleMeeting,
    TieToAgenda,
)
from panel.sessions.models import IssuedSummary
from panel.sessions.queries import session_by_number, session_page
from tests.make import people, sessions

Do = Callable[..., Any]


def test_a_session_goes_from_its_announcement_to_its_end_and_stays_on_record(
    session: Session, clock: SetClock
) -> None:
    sitting = sessions.held(session, clock)
    row = session_by_number(session, sitting.number)
    assert (row.state, row.agenda_adopted_in) == ("closed", 1)
    view = session_page(session, sitting.number, clock.moment)
    assert [item.number for item in view.agenda] == ["1", "2"]
    assert {document.kind for document in view.agenda[1].documents} == {"thread", "understanding"}
    assert [document.symbol for document in view.decisions] == ["SPMHR/2026/CU/1"]
    assert verify(session)


def test_sessions_are_numbered_one_after_the_other(session: Session, clock: SetClock, do: Do) -> None:
    sitting = sessions.announced(session, clock)
    opens = clock.moment + timedelta(days=90)
    order = AnnounceSession("Second session", "Geneva", opens, opens + timedelta(days=1))
    assert do(sitting.secretariat, order).result == sitting.number + 1


def test_only_the_secretariat_announces_and_only_what_is_to_come(
    session: Session, clock: SetClock, do: Do
) -> None:
    sitting = sessions.announced(session, clock)
    past = AnnounceSession("Second session", "Geneva", clock.moment - timedelta(days=1), clock.moment)
    with pytest.raises(Forbidden):
        do(sitting.chair, past)
    with pytest.raises(Refusal, match="has passed"):
        do(sitting.secretariat, past)


def test_an_agenda_item_has_a_number_of_its_own_and_none_is_added_after_adoption(
    session: Session, clock: SetClock, do: Do
) -> None:
    sitting = sessions.opened(session, clock)
    with pytest.raises(Forbidden, match="has been adopted"):
        do(sitting.secretariat, AddAgendaItem(sitting.number, "3", "Other matters"))
    with pytest.raises(NotFound):
        do(sitting.secretariat, AddAgendaItem(99, "3", "Other matters"))


def test_an_agenda_item_number_cannot_be_used_twice(session: Session, clock: SetClock, do: Do) -> None:
    sitting = sessions.announced(session, clock)
    with pytest.raises(Refusal, match="item 2 already") as refused:
        do(sitting.secretariat, AddAgendaItem(sitting.number, "2", "Again"))
    assert refused.value.field == "number"


@pytest.mark.parametrize(
    ("item", "kind", "number", "sentence"),
    [
        ("9", "thread", 1, "no item 9"),
        ("2", "thread", 999, "no thread 999"),
        ("2", "understanding", 999, "no text 999"),
        ("2", "rumour", 1, "Only threads and texts"),
    ],
)
def test_only_what_exists_is_tied_to_the_agenda(
    session: Session, clock: SetClock, do: Do, item: str, kind: str, number: int, sentence: str
) -> None:
    sitting = sessions.announced(session, clock)
    with pytest.raises(Refusal, match=sentence):
        do(sitting.secretariat, TieToAgenda(sitting.number, item, kind, number))


def test_the_same_document_is_tied_to_an_item_once(session: Session, clock: SetClock, do: Do) -> None:
    sitting = sessions.held(session, clock)
    assert sitting.table
    assert sitting.table.thread
    with pytest.raises(Forbidden, match="closed"):
        do(sitting.secretariat, TieToAgenda(sitting.number, "2", "thread", sitting.table.thread.number))
    opens = clock.moment + timedelta(days=1)
    second = do(
        sitting.secretariat, AnnounceSession("Second session", "Geneva", opens, opens + timedelta(1))
    ).result
    do(sitting.secretariat, AddAgendaItem(second, "1", "Follow-up"))
    for kind, number in (("thread", sitting.table.thread.number), ("understanding", 1)):
        order = TieToAgenda(second, "1", kind, number)
        do(sitting.secretariat, order)
        with pytest.raises(Refusal, match="under this item already"):
            do(sitting.secretariat, order)


def test_a_meeting_is_scheduled_inside_its_session(session: Session, clock: SetClock, do: Do) -> None:
    sitting = sessions.announced(session, clock)
    early = ScheduleMeeting(sitting.number, clock.moment, clock.moment + timedelta(hours=3), ("1",))
    with pytest.raises(Refusal, match="before the session opens"):
        do(sitting.secretariat, early)
    start = clock.moment + timedelta(hours=1)
    with pytest.raises(Refusal, match="no item 7"):
        do(sitting.secretariat, ScheduleMeeting(sitting.number, start, start + timedelta(hours=1), ("7",)))
    assert (
        do(sitting.secretariat, ScheduleMeeting(sitting.number, start, start + timedelta(hours=1))).result
        == 1
    )
    with pytest.raises(Refusal, match="before meeting 1 ends"):
        do(sitting.secretariat, ScheduleMeeting(sitting.number, start, start + timedelta(hours=2)))


def test_the_chair_opens_once_and_not_before_the_day(session: Session, clock: SetClock, do: Do) -> None:
    sitting = sessions.announced(session, clock)
    with pytest.raises(Forbidden):
        do(sitting.secretariat, OpenSession(sitting.number))
    opens = clock.moment + timedelta(days=2)
    later = do(
        sitting.secretariat, AnnounceSession("Second", "Geneva", opens, opens + timedelta(days=1))
    ).result
    with pytest.raises(Conflict, match="before the day"):
        do(sitting.chair, OpenSession(later))
    do(sitting.chair, OpenSession(sitting.number))
    with pytest.raises(Forbidden, match="already"):
        do(sitting.chair, OpenSession(sitting.number))


def test_the_agenda_is_adopted_at_a_meeting_that_has_begun(session: Session, clock: SetClock, do: Do) -> None:
    sitting = sessions.announced(session, clock)
    start = clock.moment + timedelta(hours=2)
    do(sitting.secretariat, ScheduleMeeting(sitting.number, start, start + timedelta(hours=1)))
    do(sitting.chair, OpenSession(sitting.number))
    with pytest.raises(Conflict, match="has not begun"):
        do(sitting.chair, AdoptAgenda(sitting.number, 1))
    with pytest.raises(NotFound, match="no meeting 5"):
        do(sitting.chair, AdoptAgenda(sitting.number, 5))


def test_an_agenda_without_items_cannot_be_adopted(session: Session, clock: SetClock, do: Do) -> None:
    sitting = sessions.announced(session, clock)
    opens = clock.moment
    number = do(
        sitting.secretariat, AnnounceSession("Second", "Geneva", opens, opens + timedelta(days=1))
    ).result
    do(sitting.secretariat, ScheduleMeeting(number, opens, opens + timedelta(hours=1)))
    do(sitting.chair, OpenSession(number))
    with pytest.raises(Refusal, match="no item"):
        do(sitting.chair, AdoptAgenda(number, 1))


def test_a_note_is_never_written_over_one_that_was_not_read(
    session: Session, clock: SetClock, do: Do
) -> None:
    sitting = sessions.opened(session, clock)
    do(sitting.rapporteur, NoteMeeting(sitting.number, 1, "The Chair opened the session."))
    with pytest.raises(Conflict, match="another version"):
        do(sitting.rapporteur, NoteMeeting(sitting.number, 1, "Another note."))
    do(sitting.rapporteur, NoteMeeting(sitting.number, 1, "Both notes.", version=1))
    assert session_page(session, sitting.number, clock.moment).meetings[0].note == "Both notes."
    with pytest.raises(Forbidden):
        do(sitting.chair, NoteMeeting(sitting.number, 1, "No.", version=2))


def test_the_words_of_a_note_stand_beside_the_record_and_not_in_it(
    session: Session, clock: SetClock, do: Do
) -> None:
    sitting = sessions.opened(session, clock)
    do(sitting.rapporteur, NoteMeeting(sitting.number, 1, "Words of the Rapporteur."))
    (fact,) = latest_facts(session, limit=1)
    assert fact.kind == "meeting_noted"
    assert "Words" not in str(fact.payload)
    assert fact.words["note"] == "Words of the Rapporteur."


def test_only_an_open_session_is_closed(session: Session, clock: SetClock, do: Do) -> None:
    sitting = sessions.announced(session, clock)
    with pytest.raises(Forbidden, match="open"):
        do(sitting.chair, CloseSession(sitting.number))


def test_an_issued_summary_is_kept_as_it_was(session: Session, clock: SetClock, do: Do) -> None:
    sitting = sessions.held(session, clock)
    with pytest.raises(Forbidden):
        do(sitting.chair, IssueSummary(sitting.number))
    assert do(sitting.secretariat, IssueSummary(sitting.number)).result == "SPMHR/1/SR"
    (fact,) = latest_facts(session, limit=1)
    files = session.scalars(select(IssuedSummary)).all()
    assert {one.format for one in files} == {"html", "pdf", "docx"}
    assert all(fact.payload[one.format] == one.digest == sha256(one.content).hexdigest() for one in files)
    with pytest.raises(Forbidden, match="already"):
        do(sitting.secretariat, IssueSummary(sitting.number))
    with pytest.raises(Forbidden, match="issued"):
        do(sitting.rapporteur, NoteMeeting(sitting.number, 2, "Later thoughts.", version=1))
    assert verify(session)


def test_a_session_still_open_has_no_summary_to_issue(session: Session, clock: SetClock, do: Do) -> None:
    sitting = sessions.opened(session, clock)
    with pytest.raises(Forbidden, match="once the session has closed"):
        do(sitting.secretariat, IssueSummary(sitting.number))


def test_a_person_without_an_office_changes_nothing(session: Session, clock: SetClock, do: Do) -> None:
    sitting = sessions.opened(session, clock)
    head = people.seated(session, clock, people.delegation(session, clock))
    for order in (
        AddAgendaItem(sitting.number, "3", "Mine"),
        ScheduleMeeting(sitting.number, clock.moment, clock.moment),
        CloseSession(sitting.number),
        NoteMeeting(sitting.number, 1, "Mine."),
    ):
        with pytest.raises(Forbidden):
            do(head, order)
