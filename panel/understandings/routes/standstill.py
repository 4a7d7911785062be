"""Putting a text off, taking it up again, withdrawing it."""

from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.kernel.refusal import Conflict
from panel.kernel.text import N_
from panel.ui.asking import asks, require
from panel.ui.form import submit
from panel.ui.page import page
from panel.understandings import acts, forms, queries
from panel.understandings.routes.ground import address_of, bp


@bp.route("/understandings/<int:number>/deferral", methods=["GET", "POST"])
@asks("text.defer")
def defer(number: int) -> Answer:
    """Put the negotiation of a text off, with a reason."""
    text = queries.text_by_number(db.session(), number)
    require("text.defer", text)
    form = forms.StandstillForm()
    gone = submit(
        form,
        lambda: acts.DeferText(text.id, form.reason.data or ""),
        to=address_of,
        done=gettext("The text is deferred."),
    )
    return gone or page("understandings/defer.html", form=form, text=text)


@bp.post("/understandings/<int:number>/resumption")
@asks("text.resume")
def resume(number: int) -> Answer:
    """Take up the negotiation of a deferred text."""
    text = queries.text_by_number(db.session(), number)
    require("text.resume", text)
    form = forms.ConfirmForm()
    gone = submit(
        form,
        lambda: acts.ResumeText(text.id),
        to=address_of,
        done=gettext("Negotiation of the text has been taken up again."),
    )
    if gone:
        return gone
    raise form.refusal or Conflict(N_("This form has expired. Open the page again."))


@bp.route("/understandings/<int:number>/withdrawal", methods=["GET", "POST"])
@asks("text.withdraw")
def withdraw_text(number: int) -> Answer:
    """Withdraw a text for good, with a reason."""
    text = queries.text_by_number(db.session(), number)
    require("text.withdraw", text)
    form = forms.StandstillForm()
    gone = submit(
        form,
        lambda: acts.WithdrawText(text.id, form.reason.data or ""),
        to=address_of,
        done=gettext("The text is withdrawn. It stays on record."),
    )
    return gone or page("understandings/withdraw_text.html", form=form, text=text)
