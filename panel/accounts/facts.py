"""What can happen to an account. Names and addresses are committed to, never written into the record."""

from dataclasses import dataclass

from panel.record.facts import Fact, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonJoined(Fact):
    """A person accepted an invitation and has an account now. Subject: `person:…`."""

    name: Words
    email: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeConferred(Fact):
    """A person was given an office of the Panel. Subject: `person:…`."""

    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationSent(Fact):
    """Somebody was invited to a seat or an office. Subject: `invitation:…`."""

    delegation: str | None = None
    rank: str | None = None
    office: str | None = None
    name: Words
    email: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Fact):
    """A person changed their password; all their other sign-ins ended. Subject: `person:…`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(Fact):
    """An officer closed an account: all its sign-ins ended, and no new one begins. Subject: `person:…`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReopened(Fact):
    """An officer reopened an account. Subject: `person:…`."""
