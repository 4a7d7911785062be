"""What pages of texts read: whole, in order, and in a number of statements that does not grow."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.kernel.refusal import NotFound
from panel.understandings.acts import (
    AdoptRules,
    AdoptUnderstanding,
    BeginText,
    ConcludeWithoutConsensus,
    FinalizeText,
    GivePosition,
    IssueRevision,
    OpenSilence,
    PutParagraph,
)
from panel.understandings.procedure import Procedure
from panel.understandings.queries import (
    balance_of,
    constituency_names,
    delegation_names,
    entitled_delegations,
    exact_text_of,
    procedure_in_force,
    procedures,
    revision_of,
    text_by_id,
    text_by_number,
    text_by_symbol,
    texts,
)
from tests.make import people
from tests.make import understandings as make
from tests.make.people import Signer

Do = Callable[..., Any]
Statements = Callable[[], int]
MOST = 10  # statements for the page of a text, those that find out who is asking among them


def begun(do: Do, at: make.Table, title: str, body: str = "") -> int:
    assert at.thread
    return int(do(at.moderator, BeginText(at.thread.id, title, body)).result)


# --- One text


def test_a_text_is_found_by_number_id_and_symbol(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    assert text_by_id(session, text.id) == text_by_number(session, text.number) == text
    clock.advance(hours=72)
    symbol = do(at.chair, AdoptUnderstanding(text.id)).result
    assert text_by_symbol(session, symbol).id == text.id


@pytest.mark.parametrize("number", [0, 2, 2**31, 10**40])
def test_a_text_that_is_not_there_is_not_found(
    session: Session, clock: SetClock, at: make.Table, number: int
) -> None:
    text = make.issued(session, clock, at)
    with pytest.raises(NotFound):
        text_by_number(session, number)
    with pytest.raises(NotFound):
        revision_of(session, text.id, number + 1)


def test_the_latest_issued_revision_is_shown_and_all_are_listed(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.drafted(session, clock, at)
    assert (text.revision.number, text.revision.issued_at, text.in_preparation) == (0, None, 0)
    do(at.moderator, IssueRevision(text.id, "First."))
    do(at.moderator, PutParagraph(text.id, "operative", "Asks more.", no_norm=True))
    text = text_by_number(session, 1)
    assert (text.revision.number, text.in_preparation) == (0, 1)
    assert [(number, symbol, note) for number, symbol, _, note in text.history] == [
        (0, "SPMHR/2026/L.1", "First."),
        (1, "SPMHR/2026/L.1/Rev.1", ""),
    ]
    assert revision_of(session, text.id, 1).paragraphs[-1].text == "Asks more."


def test_paragraphs_are_named_by_the_numbers_they_are_printed_with(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.drafted(session, clock, at)
    do(at.moderator, PutParagraph(text.id, "preambular", "Noting the report,", position=1))
    revision = text_by_number(session, 1).revision
    keys = [paragraph.key for paragraph in revision.paragraphs]
    assert revision.keys == tuple(keys)
    assert [paragraph.number for paragraph in revision.paragraphs] == [None, None, 1, 2]
    assert revision.places([keys[3], keys[1], "gone"]) == ((2,), (2,))
    assert revision.places(keys) == ((1, 2), (1, 2))
    assert revision.places([]) == ((), ())


def test_a_round_shows_what_stands_and_who_has_said_nothing(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Meresia"], GivePosition(text.id, "reserve", reason="Our law."))
    do(at.heads["Meresia"], GivePosition(text.id, "join"))
    do(at.heads["Aldoria"], GivePosition(text.id, "join"))
    shown = text_by_number(session, 1).round
    assert shown
    assert [entry.name for entry in shown.entitled] == [
        "Aldoria",
        "Harbour Network",
        "Meresia",
        "Paths Association",
    ]
    assert [(p.delegation_name, p.kind) for p in shown.standing] == [("Aldoria", "join"), ("Meresia", "join")]
    assert [entry.name for entry in shown.silent] == ["Harbour Network", "Paths Association"]
    ours = shown.of(at.delegations["Meresia"].id)
    assert ours
    assert ours.kind == "join"
    assert shown.of(None) is None
    assert shown.objections == shown.late == ()


def test_the_exact_words_are_those_of_the_digest(session: Session, clock: SetClock, at: make.Table) -> None:
    text = make.final(session, clock, at)
    assert exact_text_of(text) == (
        f"Being heard at the border\n\n{make.PREAMBLE}\n\n1. {make.FIRST}\n[cat:art/3]\n\n"
        f"2. {make.SECOND}\n[no norm identified]\n"
    )


# --- Lists


def test_texts_are_listed_the_latest_first_with_what_they_are_waiting_for(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    assert texts(session) == []
    first = make.under_silence(session, clock, at)
    second = begun(do, at, "A second text")
    rows = texts(session)
    assert [(row.number, row.state, row.symbol) for row in rows] == [
        (second, "zero_draft", ""),
        (1, "under_silence", "SPMHR/2026/L.1"),
    ]
    assert [row.expires_at for row in rows] == [None, clock.moment + timedelta(hours=72)]
    assert texts(session, states=("adopted",)) == []
    assert texts(session, thread="elsewhere") == []
    assert at.thread
    assert len(texts(session, thread=at.thread.id)) == 2
    do(at.heads["Meresia"], make.objection(first))
    assert [row.expires_at for row in texts(session)] == [None, None]


def test_an_ended_round_leaves_one_line_per_text(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Meresia"], make.objection(text))
    do(at.moderator, PutParagraph(text.id, "operative", "Asks more.", no_norm=True))
    do(at.moderator, IssueRevision(text.id))
    do(at.moderator, FinalizeText(text.id))
    do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=80)))
    (row,) = texts(session)
    assert (row.symbol, row.expires_at) == ("SPMHR/2026/L.1/Rev.1", clock.moment + timedelta(hours=80))
    clock.advance(hours=80)
    do(at.chair, AdoptUnderstanding(text.id))
    (row,) = texts(session, states=("adopted",))
    assert (row.symbol, row.at, row.expires_at) == ("SPMHR/2026/CU/1", clock.moment, None)


# --- Rules, entitlement, balance


def test_the_rules_in_force_are_the_latest(session: Session, at: make.Table, do: Do) -> None:
    assert procedure_in_force(session).version == 1
    do(at.chair, AdoptRules({"version": 2, "disclosure": "nobody"}))
    assert procedure_in_force(session) == Procedure(2, disclosure="nobody")
    assert [procedure.version for procedure, _ in procedures(session)] == [2, 1]


def test_observers_and_the_unaccredited_are_not_entitled(
    session: Session, clock: SetClock, at: make.Table
) -> None:
    people.delegation(session, clock, "Watching Body", participation="observer")
    people.delegation(session, clock, "Applying State", accredited=False)
    names = [row.name for row in entitled_delegations(session, Procedure(1))]
    assert names == ["Aldoria", "Harbour Network", "Meresia", "Paths Association"]
    states = [row.name for row in entitled_delegations(session, Procedure(2, entitled=("states",)))]
    assert states == ["Aldoria", "Meresia"]


def test_who_has_been_heard_is_who_contributed_to_the_thread(
    session: Session, clock: SetClock, at: make.Table
) -> None:
    people.delegation(session, clock, "Unheard Union", constituency="trade-unions", scheme="panel-admission")
    assert at.thread
    assert balance_of(session, at.thread.id, Procedure(1)).unheard == ("trade-unions",)


def test_names(session: Session, at: make.Table) -> None:
    aldoria = at.delegations["Aldoria"].id
    assert delegation_names(session, [aldoria, "nobody"]) == {aldoria: "Aldoria"}
    assert constituency_names(session)["migrants-associations"] == "Migrants' associations"


# --- Budgets


def cost(statements: Statements, read: Callable[[], Any]) -> int:
    statements()
    read()
    return statements()


@pytest.mark.parametrize("paragraphs", [1, 60])
def test_reading_a_text_costs_the_same_for_one_paragraph_and_for_sixty(
    session: Session, clock: SetClock, at: make.Table, do: Do, statements: Statements, paragraphs: int
) -> None:
    body = "\n\n".join(f"Notes point {number}." for number in range(paragraphs))
    number = begun(do, at, "Long or short", body)
    text = text_by_number(session, number)
    first = text.revision.paragraphs[0]
    do(at.moderator, PutParagraph(text.id, "operative", first.text, first.key, norms=("cat:art/3",)))
    do(at.moderator, IssueRevision(text.id))
    session.expire_all()
    assert cost(statements, lambda: text_by_number(session, number)) == 4


@pytest.mark.parametrize("delegations", [0, 30])
@pytest.mark.usefixtures("requests_apart")
def test_a_page_under_silence_costs_the_same_for_few_delegations_and_for_many(
    session: Session,
    clock: SetClock,
    at: make.Table,
    do: Do,
    sign_in: Signer,
    statements: Statements,
    delegations: int,
) -> None:
    for number in range(delegations):
        row = people.delegation(session, clock, f"State {number}")
        at.heads[row.name] = people.seated(session, clock, row)
    text = make.under_silence(session, clock, at)
    for head in at.heads.values():
        do(head, GivePosition(text.id, "reserve", reason="Our law."))
    clock.advance(hours=1)
    client = sign_in(at.heads["Meresia"])
    client.get("/understandings")  # the sign-in itself is noted once
    session.expire_all()
    answers = []
    spent = cost(statements, lambda: answers.append(client.get("/understandings/1")))
    assert answers[0].status_code == 200
    assert answers[0].text.count("Our law.") == len(at.heads)
    assert spent == MOST  # not only at most: few and many cost the same


@pytest.mark.usefixtures("requests_apart")
def test_every_page_of_the_record_stays_within_its_budget(
    session: Session, clock: SetClock, at: make.Table, do: Do, sign_in: Signer, statements: Statements
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Meresia"], GivePosition(text.id, "reserve", reason="Our law."))
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    number = begun(do, at, "Another", f"{make.PREAMBLE}\n\n{make.FIRST}")
    other = text_by_number(session, number).id
    do(at.moderator, IssueRevision(other))
    do(at.chair, ConcludeWithoutConsensus(other, "", "They differ.", ""))
    client = sign_in(at.heads["Meresia"])
    client.get("/record")
    for address, most in (
        ("/understandings", 3),
        ("/record", 3),
        ("/record/SPMHR/2026/CU/1", 10),
        ("/understandings/1/timeline", 13),
        (f"/understandings/{number}", MOST),
        ("/understandings/1/revisions/0", 12),
        ("/rules-of-procedure", 4),
    ):
        session.expire_all()
        assert cost(statements, lambda address=address: client.get(address)) <= most, address
