"""Issuing an adopted text, correcting it by corrigenda, and saying which text a new one supersedes."""

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.ui.asking import asks, require
from panel.ui.form import submit
from panel.ui.page import page
from panel.understandings import acts, forms, queries
from panel.understandings.routes.ground import address_of, bp, paragraph_choices


@bp.route("/understandings/<int:number>/issuance", methods=["GET", "POST"])
@asks("text.issue")
def issue_text(number: int) -> Answer:
    """Issue an adopted text with its statements."""
    text = queries.text_by_number(db.session(), number)
    require("text.issue", text)
    form = forms.ConfirmForm()
    gone = submit(
        form,
        lambda: acts.IssueText(text.id),
        to=lambda symbol: url_for("understandings.recorded", symbol=symbol),
        done=gettext("The text is issued with its statements."),
    )
    return gone or page("understandings/issue_text.html", form=form, text=text)


@bp.route("/understandings/<int:number>/corrigenda", methods=["GET", "POST"])
@asks("text.correct")
def corrigendum(number: int) -> Answer:
    """Issue a corrigendum to a recorded text."""
    text = queries.text_by_number(db.session(), number)
    require("text.correct", text)
    form = forms.CorrigendumForm()
    form.paragraph.choices = list(paragraph_choices(text).items())
    gone = submit(
        form,
        lambda: acts.IssueCorrigendum(
            text.id, form.paragraph.data or "", form.error.data or "", form.correction.data or ""
        ),
        to=lambda _: url_for("understandings.recorded", symbol=text.symbol),
        done=gettext("The corrigendum is issued."),
    )
    return gone or page("understandings/corrigendum.html", form=form, text=text)


@bp.route("/understandings/<int:number>/supersession", methods=["GET", "POST"])
@asks("text.edit")
def supersession(number: int) -> Answer:
    """Say which recorded text this one supersedes once it is adopted."""
    text = queries.text_by_number(db.session(), number)
    require("text.edit", text)
    form = forms.SupersessionForm(data={"symbol": text.supersedes.symbol} if text.supersedes else None)
    gone = submit(
        form,
        lambda: acts.DeclareSupersession(text.id, form.symbol.data or ""),
        to=lambda _: address_of(number),
        done=gettext("Recorded. It takes effect when this text is adopted."),
    )
    return gone or page("understandings/supersession.html", form=form, text=text)
