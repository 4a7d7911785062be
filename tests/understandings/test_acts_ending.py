"""What becomes of a text: put off, withdrawn, issued, corrected, superseded."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.kernel.refusal import Conflict, Forbidden, Refusal
from panel.policy import Actor
from panel.record.queries import verify
from panel.understandings import rules
from panel.understandings.acts import (
    AdoptUnderstanding,
    BeginText,
    DeclareSupersession,
    DeferText,
    FinalizeText,
    IssueCorrigendum,
    IssueRevision,
    IssueText,
    OpenSilence,
    PutParagraph,
    ResumeText,
    WithdrawText,
)
from panel.understandings.queries import TextView, exact_text_of, text_by_number
from tests.make import people
from tests.make import understandings as make

Do = Callable[..., Any]


def adopted(session: Session, clock: SetClock, at: make.Table, do: Do) -> TextView:
    text = make.under_silence(session, clock, at)
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    return text_by_number(session, text.number)


@pytest.fixture
def officer(session: Session, clock: SetClock) -> Actor:
    return people.person_in_office(session, clock, "secretariat")


def test_a_deferred_text_is_not_edited_until_it_is_resumed(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.issued(session, clock, at)
    with pytest.raises(Refusal, match="stays on record"):
        do(at.chair, DeferText(text.id, " "))
    do(at.chair, DeferText(text.id, "Until the report is out."))
    deferred = text_by_number(session, 1)
    assert (deferred.state, deferred.standstill_reason) == ("deferred", "Until the report is out.")
    with pytest.raises(Forbidden, match="resumed"):
        do(at.moderator, PutParagraph(text.id, "operative", "Goes on."))
    do(at.moderator, ResumeText(text.id))
    assert text_by_number(session, 1).state == "under_negotiation"
    with pytest.raises(Forbidden, match="not deferred"):
        do(at.moderator, ResumeText(text.id))


def test_a_text_is_not_put_aside_under_silence(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    for order in (DeferText(text.id, "Later."), WithdrawText(text.id, "Never.")):
        with pytest.raises(Forbidden, match="put aside while it is negotiated"):
            do(at.chair, order)


def test_a_withdrawn_text_goes_no_further(session: Session, clock: SetClock, at: make.Table, do: Do) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Meresia"], make.objection(text))
    with pytest.raises(Forbidden, match="Only the Chair and the co-facilitators"):
        do(at.heads["Aldoria"], WithdrawText(text.id, "We tire of it."))
    do(at.moderator, WithdrawText(text.id, "The sponsors begin anew."))
    assert text_by_number(session, 1).state == "withdrawn"
    with pytest.raises(Forbidden, match="not deferred"):
        do(at.moderator, ResumeText(text.id))
    with pytest.raises(Forbidden, match="never edited"):
        do(at.moderator, IssueRevision(text.id))


def test_a_text_is_issued_once_its_window_has_closed(
    session: Session, clock: SetClock, at: make.Table, do: Do, officer: Actor
) -> None:
    text = adopted(session, clock, at, do)
    assert text.shown_state(clock.moment) == "statements_window"
    with pytest.raises(Conflict, match="still received"):
        do(officer, IssueText(text.id))
    clock.advance(days=14)
    assert text.shown_state(clock.moment) == "adopted"
    with pytest.raises(Forbidden, match="Only the secretariat"):
        do(at.chair, IssueText(text.id))
    assert do(officer, IssueText(text.id)).result == text.symbol
    issued = text_by_number(session, 1)
    assert (issued.state, issued.issued_at, issued.is_recorded) == ("issued", clock.moment, True)


def test_a_corrigendum_stands_beside_the_text_which_stays(
    session: Session, clock: SetClock, at: make.Table, do: Do, officer: Actor
) -> None:
    text = adopted(session, clock, at, do)
    key = text.revision.keys[1]
    for paragraph, error, correction, field in (
        ("nowhere", "torture", "the torture", "paragraph"),
        (key, "", "torment", "error"),
        (key, "tortoise", "torture", "error"),
        (key, "torture", "torture", "correction"),
        (key, "torture", "", "correction"),
    ):
        with pytest.raises(Refusal) as refused:
            do(officer, IssueCorrigendum(text.id, paragraph, error, correction))
        assert refused.value.field == field
    symbol = do(officer, IssueCorrigendum(text.id, key, "whatever", "irrespective of")).result
    assert symbol == "SPMHR/2026/CU/1/Corr.1"
    corrected = text_by_number(session, 1)
    assert rules.digest_of(exact_text_of(corrected)) == corrected.rounds[0].digest
    assert [(c.symbol, c.error) for c in corrected.corrigenda] == [(symbol, "whatever")]
    with pytest.raises(Forbidden, match="Only the secretariat"):
        do(at.moderator, IssueCorrigendum(text.id, key, "whatever", "irrespective of"))


def test_a_later_text_supersedes_an_earlier_one_and_each_links_to_the_other(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    earlier = adopted(session, clock, at, do)
    assert at.thread
    number = do(at.moderator, BeginText(at.thread.id, "Being heard, in two days")).result
    later = text_by_number(session, number)
    with pytest.raises(Refusal, match="no recorded text") as refused:
        do(at.moderator, DeclareSupersession(later.id, "SPMHR/2026/CU/7"))
    assert refused.value.field == "symbol"
    do(at.moderator, DeclareSupersession(later.id, "SPMHR/2026/CU/1"))
    do(at.moderator, PutParagraph(later.id, "operative", make.FIRST, norms=("cat:art/3",)))
    do(at.moderator, IssueRevision(later.id))
    do(at.moderator, FinalizeText(later.id))
    do(at.chair, OpenSilence(later.id, clock.moment.replace(day=clock.moment.day + 4)))
    assert text_by_number(session, 1).state == "adopted"
    clock.advance(days=4)
    do(at.chair, AdoptUnderstanding(later.id))
    before, after = text_by_number(session, 1), text_by_number(session, number)
    assert (before.state, before.symbol, earlier.symbol) == (
        "superseded",
        "SPMHR/2026/CU/1",
        "SPMHR/2026/CU/1",
    )
    assert [link.symbol for link in before.superseded_by] == ["SPMHR/2026/CU/2"]
    assert after.supersedes
    assert after.supersedes.symbol == "SPMHR/2026/CU/1"
    third = text_by_number(session, do(at.moderator, BeginText(at.thread.id, "Once more")).result)
    with pytest.raises(Refusal, match="has been superseded already"):
        do(at.moderator, DeclareSupersession(third.id, "SPMHR/2026/CU/1"))
    assert verify(session)
