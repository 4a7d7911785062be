"""The sign-in cookie: Flask-Login carries a token, and what the token opens stands in the database.

The cookie is signed and idles out after half an hour; the sign-in behind it lasts twelve hours at most. Who is signed
in depends on seats, of which this floor knows nothing, so delegations provide `login_manager.user_loader`.
"""

from dataclasses import dataclass
from typing import Any, Protocol, cast

from flask import redirect, request, session, url_for
from flask_login import LoginManager, current_user, login_user
from werkzeug.wrappers import Response

from panel.accounts import rules
from panel.accounts.acts import begin_sign_in, end_sign_in
from panel.db.extension import db
from panel.policy import Actor
from panel.ui.asking import now
from panel.ui.security import own_path

login_manager = LoginManager()
# Flask-Login's own protection puts a hash of the network address into the cookie, and ends the sign-in of everyone who
# walks from one network to another. The token is what counts.
login_manager.session_protection = None


class SignedIn(Protocol):
    """What is known of a sign-in: its id, and the actor the person is in it."""

    @property
    def sign_in(self) -> str: ...
    @property
    def actor(self) -> Actor: ...


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever sent a living token: the user object of Flask-Login."""

    token: str
    signed_in: SignedIn
    is_authenticated = True
    is_active = True
    is_anonymous = False

    @property
    def actor(self) -> Actor:
        return self.signed_in.actor

    def get_id(self) -> str:
        return self.token


def bearer() -> Bearer | None:
    """Return who is signed in, or None."""
    return cast(Bearer, current_user) if current_user.is_authenticated else None


def onward(asked: str | None = None) -> str:
    """Return the own path asked for (by default in `next`) to which this request leads on, else the home page."""
    return own_path(request.values.get("next") if asked is None else asked) or "/"


def enter(person: str, *, to: str, renewed_hash: str | None = None) -> Response:
    """Begin a sign-in of `person` in this browser and go on to `to`; who has several capacities chooses one first.

    The session starts empty under a new token, so nobody can have planted it; an earlier sign-in of this browser ends.
    """
    leave()
    device = rules.device(request.user_agent.string)
    token = begin_sign_in(db.session(), person, now(), device=device, renewed_hash=renewed_hash)
    session.permanent = True
    user = cast(Any, login_manager.user_callback)(token)
    login_user(user)
    several = user.actor.capacities_count > 1
    return redirect(url_for("delegations.capacity", next=to) if several else to, 303)


def leave() -> None:
    """End the sign-in of this browser, if any, on the server as well as in the cookie."""
    if (user := bearer()) and user.actor.person:
        end_sign_in(db.session(), person=user.actor.person, token=user.token)
    session.clear()
