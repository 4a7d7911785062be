"""Who is asking, and may they? Every route says which permission it asks, or that it is public."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar, cast

from flask import current_app, g
from flask_login import current_user

from panel.db.clock import Clock
from panel.db.extension import db
from panel.kernel.refusal import Forbidden
from panel.policy import Actor, Decision, may
from panel.policy.actor import PUBLIC
from panel.record.perform import Done
from panel.record.perform import perform as perform_for

View = TypeVar("View", bound=Callable[..., Any])


def actor() -> Actor:
    """Return the actor of this request: the public when nobody is signed in."""
    if "actor" not in g:
        g.actor = getattr(current_user, "actor", PUBLIC)
    return cast(Actor, g.actor)


def clock() -> Clock:
    """Return the clock of this application."""
    return cast(Clock, current_app.extensions["panel.clock"])


def now() -> datetime:
    """Return the instant of this request. Asked once: one page has one time."""
    if "now" not in g:
        g.now = clock().now(db.session())
    return cast(datetime, g.now)


def perform(order: Any) -> Done:
    """Carry out `order` for the actor of this request."""
    g.pop("now", None)
    return perform_for(db.session(), clock(), actor(), order)


def can(name: str, state: Any = None) -> Decision:
    """Return the decision on the permission `name` for the actor of this request."""
    return may(actor(), name, state)


def require(name: str, state: Any = None) -> None:
    """Raise `Forbidden` with the policy's own sentence unless the actor of this request may."""
    decision = can(name, state)
    if not decision:
        raise Forbidden(decision.reason, decision.params, whom=decision.whom)


def asks(*names: str) -> Callable[[View], View]:
    """Declare which permissions a route asks for. The census of routes (tests/house) reads it."""

    def declare(view: View) -> View:
        view.__dict__["permissions"] = names
        return view

    return declare


def public(view: View) -> View:
    """Declare that a route is for everyone."""
    view.__dict__["permissions"] = ()
    return view
