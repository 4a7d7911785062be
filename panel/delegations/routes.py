"""Delegations as everyone sees them, their seats and accreditation, and the capacity in which a person acts."""

from flask import Blueprint, Flask, current_app, flash, g, redirect, request, url_for
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from panel.accounts import acts as account_acts
from panel.accounts import mail, passwords, tries
from panel.accounts import rules as account_rules
from panel.accounts.cookie import Bearer, bearer, enter, login_manager, onward
from panel.accounts.forms import InvitationForm
from panel.accounts.queries import open_invitation, person_by_email
from panel.db.extension import db
from panel.delegations import acts, forms, queries, rules
from panel.delegations.models import Delegation
from panel.kernel import cursor
from panel.kernel.refusal import Forbidden, NotFound, Refusal
from panel.kernel.text import N_, one_line
from panel.ui.asking import actor, asks, can, now, perform, public, require
from panel.ui.form import Form, submit
from panel.ui.page import page

bp = Blueprint("delegations", __name__)
PEOPLE_PER_PAGE = 50
_OWN_AFFAIRS = frozenset({"account.keep", "capacity.choose", "delegation.apply", "invitation.accept"})
"""What a person does for themselves, in whichever capacity."""


def init_app(app: Flask) -> None:
    """Put the room's pages into `app`, and tell the floor below who a sign-in's token makes of a person."""
    login_manager.user_loader(_bearer)
    app.extensions["panel.cast"] = queries.cast_by_role
    app.before_request(_ask_for_capacity)
    app.register_blueprint(bp)


def _bearer(token: str) -> Bearer | None:
    if g.get("sign_in_is_unreadable"):
        return None
    g.sign_in_is_unreadable = (
        True  # should the database fail here, the error page is shown to nobody in particular
    )
    found = queries.signed_in(db.session(), token, now())
    g.sign_in_is_unreadable = False
    return Bearer(token, found) if found else None


def _ask_for_capacity() -> None:
    """Refuse what somebody with several capacities sends before they have said in which one they act."""
    view = current_app.view_functions.get(request.endpoint or "")
    asked = set(getattr(view, "permissions", ())) - _OWN_AFFAIRS
    if (
        request.method == "POST"
        and asked
        and actor().capacities_count > 1
        and actor().capacity.startswith("person:")
    ):
        raise Forbidden(N_("Choose in which capacity you act, then send this again."))


@bp.route("/capacity", methods=["GET", "POST"])
@asks("capacity.choose")
def capacity() -> Response:
    require("capacity.choose")
    capacities = queries.capacities_of(db.session(), actor().person or "")
    user = bearer()
    if request.method == "POST" and user:
        chosen = _sent("capacity")
        if chosen not in {capacity.key for capacity in capacities}:
            raise Refusal(N_("This is none of your capacities."))
        account_acts.choose_capacity(db.session(), user.token, chosen)
        return redirect(onward(), 303)
    return page("delegations/capacity.html", capacities=capacities, next=onward())


@bp.get("/delegations")
@public
def delegations() -> Response:
    return page("delegations/delegations.html", groups=queries.delegations_by_constituency(db.session()))


@bp.get("/delegations/<string:slug>")
@asks("delegation.see")
def delegation(slug: str) -> Response:
    found = _delegation(slug)
    members = can("delegation.see-members", found)
    return page(
        "delegations/delegation.html",
        delegation=found,
        history=queries.accreditation_history(db.session(), found.id),
        seats=queries.seats_in(db.session(), found.id) if members else (),
        scheme_names=rules.SCHEME_NAMES,
    )


@bp.route("/delegations/apply", methods=["GET", "POST"])
@asks("delegation.apply")
def apply() -> Response:
    require("delegation.apply")
    form = forms.ApplicationForm(constituency=request.args.get("constituency"))
    constituencies = queries.constituencies(db.session())
    form.constituency.choices = {"": gettext("Choose one"), **{c.id: c.name for c in constituencies}}

    def order() -> acts.RequestAccreditation:
        tries.count()
        return acts.RequestAccreditation(
            name=form.name.data or "",
            constituency=form.constituency.data,
            scheme=form.scheme.data,
            about=form.about.data or "",
            contact=form.contact.data or "",
            participation=form.participation.data,
        )

    return submit(form, order, to=lambda _: url_for("delegations.applied")) or page(
        "delegations/apply.html", form=form
    )


@bp.get("/delegations/apply/received")
@public
def applied() -> Response:
    return page("delegations/applied.html")


@bp.route("/delegations/<string:slug>/invite", methods=["GET", "POST"])
@asks("delegation.see", "delegation.manage-seats")
def invite(slug: str) -> Response:
    found = _delegation(slug)
    require("delegation.manage-seats", found)
    form = forms.SeatForm()
    gone = submit(
        form,
        lambda: acts.InviteToSeat(found.id, form.name.data or "", form.email.data or "", form.rank.data),
        to=lambda token: _hand_over(token, form, url_for("delegations.delegation", slug=slug)),
    )
    return gone or page("delegations/invite.html", form=form, delegation=found)


@bp.post("/delegations/<string:slug>/seats/authorize")
@asks("delegation.see", "delegation.manage-seats")
def authorize(slug: str) -> Response:
    found = _delegation(slug)
    may_bind = request.form.get("may_bind") == "yes"
    perform(acts.AuthorizeAlternate(found.id, _sent("seat"), may_bind))
    flash(
        gettext("This alternate may now act for the head.")
        if may_bind
        else gettext("This alternate no longer acts for the head.")
    )
    return redirect(url_for("delegations.delegation", slug=slug), 303)


@bp.post("/delegations/<string:slug>/seats/vacate")
@asks("delegation.see", "delegation.manage-seats")
def vacate(slug: str) -> Response:
    found = _delegation(slug)
    perform(acts.VacateSeat(found.id, _sent("seat")))
    flash(gettext("The seat is vacant."))
    return redirect(url_for("delegations.delegation", slug=slug), 303)


@bp.get("/secretariat/accreditations")
@asks("accreditation.decide")
def accreditations() -> Response:
    require("accreditation.decide")
    return page(
        "delegations/accreditations.html",
        waiting=queries.accreditations_waiting(db.session()),
        scheme_names=rules.SCHEME_NAMES,
    )


@bp.route("/delegations/<string:slug>/accreditation", methods=["GET", "POST"])
@asks("delegation.see", "accreditation.decide")
def accreditation(slug: str) -> Response:
    found = _delegation(slug)
    require("accreditation.decide", found)
    grant, end = forms.GrantForm(), forms.EndForm(prefix="end-")
    decision = request.form.get("decision", "grant")
    sent: Form = grant if decision == "grant" else end

    def order() -> acts.DecideAccreditation:
        return acts.DecideAccreditation(
            delegation=found.id,
            decision=decision,
            reason=end.reason.data or "",
            source=grant.source.data or "",
            status=grant.admission.data or "accredited",
            review_due=grant.review_due.data,
        )

    if gone := submit(
        sent,
        order,
        to=lambda slug: url_for("delegations.delegation", slug=slug),
        done=gettext("Your decision is recorded."),
    ):
        return gone
    return page(
        "delegations/accreditation.html",
        form=sent,
        grant=grant,
        end=end,
        delegation=found,
        history=queries.accreditation_history(db.session(), found.id),
        decisions=rules.decisions(
            found.status, found.constituency_id, endorsed=found.endorsed_by is not None
        ),
        scheme_names=rules.SCHEME_NAMES,
        is_own_endorsement=found.endorsed_by is not None and found.endorsed_by == actor().person,
    )


@bp.route("/secretariat/people", methods=["GET", "POST"])
@asks("office.confer")
def people() -> Response:
    require("office.confer")
    form = forms.OfficeForm()
    if gone := submit(
        form,
        lambda: account_acts.InviteToOffice(form.office.data, form.name.data or "", form.email.data or ""),
        to=lambda token: _hand_over(token, form, url_for("delegations.people")),
    ):
        return gone
    asked = request.args.get("after")
    name, person = cursor.decode(asked, str, str) if asked else ("", "")
    after = (one_line(str(name)), one_line(str(person))) if asked else None
    found = queries.listed_people(db.session(), after=after, limit=PEOPLE_PER_PAGE + 1)
    shown, more = found[:PEOPLE_PER_PAGE], found[PEOPLE_PER_PAGE:]
    return page(
        "delegations/people.html",
        form=form,
        people=shown,
        onward=cursor.encode(shown[-1].name, shown[-1].id) if more else None,
    )


@bp.post("/secretariat/people/close")
@asks("account.disable")
def close_account() -> Response:
    perform(account_acts.CloseAccount(_sent("person")))
    flash(gettext("The account is closed, and its sign-ins have ended."))
    return redirect(url_for("delegations.people"), 303)


@bp.post("/secretariat/people/reopen")
@asks("account.disable")
def reopen_account() -> Response:
    perform(account_acts.ReopenAccount(_sent("person")))
    flash(gettext("The account is open again."))
    return redirect(url_for("delegations.people"), 303)


@bp.route("/invitations/<string:token>", methods=["GET", "POST"])
@asks("invitation.accept")
def invitation(token: str) -> Response:
    require("invitation.accept")
    found = open_invitation(db.session(), token, now())
    form = InvitationForm(data={"name": found.name})
    if request.method == "POST" and form.validate():
        try:
            person = perform(_acceptance(token, found.email, form)).result
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(gettext("You have accepted the invitation and are signed in."))
            return enter(person, to="/")
    return page(
        "delegations/invitation.html",
        form=form,
        invitation=found,
        delegation=queries.delegation_by_id(db.session(), found.delegation_id)
        if found.delegation_id
        else None,
    )


def _acceptance(token: str, email: str, form: InvitationForm) -> acts.AcceptInvitation:
    """Return the order that accepts, once the password is checked or fit for a new account."""
    tries.count(email)
    known = person_by_email(db.session(), email)
    typed = form.password.data or ""
    if known is None:
        proof = passwords.hashed(account_rules.password(typed, email=email))
    elif known.is_disabled or not passwords.matches(known.password, typed):
        raise Refusal(N_("This is not the password of your account with this address."), field="password")
    else:
        proof = known.password
    return acts.AcceptInvitation(token, form.name.data or "", proof)


def _hand_over(token: str, form: forms.SeatForm | forms.OfficeForm, back: str) -> str:
    """Say the link of a new invitation, which is shown this once, mail it where there is mail, and return `back`."""
    site = current_app.config["PANEL_PUBLIC_URL"].rstrip("/") or request.host_url.rstrip("/")
    link = site + url_for("delegations.invitation", token=token)
    to = account_rules.address(form.email.data or "")
    sent = gettext("Nothing was mailed. Give this link to the person yourself:")
    if current_app.config["PANEL_SMTP_URL"]:
        try:
            mail.send(
                current_app.config["PANEL_SMTP_URL"],
                sender=current_app.config["PANEL_MAIL_FROM"] or f"panel@{request.host.partition(':')[0]}",
                to=to,
                subject=gettext("An invitation"),
                body=gettext(
                    "You are invited to take part in the Standing Panel on Migration and Human Rights.\n\n"
                    "Open this link within 14 days to accept. It works once:\n\n%(link)s\n\n"
                    "If you do not expect this, you need do nothing.",
                    link=link,
                ),
            )
            sent = gettext("The invitation was mailed. Should it not arrive, give this link to the person:")
        except mail.MailFailed:
            sent = gettext(
                "The invitation is ready, but the mail could not be sent. Give this link to the person:"
            )
    flash(
        Markup("{} <code>{}</code> {}").format(
            sent, link, gettext("It is shown this once, and holds for 14 days.")
        )
    )
    return back


def _sent(name: str) -> str:
    return one_line(request.form.get(name, ""))


def _delegation(slug: str) -> Delegation:
    """Return a delegation that this actor may know of. Raises the same `NotFound` for all others."""
    # What is no slug is not asked for: PostgreSQL takes a NUL for an error of ours.
    found = queries.delegation_by_slug(db.session(), slug if rules.is_slug(slug) else "")
    if decision := can("delegation.see", found):
        return found
    raise NotFound(decision.reason)
