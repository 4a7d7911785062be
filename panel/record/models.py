"""The record's tables. `record` alone is the record; the others help to read, continue and open it."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from panel.db.base import Base


class Record(Base):
    """One leaf: `seq` counts from 0 without gaps, `leaf` is its exact bytes. Triggers refuse UPDATE and DELETE."""

    __tablename__ = "record"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)


class RecordHead(Base):
    """The one row every write locks: the size of the record, the frontier of its tree, the latest instant."""

    __tablename__ = "record_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigInteger)
    frontier: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]


class RecordEntry(Base):
    """What a leaf is about, so that timelines are found without reading every leaf. Can be made anew from `record`."""

    __tablename__ = "record_entry"
    __table_args__ = (Index(None, "subject", "seq"), Index(None, "kind", "seq"))

    seq: Mapped[int] = mapped_column(ForeignKey("record.seq"), primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(60))
    actor: Mapped[str] = mapped_column(String(60))
    delegation: Mapped[str | None] = mapped_column(String(20))  # None: the act was not a delegation's


class RecordValue(Base):
    """The words behind one commitment, with their salt."""

    __tablename__ = "record_value"

    seq: Mapped[int] = mapped_column(ForeignKey("record.seq"), primary_key=True, autoincrement=False)
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    words: Mapped[str] = mapped_column(Text)
