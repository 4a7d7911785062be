"""Tables of accounts. Tokens are kept as their SHA-256 only."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panel.accounts import rules
from panel.db.base import Base, Id


class Person(Base):
    """A human being with an account. No shared sign-ins, ever."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("email"),)

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    email: Mapped[str] = mapped_column(String(rules.EMAIL_LENGTH))
    password: Mapped[str] = mapped_column(String(255))  # Argon2id, with its parameters
    joined_at: Mapped[datetime]
    is_disabled: Mapped[bool] = mapped_column(default=False)


class Office(Base):
    """An office of the Panel held by a person: chair, rapporteur, moderator, secretariat, administrator."""

    __tablename__ = "office"
    __table_args__ = (UniqueConstraint("person_id", "office"),)

    id: Mapped[Id]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    office: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime]


class Invitation(Base):
    """An invitation to a seat (delegation and rank) or to an office: used once, for two weeks."""

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("token"),)

    id: Mapped[Id]
    token: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    email: Mapped[str] = mapped_column(String(rules.EMAIL_LENGTH))
    delegation_id: Mapped[str | None] = mapped_column(
        ForeignKey("delegation.id"), index=True
    )  # None: to an office
    rank: Mapped[str | None] = mapped_column(String(20))
    office: Mapped[str | None] = mapped_column(String(20))  # None: to a seat
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]  # None: still open


class SignIn(Base):
    """One sign-in of a person on one device, in the capacity chosen there. The cookie holds the token, we its hash."""

    __tablename__ = "sign_in"
    __table_args__ = (UniqueConstraint("token"),)

    id: Mapped[Id]
    token: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    capacity: Mapped[str] = mapped_column(String(60), default="")  # "": not chosen yet
    began_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    device: Mapped[str] = mapped_column(String(80), default="")


class SignInTry(Base):
    """One try at signing in, counted before the check. `key` is a hash of the account or of the network address."""

    __tablename__ = "sign_in_try"
    __table_args__ = (Index(None, "key", "at"),)

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
