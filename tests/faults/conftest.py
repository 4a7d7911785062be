"""A small Panel with something in every state, built once a module; each test's writes are undone after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from panel.db.clock import SetClock
from panel.db.extension import db
from panel.delegations.acts import AuthorizeAlternate, InviteToSeat
from panel.delegations.models import Delegation
from panel.policy import Actor
from panel.policy.actor import PUBLIC, SYSTEM
from panel.record.perform import perform
from panel.threads.acts import PublishSynthesis, SaveDraft, WithdrawContribution
from panel.threads.models import Contribution, Thread
from panel.threads.rules import Point
from panel.understandings.queries import TextView, text_by_number
from tests.conftest import NOON
from tests.make import people, sessions, threads, understandings
from tests.make.people import Signer

WITHDRAWN = "Words that were taken back: marigold, and nobody shall read marigold again."
DRAFTED = "Words that are still being weighed: saffron, which our colleagues alone may read."
PROPOSED = "Whether hyacinth should be taken up"
PREPARED = "Emphasizes that vermilion has not been shown to anybody yet;"
OBJECTED = "We cannot live with this paragraph as it stands."


@dataclass(slots=True)
class World:
    """Who takes part (`people`, by what they are), and what there is.

    Texts: `adopted`, `broken` (Meresia joined and then objected), `silent` (under silence), `prepared` (not issued).
    """

    people: dict[str, Actor]
    aldoria: Delegation
    table: understandings.Table
    sitting: sessions.Sitting
    thread: Thread
    proposal: Thread
    withdrawn: Contribution
    draft: str
    invitation: str
    adopted: TextView
    broken: TextView
    silent: TextView
    prepared: TextView

    @property
    def numbers(self) -> dict[str, int]:
        """Return the number of each text."""
        return {name: getattr(self, name).number for name in ("adopted", "broken", "silent", "prepared")}


@pytest.fixture(scope="module")
def ground(application: Flask) -> Iterator[tuple[Flask, Session, SetClock, Any]]:
    """The application inside a transaction that ends with the module, its session, its clock and its connection."""
    clock = SetClock(NOON)
    application.extensions["panel.clock"] = clock
    engine = db.engines[None]
    connection = engine.connect().execution_options(panel_writes=True)
    outer = connection.begin()
    db.engines[None] = connection  # type: ignore[assignment]
    db.session.remove()
    db.session.configure(join_transaction_mode="create_savepoint")
    try:
        yield application, db.session(), clock, connection
    finally:
        db.session.remove()
        outer.rollback()
        connection.close()
        db.engines[None] = engine


@pytest.fixture(scope="module")
def built(ground: tuple[Flask, Session, SetClock, Any]) -> World:
    """The world, before any test has touched it."""
    _, session, clock, _ = ground
    sitting = sessions.held(session, clock)
    table = sitting.table
    assert table
    assert table.thread
    assert sitting.text
    aldoria = table.delegations["Aldoria"]
    observing = people.delegation(session, clock, "Kingdom of Sorn", participation="observer")
    moderator = people.person_in_office(session, clock, "moderator", name="Own Moderator")
    people.seated(session, clock, aldoria, "adviser", name="Own Moderator", email="own.moderator@example.org")
    assert moderator.person
    alternate = people.seated(session, clock, aldoria, "alternate")
    assert alternate.seat
    perform(session, clock, SYSTEM, AuthorizeAlternate(aldoria.id, alternate.seat.id, True))
    folk = {
        "public": PUBLIC,
        "adviser": people.seated(session, clock, aldoria, "adviser"),
        "alternate": people.acting(session, alternate.person or "", delegation_id=aldoria.id),
        "head": table.heads["Aldoria"],
        "other head": table.heads["Meresia"],
        "observer": people.seated(session, clock, observing),
        "moderator": table.moderator,
        "moderator of own organization": people.acting(session, moderator.person, "office:moderator"),
        "chair": table.chair,
        "rapporteur": sitting.rapporteur,
        "secretariat": sitting.secretariat,
        "administrator": people.person_in_office(session, clock, "administrator"),
    }
    thread = table.thread
    withdrawn = threads.contributed(session, clock, folk["head"], thread, body=WITHDRAWN)
    perform(session, clock, folk["head"], WithdrawContribution(withdrawn.id, "It was not ours to say."))
    perform(
        session, clock, table.moderator, PublishSynthesis(thread.id, (Point("convergence", "One.", (1,)),))
    )
    draft = perform(
        session, clock, folk["adviser"], SaveDraft(thread=thread.id, kind="position", body=DRAFTED)
    ).result
    proposal = threads.proposed(session, clock, folk["head"], title=PROPOSED)
    broken = understandings.under_silence(session, clock, table)
    join = understandings.GivePosition(broken.id, "join")
    perform(session, clock, folk["other head"], join)
    objection = understandings.GivePosition(
        broken.id, "object", (broken.revision.paragraphs[-1].key,), OBJECTED, "Name the time."
    )
    perform(session, clock, folk["other head"], objection)
    silent = understandings.under_silence(session, clock, table, 200)
    prepared = understandings.drafted(session, clock, table)
    perform(session, clock, table.moderator, understandings.PutParagraph(prepared.id, "operative", PREPARED))
    invitation = perform(
        session,
        clock,
        folk["head"],
        InviteToSeat(aldoria.id, "Quill Invited", "quill@example.org", "adviser"),
    ).result
    clock.moment += timedelta(minutes=1)
    return World(
        folk,
        aldoria,
        table,
        sitting,
        thread,
        proposal,
        session.scalars(select(Contribution).where(Contribution.id == withdrawn.id)).one(),
        draft,
        invitation,
        text_by_number(session, sitting.text.number),
        text_by_number(session, broken.number),
        text_by_number(session, silent.number),
        text_by_number(session, prepared.number),
    )


@pytest.fixture
def world(ground: tuple[Flask, Session, SetClock, Any], built: World) -> Iterator[World]:
    """The world; what a test does to it is undone."""
    _, _, clock, connection = ground
    moment = clock.moment
    db.session.remove()  # its savepoint would lie around the one that follows
    inner = connection.begin_nested()
    try:
        yield built
    finally:
        db.session.remove()
        inner.rollback()
        clock.moment = moment


@pytest.fixture
def clock(ground: tuple[Flask, Session, SetClock, Any]) -> SetClock:
    """The clock of the world."""
    return ground[2]


@pytest.fixture
def app(ground: tuple[Flask, Session, SetClock, Any], world: World) -> Flask:
    """The application on the world."""
    return ground[0]


@pytest.fixture
def session(app: Flask) -> Session:
    """The session on the world."""
    return db.session()


@pytest.fixture
def browser(app: Flask, session: Session, clock: SetClock, world: World) -> Any:
    """`browser(role)` returns a browser of the one who has that role in the world."""
    signer = Signer(app, session, clock)

    def open_for(role: str) -> Any:
        actor = world.people[role]
        return signer(actor) if actor.is_signed_in else app.test_client()

    return open_for
