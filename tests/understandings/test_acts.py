"""Acts on texts: what a round does, and what it refuses. Every refusal is one that a delegate can meet."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.delegations.acts import DecideAccreditation
from panel.kernel.refusal import Conflict, Forbidden, NotFound, Refusal
from panel.record.queries import facts_about, verify
from panel.understandings import rules
from panel.understandings.acts import (
    AdoptRules,
    AdoptUnderstanding,
    AttachStatement,
    BeginText,
    ConcludeWithoutConsensus,
    ExtendSilence,
    FinalizeText,
    GivePosition,
    IssueRevision,
    OpenSilence,
    PutParagraph,
    RemoveParagraph,
)
from panel.understandings.queries import exact_text_of, revision_of, text_by_number, text_by_symbol
from tests.make import people, threads
from tests.make import understandings as make

Do = Callable[..., Any]


def kinds(session: Session, text: Any) -> list[str]:
    return [fact.kind for fact in reversed(facts_about(session, [f"understanding:{text.id}"]))]


# --- Drafting


def test_a_text_begins_only_in_a_thread_in_drafting(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    assert at.thread
    other = threads.opened(session, clock, at.heads["Meresia"], at.moderator, title="Another question")
    with pytest.raises(Forbidden, match="moved to drafting"):
        do(at.moderator, BeginText(other.id, "Too early"))


def test_a_pasted_text_becomes_paragraphs(session: Session, at: make.Table, do: Do) -> None:
    assert at.thread
    body = f"{make.PREAMBLE}\n\n1. {make.FIRST}\n\n2. {make.SECOND}"
    number = do(at.moderator, BeginText(at.thread.id, "Pasted", body)).result
    shown = text_by_number(session, number).revision.paragraphs
    assert [(p.kind, p.number) for p in shown] == [("preambular", None), ("operative", 1), ("operative", 2)]
    assert shown[1].text == make.FIRST


def test_a_moderator_of_the_proposing_organization_writes_no_text(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    assert at.thread
    both = people.person_in_office(session, clock, "moderator", name="Two Hats")
    people.seated(
        session, clock, at.delegations["Aldoria"], "adviser", name="Two Hats", email="two.hats@example.org"
    )
    assert both.person
    both = people.acting(session, both.person, "office:moderator")
    with pytest.raises(Forbidden, match="organization in which you hold a seat"):
        do(both, BeginText(at.thread.id, "Own thread"))


def test_paragraphs_keep_their_identity_when_numbers_change(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.drafted(session, clock, at)
    first = text.revision.paragraphs[1].key
    do(at.moderator, PutParagraph(text.id, "operative", "Notes the report.", no_norm=True, position=1))
    moved = next(p for p in text_by_number(session, text.number).revision.paragraphs if p.key == first)
    assert moved.number == 2


def test_words_changed_since_they_were_opened_are_not_overwritten(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.drafted(session, clock, at)
    key = text.revision.paragraphs[1].key
    do(at.moderator, PutParagraph(text.id, "operative", "Affirms it anew.", key, seen=make.FIRST))
    with pytest.raises(Conflict, match="has rewritten this paragraph"):
        do(at.moderator, PutParagraph(text.id, "operative", "Affirms it twice.", key, seen=make.FIRST))
    assert text_by_number(session, text.number).revision.paragraphs[1].text == "Affirms it anew."


def test_a_paragraph_that_is_gone_cannot_be_removed_again(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.drafted(session, clock, at)
    key = text.revision.paragraphs[1].key
    do(at.moderator, RemoveParagraph(text.id, key))
    assert [p.number for p in text_by_number(session, text.number).revision.paragraphs] == [None, 1]
    with pytest.raises(NotFound, match="no such paragraph"):
        do(at.moderator, RemoveParagraph(text.id, key))


def test_a_norm_out_of_range_is_refused_with_a_sentence(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.drafted(session, clock, at)
    with pytest.raises(Refusal, match="53 articles") as refused:
        do(at.moderator, PutParagraph(text.id, "operative", make.FIRST, norms=("iccpr:art/60",)))
    assert refused.value.field == "norms"


def test_an_empty_text_is_not_issued(session: Session, at: make.Table, do: Do) -> None:
    assert at.thread
    number = do(at.moderator, BeginText(at.thread.id, "Empty")).result
    with pytest.raises(Refusal, match="at least one paragraph"):
        do(at.moderator, IssueRevision(text_by_number(session, number).id))


def test_an_issued_revision_is_never_written_again(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.issued(session, clock, at)
    key = text.revision.paragraphs[1].key
    do(at.moderator, PutParagraph(text.id, "operative", "Affirms something else.", key, norms=("cat:art/3",)))
    do(at.moderator, IssueRevision(text.id, "Changed."))
    assert revision_of(session, text.id, 0).paragraphs[1].text == make.FIRST
    now = text_by_number(session, text.number)
    assert (now.revision.number, now.revision.symbol) == (1, "SPMHR/2026/L.1/Rev.1")
    assert [n.reference for n in now.revision.paragraphs[1].norms] == ["cat:art/3"]
    with pytest.raises(Conflict, match="Nothing has been changed"):
        do(at.moderator, IssueRevision(text.id))


def test_a_text_without_norm_basis_is_no_final_draft(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.drafted(session, clock, at)
    do(at.moderator, PutParagraph(text.id, "operative", "Calls upon everyone."))
    do(at.moderator, IssueRevision(text.id))
    with pytest.raises(Refusal, match="without norm basis: 3"):
        do(at.moderator, FinalizeText(text.id))


# --- Silence


def test_only_the_chair_opens_silence(session: Session, clock: SetClock, at: make.Table, do: Do) -> None:
    text = make.final(session, clock, at)
    with pytest.raises(Forbidden, match="Only the Chair"):
        do(at.moderator, OpenSilence(text.id, clock.moment + timedelta(hours=72)))


def test_silence_lasts_at_least_what_the_rules_ask(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.final(session, clock, at)
    with pytest.raises(Refusal, match="at least 72 hours"):
        do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=71, minutes=59)))


def test_silence_with_migrants_unheard_needs_the_chairs_reason(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    people.delegation(session, clock, "Unheard Union", constituency="trade-unions", scheme="panel-admission")
    people.delegation(
        session, clock, "Unheard Cities", constituency="local-authorities", scheme="panel-admission"
    )
    people.delegation(session, clock, "Unheard Firms", constituency="employers", scheme="panel-admission")
    text = make.final(session, clock, at)
    with pytest.raises(Refusal, match="Too few constituencies"):
        do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))
    do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72), "They were invited three times."))
    assert text_by_number(session, text.number).rounds[0].balance_reason == "They were invited three times."


def test_nobody_edits_under_silence(session: Session, clock: SetClock, at: make.Table, do: Do) -> None:
    text = make.under_silence(session, clock, at)
    with pytest.raises(Forbidden, match="cannot be edited by anyone"):
        do(at.moderator, PutParagraph(text.id, "operative", "Sneaks in."))


def test_silence_is_extended_and_never_shortened(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    with pytest.raises(Refusal, match="never shorter"):
        do(at.chair, ExtendSilence(text.id, clock.moment + timedelta(hours=10), "Haste"))
    later = clock.moment + timedelta(hours=96)
    do(at.chair, ExtendSilence(text.id, later, "Two delegations are travelling."))
    assert text_by_number(session, text.number).rounds[0].expires_at == later
    clock.advance(hours=97)
    with pytest.raises(Conflict, match="has expired"):
        do(at.chair, ExtendSilence(text.id, later + timedelta(hours=72), "Too late"))


def test_an_adviser_does_not_bind_and_a_stranger_is_not_entitled(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    adviser = people.seated(session, clock, at.delegations["Aldoria"], "adviser")
    with pytest.raises(Forbidden, match="Only the head"):
        do(adviser, GivePosition(text.id, "join"))
    late = people.delegation(session, clock, "Latecomer")
    with pytest.raises(Forbidden, match="entitled list"):
        do(people.seated(session, clock, late), GivePosition(text.id, "join"))


def test_the_entitled_list_stays_as_it_was_frozen(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    officer = people.person_in_office(session, clock, "secretariat")
    do(officer, DecideAccreditation(at.delegations["Meresia"].id, "suspend", "Credentials withdrawn."))
    assert at.delegations["Meresia"].id in text_by_number(session, text.number).entitled


def test_a_position_is_replaced_and_the_earlier_one_kept(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Meresia"], GivePosition(text.id, "reserve", reason="On paragraph 2."))
    do(at.heads["Meresia"], GivePosition(text.id, "join"))
    shown = text_by_number(session, text.number).rounds[0]
    assert [(p.delegation_name, p.kind) for p in shown.standing] == [("Meresia", "join")]
    assert kinds(session, text).count("position_given") == 2


@pytest.mark.parametrize(
    ("order", "field"),
    [
        ({"position": "applaud"}, "position"),
        ({"position": "reserve"}, "reason"),
        ({"position": "disassociate"}, "paragraphs"),
        ({"position": "object", "reason": "No."}, "paragraphs"),
        ({"position": "join", "paragraphs": ("nowhere",)}, "paragraphs"),
    ],
)
def test_an_incomplete_position_is_refused_at_its_field(
    session: Session, clock: SetClock, at: make.Table, do: Do, order: dict[str, Any], field: str
) -> None:
    text = make.under_silence(session, clock, at)
    with pytest.raises(Refusal) as refused:
        do(at.heads["Meresia"], GivePosition(text.id, **order))
    assert refused.value.field == field


def test_an_objection_breaks_silence_at_once_and_leads_to_a_new_revision(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Paths Association"], make.objection(text))
    broken = text_by_number(session, text.number)
    assert (broken.state, broken.rounds[0].outcome) == ("silence_broken", "broken")
    with pytest.raises(Forbidden, match="not under silence"):
        do(at.heads["Meresia"], GivePosition(text.id, "join"))
    do(at.moderator, PutParagraph(text.id, "operative", "Asks for forty-eight hours.", no_norm=True))
    do(at.moderator, IssueRevision(text.id, "Names the time."))
    do(at.moderator, FinalizeText(text.id))
    do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))
    clock.advance(hours=72)
    symbol = do(at.chair, AdoptUnderstanding(text.id)).result
    adopted = text_by_symbol(session, symbol)
    assert (adopted.revision.number, [r.outcome for r in adopted.rounds]) == (1, ["broken", "kept"])
    assert verify(session)


def test_a_late_objection_is_on_record_and_without_effect(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    clock.advance(hours=72)
    assert do(at.heads["Meresia"], make.objection(text)).result is False
    with pytest.raises(Conflict, match="has expired"):
        do(at.heads["Meresia"], GivePosition(text.id, "join"))
    do(at.chair, AdoptUnderstanding(text.id))
    adopted = text_by_number(session, text.number)
    assert adopted.state == "adopted"
    assert [late.delegation_name for late in adopted.rounds[0].late] == ["Meresia"]


# --- The end


def test_the_gavel_waits_for_expiry_and_falls_once(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    clock.advance(hours=71, minutes=59)
    with pytest.raises(Conflict, match="not expired yet"):
        do(at.chair, AdoptUnderstanding(text.id))
    clock.advance(minutes=1)
    assert do(at.chair, AdoptUnderstanding(text.id)).result == "SPMHR/2026/CU/1"
    with pytest.raises(Forbidden, match="not under silence"):
        do(at.chair, AdoptUnderstanding(text.id))
    assert kinds(session, text).count("understanding_adopted") == 1


def test_the_adopted_text_carries_its_dissent(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    last = text.revision.paragraphs[-1].key
    do(at.heads["Meresia"], GivePosition(text.id, "reserve", (last,), "Subject to our legislation."))
    do(at.heads["Harbour Network"], GivePosition(text.id, "disassociate", (last,)))
    do(at.heads["Aldoria"], GivePosition(text.id, "join"))
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    adopted = text_by_number(session, text.number)
    assert [(s.delegation_name, s.kind) for s in adopted.statements] == [
        ("Harbour Network", "disassociation"),
        ("Meresia", "reservation"),
    ]
    assert rules.digest_of(exact_text_of(adopted)) == adopted.rounds[-1].digest


def test_statements_are_received_until_the_window_closes(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    do(at.heads["Meresia"], AttachStatement(text.id, "interpretative", "We read paragraph 2 narrowly."))
    with pytest.raises(Refusal, match="Write the statement"):
        do(at.heads["Meresia"], AttachStatement(text.id, "explanation", ""))
    clock.advance(days=14)
    with pytest.raises(Conflict, match="has closed"):
        do(at.heads["Aldoria"], AttachStatement(text.id, "explanation", "Too late."))


def test_a_chairs_summary_ends_a_broken_text(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    with pytest.raises(Forbidden, match="whose silence was broken"):
        do(at.chair, ConcludeWithoutConsensus(text.id, "", "They differ.", ""))
    do(at.heads["Meresia"], make.objection(text))
    with pytest.raises(Refusal, match="where views diverge"):
        do(at.chair, ConcludeWithoutConsensus(text.id, "Some.", "", ""))
    do(at.chair, ConcludeWithoutConsensus(text.id, "Some.", "They differ on time.", "How long?"))
    ended = text_by_number(session, text.number)
    assert ended.state == "no_consensus"
    assert ended.summary
    with pytest.raises(Forbidden, match="come to its end"):
        do(at.moderator, PutParagraph(text.id, "operative", "Goes on."))


def test_rules_are_adopted_version_by_version(session: Session, at: make.Table, do: Do) -> None:
    with pytest.raises(Conflict, match="next version of the rules is 2"):
        do(at.chair, AdoptRules({"version": 4}))
    with pytest.raises(Refusal, match="no entry colour"):
        do(at.chair, AdoptRules({"version": 2, "colour": "blue"}))
    do(at.chair, AdoptRules({"version": 2, "entitled": ["states"]}))


def test_a_running_round_keeps_the_rules_it_was_opened_under(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.chair, AdoptRules({"version": 2, "entitled": ["states"], "statements_window_days": 1}))
    do(at.heads["Paths Association"], GivePosition(text.id, "join"))
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    adopted = text_by_number(session, text.number)
    assert adopted.statements_until == clock.moment + timedelta(days=14)


def test_where_only_states_are_entitled_others_cannot_break(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    do(at.chair, AdoptRules({"version": 2, "entitled": ["states"]}))
    text = make.under_silence(session, clock, at)
    assert {entry.constituency for entry in text.rounds[0].entitled} == {"states"}
    with pytest.raises(Forbidden, match="entitled list"):
        do(at.heads["Paths Association"], make.objection(text))


def test_words_changed_behind_the_panels_back_are_not_adopted(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    session.connection().execute(
        sql("UPDATE paragraph SET text = 'Affirms nothing.' WHERE id = :id"),
        {"id": text.revision.paragraphs[1].id},
    )
    session.commit()
    clock.advance(hours=72)
    with pytest.raises(RuntimeError, match="not the one that was put under silence"):
        do(at.chair, AdoptUnderstanding(text.id))
    assert text_by_number(session, text.number).state == "under_silence"
