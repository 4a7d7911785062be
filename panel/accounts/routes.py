"""Signing in and out, and one's own account."""

from flask import Blueprint, Flask, current_app, flash, redirect, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from panel.accounts import forms, passwords, queries, rules, tries
from panel.accounts.acts import ChangePassword, end_sign_in
from panel.accounts.cookie import bearer, enter, leave, login_manager, onward
from panel.accounts.models import Person
from panel.db.extension import db
from panel.kernel.refusal import NotFound, Refusal
from panel.kernel.text import N_, one_line
from panel.ui.asking import actor, asks, now, public, require
from panel.ui.form import submit
from panel.ui.page import page

bp = Blueprint("accounts", __name__)


def init_app(app: Flask) -> None:
    """Put the room's pages and the sign-in cookie into `app`."""
    login_manager.init_app(app, add_context_processor=False)
    app.register_blueprint(bp)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    form = forms.SignInForm()
    form.next.data = to = onward(form.next.data or None)
    if request.method == "POST" and form.validate():
        try:
            person = _proven(form.email.data or "", form.password.data or "")
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            outdated = passwords.is_outdated(person.password)
            return enter(
                person.id,
                to=to,
                renewed_hash=passwords.hashed(form.password.data or "") if outdated else None,
            )
    # Filled by delegations, since most of the cast holds seats.
    cast = (
        current_app.extensions["panel.cast"](db.session())
        if current_app.config["PANEL_DEMONSTRATION"]
        else ()
    )
    return page("accounts/sign_in.html", form=form, cast=cast)


@bp.post("/sign-in/demonstration")
@public
def demonstration() -> Response:
    """Sign in as somebody of the demonstration's cast; no such address anywhere else."""
    known = current_app.config["PANEL_DEMONSTRATION"]
    person = queries.person_by_email(db.session(), one_line(request.form.get("email", ""))) if known else None
    if person is None or person.is_disabled:
        raise NotFound(N_("There is nothing at this address."))
    return enter(person.id, to=onward())


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    leave()
    flash(gettext("You are signed out."))
    return redirect("/", 303)


@bp.route("/account", methods=["GET", "POST"])
@asks("account.keep")
def account() -> Response:
    require("account.keep")
    form = forms.PasswordForm()
    if gone := submit(
        form,
        lambda: _password_change(form),
        to=lambda _: url_for("accounts.account"),
        done=gettext("Your password is changed. All your other sign-ins have ended."),
    ):
        return gone
    return page(
        "accounts/account.html",
        form=form,
        person=queries.person_by_id(db.session(), actor().person),
        sign_ins=queries.sign_ins(db.session(), actor().person or "", now()),
        this_sign_in=_this_sign_in(),
    )


@bp.post("/account/sign-ins/end")
@asks("account.keep")
def end() -> Response:
    require("account.keep")
    chosen = one_line(request.form.get("sign_in", ""))
    is_this = chosen == _this_sign_in()
    end_sign_in(db.session(), person=actor().person or "", sign_in=chosen)
    if is_this:
        session.clear()
        return redirect(url_for("accounts.sign_in"), 303)
    flash(gettext("That sign-in has ended."))
    return redirect(url_for("accounts.account"), 303)


def _this_sign_in() -> str:
    user = bearer()
    return user.signed_in.sign_in if user else ""


def _proven(email: str, password: str) -> Person:
    """Return the person whose address and password these are, else raise the same refusal in the same time."""
    tries.count(email)
    person = queries.person_by_email(db.session(), email.lower())
    kept = person.password if person and not person.is_disabled else None
    if not passwords.matches(kept, password) or person is None:
        raise Refusal(N_("The e-mail address or the password is not right."))
    return person


def _password_change(form: forms.PasswordForm) -> ChangePassword:
    person = queries.person_by_id(db.session(), actor().person)
    tries.count(person.email)
    if not passwords.matches(person.password, form.current_password.data or ""):
        raise Refusal(N_("This is not your present password."), field="current_password")
    new = rules.password(form.password.data or "", email=person.email)
    return ChangePassword(passwords.hashed(new), _this_sign_in())
