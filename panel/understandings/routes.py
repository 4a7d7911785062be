"""Pages of texts: drafting, silence, the public record of what was adopted, and the rules of procedure."""

from datetime import timedelta

from flask import Blueprint, Flask, Response, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from panel.db.extension import db
from panel.kernel.refusal import NotFound
from panel.kernel.text import N_
from panel.norms.queries import catalogue
from panel.record.queries import facts_about
from panel.threads.queries import thread_by_number
from panel.ui.asking import actor, asks, now, public, require
from panel.ui.form import submit
from panel.ui.page import page
from panel.understandings import acts, forms, queries, rules
from panel.understandings.queries import ParagraphView, RevisionView, TextView

bp = Blueprint("understandings", __name__)


def init_app(app: Flask) -> None:
    """Register the pages of this room."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(
        state_names=rules.STATE_NAMES, position_names=rules.POSITIONS, statement_names=rules.STATEMENTS
    )


def _address(number: int) -> str:
    return url_for("understandings.understanding", number=number)


@bp.get("/understandings")
@public
def understandings() -> Answer:
    """All texts, by what stage they have reached."""
    return page("understandings/understandings.html", texts=queries.texts(db.session()))


@bp.get("/understandings/<int:number>")
@public
def understanding(number: int) -> Answer:
    """One text in its present state."""
    text = queries.text_by_number(db.session(), number)
    return page(
        "understandings/understanding.html", text=text, names=queries.constituency_names(db.session())
    )


@bp.get("/understandings/<int:number>/revisions/<int:revision>")
@public
def revision(number: int, revision: int) -> Answer:
    """One issued revision of a text."""
    text = queries.text_by_number(db.session(), number)
    shown = queries.revision_of(db.session(), text.id, revision)
    if shown.issued_at is None:
        require("text.edit", text)
    return page("understandings/revision.html", text=text, revision=shown)


@bp.get("/understandings/<int:number>/timeline")
@public
def timeline(number: int) -> Answer:
    """What happened to a text, from the record."""
    text = queries.text_by_number(db.session(), number)
    before = request.args.get("before", type=int)
    facts = facts_about(db.session(), [f"understanding:{text.id}"], before=before)
    ids = {str(fact.payload[name]) for fact in facts for name in ("delegation",) if name in fact.payload}
    ids |= {fact.words["objector"] for fact in facts if "objector" in fact.words}
    names = queries.delegation_names(db.session(), sorted(ids))
    disclosed = {silence.number: silence.disclosure for silence in text.rounds}
    return page("understandings/timeline.html", text=text, facts=facts, names=names, disclosed=disclosed)


# --- Drafting -------------------------------------------------------------------------------------------------------


@bp.route("/threads/<int:number>/begin-text", methods=["GET", "POST"])
@asks("text.begin")
def begin(number: int) -> Answer:
    """Begin a text in a thread."""
    thread = thread_by_number(db.session(), number)
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
    shown = _in_preparation(text)
    return page(
        "understandings/draft.html",
        text=text,
        revision=shown,
        advice={
            p.key: rules.advice_on(rules.ParagraphText(p.key, p.kind, p.text), text.language)
            for p in shown.paragraphs
        },
        form=forms.IssueForm(),
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
    if key and shown is None:
        raise NotFound(N_("This text has no such paragraph any more."))
    form = forms.ParagraphForm(data=_typed(shown) if shown else None)
    if form.picking():
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
            to=lambda written: url_for("understandings.draft", number=number, _anchor=written),
            done=gettext("The paragraph has been written."),
        )
        if gone:
            return gone
    return page("understandings/paragraph.html", form=form, text=text, paragraph=shown)


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
    form = forms.ConfirmForm()
    gone = submit(
        form,
        lambda: acts.RemoveParagraph(text.id, key),
        to=lambda n: url_for("understandings.draft", number=n),
        done=gettext("The paragraph has been taken out. Earlier revisions keep it."),
    )
    return gone or page("understandings/refused.html", form=form, text=text)


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
        to=lambda _: _address(number),
        done=gettext("The revision has been issued."),
    )
    shown = _in_preparation(text)
    return gone or page("understandings/draft.html", text=text, revision=shown, advice={}, form=form)


@bp.post("/understandings/<int:number>/final-draft")
@asks("text.edit")
def finalize(number: int) -> Answer:
    """Declare the latest revision final."""
    text = queries.text_by_number(db.session(), number)
    form = forms.ConfirmForm()
    gone = submit(
        form,
        lambda: acts.FinalizeText(text.id),
        to=lambda _: _address(number),
        done=gettext("This revision is now the final draft. The Chair can put it under silence."),
    )
    return gone or page("understandings/refused.html", form=form, text=text)


# --- Silence --------------------------------------------------------------------------------------------------------


@bp.route("/understandings/<int:number>/silence", methods=["GET", "POST"])
@asks("silence.open")
def open_silence(number: int) -> Answer:
    """Put the final draft under silence."""
    text = queries.text_by_number(db.session(), number)
    require("silence.open", text)
    procedure = queries.procedure_in_force(db.session())
    form = forms.SilenceForm(data={"hours": procedure.minimum_silence_hours})
    gone = submit(
        form,
        lambda: acts.OpenSilence(
            text.id, now() + timedelta(hours=form.hours.data or 0), form.balance_reason.data or ""
        ),
        to=lambda _: _address(number),
        done=gettext("The text is under silence. Every entitled delegation sees it on its page."),
    )
    return gone or page(
        "understandings/open_silence.html",
        form=form,
        text=text,
        procedure=procedure,
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
    form = forms.ExtensionForm()
    expires = text.round.expires_at if text.round else now()
    gone = submit(
        form,
        lambda: acts.ExtendSilence(
            text.id, expires + timedelta(hours=form.hours.data or 0), form.reason.data or ""
        ),
        to=_address,
        done=gettext("The silence has been extended."),
    )
    return gone or page("understandings/extend_silence.html", form=form, text=text)


@bp.route("/understandings/<int:number>/position", methods=["GET", "POST"])
@asks("silence.position")
def position(number: int) -> Answer:
    """Give our delegation's position."""
    text = queries.text_by_number(db.session(), number)
    require("silence.position", text)
    ours = text.round.of(actor().delegation) if text.round else None
    form = forms.PositionForm(
        data={"position": ours.kind, "paragraphs": list(ours.paragraphs), "reason": ours.reason}
        if ours
        else None
    )
    form.paragraphs.choices = _paragraph_choices(text)
    gone = submit(
        form,
        lambda: acts.GivePosition(
            text.id,
            form.position.data or "",
            tuple(form.paragraphs.data or ()),
            form.reason.data or "",
            form.remedy.data or "",
        ),
        to=lambda _: _address(number),
        done=gettext("The position of your delegation has been recorded."),
    )
    return gone or page("understandings/position.html", form=form, text=text, ours=ours)


def _paragraph_choices(text: TextView) -> list[tuple[str, str]]:
    return [
        (p.key, f"{p.number or gettext('Preamble')}. {p.text[:70]}{'…' if len(p.text) > 70 else ''}")
        for p in text.revision.paragraphs
    ]


# --- The end --------------------------------------------------------------------------------------------------------


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
        to=lambda symbol: url_for("understandings.recorded", symbol=symbol),
        done=gettext("Adopted. This is now a recorded common understanding."),
    )
    return gone or page("understandings/adopt.html", form=form, text=text)


@bp.route("/understandings/<int:number>/statement", methods=["GET", "POST"])
@asks("statement.attach")
def statement(number: int) -> Answer:
    """Attach a statement to an adopted text."""
    text = queries.text_by_number(db.session(), number)
    require("statement.attach", text)
    form = forms.StatementForm()
    form.paragraphs.choices = _paragraph_choices(text)
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
        to=_address,
        done=gettext("The Chair's summary is on record."),
    )
    return gone or page("understandings/conclude.html", form=form, text=text)


@bp.get("/record")
@public
def record() -> Answer:
    """The public record: what was agreed."""
    return page(
        "understandings/record.html", texts=queries.texts(db.session(), states=("adopted", "no_consensus"))
    )


@bp.get("/record/<path:symbol>")
@public
def recorded(symbol: str) -> Answer:
    """A recorded common understanding, with everything that belongs to it."""
    text = queries.text_by_symbol(db.session(), symbol)
    return page("understandings/recorded.html", text=text, names=queries.constituency_names(db.session()))


@bp.get("/record/<path:symbol>.txt")
@public
def exact(symbol: str) -> Answer:
    """The exact words that were frozen, hashed and adopted."""
    text = queries.text_by_symbol(db.session(), symbol)
    name = symbol.replace("/", "-")
    return Response(
        queries.exact_text_of(text),
        mimetype="text/plain",
        headers={"Content-Disposition": f'attachment; filename="{name}.txt"'},
    )


@bp.get("/rules-of-procedure")
@public
def rules_of_procedure() -> Answer:
    """The rules in force, and every version before them."""
    return page(
        "understandings/rules_of_procedure.html",
        versions=queries.procedures(db.session()),
        names=queries.constituency_names(db.session()),
    )
