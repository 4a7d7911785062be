"""The gavel, statements, and the Chair's summary."""

from flask import flash, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.ui.asking import asks, require
from panel.ui.form import submit
from panel.ui.page import page
from panel.understandings import acts, forms, queries
from panel.understandings.routes.ground import address_of, bp, paragraph_choices


@bp.route("/understandings/<int:number>/adoption", methods=["GET", "POST"])
@asks("text.adopt")
def adopt(number: int) -> Answer:
    """The gavel, after a page that says what it does."""
    text = queries.text_by_number(db.session(), number)
    require("text.adopt", text)
    form = forms.ConfirmForm()
    gone = submit(
        form,
        lambda: acts.AdoptUnderstanding(text.id),
        to=lambda symbol: _after_gavel(number, symbol),
    )
    return gone or page("understandings/adopt.html", form=form, text=text)


def _after_gavel(number: int, symbol: str | None) -> str:
    if symbol is None:
        flash(
            gettext("Agreed ad referendum. The text is adopted once the delegations awaited have confirmed.")
        )
        return address_of(number)
    flash(gettext("Adopted. This is now a recorded common understanding."))
    return url_for("understandings.recorded", symbol=symbol)


@bp.route("/understandings/<int:number>/statement", methods=["GET", "POST"])
@asks("statement.attach")
def statement(number: int) -> Answer:
    """Attach a statement to an adopted text."""
    text = queries.text_by_number(db.session(), number)
    require("statement.attach", text)
    form = forms.StatementForm()
    form.paragraphs.choices = paragraph_choices(text)
    gone = submit(
        form,
        lambda: acts.AttachStatement(
            text.id, form.kind.data or "", form.text.data or "", tuple(form.paragraphs.data or ())
        ),
        to=lambda _: url_for("understandings.recorded", symbol=text.symbol),
        done=gettext("The statement is attached to the text, as received."),
    )
    return gone or page("understandings/statement.html", form=form, text=text)


@bp.route("/understandings/<int:number>/chairs-summary", methods=["GET", "POST"])
@asks("text.conclude")
def conclude(number: int) -> Answer:
    """Find that there is no consensus."""
    text = queries.text_by_number(db.session(), number)
    require("text.conclude", text)
    form = forms.ChairsSummaryForm()
    gone = submit(
        form,
        lambda: acts.ConcludeWithoutConsensus(
            text.id, form.convergence.data or "", form.divergence.data or "", form.open_questions.data or ""
        ),
        to=address_of,
        done=gettext("The Chair's summary is on record."),
    )
    return gone or page("understandings/conclude.html", form=form, text=text)
