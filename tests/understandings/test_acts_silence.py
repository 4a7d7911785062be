"""Rounds in full: time asked for, breaks with words, agreement ad referendum, positions given again, notices."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.home.queries import waiting_for
from panel.kernel.refusal import Conflict, Forbidden, Refusal
from panel.record.queries import facts_about, verify
from panel.understandings.acts import (
    AdoptRules,
    AdoptUnderstanding,
    AskForTime,
    AttachStatement,
    ConfirmPosition,
    ExtendSilence,
    FinalizeText,
    GivePosition,
    IssueRevision,
    OpenSilence,
    PutParagraph,
    ReconfirmPosition,
    RefuseConfirmation,
    RemoveParagraph,
)
from panel.understandings.models import Notice
from panel.understandings.queries import TextView, text_by_number
from tests.make import understandings as make

Do = Callable[..., Any]


def again(session: Session, clock: SetClock, at: make.Table, do: Do, words: str = "") -> TextView:
    """Issue a next revision, with new words for the last paragraph if any are given, and put it under silence."""
    text = text_by_number(session, 1)
    words = words or "Encourages States to give a person at the border at least two days to be heard."
    do(
        at.moderator,
        PutParagraph(text.id, "operative", words, text.revision.paragraphs[-1].key, no_norm=True),
    )
    do(at.moderator, IssueRevision(text.id, "Names the time."))
    do(at.moderator, FinalizeText(text.id))
    do(at.chair, OpenSilence(text.id, clock.moment + timedelta(hours=72)))
    return text_by_number(session, 1)


# --- Time asked for


def test_a_hold_moves_closing_by_as_long_as_the_clock_stands(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    closes = clock.moment + timedelta(hours=72)
    clock.advance(hours=10)
    expires = do(at.heads["Meresia"], AskForTime(text.id, 24, "Our ministry reads it.")).result
    assert expires == closes + timedelta(hours=24)
    held = text_by_number(session, 1)
    assert held.shown_state(clock.moment) == "on_hold"
    assert held.shown_state(clock.moment + timedelta(hours=24)) == "under_silence"
    assert held.rounds[0].holds[0].delegation_name == "Meresia"
    clock.moment = closes
    with pytest.raises(Conflict, match="not expired yet"):
        do(at.chair, AdoptUnderstanding(text.id))
    clock.moment = expires
    do(at.chair, AdoptUnderstanding(text.id))


def test_holds_that_overlap_stop_the_clock_once(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    closes = clock.moment + timedelta(hours=72)
    do(at.heads["Meresia"], AskForTime(text.id, 24, "We read it."))
    with pytest.raises(Conflict, match="stands still for at least as long"):
        do(at.heads["Aldoria"], AskForTime(text.id, 24, "So do we."))
    clock.advance(hours=12)
    expires = do(at.heads["Aldoria"], AskForTime(text.id, 24, "So do we.")).result
    assert expires == closes + timedelta(hours=36)


def test_a_delegation_asks_for_time_once_in_a_round_and_within_the_rules(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    head = at.heads["Meresia"]
    for hours in (0, 25):
        with pytest.raises(Refusal, match="1 to 24 hours") as refused:
            do(head, AskForTime(text.id, hours, "We read it."))
        assert (refused.value.field, refused.value.rule) == ("hours", "4, on hold")
    with pytest.raises(Refusal, match="needs the time for"):
        do(head, AskForTime(text.id, 4, ""))
    do(head, AskForTime(text.id, 4, "We read it."))
    clock.advance(hours=5)
    with pytest.raises(Conflict, match="can do so once"):
        do(head, AskForTime(text.id, 4, "We still read it."))
    clock.advance(hours=200)
    with pytest.raises(Conflict, match="no more time"):
        do(at.heads["Aldoria"], AskForTime(text.id, 4, "Too late."))


def test_silence_can_be_broken_while_on_hold(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.heads["Meresia"], AskForTime(text.id, 24, "We read it."))
    do(at.heads["Aldoria"], make.objection(text))
    assert text_by_number(session, 1).state == "silence_broken"
    with pytest.raises(Forbidden, match="no clock to hold"):
        do(at.heads["Aldoria"], AskForTime(text.id, 4, "Time."))


def test_rules_that_give_no_time_give_none(session: Session, clock: SetClock, at: make.Table, do: Do) -> None:
    do(at.chair, AdoptRules({"version": 2, "hold_hours": 0}))
    text = make.under_silence(session, clock, at)
    with pytest.raises(Refusal, match="give no time"):
        do(at.heads["Meresia"], AskForTime(text.id, 1, "An hour."))


# --- Breaks with words


def test_an_objection_may_propose_words_for_one_paragraph(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    keys = text.revision.keys
    words = "Encourages States to give a person at the border seven days to be heard."
    order = GivePosition(text.id, "object", keys[1:], "Too short.", "Seven days.", words)
    with pytest.raises(Refusal, match="for one paragraph") as refused:
        do(at.heads["Meresia"], order)
    assert refused.value.field == "wording"
    do(at.heads["Meresia"], GivePosition(text.id, "object", keys[2:], "Too short.", "Seven days.", words))
    (objection,) = text_by_number(session, 1).rounds[0].objections
    assert (objection.wording, objection.language) == (words, "en")


# --- Ad referendum


def joined_ad_referendum(session: Session, clock: SetClock, at: make.Table, do: Do) -> TextView:
    """Return a text whose gavel fell while two delegations had joined subject to confirmation."""
    text = make.under_silence(session, clock, at)
    for name in ("Aldoria", "Meresia"):
        do(at.heads[name], GivePosition(text.id, "join-ad-referendum"))
    clock.advance(hours=72)
    assert do(at.chair, AdoptUnderstanding(text.id)).result is None
    return text_by_number(session, 1)


def test_the_gavel_waits_for_confirmations(session: Session, clock: SetClock, at: make.Table, do: Do) -> None:
    text = joined_ad_referendum(session, clock, at, do)
    assert (text.state, text.symbol, text.is_recorded) == ("agreed_ad_referendum", None, False)
    assert text.awaited == {at.delegations["Aldoria"].id, at.delegations["Meresia"].id}
    with pytest.raises(Forbidden, match="under silence"):
        do(at.moderator, PutParagraph(text.id, "operative", "Sneaks in."))
    with pytest.raises(Forbidden, match="nothing to confirm"):
        do(at.heads["Paths Association"], ConfirmPosition(text.id))
    assert do(at.heads["Aldoria"], ConfirmPosition(text.id)).result == 1
    with pytest.raises(Conflict, match="have not all confirmed"):
        do(at.chair, AdoptUnderstanding(text.id))
    assert do(at.heads["Meresia"], ConfirmPosition(text.id)).result == 0
    assert do(at.chair, AdoptUnderstanding(text.id)).result == "SPMHR/2026/CU/1"
    assert verify(session)


def test_without_refusal_the_text_is_adopted_at_the_deadline(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = joined_ad_referendum(session, clock, at, do)
    clock.advance(days=14)
    with pytest.raises(Conflict, match="has passed"):
        do(at.heads["Aldoria"], ConfirmPosition(text.id))
    late = RefuseConfirmation(text.id, text.revision.keys[-1:], "Not in time.", "More time.")
    assert do(at.heads["Aldoria"], late).result is False
    do(at.chair, AdoptUnderstanding(text.id))
    adopted = text_by_number(session, 1)
    assert adopted.state == "adopted"
    assert [p.delegation_name for p in adopted.rounds[0].late] == ["Aldoria"]
    assert [p.delegation_name for p in adopted.rounds[0].awaited] == ["Aldoria", "Meresia"]


def test_a_refusal_breaks_the_silence(session: Session, clock: SetClock, at: make.Table, do: Do) -> None:
    text = joined_ad_referendum(session, clock, at, do)
    with pytest.raises(Refusal, match="cannot live with"):
        do(at.heads["Meresia"], RefuseConfirmation(text.id, (), "Our cabinet declined.", "Name the time."))
    order = RefuseConfirmation(text.id, text.revision.keys[-1:], "Our cabinet declined.", "Name the time.")
    assert do(at.heads["Meresia"], order).result is True
    broken = text_by_number(session, 1)
    assert (broken.state, broken.rounds[0].outcome) == ("silence_broken", "broken")
    assert [p.delegation_name for p in broken.rounds[0].objections] == ["Meresia"]
    with pytest.raises(Forbidden, match="waits for confirmation"):
        do(at.heads["Aldoria"], ConfirmPosition(text.id))


# --- Positions given again


def test_a_position_is_bound_to_its_version_and_given_again_with_one_press(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    last = text.revision.keys[-1]
    do(at.heads["Aldoria"], GivePosition(text.id, "reserve", (last,), "Subject to our legislation."))
    do(at.heads["Meresia"], make.objection(text))
    text = again(session, clock, at, do)
    assert text.rounds[1].of(at.delegations["Aldoria"].id) is None
    silence, earlier = text.earlier_of(at.delegations["Aldoria"].id) or pytest.fail("nothing to confirm")
    assert (silence.number, earlier.kind) == (1, "reserve")
    assert do(at.heads["Aldoria"], ReconfirmPosition(text.id)).result == "reserve"
    given = text_by_number(session, 1).rounds[1].of(at.delegations["Aldoria"].id)
    assert given
    assert (given.kind, given.paragraphs, given.reason) == ("reserve", (last,), "Subject to our legislation.")
    with pytest.raises(Conflict, match="objection is not given again"):
        do(at.heads["Meresia"], ReconfirmPosition(text.id))
    with pytest.raises(Conflict, match="no position from an earlier round"):
        do(at.heads["Paths Association"], ReconfirmPosition(text.id))


def test_a_position_on_a_paragraph_that_is_gone_is_given_anew(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    first, last = text.revision.keys[1:]
    do(at.heads["Aldoria"], GivePosition(text.id, "disassociate", (first,)))
    do(at.heads["Meresia"], GivePosition(text.id, "object", (last,), "Too little.", "Name the time."))
    do(at.moderator, RemoveParagraph(text.id, first))
    text = again(session, clock, at, do)
    with pytest.raises(Conflict, match="no longer in the text"):
        do(at.heads["Aldoria"], ReconfirmPosition(text.id))


# --- Notices


def test_every_entitled_delegation_is_told_and_acting_answers(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.chair, ExtendSilence(text.id, clock.moment + timedelta(hours=96), "A holiday."))
    given = session.execute(select(Notice.what, Notice.delegation_id)).all()
    everyone = {row.id for row in at.delegations.values()}
    assert {who for what, who in given if what == "opened"} == everyone
    assert {who for what, who in given if what == "extended"} == everyone
    meresia = at.heads["Meresia"]

    def told() -> list[str]:
        return [item.kind for item in waiting_for(session, meresia, clock.moment) if "told" in item.kind]

    assert told() == ["told-extended"]
    do(meresia, GivePosition(text.id, "join"))
    assert told() == []
    clock.advance(hours=1)
    do(at.heads["Aldoria"], make.objection(text))
    assert told() == ["told-broken"]
    kinds = [
        fact.payload["what"]
        for fact in facts_about(session, [f"understanding:{text.id}"])
        if fact.kind == "notice_given"
    ]
    assert kinds == ["broken", "extended", "opened"]


# --- Two sets of rules

RULE_SETS = {"all accredited": {}, "States only": {"entitled": ["states"]}}


@pytest.mark.parametrize("rule_set", RULE_SETS)
def test_the_panel_works_under_either_set_of_rules(
    session: Session, clock: SetClock, at: make.Table, do: Do, rule_set: str
) -> None:
    """States only: the others are consulted, heard in the balance, and attach statements; they cannot break silence."""
    do(at.chair, AdoptRules({"version": 2, **RULE_SETS[rule_set]}))
    text = make.under_silence(session, clock, at)
    association, everyone = at.heads["Paths Association"], rule_set == "all accredited"
    assert text.rounds[0].unheard == ()
    assert len(text.rounds[0].entitled) == (4 if everyone else 2)
    for order in (make.objection(text), AskForTime(text.id, 4, "We meet."), GivePosition(text.id, "join")):
        if everyone and order != make.objection(text):
            do(association, order)
        elif not everyone:
            with pytest.raises(Forbidden, match="not on the entitled list"):
                do(association, order)
    do(at.heads["Meresia"], GivePosition(text.id, "join"))
    clock.advance(hours=72 + 4 * everyone)
    do(at.chair, AdoptUnderstanding(text.id))
    do(association, AttachStatement(text.id, "explanation", "What we know from the road."))
    adopted = text_by_number(session, 1)
    assert [s.delegation_name for s in adopted.statements] == ["Paths Association"]


def test_a_change_of_rules_does_not_reach_into_a_running_round(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    text = make.under_silence(session, clock, at)
    do(at.chair, AdoptRules({"version": 2, "hold_hours": 0, "confirmation_days": 1}))
    do(at.heads["Meresia"], AskForTime(text.id, 24, "We read it."))
    do(at.heads["Aldoria"], GivePosition(text.id, "join-ad-referendum"))
    clock.advance(hours=96)
    do(at.chair, AdoptUnderstanding(text.id))
    assert text_by_number(session, 1).rounds[0].confirm_by == clock.moment + timedelta(days=14)


def test_rules_without_a_window_receive_no_statements(
    session: Session, clock: SetClock, at: make.Table, do: Do
) -> None:
    do(at.chair, AdoptRules({"version": 2, "attach_statements": False}))
    text = make.under_silence(session, clock, at)
    do(at.heads["Meresia"], GivePosition(text.id, "reserve", reason="Subject to our legislation."))
    clock.advance(hours=72)
    do(at.chair, AdoptUnderstanding(text.id))
    with pytest.raises(Conflict, match="has closed"):
        do(at.heads["Aldoria"], AttachStatement(text.id, "explanation", "Why we joined."))
    assert [s.kind for s in text_by_number(session, 1).statements] == ["reservation"]
