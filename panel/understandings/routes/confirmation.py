"""Confirming what was joined subject to confirmation, or saying that it cannot be confirmed."""

from flask import flash
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.ui.asking import asks, require
from panel.ui.form import submit
from panel.ui.page import page
from panel.understandings import acts, forms, queries
from panel.understandings.routes.ground import address_of, bp, paragraph_choices


@bp.route("/understandings/<int:number>/confirmation", methods=["GET", "POST"])
@asks("silence.confirm")
def confirm_position(number: int) -> Answer:
    """Confirm, with one press."""
    text = queries.text_by_number(db.session(), number)
    require("silence.confirm", text)
    form = forms.ConfirmForm()
    gone = submit(
        form,
        lambda: acts.ConfirmPosition(text.id),
        to=lambda _: address_of(number),
        done=gettext("Your delegation has confirmed."),
    )
    return gone or page("understandings/confirm_position.html", form=form, text=text)


@bp.route("/understandings/<int:number>/confirmation/refusal", methods=["GET", "POST"])
@asks("silence.confirm")
def refuse_confirmation(number: int) -> Answer:
    """Say that the delegation cannot confirm, which breaks the silence."""
    text = queries.text_by_number(db.session(), number)
    require("silence.confirm", text)
    form = forms.RefusalForm()
    form.paragraphs.choices = paragraph_choices(text)
    gone = submit(
        form,
        lambda: acts.RefuseConfirmation(
            text.id,
            tuple(form.paragraphs.data or ()),
            form.reason.data or "",
            form.remedy.data or "",
            form.wording.data or "",
        ),
        to=lambda is_admissible: _after_refusal(number, is_admissible),
    )
    return gone or page("understandings/refuse_confirmation.html", form=form, text=text)


def _after_refusal(number: int, is_admissible: bool) -> str:
    if is_admissible:
        flash(
            gettext("Your refusal has been recorded and has broken the silence. The co-facilitators see it.")
        )
    else:
        flash(gettext("Your refusal came after the deadline. It is on record and has no effect on the text."))
    return address_of(number)
