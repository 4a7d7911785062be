"""The ledger of concerns about a text, and what delegations and drafters add to it."""

from flask import request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.ui.asking import asks, public, require
from panel.ui.form import submit
from panel.ui.language import say
from panel.ui.page import page
from panel.understandings import acts, forms, queries, rules
from panel.understandings.routes.ground import bp, paragraph_choices

_LEDGER = "/understandings/<int:number>/concerns"


@bp.get(_LEDGER)
@public
def concerns(number: int) -> Answer:
    """Every concern about a text, its answer and its outcome."""
    text = queries.text_by_number(db.session(), number)
    ledger = queries.concerns_about(db.session(), text.id)
    outcomes = [(name, [line for line in ledger if line.outcome == name]) for name in rules.CONCERN_OUTCOMES]
    return page("understandings/concerns.html", text=text, ledger=ledger, outcomes=outcomes)


@bp.route(f"{_LEDGER}/new", methods=["GET", "POST"])
@asks("concern.raise")
def concern_new(number: int) -> Answer:
    """Raise a concern about a paragraph."""
    text = queries.text_by_number(db.session(), number)
    require("concern.raise", text)
    form = forms.ConcernForm()
    form.paragraph.choices = [("", gettext("Choose")), *paragraph_choices(text).items()]
    if not form.is_submitted():
        form.paragraph.data = request.args.get("paragraph", "")
    gone = submit(
        form,
        lambda: acts.RaiseConcern(
            text.id, form.paragraph.data or "", form.reason.data or "", form.remedy.data or ""
        ),
        to=lambda raised: _in_ledger(number, raised),
        done=gettext("The concern is in the ledger. The co-facilitators answer it before the text is final."),
    )
    return gone or page("understandings/concern_new.html", form=form, text=text)


@bp.route(f"{_LEDGER}/<int:concern>/answer", methods=["GET", "POST"])
@asks("concern.answer")
def concern_answer(number: int, concern: int) -> Answer:
    """Answer a concern, for the co-facilitators."""
    text = queries.text_by_number(db.session(), number)
    view = queries.concern_about(db.session(), text.id, concern)
    require("concern.answer", view)
    form = forms.ConcernAnswerForm()
    later = {
        str(revision): (revision, symbol)
        for revision, symbol, issued_at, _ in reversed(text.history)
        if issued_at is not None and revision > view.revision
    }
    form.revision.choices = [("", gettext("None")), *((key, symbol) for key, (_, symbol) in later.items())]
    gone = submit(
        form,
        lambda: acts.AnswerConcern(
            text.id,
            concern,
            form.outcome.data or "",
            form.words.data or "",
            later.get(form.revision.data or "", (None,))[0],
        ),
        to=lambda answered: _in_ledger(number, answered),
        done=gettext("The answer is in the ledger."),
    )
    return gone or page("understandings/concern_answer.html", form=form, text=text, concern=view)


@bp.route(f"{_LEDGER}/<int:concern>/word", methods=["GET", "POST"])
@asks("concern.settle")
def concern_word(number: int, concern: int) -> Answer:
    """Withdraw our concern, or maintain it."""
    text = queries.text_by_number(db.session(), number)
    view = queries.concern_about(db.session(), text.id, concern)
    require("concern.settle", view)
    form = forms.ConcernWordForm()
    names = {"withdrawn": gettext("We withdraw it"), "maintained": gettext("We maintain it")}
    form.outcome.choices = [(word, names[word]) for word in rules.last_words(view.outcome)]
    gone = submit(
        form,
        lambda: (acts.MaintainConcern if form.outcome.data == "maintained" else acts.WithdrawConcern)(
            text.id, concern, form.words.data or ""
        ),
        to=lambda settled: _in_ledger(number, settled),
        done=gettext("The word of your delegation is in the ledger."),
    )
    return gone or page(
        "understandings/concern_word.html",
        form=form,
        text=text,
        concern=view,
        present=say(rules.CONCERN_OUTCOMES[view.outcome]),
    )


def _in_ledger(number: int, concern: int) -> str:
    return url_for("understandings.concerns", number=number, _anchor=f"concern-{concern}")
