"""Concerns: raised by delegations, answered by the drafters, and carried into reservations where maintained."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.kernel.refusal import Conflict, Forbidden, NotFound, Refusal
from panel.record.queries import facts_about
from panel.understandings.acts import (
    AdoptUnderstanding,
    AnswerConcern,
    FinalizeText,
    GivePosition,
    IssueRevision,
    MaintainConcern,
    OpenSilence,
    PutParagraph,
    RaiseConcern,
    WithdrawConcern,
)
from panel.understandings.queries import TextView, concern_about, concerns_about, text_by_number
from tests.make import people
from tests.make import understandings as make

Do = Callable[..., Any]
REASON, REMEDY = "The paragraph says nothing of time.", "Name the time that a hearing takes."


def raised(do: Do, at: make.Table, text: TextView, by: str = "Meresia", paragraph: int = -1) -> int:
    key = text.revision.paragraphs[paragraph].key
    return int(do(at.heads[by], RaiseConcern(text.id, key, REASON, REMEDY)).result)


def revised(session: Session, do: Do, at: make.Table, text: TextView) -> TextView:
    do(at.moderator, PutParagraph(text.id, "operative", "Notes the time a hearing takes.", no_norm=True))
    do(at.moderator, IssueRevision(text.id, "Time named."))
    return text_by_number(session, text.number)


def under_silence(session: Session, clock: SetClock, do: Do, at: make.Table, text: TextView) -> TextView:
    do(at.moderator, FinalizeText(text.id))
    do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))
    return text_by_number(session, text.number)


def test_a_concern_stands_in_the_ledger_with_reason_and_remedy(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.issued(session, clock, at)
    assert raised(do, at, text) == 1
    (line,) = concerns_about(session, text.id)
    assert (line.delegation, line.paragraph_number, line.symbol) == ("Meresia", 2, text.revision.symbol)
    assert (line.reason, line.remedy, line.outcome, line.steps) == (REASON, REMEDY, "open", ())


@pytest.mark.parametrize(
    ("paragraph", "reason", "remedy", "field"),
    [
        ("nowhere", REASON, REMEDY, "paragraph"),
        (None, " ", REMEDY, "reason"),
        (None, REASON, "", "remedy"),
    ],
)
def test_a_concern_names_a_paragraph_a_reason_and_what_would_remove_it(
    session: Session,
    clock: SetClock,
    at: make.Table,
    do: Do,
    paragraph: str | None,
    reason: str,
    remedy: str,
    field: str,
) -> None:
    text = make.issued(session, clock, at)
    key = paragraph or text.revision.paragraphs[0].key
    with pytest.raises(Refusal) as refused:
        do(at.heads["Meresia"], RaiseConcern(text.id, key, reason, remedy))
    assert refused.value.field == field


def test_concerns_are_raised_on_an_issued_text_by_delegations_only(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    draft = make.drafted(session, clock, at)
    with pytest.raises(Forbidden, match="while it is under negotiation"):
        raised(do, at, draft)
    text = make.issued(session, clock, at)
    adviser = people.seated(session, clock, at.delegations["Meresia"], "adviser")
    for nobody in (at.moderator, at.chair, adviser):
        with pytest.raises(Forbidden, match="by the head of a delegation"):
            do(nobody, RaiseConcern(text.id, text.revision.paragraphs[0].key, REASON, REMEDY))


def test_a_delegation_cannot_flood_the_ledger(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.issued(session, clock, at)
    for _ in range(20):
        raised(do, at, text)
    with pytest.raises(Conflict, match="20 concerns"):
        raised(do, at, text)
    assert raised(do, at, text, "Aldoria") == 21


def test_no_text_is_final_while_a_concern_waits(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.issued(session, clock, at)
    raised(do, at, text)
    raised(do, at, text, "Aldoria")
    with pytest.raises(Refusal, match=r"not answered yet: 1, 2\."):
        do(at.moderator, FinalizeText(text.id))
    do(at.moderator, AnswerConcern(text.id, 1, "addressed", "The law of each State names it."))
    do(at.heads["Aldoria"], WithdrawConcern(text.id, 2, "We were answered in the room."))
    do(at.moderator, FinalizeText(text.id))


def test_what_accommodates_a_concern_is_a_later_revision(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.issued(session, clock, at)
    raised(do, at, text)
    for revision in (None, 0, 1, 7):
        with pytest.raises(Refusal, match="later revision"):
            do(at.moderator, AnswerConcern(text.id, 1, "accommodated", "See there.", revision))
    text = revised(session, do, at, text)
    do(at.moderator, AnswerConcern(text.id, 1, "accommodated", "Paragraph 3 names it.", 1))
    line = concern_about(session, text.id, 1)
    assert (line.outcome, line.steps[0].symbol) == ("accommodated", text.revision.symbol)


def test_only_the_drafters_answer_and_only_with_words(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.issued(session, clock, at)
    raised(do, at, text)
    with pytest.raises(Forbidden, match="co-facilitators"):
        do(at.heads["Aldoria"], AnswerConcern(text.id, 1, "addressed", "No."))
    with pytest.raises(Refusal, match="Write the answer"):
        do(at.moderator, AnswerConcern(text.id, 1, "addressed", ""))
    with pytest.raises(Refusal, match="whether the concern is accommodated"):
        do(at.moderator, AnswerConcern(text.id, 1, "withdrawn", "Gone."))
    with pytest.raises(NotFound):
        do(at.moderator, AnswerConcern(text.id, 2, "addressed", "Which?"))


def test_the_last_word_is_with_who_raised_it(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.issued(session, clock, at)
    raised(do, at, text)
    with pytest.raises(Conflict, match="Not answered yet"):
        do(at.heads["Meresia"], MaintainConcern(text.id, 1))
    do(at.moderator, AnswerConcern(text.id, 1, "addressed", "It stays as it is."))
    for order in (MaintainConcern(text.id, 1), WithdrawConcern(text.id, 1)):
        with pytest.raises(Forbidden, match="by the delegation that raised it"):
            do(at.heads["Aldoria"], order)
    do(at.heads["Meresia"], MaintainConcern(text.id, 1, "We maintain it."))
    with pytest.raises(Conflict, match="Maintained"):
        do(at.moderator, AnswerConcern(text.id, 1, "addressed", "Again."))
    do(at.heads["Meresia"], WithdrawConcern(text.id, 1))
    with pytest.raises(Conflict, match="Withdrawn"):
        do(at.heads["Meresia"], MaintainConcern(text.id, 1))
    assert [step.outcome for step in concern_about(session, text.id, 1).steps] == [
        "addressed",
        "maintained",
        "withdrawn",
    ]


def maintained(session: Session, clock: SetClock, at: make.Table, do: Do) -> TextView:
    """Return a text under silence about which Meresia maintains a concern."""
    text = make.issued(session, clock, at)
    raised(do, at, text)
    do(at.moderator, AnswerConcern(text.id, 1, "addressed", "It stays as it is."))
    do(at.heads["Meresia"], MaintainConcern(text.id, 1))
    return under_silence(session, clock, do, at, text)


def test_a_maintained_concern_is_carried_as_a_reservation_of_a_silent_delegation(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = maintained(session, clock, at, do)
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    (statement,) = text_by_number(session, text.number).statements
    assert (statement.delegation_name, statement.kind, statement.text) == ("Meresia", "reservation", REASON)
    assert (statement.concern, statement.paragraphs) == (1, (text.revision.paragraphs[-1].key,))
    facts = facts_about(session, [f"understanding:{text.id}"])
    (attached,) = (fact for fact in facts if fact.kind == "statement_attached")
    assert attached.payload["concern"] == 1


def test_a_position_given_in_the_round_takes_the_place_of_the_concern(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = maintained(session, clock, at, do)
    do(at.heads["Meresia"], GivePosition(text.id, "join"))
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    assert text_by_number(session, text.number).statements == ()


def test_a_concern_withdrawn_under_silence_is_not_carried(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = maintained(session, clock, at, do)
    do(at.heads["Meresia"], WithdrawConcern(text.id, 1))
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    assert text_by_number(session, text.number).statements == ()
    with pytest.raises(Forbidden, match="come to its end"):
        do(at.heads["Meresia"], MaintainConcern(text.id, 1))
