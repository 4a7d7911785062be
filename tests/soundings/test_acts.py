"""Acts of soundings: what they leave behind, and what they refuse."""

import json
import random
from contextlib import suppress

import pytest
from sqlalchemy import select

from panel.delegations.acts import DecideAccreditation
from panel.kernel.refusal import Conflict, Forbidden, NotFound, Refusal
from panel.policy.actor import SYSTEM
from panel.record.models import Record
from panel.record.queries import facts_about, verify
from panel.soundings import rules
from panel.soundings.acts import (
    CloseSounding,
    GiveSoundingPosition,
    ProposeSounding,
    ReviseSounding,
    WithdrawSoundingPosition,
)
from panel.soundings.models import SoundingPosition
from panel.soundings.queries import counts_on, our_positions, result_of, versions_of
from panel.soundings.rules import Counts
from panel.threads.acts import MoveThread
from panel.threads.queries import thread_by_number
from tests.make import people, soundings

AGAIN = "Everyone is heard in person, with an interpreter, before a return is carried out."


@pytest.fixture
def sounding(session, clock, head, thread):
    """A statement that `head` has put."""
    return soundings.proposed(session, clock, head, thread)


def refused(do, actor, order, kind=Refusal):
    with pytest.raises(kind) as caught:
        do(actor, order)
    return caught.value


def result(session):
    return result_of(session, thread_by_number(session, 1), 1)[1]


def test_a_sounding_is_proposed_answered_revised_and_closed(session, do, head, other, moderator, sounding):
    do(head, GiveSoundingPosition(sounding.id, 1, "agree"))
    do(other, GiveSoundingPosition(sounding.id, 1, "concern", soundings.REASON))
    assert counts_on(session, sounding) == {"states": Counts(1, 0, 1)}
    do(head, ReviseSounding(sounding.id, AGAIN, "It answers the concern."))
    assert counts_on(session, sounding) == {}
    assert [version.text for version in versions_of(session, sounding.id)] == [AGAIN, soundings.TEXT]
    do(other, GiveSoundingPosition(sounding.id, 2, "live"))
    do(moderator, CloseSounding(sounding.id, "A text is being drafted on it."))
    assert counts_on(session, sounding) == {"states": Counts(live=1)}
    kinds = [fact.kind for fact in facts_about(session, [f"sounding:{sounding.id}"])]
    assert kinds == [
        "sounding_closed",
        "sounding_position_given",
        "sounding_revised",
        "sounding_position_given",
        "sounding_position_given",
        "sounding_proposed",
    ]
    assert verify(session)


def test_statements_are_numbered_in_their_thread(session, clock, do, head, moderator, thread, sounding):
    assert do(moderator, ProposeSounding(thread.id, AGAIN)).result == 2
    assert sounding.number == 1


def test_the_latest_position_stands_and_nothing_is_overwritten(session, do, head, sounding):
    for position in ("agree", "live", "pass"):
        do(head, GiveSoundingPosition(sounding.id, 1, position))
    assert counts_on(session, sounding) == {"states": Counts(pass_=1)}
    rows = session.scalars(select(SoundingPosition).order_by(SoundingPosition.seq)).all()
    assert [(row.seq, row.position, row.replaced_at is None) for row in rows] == [
        (1, "agree", False),
        (2, "live", False),
        (3, "pass", True),
    ]


def test_a_withdrawn_position_is_silence_until_there_is_a_new_one(session, do, head, sounding):
    do(head, GiveSoundingPosition(sounding.id, 1, "agree"))
    do(head, WithdrawSoundingPosition(sounding.id))
    assert counts_on(session, sounding) == {"states": Counts()}
    assert list(our_positions(session, sounding.id, head.delegation)) == []
    do(head, GiveSoundingPosition(sounding.id, 1, "agree"))
    assert counts_on(session, sounding) == {"states": Counts(1)}


def test_the_record_says_neither_who_answered_nor_what(session, do, head, sounding):
    shapes = []
    for order in (
        GiveSoundingPosition(sounding.id, 1, "agree"),
        GiveSoundingPosition(sounding.id, 1, "concern", soundings.REASON),
    ):
        do(head, order)
        leaf = session.scalars(select(Record.leaf).order_by(Record.seq.desc()).limit(1)).one()
        shapes.append({name: len(str(value)) for name, value in json.loads(leaf)["payload"].items()})
        for secret in (head.delegation, head.capacity, order.position, soundings.REASON):
            assert secret.encode() not in leaf
    assert shapes[0] == shapes[1]
    assert verify(session)


def test_the_closed_result_stands_with_those_who_could_answer_then(
    session, clock, do, head, moderator, sounding
):
    do(head, GiveSoundingPosition(sounding.id, 1, "agree"))
    soundings.heads(session, clock, "states", 3)
    do(moderator, CloseSounding(sounding.id, "It has been answered."))
    before = result(session)
    soundings.heads(session, clock, "nhris", 3)
    assert result(session).published == before.published
    assert before.published.figures.cells["states"].eligible == 4
    fact = facts_about(session, [f"sounding:{sounding.id}"])[0]
    assert fact.payload["digest"] == before.published.digest
    assert fact.payload["convergence"] == "insufficient"


def test_a_delegation_suspended_after_it_answered_still_counts(session, clock, do, head, sounding):
    soundings.heads(session, clock, "states", 3)
    do(head, GiveSoundingPosition(sounding.id, 1, "agree"))
    do(SYSTEM, DecideAccreditation(head.delegation, "suspend", "Review overdue."))
    cell = result(session).published.figures.cells["states"]
    assert (cell.eligible, cell.counts) == (3, Counts(1))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_delegations_do_the_positions_that_stand_are_those_of_r1(
    session, clock, do, head, other, sounding, seed
):
    chance, given, version = random.Random(seed), [], 1
    actors = [head, other, *soundings.heads(session, clock, "nhris", 2)]
    for seq in range(40):
        actor = chance.choice(actors)
        position = chance.choice([*rules.POSITIONS, rules.WITHDRAWN, "revise"])
        clock.advance(seconds=chance.choice([0, 1]))
        if position == "revise":
            if seq % 5 == 0:
                do(head, ReviseSounding(sounding.id, f"{AGAIN} {seq}", "Better words."))
                version += 1
            continue
        reason = soundings.REASON if position == "concern" else ""
        order = (
            WithdrawSoundingPosition(sounding.id)
            if position == rules.WITHDRAWN
            else GiveSoundingPosition(sounding.id, version, position, reason)
        )
        with suppress(Refusal):
            do(actor, order)
            at = int(clock.moment.timestamp())
            constituency = actor.seat.constituency
            given.append(rules.Given(actor.delegation, constituency, position, at, seq, version))
        chance.shuffle(given)
        held = rules.standing(given, version=version).values()
        expected = rules.count((one.constituency, one.position) for one in held)
        stored = {code: counts for code, counts in counts_on(session, sounding).items() if counts.given}
        assert stored == expected
    assert verify(session)


class TestRefusals:
    def test_a_statement_too_short(self, do, head, thread):
        assert refused(do, head, ProposeSounding(thread.id, "Yes?")).field == "text"

    def test_a_language_that_is_none(self, do, head, thread):
        assert refused(do, head, ProposeSounding(thread.id, AGAIN, "xx")).field == "language"

    def test_a_thread_that_is_not_there(self, do, head):
        refused(do, head, ProposeSounding("nothing", AGAIN), NotFound)

    def test_one_more_than_a_board_can_show(self, do, head, thread, sounding, monkeypatch):
        monkeypatch.setattr("panel.soundings.rules.wording.MOST_SOUNDINGS", 1)
        refused(do, head, ProposeSounding(thread.id, AGAIN), Conflict)

    def test_a_statement_proposed_by_an_adviser(self, do, adviser, thread):
        refused(do, adviser, ProposeSounding(thread.id, AGAIN), Forbidden)

    def test_new_words_that_are_the_old_ones(self, do, head, sounding):
        assert refused(do, head, ReviseSounding(sounding.id, soundings.TEXT, "Why.")).field == "text"

    def test_new_words_without_a_reason(self, do, head, sounding):
        assert refused(do, head, ReviseSounding(sounding.id, AGAIN, "")).field == "reason"

    def test_new_words_by_another_delegation(self, do, other, sounding):
        refused(do, other, ReviseSounding(sounding.id, AGAIN, "Why."), Forbidden)

    def test_a_concern_without_a_reason(self, do, head, sounding):
        assert refused(do, head, GiveSoundingPosition(sounding.id, 1, "concern")).field == "reason"

    def test_a_position_that_is_none(self, do, head, sounding):
        assert refused(do, head, GiveSoundingPosition(sounding.id, 1, "withdrawn")).field == "position"

    def test_a_position_that_stands_already(self, do, head, sounding):
        do(head, GiveSoundingPosition(sounding.id, 1, "agree"))
        assert refused(do, head, GiveSoundingPosition(sounding.id, 1, "agree")).field == "position"

    def test_a_position_on_words_that_have_changed(self, do, head, other, sounding):
        do(head, ReviseSounding(sounding.id, AGAIN, "It is clearer."))
        refused(do, other, GiveSoundingPosition(sounding.id, 1, "agree"), Conflict)

    def test_a_position_on_nothing(self, do, head):
        refused(do, head, GiveSoundingPosition("nothing", 1, "agree"), NotFound)

    def test_a_position_given_by_an_observer(self, session, clock, do, sounding):
        row = people.delegation(session, clock, "Looking On", participation="observer")
        refused(
            do, people.seated(session, clock, row), GiveSoundingPosition(sounding.id, 1, "agree"), Forbidden
        )

    def test_a_withdrawal_of_nothing(self, do, head, sounding):
        refused(do, head, WithdrawSoundingPosition(sounding.id), Conflict)
        do(head, GiveSoundingPosition(sounding.id, 1, "agree"))
        do(head, WithdrawSoundingPosition(sounding.id))
        refused(do, head, WithdrawSoundingPosition(sounding.id), Conflict)

    def test_closing_without_a_reason_or_without_office(self, do, head, moderator, sounding):
        assert refused(do, moderator, CloseSounding(sounding.id, " ")).field == "reason"
        refused(do, head, CloseSounding(sounding.id, "Enough."), Forbidden)

    def test_anything_once_it_is_closed(self, do, head, moderator, sounding):
        do(head, GiveSoundingPosition(sounding.id, 1, "agree"))
        do(moderator, CloseSounding(sounding.id, "Enough."))
        for actor, order in (
            (head, GiveSoundingPosition(sounding.id, 1, "live")),
            (head, WithdrawSoundingPosition(sounding.id)),
            (head, ReviseSounding(sounding.id, AGAIN, "Why.")),
            (moderator, CloseSounding(sounding.id, "Again.")),
        ):
            refused(do, actor, order, Forbidden)

    def test_anything_once_the_thread_is_closed(self, do, head, moderator, thread, sounding):
        do(moderator, MoveThread(thread.id, "closed", "It led nowhere."))
        refused(do, head, GiveSoundingPosition(sounding.id, 1, "agree"), Forbidden)
        refused(do, head, ProposeSounding(thread.id, AGAIN), Forbidden)
