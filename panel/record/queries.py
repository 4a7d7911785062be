"""Reading the record: timelines by subject, the log page by page, and its verification."""

import json
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panel.record import merkle
from panel.record.facts import commit
from panel.record.models import Record, RecordEntry, RecordHead, RecordValue

PAGE = 100


@dataclass(frozen=True, slots=True)
class RecordedFact:
    """One fact as it is read back: `payload` as it stands in the leaf, `words` what stands beside it (if not erased).

    `actor` is the capacity (`seat:…`, `office:chair`, `system`); `delegation` the id of the delegation that acted.
    """

    seq: int
    at: datetime
    kind: str
    actor: str
    subject: str
    delegation: str | None
    payload: dict[str, Any]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found: the size and root recomputed, and the first bad index with the reason (or None)."""

    size: int
    root: str
    first_bad: int | None = None
    reason: str = ""

    def __bool__(self) -> bool:
        return self.first_bad is None and not self.reason


def head(session: Session) -> tuple[int, str]:
    """Return the size of the record and its root in hexadecimal."""
    row = session.execute(select(RecordHead.size, RecordHead.frontier)).one()
    return row.size, merkle.root(_hashes(row.frontier)).hex()


def facts_about(
    session: Session, subjects: Sequence[str], *, limit: int = PAGE, before: int | None = None
) -> list[RecordedFact]:
    """Return the latest `limit` facts about any of `subjects`, newest first, older than position `before` if given."""
    chosen = select(RecordEntry.seq).where(RecordEntry.subject.in_(subjects))
    return _load(session, chosen, limit, before)


def latest_facts(session: Session, *, limit: int = PAGE, before: int | None = None) -> list[RecordedFact]:
    """Return the latest `limit` facts of the whole record, newest first."""
    return _load(session, select(RecordEntry.seq), limit, before)


def _load(session: Session, chosen: Any, limit: int, before: int | None) -> list[RecordedFact]:
    if before is not None:
        chosen = chosen.where(RecordEntry.seq < before)
    page = chosen.order_by(RecordEntry.seq.desc()).limit(limit).subquery()
    rows = session.execute(
        select(Record.leaf, RecordEntry.delegation)
        .join(RecordEntry, RecordEntry.seq == Record.seq)
        .where(Record.seq.in_(select(page.c.seq)))
        .order_by(Record.seq.desc())
    ).all()
    words: dict[int, dict[str, str]] = {}
    for value in session.execute(
        select(RecordValue.seq, RecordValue.field, RecordValue.words).where(
            RecordValue.seq.in_(select(page.c.seq))
        )
    ):
        words.setdefault(value.seq, {})[value.field] = value.words
    result = []
    for row in rows:
        leaf = json.loads(row.leaf)
        result.append(
            RecordedFact(
                seq=leaf["seq"],
                at=datetime.fromisoformat(leaf["at"]),
                kind=leaf["kind"],
                actor=leaf["actor"],
                subject=leaf["subject"],
                delegation=row.delegation,
                payload=leaf["payload"],
                words=words.get(leaf["seq"], {}),
            )
        )
    return result


def verify(session: Session) -> Verification:
    """Recompute the whole tree from the stored leaves, and every commitment from the words that stand beside them.

    Names the first index at which a leaf is missing or was changed, or its words no longer match. What is recorded
    meanwhile is left to the next verification: on PostgreSQL each statement sees the record as it is at that moment.
    """
    stored_size, stored_root = head(session)
    frontier: list[bytes] = []
    size = 0
    with closing(_leaves_with_values(session, stored_size)) as leaves:
        for row, values in leaves:
            committed = _committed(row.leaf, size) if row.seq == size else None
            if committed is None:
                reason = "a leaf is missing or is not what was stored"
                return Verification(size, merkle.root(frontier).hex(), size, reason)
            for value in values:
                if committed.get(value.field) != commit(value.salt, value.words):
                    reason = f"the words of {value.field} were changed"
                    return Verification(size, merkle.root(frontier).hex(), size, reason)
            frontier = merkle.append(frontier, size, row.leaf)
            size += 1
    root = merkle.root(frontier).hex()
    held = size + _beyond_the_head(session)
    if held != stored_size:
        return Verification(
            size, root, min(held, stored_size), f"the head counts {stored_size} facts, the log holds {held}"
        )
    if root != stored_root:
        return Verification(
            size, root, None, "the root differs from the head's: a leaf was changed after it was recorded"
        )
    return Verification(size, root)


def _committed(leaf: bytes, seq: int) -> dict[str, Any] | None:
    """Return the payload of stored bytes that read as the leaf at `seq`, or None when they do not."""
    try:
        read = json.loads(leaf)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or read.get("seq") != seq or not isinstance(read.get("payload"), dict):
        return None
    payload: dict[str, Any] = read["payload"]
    return payload


def _beyond_the_head(session: Session) -> int:
    """Return how many leaves stand where the head, as it is now, says that the record has ended."""
    size = select(RecordHead.size).scalar_subquery()
    return session.scalars(select(func.count()).select_from(Record).where(Record.seq >= size)).one()


def _leaves_with_values(session: Session, size: int) -> Generator[tuple[Any, list[Any]], None, None]:
    """Yield each leaf before position `size` with the words beside it, read in step.

    Close it when stopping early: it holds two cursors.
    """
    with (
        session.execute(
            select(Record.seq, Record.leaf)
            .where(Record.seq < size)
            .order_by(Record.seq)
            .execution_options(yield_per=1000)
        ) as leaves,
        session.execute(
            select(RecordValue.seq, RecordValue.field, RecordValue.salt, RecordValue.words)
            .order_by(RecordValue.seq, RecordValue.field)
            .execution_options(yield_per=1000)
        ) as values,
    ):
        pending = next(values, None)
        for row in leaves:
            mine = []
            while pending is not None and pending.seq <= row.seq:
                mine.append(pending)
                pending = next(values, None)
            yield row, mine


def _hashes(frontier: bytes) -> list[bytes]:
    return [frontier[i : i + 32] for i in range(0, len(frontier), 32)]
