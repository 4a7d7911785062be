"""Opening, extending and holding silence, and giving a position in it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import flash
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.kernel.refusal import Conflict
from panel.kernel.text import N_
from panel.ui.asking import actor, asks, now, require
from panel.ui.form import submit
from panel.ui.page import page
from panel.understandings import acts, forms, queries, rules
from panel.understandings.queries import PositionView, TextView
from panel.understandings.routes.ground import address_of, bp, paragraph_choices


@bp.route("/understandings/<int:number>/silence", methods=["GET", "POST"])
@asks("silence.open")
def open_silence(number: int) -> Answer:
    """Put the final draft under silence."""
    text = queries.text_by_number(db.session(), number)
    require("silence.open", text)
    procedure = queries.procedure_in_force(db.session())
    form = forms.SilenceForm(data={"hours": procedure.minimum_silence_hours})
    gone = _unless_reckoning(
        form,
        lambda: acts.OpenSilence(
            text.id, rules.closing(now(), form.hours.data or 0), form.balance_reason.data or ""
        ),
        to=lambda _: address_of(number),
        done=gettext("The text is under silence. Every entitled delegation sees it on its page."),
    )
    return gone or page(
        "understandings/open_silence.html",
        form=form,
        text=text,
        procedure=procedure,
        closes=rules.closing(now(), form.readable(procedure.minimum_silence_hours)),
        balance=queries.balance_of(db.session(), text.thread, procedure),
        entitled=queries.entitled_delegations(db.session(), procedure),
        names=queries.constituency_names(db.session()),
    )


@bp.route("/understandings/<int:number>/extension", methods=["GET", "POST"])
@asks("silence.extend")
def extend_silence(number: int) -> Answer:
    """Move the expiry of the open round later."""
    text = queries.text_by_number(db.session(), number)
    require("silence.extend", text)
    form = forms.ExtensionForm(data={"hours": 24})
    expires = text.round.expires_at if text.round else now()
    gone = _unless_reckoning(
        form,
        lambda: acts.ExtendSilence(
            text.id, expires + timedelta(hours=form.hours.data or 0), form.reason.data or ""
        ),
        to=address_of,
        done=gettext("The silence has been extended."),
    )
    closes = expires + timedelta(hours=form.readable(24))
    return gone or page("understandings/extend_silence.html", form=form, text=text, closes=closes)


def _unless_reckoning(form: forms.HoursForm, order: Callable[[], Any], **going_on: Any) -> Answer | None:
    """Submit `form`, unless only the instant of closing was asked for: that judges nothing and keeps every word."""
    if form.is_submitted() and form.reckon.data:
        return None
    return submit(form, order, **going_on)


@bp.route("/understandings/<int:number>/position", methods=["GET", "POST"])
@asks("silence.position")
def position(number: int) -> Answer:
    """Give our delegation's position."""
    text = queries.text_by_number(db.session(), number)
    require("silence.position", text)
    ours = text.round.of(actor().delegation) if text.round else None
    carried = queries.maintained_by(db.session(), text.id, actor().delegation or "")
    form = forms.PositionForm(data=_typed(ours) if ours else forms.reservation_from(carried))
    form.paragraphs.choices = paragraph_choices(text)
    has_expired = text.round is not None and rules.has_expired(now(), text.round.expires_at)
    if has_expired:
        form.after_expiry()
    gone = submit(
        form,
        lambda: acts.GivePosition(
            text.id,
            form.position.data or "",
            tuple(form.paragraphs.data or ()),
            form.reason.data or "",
            form.remedy.data or "",
            form.wording.data or "",
        ),
        to=lambda is_admissible: _after_position(number, form.position.data, is_admissible),
    )
    return gone or page(
        "understandings/position.html",
        form=form,
        text=text,
        ours=ours,
        has_expired=has_expired,
        carried=() if ours else carried,
        **_earlier(text, ours, has_expired),
    )


def _earlier(text: TextView, ours: PositionView | None, has_expired: bool) -> dict[str, Any]:
    """Return what the delegation said in an earlier round, to be confirmed anew, and how the words differ since."""
    found = None if ours or has_expired else text.earlier_of(actor().delegation)
    if found is None or found[1].kind == "object":
        return {"earlier": None, "difference": None}
    then = queries.revision_of(db.session(), text.id, found[0].revision_number)
    names = (then.symbol, text.revision.symbol)
    difference = rules.compare(then.in_order, text.revision.in_order, names=names)
    return {"earlier": found[1], "difference": difference}


@bp.post("/understandings/<int:number>/position/again")
@asks("silence.position")
def position_again(number: int) -> Answer:
    """Give the position of an earlier round again."""
    text = queries.text_by_number(db.session(), number)
    require("silence.position", text)
    form = forms.ConfirmForm()
    gone = submit(
        form,
        lambda: acts.ReconfirmPosition(text.id),
        to=lambda _: address_of(number),
        done=gettext("Your delegation has confirmed its position on the new version."),
    )
    if gone:
        return gone
    raise form.refusal or Conflict(N_("This form has expired. Open the page again."))


@bp.route("/understandings/<int:number>/time", methods=["GET", "POST"])
@asks("silence.hold")
def ask_for_time(number: int) -> Answer:
    """Ask for time: the clock of the round stands still."""
    text = queries.text_by_number(db.session(), number)
    require("silence.hold", text)
    most = text.round.procedure.hold_hours if text.round else 0
    form = forms.TimeForm(data={"hours": most})
    gone = submit(
        form,
        lambda: acts.AskForTime(text.id, form.hours.data or 0, form.reason.data or ""),
        to=lambda _: address_of(number),
        done=gettext("The clock stands still. Every entitled delegation has been told."),
    )
    return gone or page("understandings/ask_for_time.html", form=form, text=text, most=most)


def _typed(ours: PositionView) -> dict[str, object]:
    return {"position": ours.kind, "paragraphs": list(ours.paragraphs), "reason": ours.reason}


def _after_position(number: int, kind: str, is_admissible: bool) -> str:
    if kind != "object":
        flash(gettext("The position of your delegation has been recorded."))
    elif is_admissible:
        flash(
            gettext(
                "Your objection has been recorded and has broken the silence. The co-facilitators see it."
            )
        )
    else:
        flash(gettext("Your objection came after expiry. It is on record and has no effect on the text."))
    return address_of(number)
