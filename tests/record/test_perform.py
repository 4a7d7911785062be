"""The one way to write: all or nothing, one after another, and no way around it."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from panel.accounts.models import Person
from panel.db.clock import ClockOffset, SetClock
from panel.db.guard import WriteOutsidePerform
from panel.kernel.refusal import Conflict, Forbidden, NotFound, Refusal
from panel.policy import deny
from panel.policy.actor import SYSTEM
from panel.record.acts import ACTS, Tx, act
from panel.record.facts import Fact, Words
from panel.record.models import Record, RecordHead
from panel.record.perform import CONSTRAINTS, perform
from panel.record.queries import facts_about, head, verify
from tests.conftest import NOON


@dataclass(frozen=True, slots=True, kw_only=True)
class BellRung(Fact):
    """A fact for tests."""

    times: int = 1
    said: Words | None = None


@dataclass(frozen=True, slots=True)
class RingBell:
    """An order for tests."""

    times: int = 1


def person(email: str) -> Person:
    return Person(name="A", email=email, password="x", joined_at=NOON)


def people(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Person)) or 0


def ring(tx: Tx, order: RingBell, _: Any) -> Iterator[Fact]:
    yield BellRung(subject="bell:1", times=order.times, said=Words("ding"))
    return order.times


@pytest.mark.usefixtures("app")
class TestAnAct:
    def test_leaves_its_facts_with_the_words_beside_them(
        self, session: Session, clock: SetClock, register: Callable[..., None]
    ) -> None:
        register(RingBell, ring)
        size, _ = head(session)
        done = perform(session, clock, SYSTEM, RingBell(3))
        assert (done.result, done.first_seq) == (3, size)
        (fact,) = facts_about(session, ["bell:1"])
        assert (fact.seq, fact.at, fact.kind, fact.actor) == (size, NOON, "bell_rung", "system")
        assert (fact.payload["times"], fact.words) == (3, {"said": "ding"})
        assert verify(session)

    def test_that_is_refused_writes_nothing(
        self, session: Session, clock: SetClock, register: Callable[..., None]
    ) -> None:
        def refused(tx: Tx, order: RingBell, _: Any) -> Iterator[Fact]:
            tx.add(person("refused@example.org"))
            yield BellRung(subject="bell:1")
            raise Refusal("No.")

        register(RingBell, refused)
        before = head(session), people(session)
        with pytest.raises(Refusal, match="No"):
            perform(session, clock, SYSTEM, RingBell())
        assert (head(session), people(session)) == before

    def test_that_the_policy_forbids_is_not_run(
        self, session: Session, clock: SetClock, register: Callable[..., None]
    ) -> None:
        asked: list[Any] = []

        def never(actor: Any, state: Any) -> Any:
            asked.append(state)
            return deny("Not in %(month)s.", "Ask the Chair.", {"month": "May"})

        register(RingBell, ring, may=never, on=lambda session, order: "the bell")
        before = head(session)
        with pytest.raises(Forbidden, match="Not in May") as refusal:
            perform(session, clock, SYSTEM, RingBell())
        assert refusal.value.whom == "Ask the Chair."
        assert asked == ["the bell"]
        assert head(session) == before

    def test_on_what_is_not_there_is_not_found(
        self, session: Session, clock: SetClock, register: Callable[..., None]
    ) -> None:
        def gone(session: Session, order: RingBell) -> Any:
            raise NotFound("There is no bell.")

        register(RingBell, ring, on=gone)
        with pytest.raises(NotFound):
            perform(session, clock, SYSTEM, RingBell())

    def test_that_says_nothing_is_a_mistake_and_writes_nothing(
        self, session: Session, clock: SetClock, register: Callable[..., None]
    ) -> None:
        def silent(tx: Tx, order: RingBell, _: Any) -> Iterator[Fact]:
            tx.add(person("silent@example.org"))
            yield from ()

        register(RingBell, silent)
        before = people(session)
        with pytest.raises(RuntimeError, match="said nothing"):
            perform(session, clock, SYSTEM, RingBell())
        assert people(session) == before

    def test_never_happens_before_the_one_before_it(
        self, session: Session, clock: SetClock, register: Callable[..., None]
    ) -> None:
        register(RingBell, ring)
        perform(session, clock, SYSTEM, RingBell())
        clock.advance(hours=-5)
        perform(session, clock, SYSTEM, RingBell())
        assert [fact.at for fact in facts_about(session, ["bell:1"])] == [NOON, NOON]

    def test_cannot_be_registered_twice(self) -> None:
        @dataclass(frozen=True, slots=True)
        class Twice:
            """An order for tests."""

        decorate = act(Twice, may=lambda actor, state: deny("No."))
        decorate(ring)
        try:
            with pytest.raises(ValueError, match="two acts for Twice"):
                decorate(ring)
        finally:
            del ACTS[Twice]


@pytest.mark.usefixtures("app")
class TestNobodyWritesAroundIt:
    def test_a_flush(self, session: Session) -> None:
        session.add(person("around@example.org"))
        with pytest.raises(WriteOutsidePerform):
            session.flush()
        session.rollback()

    def test_a_commit(self, session: Session) -> None:
        session.add(person("around@example.org"))
        with pytest.raises(WriteOutsidePerform):
            session.commit()
        session.rollback()

    @pytest.mark.parametrize(
        "statement", [update(Person).values(name="Nobody"), delete(Person)], ids=("update", "delete")
    )
    def test_a_statement(self, session: Session, statement: Any) -> None:
        with pytest.raises(WriteOutsidePerform):
            session.execute(statement)

    @pytest.mark.parametrize("statement", ["UPDATE record SET leaf = leaf", "DELETE FROM record"])
    def test_not_even_the_database_changes_a_leaf(self, session: Session, statement: str) -> None:
        connection = session.connection()
        with pytest.raises(DBAPIError, match="append-only"), connection.begin_nested():
            connection.execute(text(statement))


@pytest.mark.usefixtures("app")
class TestAConstraint:
    @pytest.fixture
    def twice(self, register: Callable[..., None]) -> None:
        def twice(tx: Tx, order: RingBell, _: Any) -> Iterator[Fact]:
            tx.add(person("twice@example.org"))
            tx.add(person("twice@example.org"))
            yield BellRung(subject="bell:1")

        register(RingBell, twice)

    @pytest.mark.usefixtures("twice")
    def test_that_a_room_knows_is_its_refusal(
        self, session: Session, clock: SetClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(CONSTRAINTS, "uq_person_email", lambda: Conflict("This address is taken."))
        before = people(session)
        with pytest.raises(Conflict, match="taken"):
            perform(session, clock, SYSTEM, RingBell())
        assert people(session) == before

    @pytest.mark.usefixtures("twice")
    def test_that_nobody_knows_is_a_mistake_of_ours(self, session: Session, clock: SetClock) -> None:
        with pytest.raises(IntegrityError):
            perform(session, clock, SYSTEM, RingBell())


def test_two_at_once_act_one_after_the_other(
    own_sessions: sessionmaker[Session], register: Callable[..., None]
) -> None:
    """Each reads a number, waits, and writes the next one: without the lock some would be lost."""

    def count(tx: Tx, order: RingBell, _: Any) -> Iterator[Fact]:
        row = tx.session.get(ClockOffset, 1) or tx.add(ClockOffset(id=1, seconds=0))
        found = row.seconds
        time.sleep(0.002)
        row.seconds = found + 1
        yield BellRung(subject="bell:1", times=found)
        return found

    register(RingBell, count)
    results: list[int] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            with own_sessions() as session:
                results.extend(perform(session, SetClock(NOON), SYSTEM, RingBell()).result for _ in range(15))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert sorted(results) == list(range(30))
    with own_sessions() as session:
        leaves = [json.loads(leaf) for leaf in session.scalars(select(Record.leaf).order_by(Record.seq))]
        assert [leaf["payload"]["times"] for leaf in leaves] == list(range(30))
        assert session.scalar(select(RecordHead.size)) == 30
        assert verify(session)
