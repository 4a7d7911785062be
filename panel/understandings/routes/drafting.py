"""Writing a text, issuing it, and declaring it final."""

from flask import request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.kernel.refusal import Conflict, NotFound
from panel.kernel.text import N_
from panel.norms.queries import catalogue
from panel.threads.queries import thread_by_number
from panel.ui.asking import asks, can, require
from panel.ui.form import submit
from panel.ui.page import page
from panel.understandings import acts, forms, queries, rules
from panel.understandings.queries import ParagraphView, RevisionView, TextView
from panel.understandings.routes.ground import address_of, bp


@bp.route("/threads/<int:number>/begin-text", methods=["GET", "POST"])
@asks("text.begin")
def begin(number: int) -> Answer:
    """Begin a text in a thread."""
    thread = thread_by_number(db.session(), number)
    if not can("thread.read", thread):
        raise NotFound(N_("There is no thread with this number."))
    require("text.begin", thread)
    form = forms.BeginForm()
    gone = submit(
        form,
        lambda: acts.BeginText(thread.id, form.title.data or "", form.body.data or "", "en"),
        to=lambda text: url_for("understandings.draft", number=text),
        done=gettext("The text has been begun. Write its paragraphs, then issue the zero draft."),
    )
    return gone or page("understandings/begin.html", form=form, thread=thread)


@bp.get("/understandings/<int:number>/draft")
@asks("text.edit")
def draft(number: int) -> Answer:
    """The text in preparation, paragraph by paragraph."""
    text = queries.text_by_number(db.session(), number)
    require("text.edit", text)
    return _draft_page(text, forms.IssueForm())


def _draft_page(text: TextView, form: forms.IssueForm, refused: forms.ConfirmForm | None = None) -> Answer:
    """Return the page of the text in preparation, with what was `refused` by an act of one button said at its top."""
    shown = _in_preparation(text)
    advice = {
        p.key: rules.advice_on(rules.ParagraphText(p.key, p.kind, p.text), text.language)
        for p in shown.paragraphs
    }
    return page(
        "understandings/draft.html",
        status=refused.status if refused else 200,
        text=text,
        revision=shown,
        advice=advice,
        form=form,
        refused=refused,
    )


@bp.route("/understandings/<int:number>/draft/paragraphs/new", methods=["GET", "POST"])
@asks("text.edit")
def new_paragraph(number: int) -> Answer:
    """Write a further paragraph."""
    return _paragraph_page(number, None)


@bp.route("/understandings/<int:number>/draft/paragraphs/<string:key>", methods=["GET", "POST"])
@asks("text.edit")
def paragraph(number: int, key: str) -> Answer:
    """Write a paragraph anew."""
    return _paragraph_page(number, key)


def _paragraph_page(number: int, key: str | None) -> Answer:
    text = queries.text_by_number(db.session(), number)
    require("text.edit", text)
    shown = next((p for p in _in_preparation(text).paragraphs if p.key == key), None)
    form = forms.ParagraphForm(data=_typed(shown) if shown else _like_the_last())
    if key and shown is None:
        _keep_words(form)
    elif form.picking():
        form.look_up(catalogue(db.session()))
    else:
        gone = submit(
            form,
            lambda: acts.PutParagraph(
                text.id,
                form.kind.data or "",
                form.text.data or "",
                key,
                tuple(form.norms.data or ()),
                bool(form.no_norm.data),
                form.position.data,
                form.seen.data if key else None,
            ),
            to=lambda written: _after_writing(number, written, form),
            done=gettext("The paragraph has been written."),
        )
        if gone:
            return gone
        if shown and form.status == Conflict.status:
            # Both texts stand on the page now: whoever sends it again has seen the other one.
            form.seen.data = shown.text
    return page("understandings/paragraph.html", form=form, text=text, paragraph=shown)


def _like_the_last() -> dict[str, object]:
    """Return how the form for a further paragraph begins: of the kind of the one written before, if any."""
    kind = request.args.get("kind", "")
    return {"kind": kind if kind in rules.PARAGRAPH_KINDS else "operative"}


def _after_writing(number: int, written: str, form: forms.ParagraphForm) -> str:
    if form.another.data:
        return url_for("understandings.new_paragraph", number=number, kind=form.kind.data)
    return url_for("understandings.draft", number=number, _anchor=written)


def _keep_words(form: forms.ParagraphForm) -> None:
    """Offer what was written for a paragraph that is gone as a new one; without words there is only the 404."""
    if not form.is_submitted() or not form.text.data:
        raise NotFound(N_("This text has no such paragraph any more."))
    form.refuse(
        Conflict(N_("Somebody has taken this paragraph out. Sent again, your words become a new one."))
    )


def _typed(shown: ParagraphView) -> dict[str, object]:
    return {
        "kind": shown.kind,
        "text": shown.text,
        "seen": shown.text,
        "no_norm": shown.no_norm,
        "norms": [norm.reference for norm in shown.norms],
        "position": shown.number,
    }


def _in_preparation(text: TextView) -> RevisionView:
    """Return the revision in preparation, or the latest issued one, of which a change makes a copy."""
    if text.in_preparation is None or text.in_preparation == text.revision.number:
        return text.revision
    return queries.revision_of(db.session(), text.id, text.in_preparation)


@bp.post("/understandings/<int:number>/draft/paragraphs/<string:key>/removal")
@asks("text.edit")
def remove_paragraph(number: int, key: str) -> Answer:
    """Take a paragraph out."""
    text = queries.text_by_number(db.session(), number)
    require("text.edit", text)
    form = forms.ConfirmForm()
    gone = submit(
        form,
        lambda: acts.RemoveParagraph(text.id, key),
        to=lambda n: url_for("understandings.draft", number=n),
        done=gettext("The paragraph has been taken out. Earlier revisions keep it."),
    )
    return gone or _draft_page(text, forms.IssueForm(formdata=None), refused=form)


@bp.post("/understandings/<int:number>/issue")
@asks("text.edit")
def issue(number: int) -> Answer:
    """Issue the text in preparation."""
    text = queries.text_by_number(db.session(), number)
    require("text.edit", text)
    form = forms.IssueForm()
    gone = submit(
        form,
        lambda: acts.IssueRevision(text.id, form.note.data or ""),
        to=lambda _: address_of(number),
        done=gettext("The revision has been issued."),
    )
    return gone or _draft_page(text, form)


@bp.post("/understandings/<int:number>/final-draft")
@asks("text.edit")
def finalize(number: int) -> Answer:
    """Declare the latest revision final."""
    text = queries.text_by_number(db.session(), number)
    require("text.edit", text)
    form = forms.ConfirmForm()
    gone = submit(
        form,
        lambda: acts.FinalizeText(text.id),
        to=lambda _: address_of(number),
        done=gettext("This revision is now the final draft. The Chair can put it under silence."),
    )
    return gone or _draft_page(text, forms.IssueForm(formdata=None), refused=form)
