"""Verification finds what was changed, and where; it raises no false alarm. Proofs follow the record."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session, sessionmaker

from panel.db.clock import SetClock
from panel.kernel.refusal import NotFound
from panel.policy.actor import SYSTEM
from panel.record import merkle
from panel.record.acts import Tx
from panel.record.facts import Fact, Words
from panel.record.perform import perform
from panel.record.queries import facts_about, head, latest_facts, verify
from panel.record.tree import position_of, proof_of
from tests.conftest import NOON
from tests.ground.marks import database_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DropFallen(Fact):
    """A fact for tests."""

    number: int
    said: Words


@dataclass(frozen=True, slots=True)
class LetFall:
    """An order for tests."""

    drops: int


def fall(tx: Tx, order: LetFall, _: Any) -> Iterator[Fact]:
    for number in range(order.drops):
        yield DropFallen(subject=f"drop:{number % 3}", number=number, said=Words(f"drop {number}"))


@pytest.fixture
def log(own_sessions: sessionmaker[Session], register: Callable[..., None]) -> Iterator[Session]:
    """A session on a record of eleven facts, whose triggers are off: as whoever holds the database could have it."""
    register(LetFall, fall)
    with own_sessions() as session:
        for drops in (1, 4, 6):
            perform(session, SetClock(NOON), SYSTEM, LetFall(drops))
        if database_kind() == "sqlite":
            tamper(session, "DROP TRIGGER record_keeps_update", "DROP TRIGGER record_keeps_delete")
        else:
            tamper(session, "ALTER TABLE record DISABLE TRIGGER record_keeps")
        yield session


def tamper(session: Session, *statements: str, **values: Any) -> None:
    session.rollback()
    with session.get_bind().connect().execution_options(panel_writes=True) as connection:  # type: ignore[union-attr]
        for statement in statements:
            connection.execute(text(statement), values)
        connection.commit()


def test_a_clean_log_raises_no_alarm(log: Session) -> None:
    found = verify(log)
    assert found
    assert (found.size, found.root) == head(log)
    assert found.size == 11


def test_an_empty_log_is_sound(own_sessions: sessionmaker[Session]) -> None:
    with own_sessions() as session:
        found = verify(session)
    assert found
    assert (found.size, found.root) == (0, merkle.EMPTY.hex())


def test_a_missing_leaf_is_named(log: Session) -> None:
    tamper(
        log,
        "DELETE FROM record_value WHERE seq = 4",
        "DELETE FROM record_entry WHERE seq = 4",
        "DELETE FROM record WHERE seq = 4",
    )
    found = verify(log)
    assert not found
    assert found.first_bad == 4


def test_a_missing_end_is_named(log: Session) -> None:
    tamper(
        log,
        "DELETE FROM record_value WHERE seq = 10",
        "DELETE FROM record_entry WHERE seq = 10",
        "DELETE FROM record WHERE seq = 10",
    )
    assert verify(log).first_bad == 10


def test_any_changed_byte_of_any_leaf_is_found(log: Session) -> None:
    chance = random.Random(6962)
    leaves = {fact.seq: proof_of(log, fact.seq).leaf for fact in latest_facts(log)}  # type: ignore[union-attr]
    for _ in range(40):
        seq = chance.randrange(11)
        leaf = bytearray(leaves[seq])
        leaf[chance.randrange(len(leaf))] ^= 1 << chance.randrange(7)
        tamper(log, "UPDATE record SET leaf = :leaf WHERE seq = :seq", leaf=bytes(leaf), seq=seq)
        assert not verify(log), (seq, bytes(leaf))
        tamper(log, "UPDATE record SET leaf = :leaf WHERE seq = :seq", leaf=leaves[seq], seq=seq)
    assert verify(log)


def test_changed_words_are_named(log: Session) -> None:
    tamper(log, "UPDATE record_value SET words = 'drip 7' WHERE seq = 7")
    found = verify(log)
    assert found.first_bad == 7
    assert "said" in found.reason


def test_erased_words_are_no_alarm(log: Session) -> None:
    tamper(log, "DELETE FROM record_value WHERE seq = 7")
    assert verify(log)
    (fact,) = latest_facts(log, limit=1, before=8)
    assert fact.words == {}


@pytest.mark.parametrize("change", ["size = size + 1", "size = size - 1"])
def test_a_changed_size_is_found(log: Session, change: str) -> None:
    tamper(log, f"UPDATE record_head SET {change}")
    assert not verify(log)


def test_a_changed_root_is_found(log: Session) -> None:
    tamper(log, "UPDATE record_head SET frontier = :frontier", frontier=b"\x00" * 96)
    found = verify(log)
    assert not found
    assert "root" in found.reason


def test_what_is_recorded_during_a_verification_is_no_alarm(
    log: Session, own_engine: Engine, own_sessions: sessionmaker[Session]
) -> None:
    moved_on = False

    def once_the_head_was_read(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        nonlocal moved_on
        if "record_head" in statement and not moved_on:
            moved_on = True
            with own_sessions() as another:
                perform(another, SetClock(NOON), SYSTEM, LetFall(2))

    log.rollback()
    event.listen(own_engine, "after_cursor_execute", once_the_head_was_read)
    assert verify(log).size == 11
    log.rollback()
    assert verify(log).size == 13


def test_a_leaf_beyond_the_head_is_found(log: Session) -> None:
    tamper(log, "INSERT INTO record (seq, leaf) SELECT 11, leaf FROM record WHERE seq = 10")
    found = verify(log)
    assert found.first_bad == 11
    assert "12" in found.reason


def test_the_log_is_read_page_by_page_newest_first(log: Session) -> None:
    assert [fact.seq for fact in latest_facts(log, limit=4)] == [10, 9, 8, 7]
    assert [fact.seq for fact in latest_facts(log, limit=4, before=7)] == [6, 5, 4, 3]
    assert [fact.seq for fact in facts_about(log, ["drop:1", "drop:2"], limit=3)] == [10, 9, 7]


def test_every_leaf_is_proved_and_found_by_its_hash(log: Session) -> None:
    size, root = head(log)
    for seq in range(size):
        proof = proof_of(log, seq)
        assert proof
        assert (proof.size, proof.root) == (size, root)
        path = [bytes.fromhex(step) for step in proof.path]
        leaf_hash = merkle.leaf_hash(proof.leaf)
        assert merkle.root_from_proof(leaf_hash, seq, size, path) == bytes.fromhex(root)
        assert position_of(log, leaf_hash) == seq
    with pytest.raises(NotFound):
        proof_of(log, size)


def test_proofs_follow_a_record_that_grows(log: Session) -> None:
    before = proof_of(log, 2)
    perform(log, SetClock(NOON), SYSTEM, LetFall(2))
    after = proof_of(log, 2)
    assert before
    assert after
    assert (before.size, after.size) == (11, 13)
    assert after.root == head(log)[1]


def test_nothing_is_proved_by_leaves_that_were_changed(log: Session) -> None:
    tamper(log, "UPDATE record SET leaf = :leaf WHERE seq = 3", leaf=b"{}")
    assert proof_of(log, 3) is None
